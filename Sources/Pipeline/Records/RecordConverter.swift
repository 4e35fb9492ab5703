import GazetteDocumentModel
import GazetteJSON
import GazetteTextEncoding

/// Converts record after record and words the answers. Each worker has one, whose room is used again.
struct RecordConverter: ~Copyable {
  private let pipe: RecordPipe
  private var requests: RecordRequestReader
  private let sinks: [MemorySink]

  /// Diagnostics of a record that are told one by one.
  private static let most = 100

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
    let log = DocumentLog(most: Self.most)
    var losses = 0
    let result: Result<Conversion.Summary, ConversionError>
    do throws(ConversionError) {
      let bytes = [UInt8](line)
      let heard = DiagnosticCollector(
        file: records, minimumSeverity: pipe.minimumSeverity
      ) { diagnostic in
        log.take(Self.placed(diagnostic, in: bytes.span, place, of: records))
      }
      guard let request = try requests.read(line, diagnostics: heard) else {
        // It has failed in a pipe before this one, and its answer says why.
        json.json(line)
        json.endLine()
        return .failed
      }
      losses = heard.lossCount
      result = convert(request, log, &losses)
    } catch {
      var error =
        place.isTooLong ? ConversionError(.recordTooLong, ["\(pipe.maximumRecord)"]) : error
      error.diagnostic = Self.placed(error.diagnostic, in: line, place, of: records)
      result = .failure(error)
    }
    json.beginObject()
    json.member("name", requests.name)
    for member in requests.others { json.json(line.extracting(member)) }
    switch result {
    case .success(let summary):
      json.member("status", "converted")
      writeOutputs(into: &json)
      write(summary, into: &json)
    case .failure(let error):
      json.member("status", "failed")
      json.key("error")
      json.value(error.diagnostic, pipe.language)
    }
    write(losses, log, into: &json)
    json.endObject()
    json.endLine()
    if case .failure = result { return .failed }
    return losses > 0 ? .lossy : .converted
  }

  private func convert(
    _ request: RecordRequest, _ log: DocumentLog, _ losses: inout Int
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
    let diagnostics = DiagnosticCollector(
      file: request.name, minimumSeverity: pipe.minimumSeverity
    ) { log.take($0) }
    do throws(ConversionError) {
      let summary = try conversion.run(diagnostics: diagnostics)
      losses += diagnostics.lossCount
      return .success(summary)
    } catch {
      losses += diagnostics.lossCount
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
    json.member("format", output.format.name)
    if output.format.content == .text, output.encoding == .utf8 {
      json.key("text")
      json.value(bytes.span)
    } else {
      json.key("bytes")
      json.value(Base64.encode(bytes.span).span)
    }
  }

  private func write(_ summary: Conversion.Summary, into json: inout JSONBuilder) {
    json.member("from", summary.inputFormat.name)
    json.member("encoding", summary.inputEncoding.name)
    if let profile = summary.profile { json.member("profile", profile) }
    if let counts = summary.counts { json.member("counts", counts.named) }
  }

  private func write(_ losses: Int, _ log: DocumentLog, into json: inout JSONBuilder) {
    json.member("losses", losses)
    json.key("diagnostics")
    json.beginArray()
    for diagnostic in log.diagnostics { json.value(diagnostic, pipe.language) }
    json.endArray()
    if log.omitted > 0 { json.member("diagnosticsOmitted", log.omitted) }
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
