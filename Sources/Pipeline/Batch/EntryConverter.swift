import GazetteArchives
import GazetteDocumentModel
import GazetteTextEncoding

/// Converts one entry after another: what a worker of a batch does, without a thought for the others.
struct EntryConverter {
  private let batch: Batch
  private let destination: any BatchDestination
  private let tools = BatchTools()

  /// Diagnostics of one entry that are told; all are counted.
  private static let most = 1000

  init(_ batch: Batch, _ destination: any BatchDestination) {
    self.batch = batch
    self.destination = destination
  }

  /// Converts an entry; a failure is its result.
  ///
  /// - Parameter kept: what an earlier run says of it, which stands if input and outputs are as they were.
  /// - Throws: what ends the whole run.
  func convert(
    _ entry: BatchEntry, kept: JournalRecord?
  ) throws(ConversionError) -> BatchResult {
    var result = BatchResult(entry: entry, status: .converted)
    let log = DocumentLog(most: Self.most)
    let diagnostics = DiagnosticCollector(
      file: entry.place, minimumSeverity: batch.minimumSeverity
    ) { log.take($0) }
    for notice in entry.notices { diagnostics.relay(notice) }
    do throws(ConversionError) {
      switch entry.content {
      case .notice: result.status = .skipped
      case .failed(let error): throw error
      case .skipped(let diagnostic):
        result.status = .skipped
        diagnostics.relay(diagnostic)
      case .file, .entry:
        try convert(entry, &result, kept, diagnostics)
      }
    } catch {
      for output in result.prepared { destination.discard(output) }
      result.prepared = []
      result.outputs = []
      if Self.endsRun(error) { throw error }
      result.status = .failed
      if error.code == .inputBinary || error.code == .inputForeign,
        batch.conversion.inputFormat == nil,
        Formats.forFile(entry.name) == nil
      {
        result.status = .skipped
        diagnostics.report(.entryNotText, [error.diagnostic.message()])
      } else {
        result.error = error.named(entry.place)
      }
    }
    if log.omitted > 0 { diagnostics.report(.diagnosticsCut, ["\(log.omitted)"]) }
    result.diagnostics = log.diagnostics
    result.codes = diagnostics.summary
    if let error = result.error { result.count(error.code) }
    return result
  }

  /// What is no fault of the entry's.
  static func endsRun(_ error: ConversionError) -> Bool {
    switch error.code {
    case .outputDiskFull, .outputWriteFailed, .outputNotWritable, .spoolFailed: true
    default: false
    }
  }

  private func convert(
    _ entry: BatchEntry, _ result: inout BatchResult, _ kept: JournalRecord?,
    _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    let source = try open(entry)
    (result.size, result.digest) = try Self.measure(source)
    if let kept, isStill(kept, result) {
      result.kept = kept
      return
    }
    // What only the manifest tells is found out for a manifest.
    let facts = batch.manifest == nil ? nil : BulletinFacts()
    defer { result.profile = result.profile ?? facts?.chosenProfile }
    var conversion = batch.conversion
    // Pictures lie beside the file, wherever that is; an entry of an archive has none.
    conversion.input = entry.archive == nil ? entry.place : entry.name
    conversion.isConfined = entry.archive != nil
    conversion.isCounting = facts != nil
    conversion.facts = facts
    var collected: [CollectedOutput] = []
    for index in conversion.outputs.indices {
      let output = CollectedOutput(
        isHashed: facts != nil || destination.comparesDigests)
      collected.append(output)
      conversion.outputs[index].destination = .sink(output)
    }
    let summary = try conversion.run(reading: source, diagnostics: diagnostics)
    result.encoding = summary.inputFormat.content == .binary ? nil : summary.inputEncoding.name
    result.format = summary.inputFormat.name
    result.profile = summary.profile
    result.counts = summary.counts
    result.facts = facts
    let modified = UTCTime.sourceDateEpoch ?? entry.modified ?? 0
    for (index, output) in collected.enumerated() {
      let path = entry.outputs[index]
      result.prepared.append(
        try destination.prepare(output, path, modified: modified, tools))
      result.outputs.append(
        BatchOutput(
          path: path, format: conversion.outputs[index].format.name, size: output.content.size,
          digest: output.digest))
    }
  }

  private func open(_ entry: BatchEntry) throws(ConversionError) -> InputSource {
    switch entry.content {
    case .entry(let content):
      switch try content.unpacked(tools.inflater) {
      case .memory(let bytes): return InputSource(bytes, named: entry.place)
      case .file(let file): return InputSource(file, named: entry.place)
      case .member: throw ConversionError(.archiveUnreadable, ["a member was not unpacked"])
      }
    case .file(let path):
      let source = try InputSource(path, named: entry.place)
      try source.makeRereadable()
      return source
    default: return InputSource([], named: entry.place)
    }
  }

  /// The hash of an entry's content; none where it has none.
  func digest(of entry: BatchEntry) -> [UInt8] {
    switch entry.content {
    case .file, .entry: (try? Self.measure(open(entry)).1) ?? []
    default: []
    }
  }

  private static func measure(
    _ source: InputSource
  ) throws(ConversionError) -> (UInt64, [UInt8]) {
    var hash = ContentHash()
    var size: UInt64 = 0
    try source.whole { (span) throws(ConversionError) in
      hash.add(span)
      size += UInt64(span.count)
    }
    return (size, hash.finish())
  }

  private func isStill(_ record: JournalRecord, _ result: BatchResult) -> Bool {
    record.stamp == result.entry.stamp && record.digest == result.digest
      && record.status == .converted && record.outputs.map(\.path) == result.entry.outputs
      && record.outputs.allSatisfy(destination.holds)
  }
}

extension BatchResult {
  /// Counts a code that no collector heard.
  mutating func count(_ code: DiagnosticCode) {
    if let index = codes.firstIndex(where: { $0.code == code }) {
      codes[index].count += 1
    } else {
      codes.append((code, 1))
      codes.sort { $0.code.rawValue < $1.code.rawValue }
    }
  }
}
