import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding

struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    // Stated, since deriving it from the type takes a tenth of the start.
    commandName: "read", _superCommandName: Gazette.name,
    abstract:
      "Read any format and write JSON Lines to standard output: the first stage of a chain.",
    discussion: "Example:\n  gazette read issue.txt | ./my-filter | gazette write -t jats")

  @Argument(help: "File to read; - or none is standard input.")
  var input = "-"

  @Option(name: [.short, .customLong("from")], help: "Format of the input.")
  var format: String?

  @OptionGroup var settings: FormatOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var filtering: FilterOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    try SingleConversion.run(input, reports.reporter) { (conversion) throws(ConversionError) in
      if let format { conversion.inputFormat = try Formats.readable(format) }
      conversion.encoding = try reading.textEncoding()
      conversion.filters = try filtering.stages()
      conversion.readerOptions = try settings.values()
      let textOptions = conversion.readerOptions["text"] ?? OptionValues()
      conversion.readerOptions["text"] = try reading.textOptions(over: textOptions)
      try settings.refuseUnused(besides: [conversion.inputFormat ?? Formats.forFile(input)])
      if let profile = reading.profile { _ = try Profiles.load(profile) }
      conversion.outputs = [.init(format: try Formats.writable("jsonl"), to: .standardOutput)]
    }
  }
}

struct Write: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write", _superCommandName: Gazette.name,
    abstract: "Write JSON Lines from standard input as any format: the last stage of a chain.",
    discussion: "Example:\n  gazette read issue.txt | gazette write -t text")

  @Argument(help: "JSON Lines to read; - or none is standard input.")
  var input = "-"

  @Option(name: [.customShort("t"), .customLong("to")], help: "Format of the output.")
  var target: String?

  @Option(name: .shortAndLong, help: "Output file; - or none is standard output.")
  var output = "-"

  @Option(help: "Layout profile of a text: a built-in name or a YAML file.")
  var profile: String?

  @Option(help: "Encoding of the output, not of the input, which is UTF-8 (WHATWG label).")
  var encoding = "utf-8"

  @OptionGroup var settings: FormatOptions
  @OptionGroup var filtering: FilterOptions

  @Flag(help: "With any loss write nothing and exit with 1.")
  var strict = false

  @Flag(help: "Leave an output whose content would not change as it is, its time included.")
  var ifChanged = false

  @OptionGroup var reports: ReportOptions

  func run() throws {
    try SingleConversion.run(input, reports.reporter) { (conversion) throws(ConversionError) in
      guard let name = target ?? Formats.forFile(output)?.name else {
        throw Formats.undetected(option: "-t", file: output == "-" ? nil : output)
      }
      let format = try Formats.writable(name)
      var values = try settings.values()[format.name] ?? OptionValues()
      if let profile {
        _ = try Profiles.load(profile)
        if format.name == "text" { values["profile"] = profile }
      }
      try settings.refuseUnused(besides: [format])
      values = values.filled(from: Formats.options(of: format, forFile: output))
      conversion.inputFormat = try Formats.readable("jsonl")
      conversion.filters = try filtering.stages()
      conversion.isStrict = strict
      conversion.ifChanged = ifChanged
      conversion.outputs = [
        .init(
          format: format, to: output == "-" ? .standardOutput : .file(output), options: values,
          encoding: try ReadingOptions.encoding(encoding))
      ]
    }
  }
}

/// One input, one output: what `read` and `write` share.
enum SingleConversion {
  static func run(
    _ input: String, _ reporter: Reporter,
    _ prepare: (inout Conversion) throws(ConversionError) -> Void
  ) throws {
    var conversion = Conversion(input: input)
    let diagnostics = reporter.collector(for: input)
    do throws(ConversionError) {
      try prepare(&conversion)
      Interrupts.watch()
      try conversion.run(diagnostics: diagnostics) { Progress.show(input, $0, $1) }
    } catch {
      throw reporter.exit(error)
    }
    Progress.erase()
    if diagnostics.lossCount > 0 { throw ExitCode(ExitStatus.losses.rawValue) }
  }
}
