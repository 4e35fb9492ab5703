import ArgumentParser
import GazetteArchives
import GazetteDocumentModel
import GazettePipeline
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Convert whole archives and folders, in parallel, resumably.",
    discussion: """
      Inputs are files, folders, and archives (zip, tar, tar.gz, tar.bz2, tar.xz, tar.zst, 7z, single \
      compressed files), which are read without being unpacked. The output is a folder that mirrors them, or \
      an archive by its ending: .tar, .tar.gz, .tar.zst, .zip. An entry that fails is named, and the rest goes \
      on. A run that was stopped goes on with --resume and ends with the same bytes.

      Exit status: 0 done; 1 done, but some failed or lost something; 64 usage; 65 nothing could be read; \
      66 no input; 73 cannot write; 74 input/output error; 130 interrupted, --resume goes on.

      Examples:
        gazette batch 2021.zip -t jats -o 2021.tar.gz
        gazette batch archive/ -t jats -t epub -o out/ --manifest manifest.jsonl
        gazette batch archive/ -t jats -o out/ --manifest m.jsonl --report report.html
        gazette batch --verify m.jsonl -o out/
        gazette batch old.tar.gz -t jsonl -o out/ --include '*.txt' --encoding gb18030 --resume
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, folders, archives; - is an archive on standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(name: .shortAndLong, help: "Output: a folder, or an archive by its ending.")
  var output: String

  @OptionGroup var conversion: ConversionOptions

  @Option(help: "Entries at a time; as many as there are processors where not given.")
  var jobs: Int?

  @Flag(help: "Go on with a run that was stopped; begin one where there is none.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "Read only what matches; may be given several times.", valueName: "glob"))
  var include: [String] = []

  @Option(
    help: ArgumentHelp("Do not read what matches; may be given several times.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    help: "Write a record of each entry, as JSON Lines; `gazette schema manifest` describes it.")
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "Tell what it came to as a page with plots (.html), JSON or XML; needs --manifest.",
      valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Convert nothing: hold the output against the manifest of the run that wrote it.",
      valueName: "manifest"))
  var verify: String?

  @Flag(
    exclusivity: .chooseLast,
    help: "Go on behind an entry that fails, which is the rule, or stop at the first.")
  var failure: FailureHandling = .keepGoing

  @Option(
    help: "Names of outputs, of {stem}, {ext}, {name} and {format}.")
  var nameTemplate = "{stem}.{ext}"

  @Flag(help: "Print what would be converted to what, and write nothing.")
  var dryRun = false

  @OptionGroup var reading: ArchiveOptions

  @Option(help: "Progress on standard error: auto, plain (a line each ten seconds), none.")
  var progress: BatchProgressForm = .auto

  @Option(help: "How diagnostics are written to standard error: text or json (JSON Lines).")
  var messages: ReportForm = .text

  @Flag(name: .shortAndLong, help: "Also say what was done: encoding, profile, joined paragraphs.")
  var verbose = false

  @Option(help: "Language of messages, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
    if let report {
      if manifest == nil {
        throw ValidationError("--report is made from the manifest; name one with --manifest")
      }
      if BatchReport.Form.forFile(report) == nil {
        throw ValidationError("--report takes a name that ends in .html, .json or .xml")
      }
    }
    if verify != nil {
      if !inputs.isEmpty { throw ValidationError("--verify takes no inputs") }
      return
    }
    if inputs.isEmpty { throw ValidationError("name what to convert") }
    if conversion.targets.isEmpty { throw ValidationError("name the output's format with -t") }
  }

  func run() throws {
    let reporter = Reporter(
      form: messages, isVerbose: verbose || messages == .json, language: lang.language)
    if let verify { return try check(verify, reporter) }
    let stop = Batch.Stop()
    Interrupts.watch { stop.ask() }
    RunningPrograms.keepApart()
    let display = BatchDisplay(reporter, progress)
    let summary: Batch.Summary
    do throws(ConversionError) {
      var batch = try batch()
      batch.countsInputs = display.showsProgress
      batch.minimumSeverity = reporter.isVerbose ? .information : .warning
      summary = try batch.run(stop: stop) { display.hear($0) }
      display.finish(summary)
      if let report, let manifest, !summary.isStopped, !dryRun {
        try write(report, of: manifest, reporter)
      }
    } catch {
      BatchProgress.erase()
      throw reporter.exit(error)
    }
    let signal = Interrupts.received.load(ordering: .relaxed)
    if summary.isStopped, signal != 0 { throw ExitCode(128 + signal) }
    if summary.exitStatus != .success { throw ExitCode(summary.exitStatus.rawValue) }
  }

  /// `--verify`: each output that is not as it was written is named.
  private func check(_ manifest: String, _ reporter: Reporter) throws {
    let summary: OutputVerification.Summary
    do throws(ConversionError) {
      let verification = OutputVerification(manifest: manifest, output: outputPath)
      summary = try verification.run(
        diagnostics: DiagnosticCollector { reporter.show($0) })
    } catch {
      throw reporter.exit(error)
    }
    if summary.faults > 0 {
      throw reporter.exit(
        ConversionError(.outputsDiffer, ["\(summary.faults)", "\(summary.outputs)"]))
    }
  }

  /// `--report`
  private func write(
    _ report: String, of manifest: String, _ reporter: Reporter
  ) throws(ConversionError) {
    let sink = try FileSink(report)
    try BatchReport(
      manifest: manifest, form: BatchReport.Form.forFile(report) ?? .html,
      language: reporter.language
    ).write(to: sink, diagnostics: reporter.collector(for: manifest))
    try sink.commit()
  }

  /// The output without a slash at its end.
  private var outputPath: String {
    output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
  }

  /// What is written beside the outputs takes the place of nothing that is read.
  private func claimFiles() throws(ConversionError) {
    if dryRun { return }
    var claims = FileClaims(reading: inputs + conversion.dependencies)
    for path in [outputPath, manifest, report].compactMap({ $0 }) { try claims.write(path) }
  }

  /// The arguments, checked against one another.
  private func batch() throws(ConversionError) -> Batch {
    var batch = Batch(inputs: inputs, output: outputPath)
    let formats = try conversion.formats()
    batch.conversion = try conversion.conversion()
    batch.conversion.outputs = try conversion.outputs(formats)
    batch.nameTemplate = try NameTemplate(nameTemplate, formats: formats.count)
    batch.jobs = jobs ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    batch.isResuming = resume
    batch.stopsAtFailure = failure == .failFast
    batch.isDryRun = dryRun
    batch.includes = include.map { GlobPattern($0) }
    batch.excludes = exclude.map { GlobPattern($0) }
    batch.manifest = manifest
    try reading.apply(to: &batch)
    batch.settings = conversion.filtering.filters
    batch.dependencies = conversion.dependencies
    try claimFiles()
    return batch
  }
}

/// `--keep-going`, `--fail-fast`
enum FailureHandling: String, EnumerableFlag { case keepGoing, failFast }

/// Options of how archives are read, and how far.
struct ArchiveOptions: ParsableArguments {
  @Option(help: "Encoding of names in archives that do not say theirs (WHATWG label).")
  var nameEncoding: String?

  @Option(help: "How deep archives within archives are read.")
  var maxNesting = 0

  @Option(help: "Refuse entries that unpack to more (500M, 4G).")
  var maxEntrySize: ByteCount = ByteCount(bytes: Int(clamping: ArchiveLimits().entrySize))

  @Option(help: "Stop where everything unpacks to more.")
  var maxTotalSize: ByteCount = ByteCount(bytes: Int(clamping: ArchiveLimits().totalSize))

  @Option(help: "Refuse what unpacks to more than so many times its size.")
  var maxRatio = ArchiveLimits().ratio

  @Option(help: "Stop behind so many entries.")
  var maxEntries = ArchiveLimits().entries

  func apply(to batch: inout Batch) throws(ConversionError) {
    if let nameEncoding { batch.nameEncoding = try ReadingOptions.encoding(nameEncoding) }
    batch.nesting = maxNesting
    batch.limits.entrySize = UInt64(maxEntrySize.bytes)
    batch.limits.totalSize = UInt64(maxTotalSize.bytes)
    batch.limits.ratio = maxRatio
    batch.limits.entries = maxEntries
  }
}
