import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show line by line what a layout profile makes of a text, and why.",
    discussion: """
      With --verbose, and with --report json, also the templates that nearly took a line: how far the \
      line has their shape, and what they want there.
      """)

  @Argument(help: "Text to explain; - or none is standard input.")
  var input = "-"

  @Option(name: .shortAndLong, help: "Write an XHTML page, text and explanation side by side.")
  var output: String?

  @Flag(help: "Begin again whenever the text or the profile's file changes; an interrupt ends it.")
  var watch = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let reporter = reports.reporter
    Interrupts.watch()
    do throws(ConversionError) {
      let encoding = try reading.textEncoding()
      guard watch else { return try explain(reporter, encoding) }
      guard input != "-" else {
        throw ConversionError(.watchNeedsFile)
      }
      try keepExplaining(reporter, encoding)
    } catch {
      throw reporter.exit(error)
    }
  }

  private func explain(
    _ reporter: Reporter, _ encoding: TextEncoding?
  ) throws(ConversionError) {
    let diagnostics = reporter.collector(for: input)
    let explanation = TextExplanation(
      input: input, profile: reading.profile, encoding: encoding, rejoin: !reading.noRejoin)
    guard let output else {
      let printer = ExplanationPrinter(
        form: reports.report, language: reporter.language, hasColours: isatty(1) == 1,
        showsNearMisses: reports.verbose)
      try explanation.run(
        diagnostics: diagnostics,
        began: { (profile, score) throws(ConversionError) in try printer.head(profile, score) },
        row: { (row) throws(ConversionError) in try printer.row(row) })
      return try printer.finish()
    }
    var claims = FileClaims(reading: [input] + reading.profileFiles)
    try claims.write(output)
    let file = output == "-" ? nil : try FileSink(output)
    var report = ExplanationReport(
      file ?? StandardOutputSink() as any ByteSink, language: reporter.language,
      diagnostics: diagnostics)
    var beginning: (profile: String, score: Int?) = ("", nil)
    var rows: [TextExplanation.Row] = []
    try explanation.run(
      diagnostics: diagnostics,
      began: { (profile, score) in beginning = (profile, score) },
      row: { (row) in rows.append(row) })
    try report.begin(
      input: input == "-" ? "<stdin>" : input, profile: beginning.profile, score: beginning.score)
    for row in rows { try report.row(row) }
    try report.finish()
    try file?.commit()
  }

  /// Explains again after each change, until an interrupt or a closed pipe. A fault in the profile is
  /// said, and the next change waited for: the author is at work on it.
  private func keepExplaining(
    _ reporter: Reporter, _ encoding: TextEncoding?
  ) throws(ConversionError) {
    let files = [input] + reading.profileFiles
    while true {
      let stamps = FileStamps(files)
      if output == nil, isatty(1) == 1 { print("\u{1B}[H\u{1B}[2J", terminator: "") }
      fflush(nil)
      do throws(ConversionError) {
        try explain(reporter, encoding)
      } catch {
        guard error.code != .outputClosed else { throw error }
        reporter.show(error.diagnostic)
      }
      repeat { usleep(300_000) } while FileStamps(files) == stamps
    }
  }
}
