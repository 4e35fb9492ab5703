import GazetteCSV
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// What a reader made of a text.
struct Reading {
  var log: [String] = []
  var diagnostics: [Diagnostic] = []
  var error: ConversionError?
}

/// Feeds bytes to a reader, in chunks of a size or cut once.
func feed(
  _ bytes: [UInt8], to reader: inout CSVReader, chunk: Int = .max, cut: Int? = nil,
  into handler: inout any EventHandler & ~Copyable
) throws(ConversionError) {
  var start = 0
  while start < bytes.count {
    var end = bytes.count - start > chunk ? start + chunk : bytes.count
    if let cut, start < cut { end = cut }
    try reader.read(bytes.span.extracting(start..<end), into: &handler)
    start = end
  }
  try reader.finish(into: &handler)
  try handler.finish()
}

/// Reads CSV, and holds the events to their laws.
func read(
  _ text: String, _ options: [String: String] = [:], chunk: Int = .max, cut: Int? = nil,
  purpose: ReaderContext.Purpose = .document, withPositions: Bool = false
) -> Reading {
  var reading = Reading()
  var diagnostics: [Diagnostic] = []
  let log = EventLog(withPositions: withPositions)
  do throws(ConversionError) {
    let collector = DiagnosticCollector { diagnostics.append($0) }
    var reader = CSVReader(
      context: ReaderContext(
        diagnostics: collector, options: OptionValues(options), purpose: purpose))
    var handler: any EventHandler & ~Copyable = EventLawChecker(log.recorder())
    try feed(Array(text.utf8), to: &reader, chunk: chunk, cut: cut, into: &handler)
  } catch {
    reading.error = error
  }
  reading.log = log.lines
  reading.diagnostics = diagnostics
  return reading
}

/// Reads CSV and writes it again.
func rewrite(_ text: String, _ options: [String: String] = [:]) throws -> String {
  let sink = MemorySink()
  let collector = DiagnosticCollector()
  var reader = CSVReader(
    context: ReaderContext(diagnostics: collector, options: OptionValues(options)))
  let context = WriterContext(
    sink: sink, diagnostics: collector, options: OptionValues(options))
  var writer = try CSVFormat.format.makeWriter?(context)
  if var handler = writer.take() {
    try feed(Array(text.utf8), to: &reader, into: &handler)
  }
  return String(decoding: sink.bytes, as: UTF8.self)
}

/// A text with `⟦` where something is expected, without it, and the place.
func marked(_ text: String) -> (text: String, place: SourcePosition?) {
  guard let mark = text.firstIndex(of: "⟦") else { return (text, nil) }
  let before = text[..<mark].unicodeScalars
  let line = before.count { $0 == "\n" } + 1
  let column = before.reversed().prefix { $0 != "\n" }.count + 1
  return (
    text.replacing("⟦", with: ""),
    SourcePosition(
      offset: UInt64(text[..<mark].utf8.count), line: UInt32(line), column: UInt32(column))
  )
}

/// Expects two logs to be the same, and shows where they part.
func expectSame(
  _ actual: [String], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  let index = zip(actual, expected).prefix { $0 == $1 }.count
  func around(_ lines: [String]) -> String {
    lines[min(lines.count, max(0, index - 3))..<max(0, min(lines.count, index + 2))]
      .joined(separator: " | ")
  }
  Issue.record(
    "at \(index): \(around(actual)) instead of \(around(expected))",
    sourceLocation: sourceLocation)
}

/// Expects two texts to be the same, and shows the line where they part.
func expectSame(
  _ actual: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  func lines(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0)
    }
  }
  if Array(actual.utf8) != Array(expected.utf8) {
    expectSame(lines(actual), lines(expected), sourceLocation: sourceLocation)
  }
}
