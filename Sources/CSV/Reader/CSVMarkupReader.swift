import GazetteDocumentModel

/// Makes events of the column `markup`: see `CSVMarkup`.
///
/// A run that is cut into several rows may cut an inline too; what is open stays open for the next.
struct CSVMarkupReader {
  /// The inlines that are open.
  private(set) var open: [Element] = []

  private static let less = UInt8(ascii: "<")
  private static let ampersand = UInt8(ascii: "&")
  private static let quote = UInt8(ascii: "\"")

  /// - Parameter opaqueOnly: whether fragments alone may stand here: right in a body.
  /// - Throws: `GZ4206` at `place`.
  mutating func read(
    _ markup: Span<UInt8>, opaqueOnly: Bool, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var index = 0
    while index < markup.count {
      if markup[index] == Self.less {
        index = try tag(markup, index, opaqueOnly, at: place, into: &handler)
      } else {
        let end = markup.firstIndex(of: Self.less, from: index) ?? markup.count
        guard !opaqueOnly else {
          throw fault("an <opaque> fragment, for this row stands between blocks", place)
        }
        try text(markup.extracting(index..<end), at: place, into: &handler)
        index = end
      }
    }
  }

  private func text(
    _ text: Span<UInt8>, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if text.firstIndex(of: Self.ampersand) == nil {
      try handler.handle(.text(text), at: place)
    } else {
      let value = try unescape(text, place)
      try handler.handle(.text(value.span), at: place)
    }
  }

  /// One tag, or a whole opaque fragment; gives where it ends.
  private mutating func tag(
    _ markup: Span<UInt8>, _ start: Int, _ opaqueOnly: Bool, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var index = start + 1
    let isEnd = index < markup.count && markup[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    let nameEnd = Self.nameEnd(markup, index)
    let name = markup.extracting(index..<nameEnd)
    index = nameEnd
    if name.elementsEqual("opaque"), !isEnd {
      return try opaque(markup, index, at: place, into: &handler)
    }
    guard let element = CSVMarkup.element(named: name), element.level != .structure,
      isEnd || !open.isEmpty || element.level == .inline, !opaqueOnly
    else {
      throw fault("text and the model's inlines, which <\(String(name))> is not", place)
    }
    if isEnd {
      guard open.popLast() == element, index < markup.count, markup[index] == UInt8(ascii: ">")
      else { throw fault("tags in pairs; </\(element.name)> closes none", place) }
      try handler.handle(.end(element), at: place)
      return index + 1
    }
    try handler.handle(.start(element), at: place)
    var seen: AttributeSet = []
    index = try attributes(markup, index, place) { (name, value) throws(ConversionError) in
      guard let attribute = CSVAttributes.attribute(named: name) else {
        throw fault("the model's attributes, which \"\(String(name))\" is not", place)
      }
      try CSVAttributes.check(attribute, value.span, after: &seen, at: place)
      try handler.handle(.attribute(attribute, value.span), at: place)
    }
    if markup[index] == UInt8(ascii: "/") {
      guard index + 1 < markup.count, markup[index + 1] == UInt8(ascii: ">") else {
        throw unclosed(place)
      }
      try handler.handle(.end(element), at: place)
      return index + 2
    }
    open.append(element)
    return index + 1
  }

  private func opaque(
    _ markup: Span<UInt8>, _ start: Int, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var format: OpaqueFormat?
    var isBase64 = false
    var index = try attributes(markup, start, place) { (name, value) throws(ConversionError) in
      if name.elementsEqual("format") {
        let name = String(value.span)
        format = OpaqueFormat.allCases.first { $0.name == name }
      } else if name.elementsEqual("encoding"), value.span.elementsEqual("base64") {
        isBase64 = true
      }
    }
    guard let format, markup[index] == UInt8(ascii: ">") else {
      throw fault("an <opaque> fragment with its format and its end", place)
    }
    index += 1
    let end = markup.firstIndex(of: Self.less, from: index) ?? markup.count
    let close = "</opaque>" as StaticString
    let after = end + close.utf8CodeUnitCount
    guard after <= markup.count, markup.extracting(end..<after).elementsEqual(close) else {
      throw unclosed(place)
    }
    var fragment = try unescape(markup.extracting(index..<end), place)
    if isBase64 {
      guard let decoded = Base64.decode(fragment) else {
        throw fault("base 64 where it says so", place)
      }
      fragment = decoded
    }
    try handler.handle(.opaque(format, fragment.span), at: place)
    return after
  }

  // MARK: Parts

  /// ` name="value"` as often as it stands; gives the index of the `>` or `/` behind it.
  private func attributes(
    _ markup: Span<UInt8>, _ start: Int, _ place: SourcePosition,
    _ body: (Span<UInt8>, [UInt8]) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Int {
    var index = start
    while index < markup.count, markup[index] == 0x20 {
      let nameEnd = Self.nameEnd(markup, index + 1)
      guard nameEnd + 1 < markup.count, markup[nameEnd] == UInt8(ascii: "="),
        markup[nameEnd + 1] == Self.quote,
        let valueEnd = markup.firstIndex(of: Self.quote, from: nameEnd + 2)
      else { throw unclosed(place) }
      let value = try unescape(markup.extracting((nameEnd + 2)..<valueEnd), place)
      try body(markup.extracting((index + 1)..<nameEnd), value)
      index = valueEnd + 1
    }
    guard index < markup.count,
      markup[index] == UInt8(ascii: ">") || markup[index] == UInt8(ascii: "/")
    else { throw unclosed(place) }
    return index
  }

  private static func nameEnd(_ markup: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < markup.count, markup[index] | 0x20 >= UInt8(ascii: "a"),
      markup[index] | 0x20 <= UInt8(ascii: "z")
    {
      index += 1
    }
    return index
  }

  private static let escapes: [(name: StaticString, byte: UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", quote),
  ]

  private func unescape(
    _ text: Span<UInt8>, _ place: SourcePosition
  ) throws(ConversionError) -> [UInt8] {
    var value: [UInt8] = []
    var start = 0
    scan: while let hit = text.firstIndex(of: Self.ampersand, from: start) {
      value.append(text.extracting(start..<hit))
      for escape in Self.escapes {
        let end = hit + escape.name.utf8CodeUnitCount
        if end <= text.count, text.extracting(hit..<end).elementsEqual(escape.name) {
          value.append(escape.byte)
          start = end
          continue scan
        }
      }
      throw fault("text where & is written &amp;, < as &lt; and > as &gt;", place)
    }
    value.append(text.extracting(start..<text.count))
    return value
  }

  private func unclosed(_ place: SourcePosition) -> ConversionError {
    fault("whole tags, such as <strong>…</strong> or <lineBreak/>", place)
  }

  private func fault(_ expected: String, _ place: SourcePosition) -> ConversionError {
    ConversionError(.csvValue, ["markup", expected], at: place)
  }
}
