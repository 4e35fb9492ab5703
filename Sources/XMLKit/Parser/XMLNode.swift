public import GazetteDocumentModel

/// An element with everything in it: for the facts at the head of a document, which must be seen whole
/// before they can be told. Text runs are never held so.
public final class XMLNode {
  public enum Item {
    case text([UInt8], SourcePosition)
    case element(XMLNode)
    /// A comment or somebody's instruction, as it was written.
    case aside([UInt8])
  }

  public let tag: XMLStartTag
  public let name: XMLName
  public private(set) var items: [Item] = []

  public init(_ tag: XMLStartTag, _ name: XMLName) {
    self.tag = tag
    self.name = name
  }

  public func append(_ item: Item) { items.append(item) }

  /// Takes a child element out.
  public func remove(_ child: XMLNode) {
    items.removeAll { if case .element(let node) = $0 { node === child } else { false } }
  }

  /// Its child elements.
  public var elements: [XMLNode] {
    items.compactMap { if case .element(let node) = $0 { node } else { nil } }
  }

  /// Its first child element of this name.
  public func first(_ name: String) -> XMLNode? {
    for item in items {
      if case .element(let node) = item, node.name.qualified == name { return node }
    }
    return nil
  }

  /// All of its child elements of this name.
  public func all(_ name: String) -> [XMLNode] {
    var found: [XMLNode] = []
    for item in items {
      if case .element(let node) = item, node.name.qualified == name { found.append(node) }
    }
    return found
  }

  /// All text in it, one piece after the other.
  public var text: [UInt8] {
    if items.count == 1, case .text(let text, _) = items[0] { return text }
    var bytes: [UInt8] = []
    for item in items {
      switch item {
      case .text(let text, _): bytes += text
      case .element(let node): bytes += node.text
      case .aside: break
      }
    }
    return bytes
  }

  /// Its text, where its elements may hardly be set off from one another: those with nothing but
  /// white space between them are joined by commas.
  public func textOfParts(but left: Set<String>) -> [UInt8] {
    var bytes: [UInt8] = []
    var endsElement = false
    for item in items {
      switch item {
      case .text(let text, _):
        if !text.span.isWhiteSpace {
          endsElement = false
          bytes += text
        } else if !endsElement {
          bytes += text
        }
      case .element(let node):
        if left.contains(node.name.qualified) { continue }
        let text = node.textOfParts(but: left)
        if endsElement, !text.span.isWhiteSpace { bytes += [UInt8(ascii: ","), 0x20] }
        bytes += text
        endsElement = !text.span.isWhiteSpace
      case .aside: break
      }
    }
    return bytes
  }

  /// Whether there is nothing but text in it.
  public var isPlain: Bool {
    items.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// Writes it down as markup that stands by itself.
  public func fragment(_ names: [XMLName]) -> [UInt8] {
    var fragment = XMLFragment()
    write(into: &fragment, names)
    return fragment.take()
  }

  private func write(into fragment: inout XMLFragment, _ names: [XMLName]) {
    fragment.start(tag, names)
    for item in items {
      switch item {
      case .text(let text, _): fragment.text(text.span)
      case .element(let node): node.write(into: &fragment, names)
      case .aside(let markup): fragment.raw(markup)
      }
    }
    fragment.end()
  }
}
