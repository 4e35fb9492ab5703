import GazetteDocumentModel

/// Writes tags down again as markup that stands by itself: what an opaque fragment is.
///
/// Namespaces that the fragment uses and does not declare are declared on its first element, so that
/// it means the same wherever it is put.
public struct XMLFragment: ~Copyable {
  private var bytes: [UInt8] = []
  /// Where declarations go in: behind the name of the first start tag.
  private var insertion = 0
  private var needed: [(prefix: String, namespace: String)] = []
  /// Open elements, with the prefixes that each declares.
  private var open: [(name: String, prefixes: [String])] = []
  private var tagIsOpen = false
  /// The running text alone: for who cannot keep the markup.
  public private(set) var text: [UInt8] = []

  /// A namespace whose elements are written without a prefix, whatever they had.
  private let unprefixed: String

  public init(unprefixed: String = "") { self.unprefixed = unprefixed }

  /// Whether every start tag has its end tag.
  public var isComplete: Bool { open.isEmpty && !bytes.isEmpty }

  /// A start tag.
  public mutating func start(_ tag: XMLStartTag, _ names: [XMLName]) {
    closeTag()
    var name = names[Int(tag.name)]
    if !unprefixed.isEmpty, name.namespace == unprefixed {
      name = XMLName(prefix: "", local: name.local, namespace: name.namespace)
    }
    put("<" + name.qualified)
    if open.isEmpty, insertion == 0 { insertion = bytes.count }
    open.append((name.qualified, tag.namespaces.map(\.prefix)))
    for (prefix, uri) in tag.namespaces where prefix.isEmpty || uri != unprefixed {
      declare(prefix, uri)
    }
    need(name, isElement: true)
    for (index, value) in tag.attributes {
      let name = names[Int(index)]
      need(name, isElement: false)
      put(" " + name.qualified + "=\"")
      escape(value.span, inAttribute: true)
      put("\"")
    }
    tagIsOpen = true
    if !tag.instruction.isEmpty {
      closeTag()
      put("<?" + GazetteInstruction.target)
      for (name, value) in tag.instruction {
        put(" " + name + "=\"")
        escape(value.span, inAttribute: true, greaterToo: true)
        put("\"")
      }
      put("?>")
    }
  }

  public mutating func text(_ value: Span<UInt8>) {
    closeTag()
    escape(value, inAttribute: false)
    text.append(value)
  }

  /// Markup as it is: a comment, an instruction.
  public mutating func raw(_ markup: [UInt8]) {
    closeTag()
    bytes += markup
  }

  /// The end tag of the element that is open.
  public mutating func end() {
    guard let name = open.popLast()?.name else { return }
    if tagIsOpen {
      tagIsOpen = false
      put("/>")
    } else {
      put("</" + name + ">")
    }
  }

  /// The markup; the fragment is empty again afterwards.
  public mutating func take() -> [UInt8] {
    let rest = bytes[insertion...]
    bytes.removeSubrange(insertion...)
    for (prefix, namespace) in needed { declare(prefix, namespace) }
    let taken = bytes + rest
    self = XMLFragment(unprefixed: unprefixed)
    return taken
  }

  private mutating func need(_ name: XMLName, isElement: Bool) {
    // An attribute without a prefix is in no namespace; `xml` needs no declaration.
    guard !name.namespace.isEmpty, isElement || !name.prefix.isEmpty, name.prefix != "xml",
      !open.contains(where: { $0.prefixes.contains(name.prefix) }),
      !needed.contains(where: { $0.prefix == name.prefix })
    else { return }
    needed.append((name.prefix, name.namespace))
  }

  private mutating func declare(_ prefix: String, _ namespace: String) {
    put(prefix.isEmpty ? " xmlns=\"" : " xmlns:" + prefix + "=\"")
    escape(Array(namespace.utf8).span, inAttribute: true)
    put("\"")
  }

  private mutating func closeTag() {
    guard tagIsOpen else { return }
    tagIsOpen = false
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func put(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  private mutating func escape(
    _ value: Span<UInt8>, inAttribute: Bool, greaterToo: Bool = false
  ) {
    for index in value.indices {
      switch value[index] {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">") where !inAttribute || greaterToo: put("&gt;")
      case UInt8(ascii: "\"") where inAttribute: put("&quot;")
      case 0x09 where inAttribute: put("&#9;")
      case 0x0A where inAttribute: put("&#10;")
      case 0x0D: put("&#13;")
      case let byte: bytes.append(byte)
      }
    }
  }
}
