import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteXMLValidation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", _superCommandName: Gazette.name,
    abstract: "Check documents: well-formedness, schemas, and what no schema says.",
    discussion: """
      XML (JATS, XHTML and any other), EPUB, JSON, JSON Lines and CSV of our schemas; files, folders, or \
      standard input. Each layer of checking is named with passed, failed, or not run, because…; \
      nothing is fetched from the network. DTDs come from --dtd, or by the document's DOCTYPE from \
      XML catalogs (--catalog, XML_CATALOG_FILES, the system's). What Gazette wrote is also held to its \
      own schema; --schema jats does so with JATS of others.

      Exit status: 0 valid; 1 invalid; 65 not well-formed; 66 no input, or no such schema.

      Examples:
        gazette validate issue.jats.xml --dtd JATS-archivearticle1.dtd
        gazette validate issue.xml --schema jats
        gazette validate archive/ --catalog catalog.xml --report sarif > issues.sarif
        gazette convert issue.txt -t jats | gazette validate
      """)

  @Argument(
    help: ArgumentHelp("Files or folders; - or none is standard input.", valueName: "input"))
  var inputs: [String] = []

  @OptionGroup var schemas: SchemaOptions

  @Option(help: "Form of the report: text, json (JSON Lines), sarif or junit.")
  var report: ValidationReportForm = .text

  @Option(help: "What makes a document invalid: error or warning.")
  var failOn: FailureLevel = .error

  @Option(help: "Faults told one by one for each document; the rest is counted.")
  var maxErrors = 1000

  @Option(help: "Refuse documents of more bytes.")
  var maxBytes: UInt64?

  @Option(help: "Files at a time; as many as there are processors where not given.")
  var jobs: Int?

  @Flag(inversion: .prefixedNo, help: "Show the source line of a fault; on a terminal by default.")
  var source: Bool?

  @Flag(name: .shortAndLong, help: "Name the layers of valid documents among many too.")
  var verbose = false

  @Option(help: "Language of messages, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func validate() throws {
    if maxErrors < 1 { throw ValidationError("--max-errors takes a number from 1 on") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
  }

  func run() throws {
    let language = lang.language
    let reporter = Reporter(form: .text, isVerbose: false, language: language)
    let status: ExitStatus
    do throws(ConversionError) {
      let endings = Formats.all.filter { $0.name != "text" }.flatMap(\.fileExtensions)
      let files = try InputFolder.expand(inputs.isEmpty ? ["-"] : inputs, endings: endings)
      guard !files.isEmpty else {
        let listed = endings.map { "." + $0 }.joined(separator: ", ")
        throw ConversionError(.nothingToValidate, [listed], file: inputs.joined(separator: ", "))
      }
      var (request, format) = try schemas.request()
      let store = try schemas.store(for: request)
      request.maximumFaults = maxErrors
      request.maximumBytes = maxBytes
      let batch = BatchValidation(
        inputs: files, request: request, format: format,
        workers: jobs ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      let style = ReportStyle(
        language: language, showsLayers: verbose || files.count == 1,
        showsSource: source ?? (isatty(1) == 1), failsOnWarnings: failOn == .warning)
      let printer = ReportPrinter(report.make(style), style)
      batch.run(store: store) { printer.hear($0) }
      status = try printer.finish()
    } catch {
      throw reporter.exit(error)
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }
}

/// `--fail-on`
enum FailureLevel: String, ExpressibleByArgument, CaseIterable { case error, warning }

/// Hands what is found to the report, from whichever thread, and keeps the exit status.
final class ReportPrinter: Sendable {
  private struct State {
    var status = ExitStatus.success
    var failure: ConversionError?
  }

  private let state = Mutex(State())
  private let style: ReportStyle
  private let report: any ValidationReport

  init(_ report: any ValidationReport, _ style: ReportStyle) {
    self.report = report
    self.style = style
  }

  func hear(_ event: BatchValidation.Event) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do throws(ConversionError) {
        switch event {
        case .found(let diagnostic): try report.found(diagnostic)
        case .ended(let file, .success(let result)):
          let status = style.status(of: result)
          if status.rawValue > state.status.rawValue { state.status = status }
          try report.ended(file, result)
        case .ended(let file, .failure(let error)):
          let status = error.code.exitStatus
          if status.rawValue > state.status.rawValue { state.status = status }
          try report.failed(file, error)
        }
      } catch {
        state.failure = error
      }
    }
  }

  /// Ends the report. - Throws: what writing it came to.
  func finish() throws(ConversionError) -> ExitStatus {
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure }
    try report.finish()
    return state.status
  }
}
