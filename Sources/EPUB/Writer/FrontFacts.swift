import GazetteDocumentModel

/// What the package and the navigation say of a bulletin, a section or an article.
final class FrontFacts {
  struct Contributor: Hashable {
    var name: [UInt8] = []
    var role = ""
  }

  private(set) var title: [UInt8] = []
  private(set) var identifiers: [(type: String, value: [UInt8])] = []
  private(set) var contributors: [Contributor] = []
  /// ISO forms of dates, by type.
  private(set) var dates: [(type: String, iso: String)] = []
  private var facts: [MetadataField: [UInt8]] = [:]

  subscript(field: MetadataField) -> [UInt8]? { facts[field] }

  /// The day it came out.
  var date: String? { (dates.first { $0.type == "published" } ?? dates.first)?.iso }

  /// Reads what a tape has recorded.
  convenience init(_ tape: borrowing EventTape) throws(ConversionError) {
    self.init()
    var handler: any EventHandler & ~Copyable = Recorder(facts: self)
    try tape.replay(into: &handler)
  }

  /// Keeps what is told by attributes and text of front elements.
  private struct Recorder: EventHandler, ~Copyable {
    let facts: FrontFacts
    var open: [Element] = []
    var text: [UInt8] = []
    var attributes = AttributeList()
    /// Depth of the front element at hand; within it, text is its text.
    var item: Element?
    var itemDepth = 0

    init(facts: FrontFacts) { self.facts = facts }

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      switch event {
      case .start(let element):
        if item == nil, element.level == .front {
          item = element
          itemDepth = open.count
          text = []
          attributes.removeAll()
        }
        // A line end in a title is a blank where the title is one line.
        if element == .lineBreak { text.append(0x20) }
        open.append(element)
      case .end:
        open.removeLast()
        if let element = item, open.count == itemDepth {
          item = nil
          keep(element)
        }
      case .attribute(let attribute, let value):
        if item != nil, open.count == itemDepth + 1 { attributes.append(attribute, value) }
      case .metadata(let field, let value): facts.facts[field] = [UInt8](value)
      case .text(let value): if item != nil, !open.contains(.rubyText) { text.append(value) }
      case .opaque: break
      }
    }

    mutating func finish() throws(ConversionError) {}

    private func keep(_ element: Element) {
      let value = text.collapsedBlanks
      switch element {
      case .title: if facts.title.isEmpty { facts.title = value }
      case .identifier: facts.identifiers.append((attributes.text(.type) ?? "", value))
      case .contributor:
        if !value.isEmpty {
          facts.contributors.append(.init(name: value, role: attributes.text(.role) ?? ""))
        }
      case .date:
        if let iso = attributes.text(.iso) {
          facts.dates.append((attributes.text(.type) ?? "", iso))
        }
      default: break
      }
    }
  }
}

extension [UInt8] {
  /// Without blanks and line ends at the ends, and without control characters.
  var collapsedBlanks: [UInt8] {
    var bytes = self.map { $0 < 0x20 ? 0x20 : $0 }
    while bytes.last == 0x20 { bytes.removeLast() }
    return Array(bytes.drop { $0 == 0x20 })
  }
}
