import GazetteDocumentModel
import GazetteJSON
import GazetteTestSupport
import Testing

/// Writes events as JSON.
func json(_ events: [OwnedEvent], _ layout: JSONWriter.Layout) throws -> String {
  let sink = MemorySink()
  let context = WriterContext(sink: sink, diagnostics: DiagnosticCollector())
  var writer: any EventHandler & ~Copyable = JSONWriter(layout: layout, context: context)
  try events.push(into: &writer)
  return String(decoding: sink.bytes, as: UTF8.self)
}

/// What a reader made of a text.
struct Reading {
  var log: [String] = []
  var diagnostics: [Diagnostic] = []
  var error: ConversionError?
}

/// Reads JSON in chunks of a size, or cut once.
func read(
  _ text: String, _ layout: JSONWriter.Layout, chunk: Int = .max, cut: Int? = nil,
  purpose: ReaderContext.Purpose = .document, withPositions: Bool = false
) -> Reading {
  var reading = Reading()
  var diagnostics: [Diagnostic] = []
  let log = EventLog(withPositions: withPositions)
  do throws(ConversionError) {
    let collector = DiagnosticCollector { diagnostics.append($0) }
    var reader = JSONReader(
      layout: layout, context: ReaderContext(diagnostics: collector, purpose: purpose))
    var handler: any EventHandler & ~Copyable = EventLawChecker(log.recorder())
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      var end = bytes.count - start > chunk ? start + chunk : bytes.count
      if let cut, start < cut { end = cut }
      try reader.read(bytes.span.extracting(start..<end), into: &handler)
      start = end
    }
    try reader.finish(into: &handler)
    try handler.finish()
  } catch {
    reading.error = error
  }
  reading.log = log.lines
  reading.diagnostics = diagnostics
  return reading
}

/// A bulletin such as the seed.
func seedLike(lateFacts: Bool = true) -> [OwnedEvent] {
  let editor: [OwnedEvent] = [
    .start(.contributor), .attribute(.kind, "person"), .attribute(.role, "editor"),
    .attribute(.label, "责任编辑"), .text("王丽娜"), .end(.contributor),
  ]
  return [.start(.bulletin), .metadata(.language, "zh")]
    + .element(.title, "科学共同体要闻") + (lateFacts ? [] : editor)
    + [.start(.article)] + .element(.title, "中国科协党组传达学习 近期中央精神")
    + [
      .start(.contributor), .attribute(.kind, "organization"), .attribute(.role, "author"),
      .text("中国科协办公厅"), .end(.contributor),
      .start(.date), .attribute(.type, "published"), .attribute(.iso, "2021-03-12"),
      .text("2021-03-12"), .end(.date),
      .start(.body), .start(.paragraph), .text("会议强调,"), .text("刚刚闭幕的“两会”\"重要\"。"),
      .end(.paragraph),
    ] + .element(.paragraph, "第二段。")
    + [.end(.body), .end(.article)] + (lateFacts ? editor : []) + [.end(.bulletin)]
}

/// Expects two logs to be the same, and shows where they part.
func expectSame(
  _ actual: [String], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  let index = zip(actual, expected).prefix { $0 == $1 }.count
  func around(_ lines: [String]) -> String {
    lines[max(0, index - 3)..<max(0, min(lines.count, index + 2))].joined(separator: " | ")
  }
  Issue.record(
    "at \(index): \(around(actual)) instead of \(around(expected))",
    sourceLocation: sourceLocation)
}
