import ArgumentParser
import GazetteDocumentModel
import GazettePipeline

struct Pipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipe",
    abstract: "Convert records, JSON Lines in and out: a worker for Spark, Hadoop, GNU parallel.",
    discussion: """
      A record is {"name":…,"text":…} or {"name":…,"bytes":…} with base 64; "encoding", "format", \
      "profile" and "language" say more, where known. All other keys come back untouched. Each record \
      is answered with one, in order and at once: {"name":…,"status":"converted","text":…} or \
      {"name":…,"status":"failed","error":{…}}. `gazette schema pipe` prints the schema.

      The options hold for each record: -f for one that does not state its format, --strict and --validate \
      let one fail that loses something or is invalid. Documents in another encoding than UTF-8 come as bytes.

      Exit status: 0 all converted; 1 some failed or lost something; 64 usage; 74 input/output error.

      Example:
        jq -Rsc '{name: "issue.txt", text: .}' issue.txt | gazette pipe -t jats | jq -r .text
      """)

  @Argument(help: "JSON Lines to read; - or none is standard input.")
  var input = "-"

  @OptionGroup var options: ConversionOptions

  @Option(help: "Records at a time; answers keep their order.")
  var jobs = 1

  @Option(help: "Longest record, in bytes, or with K, M or G.")
  var maxRecord: ByteCount = ByteCount(bytes: 256 << 20)

  @Flag(name: .shortAndLong, help: "Also say in answers what was done: encoding, profile, joins.")
  var verbose = false

  @Option(help: "Language of messages, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
    if options.targets.isEmpty { throw ValidationError("name the format of the documents with -t") }
  }

  func run() throws {
    let reporter = Reporter(form: .text, isVerbose: false, language: lang.language)
    let summary: RecordPipe.Summary
    do throws(ConversionError) {
      var pipe = RecordPipe(try conversion())
      pipe.workers = jobs
      pipe.maximumRecord = maxRecord.bytes
      pipe.minimumSeverity = verbose ? .information : .warning
      pipe.language = reporter.language
      Interrupts.watch()
      summary = try pipe.run(from: try InputSource(input), to: StandardOutputSink())
    } catch {
      throw reporter.exit(error)
    }
    if summary.failed > 0 {
      throw reporter.exit(
        ConversionError(.recordsFailed, ["\(summary.failed)", "\(summary.records)"]))
    }
    if summary.lossy > 0 { throw ExitCode(ExitStatus.losses.rawValue) }
  }

  /// How each record is converted.
  private func conversion() throws(ConversionError) -> Conversion {
    var conversion = try options.conversion()
    conversion.outputs = try options.outputs(try options.formats())
    return conversion
  }
}
