public import GazetteDocumentModel
public import Testing

/// What a format's reader made of bytes.
public struct Reading {
  public var log: [String] = []
  public var diagnostics: [Diagnostic] = []
  public var error: ConversionError?

  /// The log with the attributes of each element in the order of their names, which is of no account.
  public var sortedLog: [String] { log.withSortedAttributes }
}

extension Format {
  /// Writes events.
  public func written(
    _ events: [OwnedEvent], options: [String: String] = [:],
    scope: WriterContext.Scope = .document
  ) throws -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let sink = MemorySink()
    let collector = DiagnosticCollector { diagnostics.append($0) }
    guard let makeWriter else { return ([], []) }
    var writer = try makeWriter(
      WriterContext(
        sink: sink, diagnostics: collector, options: OptionValues(options), scope: scope))
    try events.push(into: &writer)
    return (sink.bytes, diagnostics)
  }

  /// Reads bytes in chunks of a size, or cut once, held to the event laws.
  public func reading(
    _ bytes: [UInt8], options: [String: String] = [:], chunk: Int = .max, cut: Int? = nil,
    withPositions: Bool = false
  ) -> Reading {
    let log = EventLog(withPositions: withPositions)
    var handler: any EventHandler & ~Copyable = EventLawChecker(log.recorder())
    var reading = read(bytes, options: options, chunk: chunk, cut: cut, into: &handler)
    reading.log = log.lines
    return reading
  }

  /// Reads bytes into a handler, and finishes it.
  public func read(
    _ bytes: [UInt8], options: [String: String] = [:], chunk: Int = .max, cut: Int? = nil,
    into handler: inout any EventHandler & ~Copyable
  ) -> Reading {
    var reading = Reading()
    var diagnostics: [Diagnostic] = []
    guard let makeReader else { return reading }
    do throws(ConversionError) {
      let collector = DiagnosticCollector { diagnostics.append($0) }
      var reader = try makeReader(
        ReaderContext(
          diagnostics: collector, options: OptionValues(options),
          sample: Array(bytes.prefix(bytes.span.scalarBoundary(before: min(bytes.count, 4096)))),
          sampleIsWhole: bytes.count <= 4096))
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
    reading.diagnostics = diagnostics
    return reading
  }

  /// Reads bytes and writes them again.
  public func rewritten(_ bytes: [UInt8], options: [String: String] = [:]) throws -> [UInt8] {
    let sink = MemorySink()
    guard let makeWriter else { return [] }
    var writer = try makeWriter(
      WriterContext(
        sink: sink, diagnostics: DiagnosticCollector(), options: OptionValues(options)))
    let reading = read(bytes, into: &writer)
    if let error = reading.error { throw error }
    return sink.bytes
  }
}

extension [String] {
  /// A log with runs of attributes sorted.
  public var withSortedAttributes: [String] {
    var lines: [String] = []
    var run: [String] = []
    for line in self {
      if line.hasPrefix("attribute ") {
        run.append(line)
      } else {
        lines += run.sorted()
        run = []
        lines.append(line)
      }
    }
    return lines + run.sorted()
  }
}

/// Expects two logs to be the same, and shows where they part.
public func expectSame(
  _ actual: [String], _ expected: [String], _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  let index = zip(actual, expected).prefix { $0 == $1 }.count
  /// Three lines before and two behind; a long line from where it differs.
  func around(_ lines: [String], _ others: [String]) -> String {
    let start = Swift.max(0, index - 3)
    let end = Swift.max(start, Swift.min(lines.count, index + 3))
    return lines[start..<end].enumerated().map { offset, line in
      let other = start + offset < others.count ? others[start + offset] : ""
      let same = zip(line, other).prefix { $0 == $1 }.count
      return line.count > 200
        ? "…" + line.dropFirst(same == line.count ? 0 : Swift.max(0, same - 40)).prefix(160)
        : line
    }.joined(separator: " | ")
  }
  Issue.record(
    "\(comment) at \(index):\n\(around(actual, expected))\ninstead of\n\(around(expected, actual))",
    sourceLocation: sourceLocation)
}
