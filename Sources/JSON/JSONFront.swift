import GazetteDocumentModel

/// The front of a bulletin, section or article, held until it is complete, as JSON made ready.
struct JSONFront {
  /// A front element: its attributes, and its content as the inside of a JSON array.
  struct Item {
    var attributes = AttributeList()
    var content: [UInt8] = []
    /// The content is one string without inlines.
    var isPlain = true
  }

  var items: [(element: Element, item: Item)] = []
  var facts: [(field: MetadataField, value: [UInt8])] = []

  var isEmpty: Bool { items.isEmpty && facts.isEmpty }
}

extension [UInt8] {
  /// Appends text as the inside of a JSON string; short texts only.
  mutating func appendEscaped(_ text: Span<UInt8>) {
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case 0x22: append(literal: "\\\"")
      case 0x5C: append(literal: "\\\\")
      case 0x0A: append(literal: "\\n")
      case 0x0D: append(literal: "\\r")
      case 0x09: append(literal: "\\t")
      case ..<0x20:
        let hex = String(byte, radix: 16)
        append(contentsOf: "\\u00\(hex.count < 2 ? "0" : "")\(hex)".utf8)
      default: append(byte)
      }
    }
  }
}
