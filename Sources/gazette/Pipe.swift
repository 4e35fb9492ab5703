import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding

struct Pipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipe",
    abstract: "Convert records, JSON Lines in and out: a worker for Spark, Hadoop, GNU parallel.",
    discussion: """
      A record is {"name":…,"text":…} or {"name":…,"bytes":…} with base 64; "encoding", "format", \
      "profile" and "language" say more, where known. All other keys come back untouched. Each record \
      is answered with one, in order and at once: {"name":…,"status":"converted","text":…} or \
      {"name":…,"status":"failed","error":{…}}. `gazette schema pipe` prints the schema.

      Exit status: 0 all converted; 1 some failed or lost something; 64 usage; 74 input/output error.

      Example:
        jq -Rsc '{name: "issue.txt", text: .}' issue.txt | gazette pipe -t jats | jq -r .text
      """)

  @Argument(help: "JSON Lines to read; - or none is standard input.")
  var input = "-"

  @Option(name: [.short, .customLong("from")], help: "Format of records that do not state theirs.")
  var format: String?

  @Option(
    name: [.customShort("t"), .customLong("to")],
    help: "Format of the answers' documents; may be given several times.")
  var targets: [String] = []

  @OptionGroup var reading: ReadingOptions

  @Option(
    help: "Encoding of the documents (WHATWG label); in another than UTF-8 they come as bytes.")
  var outputEncoding = "utf-8"

  @Option(
    name: [.customLong("metadata"), .customShort("M")],
    help: ArgumentHelp("A fact of each bulletin, replacing its own.", valueName: "key=value"))
  var metadata: [String] = []

  @Option(
    name: [.customShort("O"), .customLong("option")],
    help: ArgumentHelp(
      "An option of a format; `gazette formats` lists them.", valueName: "format.key=value"))
  var options: [String] = []

  @OptionGroup var filtering: FilterOptions
  @OptionGroup var spreadsheets: SpreadsheetOptions
  @OptionGroup var appearance: AppearanceOptions

  @Flag(help: "A record with any loss fails.")
  var strict = false

  @Flag(
    name: .customLong("validate"),
    help: "Validate what is written; a record whose document has an error fails.")
  var validates = false

  @OptionGroup var schemas: SchemaOptions

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
    if targets.isEmpty { throw ValidationError("name the format of the documents with -t") }
  }

  func run() throws {
    let reporter = Reporter(
      form: .text, isVerbose: false,
      language: lang.map { $0 == .zh ? .chinese : .english } ?? .ofLocale)
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
    var conversion = Conversion(input: "")
    if let format { conversion.inputFormat = try Formats.readable(format) }
    conversion.encoding = try reading.textEncoding()
    var values = try FormatOptionArguments.parse(options)
    spreadsheets.apply(to: &values)
    try appearance.apply(to: &values)
    if let profile = reading.profile { _ = try Profiles.load(profile) }
    values["text"] = reading.textOptions(over: values["text"] ?? OptionValues())
    conversion.readerOptions = values
    conversion.metadata = try MetadataOverride(metadata)
    conversion.filters = try filtering.stages()
    conversion.mediaFolder = appearance.media
    conversion.isStrict = strict
    if validates {
      conversion.validation = try schemas.outputValidation()
    }
    let encoding = try ReadingOptions.encoding(outputEncoding)
    for name in targets {
      let format = try Formats.writable(name)
      guard !conversion.outputs.contains(where: { $0.format.name == name }) else { continue }
      conversion.outputs.append(
        .init(
          format: format, to: .nowhere, options: values[name] ?? OptionValues(),
          encoding: encoding))
    }
    return conversion
  }
}
