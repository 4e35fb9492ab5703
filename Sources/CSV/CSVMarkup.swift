import GazetteDocumentModel

/// The column `markup`: a run of text with its inlines as tags, named as in the model.
///
///     会议<strong>强调</strong><link target="https://example.org/?a=1&amp;b=2">链接</link><lineBreak/>
///     <opaque format="jats">&lt;styled-content/&gt;</opaque>
///
/// Not XML but as simple: `&`, `<`, `>` and, in attributes, `"` are escaped by name; blanks and line
/// ends are kept as they are.
enum CSVMarkup {
  private static let names: [(name: [UInt8], element: Element)] = Element.allCases.map {
    ($0.nameBytes, $0)
  }

  static func element(named name: Span<UInt8>) -> Element? {
    for entry in names where name.elementsEqual(entry.name.span) { return entry.element }
    return nil
  }

  // MARK: Writing

  static func appendText(_ text: Span<UInt8>, to markup: inout [UInt8]) {
    var start = 0
    var index = text.firstSpecial(
      from: 0, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"))
    while index < text.count {
      if let name = escape(text[index]) {
        markup.append(text.extracting(start..<index))
        markup.append(literal: name)
        start = index + 1
      }
      index = text.firstSpecial(
        from: index + 1, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"))
    }
    markup.append(text.extracting(start..<text.count))
  }

  static func appendAttribute(
    _ attribute: Attribute, _ value: Span<UInt8>, to markup: inout [UInt8]
  ) {
    markup.append(0x20)
    markup.append(contentsOf: attribute.wireNameBytes)
    markup.append(literal: "=\"")
    for index in value.indices {
      if value[index] == UInt8(ascii: "\"") {
        markup.append(literal: "&quot;")
      } else if let name = escape(value[index]) {
        markup.append(literal: name)
      } else {
        markup.append(value[index])
      }
    }
    markup.append(UInt8(ascii: "\""))
  }

  static func appendOpaque(
    _ format: OpaqueFormat, _ fragment: Span<UInt8>, to markup: inout [UInt8]
  ) {
    markup.append(literal: "<opaque format=\"")
    markup.append(contentsOf: Array(format.name.utf8))
    // A NUL cannot stand in CSV either.
    if UTF8Validation.validPrefix(fragment) == fragment.count, fragment.firstIndex(of: 0) == nil {
      markup.append(literal: "\">")
      appendText(fragment, to: &markup)
    } else {
      markup.append(literal: "\" encoding=\"base64\">")
      markup.append(contentsOf: Base64.encode(fragment))
    }
    markup.append(literal: "</opaque>")
  }

  private static func escape(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    default: nil
    }
  }
}
