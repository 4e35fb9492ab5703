import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding
import GazetteXMLValidation

/// Options of every command that converts documents to files: how, not which or where to.
struct ConversionOptions: ParsableArguments {
  @Option(name: [.short, .customLong("from")], help: "Format of the input.")
  var format: String?

  @Option(
    name: [.customShort("t"), .customLong("to")],
    help: "Format of the output; may be given several times.")
  var targets: [String] = []

  @OptionGroup var reading: ReadingOptions

  @Option(help: "Encoding of the output (WHATWG label).")
  var outputEncoding = "utf-8"

  @Option(
    name: [.customLong("metadata"), .customShort("M")],
    help: ArgumentHelp("A fact of the bulletin, replacing the input's own.", valueName: "key=value")
  )
  var metadata: [String] = []

  @OptionGroup var settings: FormatOptions
  @OptionGroup var filtering: FilterOptions
  @OptionGroup var appearance: AppearanceOptions

  @Flag(
    help:
      "With any loss write nothing and exit with 1; of many documents, nothing of those with one.")
  var strict = false

  @Flag(
    help: """
      Validate what is written; with an error write nothing and exit with 1 (of many documents, \
      nothing of those with one). --schema, --dtd, --xsd, --rng \
      and --catalog ask for it too.
      """)
  var validate = false

  @OptionGroup var schemas: SchemaOptions
}

extension ConversionOptions {
  /// Checks the options against one another, before anything is opened: a conversion that lacks its input
  /// and outputs.
  func conversion() throws(ConversionError) -> Conversion {
    var conversion = Conversion(input: "-")
    if let format { conversion.inputFormat = try Formats.readable(format) }
    conversion.readerOptions = try formatOptions()
    conversion.encoding = try reading.textEncoding()
    conversion.metadata = try MetadataOverride(metadata)
    conversion.filters = try filtering.stages()
    if let profile = reading.profile { _ = try Profiles.load(profile) }
    conversion.mediaFolder = appearance.media
    conversion.isStrict = strict
    if validate || schemas.isGiven { conversion.validation = try schemas.outputValidation() }
    return conversion
  }

  /// The outputs' formats with their options, for places to be put in.
  func outputs(_ formats: [Format]) throws(ConversionError) -> [Conversion.Output] {
    try appearance.refuseUnused(formats)
    let options = try formatOptions()
    let encoding = try ReadingOptions.encoding(outputEncoding)
    return formats.map { format in
      Conversion.Output(
        format: format, to: .nowhere, options: options[format.name] ?? OptionValues(),
        encoding: encoding)
    }
  }

  /// The formats of `-t`, each once.
  func formats() throws(ConversionError) -> [Format] {
    var formats: [Format] = []
    for name in targets {
      let format = try Formats.writable(name)
      if !formats.contains(where: { $0.name == format.name }) { formats.append(format) }
    }
    return formats
  }

  /// Values by format name, with those that have switches of their own.
  private func formatOptions() throws(ConversionError) -> [String: OptionValues] {
    var values = try settings.values()
    try appearance.apply(to: &values)
    values["text"] = try reading.textOptions(over: values["text"] ?? OptionValues())
    return values
  }

  /// Files that decide what the outputs are, besides the inputs.
  var dependencies: [String] {
    reading.profileFiles + [appearance.css].compactMap { $0 } + filtering.programFiles
      + (validate || schemas.isGiven ? schemas.catalog : [])
  }
}
