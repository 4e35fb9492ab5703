import GazetteDocumentModel
import GazetteJSON
import GazetteTextEncoding

/// Converts record after record and words the answers. Each worker has one, whose room is used again.
struct RecordConverter: ~Copyable {
  private let pipe: RecordPipe
  private var requests: RecordRequestReader
  private let sinks: [MemorySink]

  /// What became of a record.
  enum Outcome { case converted, lossy, failed }

  init(_ pipe: RecordPipe) {
    self.pipe = pipe
    requests = RecordRequestReader(ownProfile: pipe.conversion.readerOptions["text"]?["profile"])
    sinks = pipe.conversion.outputs.map { _ in MemorySink() }
  }

  /// Writes the answer to one line into `json`, with its line end.
  ///
  /// - Parameter records: what to call the input of the lines.
  mutating func answer(
    _ line: Span<UInt8>, _ place: RecordLines.Line, of records: String,
    into json: inout JSONBuilder
  ) -> Outcome {
    json.reset()
    let log = RecordLog(minimumSeverity: pipe.minimumSeverity)
    let result: Result<Conversion.Summary, ConversionError>
    do throws(ConversionError) {
      let bytes = [UInt8](line)
      let heard = DiagnosticCollector(file: records) { diagnostic in
        log.take(Self.placed(diagnostic, in: bytes.span, place, of: records))
      }
      guard let request = try requests.read(line, diagnostics: heard) else {
        // It has failed in a pipe before this one, and its answer says why.
        json.json(line)
        json.endLine()
        return .failed
      }
      log.losses = heard.lossCount
      result = convert(request, log)
    } catch {
      var error =
        place.isTooLong ? ConversionError(.recordTooLong, ["\(pipe.maximumRecord)"]) : error
      error.diagnostic = Self.placed(error.diagnostic, in: line, place, of: records)
      result = .failure(error)
    }
    json.beginObject()
    json.key("name")
    if let name = requests.name { json.value(name) } else { json.null() }
    for member in requests.others { json.json(line.extracting(member)) }
    json.key("status")
    switch result {
    case .success(let summary):
      json.value("converted")
      writeOutputs(into: &json)
      write(summary, log, into: &json)
    case .failure(let error):
      json.value("failed")
      json.key("error")
      json.value(error.diagnostic, pipe.language)
    }
    log.write(pipe.language, into: &json)
    json.endObject()
    json.endLine()
    if case .failure = result { return .failed }
    return log.losses > 0 ? .lossy : .converted
  }

  private func convert(
    _ request: RecordRequest, _ log: RecordLog
  ) -> Result<Conversion.Summary, ConversionError> {
    var conversion = pipe.conversion
    conversion.input = request.name
    conversion.content = request.content
    conversion.isCounting = true
    if let encoding = request.encoding { conversion.encoding = encoding }
    if let format = request.format { conversion.inputFormat = format }
    if let profile = request.profile {
      conversion.readerOptions["text", default: OptionValues()]["profile"] = profile
    }
    if let language = request.language {
      conversion.metadata = (conversion.metadata ?? MetadataOverride()).with("language", language)
    }
    for (index, sink) in sinks.enumerated() {
      sink.reset()
      conversion.outputs[index].destination = .sink(sink)
    }
    // The profile is told by what is said of its choice.
    let diagnostics = DiagnosticCollector(file: request.name, minimumSeverity: .information) {
      log.take($0)
    }
    do throws(ConversionError) {
      let summary = try conversion.run(diagnostics: diagnostics)
      if summary.inputFormat.name == "text",
        let asked = conversion.readerOptions["text"]?["profile"]
      {
        log.profile = asked
      }
      log.losses += diagnostics.lossCount
      return .success(summary)
    } catch {
      log.losses += diagnostics.lossCount
      return .failure(error)
    }
  }

  /// One target's document stands in the answer itself, those of several in a list.
  private func writeOutputs(into json: inout JSONBuilder) {
    let outputs = pipe.conversion.outputs
    if outputs.count == 1 { return write(outputs[0], sinks[0], into: &json) }
    json.key("outputs")
    json.beginArray()
    for (output, sink) in zip(outputs, sinks) {
      json.beginObject()
      write(output, sink, into: &json)
      json.endObject()
    }
    json.endArray()
  }

  private func write(
    _ output: Conversion.Output, _ sink: MemorySink, into json: inout JSONBuilder
  ) {
    let bytes = sink.bytes
    json.key("format")
    json.value(output.format.name)
    if output.format.content == .text, output.encoding == .utf8 {
      json.key("text")
      json.value(bytes.span)
    } else {
      json.key("bytes")
      json.value(Base64.encode(bytes.span).span)
    }
  }

  private func write(
    _ summary: Conversion.Summary, _ log: RecordLog, into json: inout JSONBuilder
  ) {
    json.key("from")
    json.value(summary.inputFormat.name)
    json.key("encoding")
    json.value(summary.inputEncoding.name)
    if let profile = log.profile {
      json.key("profile")
      json.value(profile)
    }
    guard let counts = summary.counts else { return }
    json.key("counts")
    json.beginObject()
    for (name, count) in counts.named {
      json.key(name)
      json.value(count)
    }
    json.endObject()
  }

  /// What is wrong with a record itself, with its place among the records.
  private static func placed(
    _ diagnostic: Diagnostic, in line: Span<UInt8>, _ place: RecordLines.Line,
    of records: String
  ) -> Diagnostic {
    var placed = diagnostic
    let before = line.extracting(
      0..<min(Int(clamping: diagnostic.position?.offset ?? 0), line.count))
    placed.file = records
    placed.position = SourcePosition(
      offset: place.offset + UInt64(before.count), line: place.number,
      column: UInt32(truncatingIfNeeded: before.scalarCount + 1))
    return placed
  }
}

/// What was said of one record: the first of it whole, the rest counted, so that memory is bounded.
private final class RecordLog: @unchecked Sendable {
  /// Diagnostics that are told one by one.
  private static let longest = 100

  private let minimumSeverity: Severity
  private var diagnostics: [Diagnostic] = []
  private var omitted = 0
  var losses = 0
  /// The layout profile that a text was read by.
  var profile: String?

  init(minimumSeverity: Severity) { self.minimumSeverity = minimumSeverity }

  /// Called under the lock of the collector that has heard it.
  func take(_ diagnostic: Diagnostic) {
    if diagnostic.code == .profileChosen || diagnostic.code == .profileGeneric {
      profile = diagnostic.arguments.first
    }
    guard diagnostic.severity >= minimumSeverity else { return }
    if diagnostics.count < Self.longest { diagnostics.append(diagnostic) } else { omitted += 1 }
  }

  func write(_ language: MessageLanguage, into json: inout JSONBuilder) {
    json.key("losses")
    json.value(losses)
    json.key("diagnostics")
    json.beginArray()
    for diagnostic in diagnostics { json.value(diagnostic, language) }
    json.endArray()
    guard omitted > 0 else { return }
    json.key("diagnosticsOmitted")
    json.value(omitted)
  }
}
