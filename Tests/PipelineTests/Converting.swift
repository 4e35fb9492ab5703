import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport

/// What a conversion gave: the output's bytes, and what was said.
struct Converted {
  var bytes: [UInt8]
  var diagnostics: [Diagnostic]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Converts bytes through files of a temporary folder.
  init(
    _ input: [UInt8], from: String? = nil, to format: String, options: [String: String] = [:],
    readerOptions: [String: String] = [:], change: (inout Conversion) throws -> Void = { _ in }
  ) throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("input", input)
    var conversion = Conversion(input: source)
    if let from { conversion.inputFormat = try Formats.readable(from) }
    conversion.readerOptions["text"] = OptionValues(readerOptions)
    let output = folder.path + "/output"
    conversion.outputs = [
      .init(format: try Formats.writable(format), to: .file(output), options: OptionValues(options))
    ]
    try change(&conversion)
    let log = Log()
    let collector = DiagnosticCollector(file: "input", minimumSeverity: .information) {
      log.diagnostics.append($0)
    }
    try conversion.run(diagnostics: collector)
    bytes = Repository.file(output)
    diagnostics = log.diagnostics
  }

  private final class Log { var diagnostics: [Diagnostic] = [] }
}
