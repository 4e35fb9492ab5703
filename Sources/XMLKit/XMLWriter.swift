public import GazetteDocumentModel

/// Writes XML 1.0 as bytes: tags, attributes and escaped text.
///
/// The caller sees to the nesting; the writer sees to the characters (XML 1.0 §2.2, §2.4): `&`, `<`
/// and `>` become references, a carriage return too, which a parser would else turn into a line feed;
/// a character that XML cannot carry becomes U+FFFD and is reported.
public struct XMLWriter: ~Copyable {
  private var out: OutputBuffer
  private let diagnostics: DiagnosticCollector
  /// A start tag is written but for its `>`.
  private var tagIsOpen = false

  public init(_ out: consuming OutputBuffer, diagnostics: DiagnosticCollector) {
    self.out = out
    self.diagnostics = diagnostics
  }

  /// `<?xml version="1.0" encoding="UTF-8"?>`, with the encoding's name.
  public mutating func declaration(encoding: String) throws(ConversionError) {
    try put("<?xml version=\"1.0\" encoding=\"")
    try out.write(string: encoding)
    try put("\"?>\n")
  }

  /// Markup as it stands: a DOCTYPE, fixed lines.
  public mutating func raw(_ markup: StaticString) throws(ConversionError) {
    try closeTag()
    try put(markup)
  }

  /// Well-formed markup made elsewhere: an opaque fragment, a stylesheet.
  public mutating func raw(_ markup: Span<UInt8>) throws(ConversionError) {
    try closeTag()
    try put(markup)
  }

  /// `<name`; attributes may follow.
  @inlinable
  public mutating func start(_ name: StaticString) throws(ConversionError) {
    try open(name)
  }

  @usableFromInline
  mutating func open(_ name: StaticString) throws(ConversionError) {
    if tagIsOpen { try out.write("><", name, "") } else { try out.write("<", name, "") }
    tagIsOpen = true
  }

  /// `</name>`, or `/>` where nothing came after the start.
  public mutating func end(_ name: StaticString) throws(ConversionError) {
    if tagIsOpen {
      tagIsOpen = false
      try put("/>")
      return
    }
    try out.write("</", name, ">")
  }

  /// `</name>`, never `/>`: for XHTML elements that may not be empty tags.
  public mutating func endInFull(_ name: StaticString) throws(ConversionError) {
    try closeTag()
    try end(name)
  }

  /// ` name="value"`, right after a start.
  public mutating func attribute(
    _ name: StaticString, _ value: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    try out.write(" ", name, "=\"")
    try escape(value, inAttribute: true, position)
    try put(byte: UInt8(ascii: "\""))
  }

  /// ` name="value"` with a value of fixed syntax that needs no escape.
  public mutating func attribute(
    _ name: StaticString, fixed value: StaticString
  ) throws(ConversionError) {
    try out.write(" ", name, "=\"")
    try out.write(value, "\"", "")
  }

  /// ` name="prefix12"`
  public mutating func attribute(
    _ name: StaticString, _ prefix: StaticString, number: Int
  ) throws(ConversionError) {
    try out.write(" ", name, "=\"")
    try put(prefix)
    try out.write(decimal: number)
    try put(byte: UInt8(ascii: "\""))
  }

  /// Attributes made elsewhere, each behind a blank.
  public mutating func attributes(_ markup: Span<UInt8>) throws(ConversionError) {
    try put(markup)
  }

  /// ` name="value"` with a value made here.
  public mutating func attribute(
    _ name: StaticString, _ value: String
  ) throws(ConversionError) {
    try attribute(name, value.utf8.span, at: .start)
  }

  /// `<name a="1"`, with names made at run time: for pages and reports, not for documents.
  public mutating func start(
    _ name: String, _ attributes: [(String, String)]
  ) throws(ConversionError) {
    try closeTag()
    try put(byte: UInt8(ascii: "<"))
    try out.write(string: name)
    for (name, value) in attributes {
      try put(byte: UInt8(ascii: " "))
      try out.write(string: name)
      try put("=\"")
      try escape(value.utf8.span, inAttribute: true, .start)
      try put(byte: UInt8(ascii: "\""))
    }
    tagIsOpen = true
  }

  /// `/>` right after a start.
  public mutating func endEmpty() throws(ConversionError) {
    tagIsOpen = false
    try put("/>")
  }

  /// `</name>`, with a name made at run time. Not called `end`, for a literal would choose it.
  public mutating func end(named name: String) throws(ConversionError) {
    try raw("</")
    try out.write(string: name)
    try put(byte: UInt8(ascii: ">"))
  }

  /// ` name="value"` within a processing instruction: `>` is escaped too, so that `?>` cannot occur.
  mutating func pseudoAttribute(
    _ name: String, _ value: Span<UInt8>
  ) throws(ConversionError) {
    try put(byte: UInt8(ascii: " "))
    try out.write(string: name)
    try put("=\"")
    var at = 0
    while at < value.count {
      let end = value.firstIndex(of: UInt8(ascii: ">"), from: at) ?? value.count
      try escape(value.extracting(at..<end), inAttribute: true, .start)
      if end < value.count { try put("&gt;") }
      at = end + 1
    }
    try put(byte: UInt8(ascii: "\""))
  }

  /// Escaped text.
  public mutating func text(
    _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    guard text.count > 0 else { return }
    try closeTag()
    try escape(text, inAttribute: false, position)
  }

  /// `<name>text</name>`
  public mutating func element(
    _ name: StaticString, _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    try start(name)
    guard text.count > 0 else { return try end(name) }
    try closeTag()
    try escape(text, inAttribute: false, position)
    try out.write("</", name, ">")
  }

  /// A line feed between elements.
  public mutating func newline() throws(ConversionError) {
    try closeTag()
    try put(byte: 0x0A)
  }

  public mutating func finish() throws(ConversionError) { try out.finish() }

  /// From here on markup is kept, not written: what must stand further on than it comes.
  public mutating func beginCapture() throws(ConversionError) {
    try closeTag()
    out.hold()
  }

  /// Ends the capture and gives the markup, to be written with `raw`.
  public mutating func endCapture() throws(ConversionError) -> [UInt8] {
    var markup: [UInt8] = []
    try endCapture(into: &markup)
    return markup
  }

  /// The same, in place of what the array has.
  public mutating func endCapture(into markup: inout [UInt8]) throws(ConversionError) {
    try closeTag()
    out.takeHeld(into: &markup)
  }

  mutating func put(_ literal: StaticString) throws(ConversionError) { try out.write(literal) }

  private mutating func put(_ span: Span<UInt8>) throws(ConversionError) { try out.write(span) }

  private mutating func put(byte: UInt8) throws(ConversionError) { try out.write(byte: byte) }

  /// Writes the `>` of an open start tag.
  @usableFromInline
  mutating func closeTag() throws(ConversionError) {
    guard tagIsOpen else { return }
    tagIsOpen = false
    try put(byte: UInt8(ascii: ">"))
  }

  /// Copies runs that need no escape, and escapes what stands between them.
  private mutating func escape(
    _ text: Span<UInt8>, inAttribute: Bool, _ position: SourcePosition
  ) throws(ConversionError) {
    let third = UInt8(ascii: inAttribute ? "\"" : ">")
    var start = 0
    while start < text.count {
      let end = text.firstMarkup(from: start, third)
      try put(text.extracting(start..<end))
      guard end < text.count else { return }
      start = end + 1
      switch text[end] {
      case UInt8(ascii: "&"): try put("&amp;")
      case UInt8(ascii: "<"): try put("&lt;")
      case UInt8(ascii: ">"): try put("&gt;")
      case UInt8(ascii: "\""): try put("&quot;")
      case 0x09: if inAttribute { try put("&#9;") } else { try put(byte: 0x09) }
      case 0x0A: if inAttribute { try put("&#10;") } else { try put(byte: 0x0A) }
      case 0x0D: try put("&#13;")
      case 0xEF:
        // EF BF BE and EF BF BF: U+FFFE and U+FFFF.
        if end + 2 < text.count, text[end + 1] == 0xBF, text[end + 2] >= 0xBE {
          try replace(text[end + 2] == 0xBE ? "U+FFFE" : "U+FFFF", position)
          start = end + 3
        } else {
          try put(byte: 0xEF)
        }
      default:
        let hex = String(text[end], radix: 16, uppercase: true)
        try replace("U+00" + (hex.count < 2 ? "0" : "") + hex, position)
      }
    }
  }

  private mutating func replace(
    _ character: String, _ position: SourcePosition
  ) throws(ConversionError) {
    diagnostics.report(.controlCharacterReplaced, [character], at: position)
    try put("\u{FFFD}")
  }
}

extension Span where Element == UInt8 {
  /// The first byte at or after `start` that XML cannot hold as it is: `&`, `<`, `third`, a control
  /// character, or EF before BF, which begins U+FFFE and U+FFFF (and few others); or `count`.
  fileprivate func firstMarkup(from start: Int, _ third: UInt8) -> Int {
    // The second load reads one byte further; both stay within `count`, the tail goes byte by byte.
    unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      let count = bytes.count
      let ampersand = SIMD16<UInt8>(repeating: UInt8(ascii: "&"))
      let less = SIMD16<UInt8>(repeating: UInt8(ascii: "<"))
      let other = SIMD16<UInt8>(repeating: third)
      let space = SIMD16<UInt8>(repeating: 0x20)
      let xEF = SIMD16<UInt8>(repeating: 0xEF)
      let xBF = SIMD16<UInt8>(repeating: 0xBF)
      @inline(__always) func hits(_ i: Int) -> SIMDMask<SIMD16<Int8>> {
        let v = unsafe base.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
        let next = unsafe base.loadUnaligned(fromByteOffset: i &+ 1, as: SIMD16<UInt8>.self)
        return (v .== ampersand) .| (v .== less) .| (v .== other) .| (v .< space)
          .| ((v .== xEF) .& (next .== xBF))
      }
      var i = start
      while i &+ 33 <= count, !(hits(i) .| hits(i &+ 16)).isAnySet { i &+= 32 }
      while i &+ 17 <= count, !hits(i).isAnySet { i &+= 16 }
      // What is left is looked at with bytes that were seen before, but for the last.
      let last = count &- 17
      if i > last, last >= start, !hits(last).isAnySet { i = count &- 1 }
      while i < count {
        let v = unsafe base.load(fromByteOffset: i, as: UInt8.self)
        if v > UInt8(ascii: ">") {
          // None of the characters of markup is further on.
          if v == 0xEF, i &+ 1 < count,
            unsafe base.load(fromByteOffset: i &+ 1, as: UInt8.self) == 0xBF
          {
            return i
          }
        } else if v == UInt8(ascii: "&") || v == UInt8(ascii: "<") || v == third || v < 0x20 {
          return i
        }
        i &+= 1
      }
      return count
    }
  }
}
