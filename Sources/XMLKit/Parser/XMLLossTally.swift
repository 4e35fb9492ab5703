public import GazetteDocumentModel

/// What of a document has no place in the model, counted: an article has hundreds of attributes that
/// say the same thing, and a line for each would hide the few that matter.
///
/// Each attribute is said once, with the elements it stood at; so are entities and comments.
public struct XMLLossTally: ~Copyable {
  private struct Count {
    var position: SourcePosition
    var count = 0
    var elements: [String] = []
    var elementCount = 0
    /// What it is in Chinese, where it is more than an attribute's name.
    var chinese: String?
  }

  private let diagnostics: DiagnosticCollector
  private var attributes: [String: Count] = [:]
  /// Names in the order of their first places.
  private var order: [String] = []
  private var entities: Set<String> = []
  private var asides: (count: Int, first: String, position: SourcePosition)?

  /// Of how many attributes each is said; the others are counted together.
  private static let maximumCount = 40
  /// How many of its elements are named.
  private static let namedElements = 3

  public init(diagnostics: DiagnosticCollector) { self.diagnostics = diagnostics }

  /// Counts `class` of `p`, or what needs no element.
  public mutating func note(
    attribute name: String, of element: String? = nil, at position: SourcePosition
  ) {
    let isNew = attributes[name] == nil
    let key = isNew && order.count >= Self.maximumCount ? "(others)" : name
    if attributes[key] == nil {
      attributes[key] = Count(position: position)
      order.append(key)
    }
    attributes[key]?.count += 1
    guard let element, let seen = attributes[key], !seen.elements.contains(element) else { return }
    if seen.elements.count < Self.namedElements {
      attributes[key]?.elements.append(element)
    } else {
      attributes[key]?.elementCount += 1
    }
  }

  /// Counts `<base>` and other elements that say what attributes do.
  public mutating func note(
    element name: String, in place: LocalizedText? = nil, at position: SourcePosition
  ) {
    let words = "<\(name)>" + (place.map { " " + $0.english } ?? "")
    note(attribute: words, at: position)
    attributes[words]?.chinese = (place?.chinese ?? "") + "<\(name)>"
  }

  /// Counts a value that the model's attribute does not take.
  public mutating func note(
    invalid attribute: Attribute, at position: SourcePosition
  ) {
    let expectation = attribute.rule?.expectation ?? ""
    let name = "a \(attribute.wireName) that is not \(expectation)"
    note(attribute: name, at: position)
    attributes[name]?.chinese = "不合要求(\(expectation))的 \(attribute.wireName)"
  }

  /// Says that an entity is unknown, once; its reference stays in the text.
  public mutating func note(entity name: String, at position: SourcePosition) {
    guard entities.count < Self.maximumCount, entities.insert(name).inserted else { return }
    diagnostics.report(.xmlUnknownEntity, [name], at: position)
  }

  /// Counts a comment or instruction.
  public mutating func note(aside markup: [UInt8], at position: SourcePosition) {
    if asides == nil { asides = (0, String(markup.span), position) }
    asides?.count += 1
  }

  /// Says at the end what was counted.
  public borrowing func report() {
    for name in order {
      guard let attribute = attributes[name] else { continue }
      var words = name
      if !attribute.elements.isEmpty {
        words += " (" + attribute.elements.joined(separator: ", ")
        words += attribute.elementCount > 0 ? ", …)" : ")"
      }
      let count = "\(attribute.count)"
      diagnostics.report(
        .attributeNotRead, [attribute.chinese == nil ? "the attribute " + words : words, count],
        chinese: [attribute.chinese ?? "属性 " + words, count], at: attribute.position)
    }
    if let (count, first, position) = asides {
      diagnostics.report(
        .elementNotRead, ["comments and processing instructions ×\(count)", first], at: position)
    }
  }
}
