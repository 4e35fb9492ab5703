import GazetteDocumentModel
import GazetteTextEncoding

/// The sinks of one conversion: made as writers need them, delivered all together or not at all.
final class Delivery {
  private let isStrict: Bool
  private let ifChanged: Bool
  private let replacesFiles: Bool
  private let validation: OutputValidation?
  private var fileSinks: [FileSink] = []
  private var spooled: [SpooledOutputSink] = []

  private var claims: FileClaims
  private let media: any MediaStore

  /// - Parameter inputs: the files that are read, which no output may take the place of.
  init(
    isStrict: Bool, ifChanged: Bool, replacesFiles: Bool, validation: OutputValidation?,
    media: any MediaStore,
    inputs: [String]
  ) {
    claims = FileClaims(reading: inputs)
    self.validation = validation
    self.media = media
    self.isStrict = isStrict
    self.ifChanged = ifChanged
    self.replacesFiles = replacesFiles
  }

  /// The files that are delivered.
  var files: [String] { fileSinks.map(\.path) }

  /// The writer of an output, with its sink behind it.
  func makeWriter(
    _ output: Conversion.Output, _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> any EventHandler & ~Copyable {
    switch output.destination {
    case .standardOutput:
      // What may have to be taken back must not have gone out.
      guard isStrict || validation != nil else {
        return try writer(output, StandardOutputSink(), .document, diagnostics)
      }
      let sink = SpooledOutputSink()
      spooled.append(sink)
      return try writer(output, sink, .document, diagnostics)
    case .sink(let sink): return try writer(output, sink, .document, diagnostics)
    case .nowhere: return try writer(output, NullSink(), .document, diagnostics)
    case .file(let path):
      return try writer(output, file(path), .document, diagnostics)
    case .split(let name):
      let counter = Counter()
      return SplitWriter { () throws(ConversionError) in
        counter.value += 1
        return try self.writer(output, self.file(name(counter.value)), .article, diagnostics)
      }
    }
  }

  private final class Counter { var value = 0 }

  private func file(_ path: String) throws(ConversionError) -> FileSink {
    try claims.write(path)
    if !replacesFiles, FileIdentity(regular: path) != nil {
      throw ConversionError(.outputThere, file: path)
    }
    let sink = try FileSink(path)
    fileSinks.append(sink)
    return sink
  }

  private func writer(
    _ output: Conversion.Output, _ sink: any ByteSink, _ scope: WriterContext.Scope,
    _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> any EventHandler & ~Copyable {
    guard let make = output.format.makeWriter else {
      throw ConversionError(.formatNotWritable, [output.format.name, ""])
    }
    let encoded: any ByteSink =
      output.encoding == .utf8 || output.format.content == .binary
      ? sink : try EncodingSink(sink, output.encoding, output.format.unencodable)
    var checked = encoded
    if let validation {
      let name = (sink as? FileSink)?.path ?? "<stdout>"
      checked = try ValidatingSink(encoded, output.format, named: name, validation, diagnostics)
    }
    return try make(
      WriterContext(
        sink: checked, diagnostics: diagnostics, options: output.options, scope: scope,
        encodingName: output.encoding.declaredName, media: media))
  }

  func commit() throws(ConversionError) {
    for sink in spooled { try sink.commit() }
    for sink in fileSinks { try sink.commit(ifChanged: ifChanged) }
  }

  func abandon() {
    for sink in fileSinks { sink.abandon() }
  }
}

extension TextEncoding {
  /// What a declaration says: UTF-16 with a byte order mark is just that.
  fileprivate var declaredName: String {
    self == .utf16LittleEndian || self == .utf16BigEndian ? "UTF-16" : name
  }
}
