import GazetteDocumentModel
import GazetteXMLKit

/// Writes a page or a report element by element, and ends what was begun: words and names are made at run
/// time, for there are few.
struct PageWriter: ~Copyable {
  private var xml: XMLWriter
  private var open: [String] = []

  init(_ sink: any ByteSink, diagnostics: DiagnosticCollector) {
    xml = XMLWriter(OutputBuffer(sink), diagnostics: diagnostics)
  }

  mutating func declaration() throws(ConversionError) { try xml.declaration(encoding: "UTF-8") }

  /// Markup as it stands.
  mutating func raw(_ markup: StaticString) throws(ConversionError) { try xml.raw(markup) }

  mutating func raw(_ markup: [UInt8]) throws(ConversionError) { try xml.raw(markup.span) }

  mutating func begin(
    _ name: String, _ attributes: [(String, String)] = []
  ) throws(ConversionError) {
    try xml.start(name, attributes)
    open.append(name)
  }

  /// Ends the innermost element that was begun.
  mutating func end() throws(ConversionError) {
    guard let name = open.popLast() else { return }
    try xml.end(named: name)
  }

  /// `<name/>`
  mutating func empty(
    _ name: String, _ attributes: [(String, String)]
  ) throws(ConversionError) {
    try xml.start(name, attributes)
    try xml.endEmpty()
  }

  /// `<name>text</name>`
  mutating func leaf(
    _ name: String, _ text: String, _ attributes: [(String, String)] = []
  ) throws(ConversionError) {
    try begin(name, attributes)
    try self.text(text)
    try end()
  }

  mutating func text(_ text: String) throws(ConversionError) {
    let bytes = Array(text.utf8)
    try xml.text(bytes.span, at: .start)
  }

  mutating func line() throws(ConversionError) { try xml.newline() }

  /// Ends all that is open, and the output.
  mutating func finish() throws(ConversionError) {
    while !open.isEmpty { try end() }
    try xml.newline()
    try xml.finish()
  }
}
