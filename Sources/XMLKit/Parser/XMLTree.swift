public import GazetteDocumentModel

/// A small document as a whole: a package, a table of contents, a list of keys. Text of any size is never
/// held so.
public struct XMLTree {
  public let root: XMLNode
  /// What the attributes' numbers stand for.
  public let names: [XMLName]

  /// Parses UTF-8.
  /// - Throws: `GZ4301`…`GZ4303`.
  public init(_ bytes: Span<UInt8>) throws(ConversionError) {
    var parser = XMLParser()
    var assembler = XMLTagAssembler()
    var builder = Builder()
    for isLast in [false, true] {
      if isLast { try parser.finish() } else { try parser.parse(bytes) }
      while let tape = try parser.takeTape() {
        builder.names = tape.names
        try tape.forEach { (token, value) throws(ConversionError) in
          try assembler.take(token, value, tape.names, into: &builder)
        }
        parser.giveBack(tape)
      }
    }
    guard let root = builder.root else {
      throw ConversionError(.xmlSyntax, ["the document is empty"])
    }
    self.root = root
    names = builder.names
  }

  /// The value of an attribute, by its name without a prefix.
  public func attribute(_ name: String, of node: XMLNode) -> String? {
    for (index, value) in node.tag.attributes where names[Int(index)].local == name {
      return String(value.span)
    }
    return nil
  }

  /// The elements of this local name, at any depth below a node, in the order of the document.
  public func all(_ name: String, in node: XMLNode) -> [XMLNode] {
    node.elements.flatMap { ($0.name.local == name ? [$0] : []) + all(name, in: $0) }
  }

  private struct Builder: XMLTagHandler, ~Copyable {
    var names: [XMLName] = []
    var root: XMLNode?
    var open: [XMLNode] = []

    mutating func start(_ tag: XMLStartTag) throws(ConversionError) {
      let node = XMLNode(tag, names[Int(tag.name)])
      if let parent = open.last { parent.append(.element(node)) } else { root = node }
      open.append(node)
    }

    mutating func text(
      _ text: Span<UInt8>, at position: SourcePosition
    ) throws(ConversionError) {
      open.last?.append(.text([UInt8](text), position))
    }

    mutating func entity(_ name: String, at position: SourcePosition) throws(ConversionError) {
      open.last?.append(.text(Array("&\(name);".utf8), position))
    }

    mutating func instruction(
      _ pairs: [(name: String, value: [UInt8])], at position: SourcePosition
    ) throws(ConversionError) {}

    mutating func aside(
      _ markup: [UInt8], at position: SourcePosition
    ) throws(ConversionError) {}

    mutating func end(at position: SourcePosition) throws(ConversionError) { open.removeLast() }
  }
}
