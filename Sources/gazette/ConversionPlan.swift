import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding
import GazetteXMLValidation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The arguments of `convert`, checked against one another before anything is opened.
struct ConversionPlan {
  private let command: Convert
  private let inputs: [String]
  private let inputFormat: Format?
  private let formats: [Format]
  private let formatOptions: [String: OptionValues]
  private let encoding: TextEncoding?
  private let outputEncoding: TextEncoding
  private let metadata: MetadataOverride
  private let filters: [FilterStage]
  private let validation: OutputValidation?
  /// `-o` is a folder: outputs are named after their inputs.
  private let isFolder: Bool

  init(_ command: Convert) throws(ConversionError) {
    self.command = command
    inputs = command.inputs.isEmpty ? ["-"] : command.inputs
    if let name = command.format {
      inputFormat = try Formats.readable(name)
    } else {
      inputFormat = nil
    }
    var formatOptions = try FormatOptionArguments.parse(command.options)
    command.spreadsheets.apply(to: &formatOptions)
    try command.appearance.apply(to: &formatOptions)
    self.formatOptions = formatOptions
    encoding = try command.reading.textEncoding()
    outputEncoding = try ReadingOptions.encoding(command.outputEncoding)
    metadata = try MetadataOverride(command.metadata)
    filters = try command.filtering.stages()
    if let profile = command.reading.profile { _ = try Profiles.load(profile) }
    validation =
      command.validate
      ? try command.schemas.outputValidation() : nil
    isFolder = command.output.map { $0 != "-" && Self.isFolder($0) } ?? false
    formats = try Self.formats(command, isFolder)
    try checkDestinations()
  }

  func conversions() throws(ConversionError) -> [Conversion] {
    let firsts = command.join ? Array(inputs.prefix(1)) : inputs
    return firsts.map { input in
      var conversion = Conversion(input: input)
      if command.join { conversion.furtherInputs = Array(inputs.dropFirst()) }
      conversion.mediaFolder = command.appearance.media
      conversion.inputFormat = inputFormat
      conversion.encoding = encoding
      conversion.readerOptions = formatOptions
      conversion.readerOptions["text"] = textOptions
      conversion.metadata = metadata
      conversion.filters = filters
      conversion.isStrict = command.strict
      conversion.ifChanged = command.ifChanged
      conversion.validation = validation
      let name = input == "-" ? "<stdin>" : input
      conversion.progress = { read, total in Progress.show(name, read, total) }
      conversion.outputs = formats.map { output($0, for: input) }
      return conversion
    }
  }

  /// The text format's options: its own switches, and `-O text.…`.
  private var textOptions: OptionValues {
    var options = formatOptions["text"] ?? OptionValues()
    if let profile = command.reading.profile { options["profile"] = profile }
    if command.reading.noRejoin { options["rejoin"] = "no" }
    return options
  }

  private func output(_ format: Format, for input: String) -> Conversion.Output {
    let options = format.name == "text" ? textOptions : formatOptions[format.name] ?? OptionValues()
    return Conversion.Output(
      format: format, to: destination(format, input), options: options, encoding: outputEncoding)
  }

  private func destination(_ format: Format, _ input: String) -> Conversion.Output.Destination {
    if command.losses { return .nowhere }
    guard let output = command.output, output != "-" else { return .standardOutput }
    guard isFolder else { return .file(output) }
    let folder = output.hasSuffix("/") ? output : output + "/"
    let stem = folder + (input == "-" ? "stdin" : Formats.stem(input))
    let ending = "." + (format.fileExtensions.first ?? format.name)
    guard command.split else { return .file(stem + ending) }
    return .split { number in
      let digits = String(number)
      return stem + "-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ending
    }
  }

  private static func formats(
    _ command: Convert, _ isFolder: Bool
  ) throws(ConversionError) -> [Format] {
    var formats: [Format] = []
    for name in command.targets {
      let format = try Formats.writable(name)
      if !formats.contains(where: { $0.name == name }) { formats.append(format) }
    }
    if formats.isEmpty {
      guard let output = command.output, output != "-", !isFolder,
        let format = Formats.forFile(output)
      else { throw ConversionError(.formatUndetected, ["-t"]) }
      formats = [try Formats.writable(format.name)]
    }
    return formats
  }

  private func checkDestinations() throws(ConversionError) {
    // A report of losses writes no output.
    if command.losses { return }
    func refuse(_ why: String) -> ConversionError { ConversionError(.usage, [why]) }
    if formats.count > 1, !isFolder {
      throw refuse("several -t need -o to be an existing folder, or a name that ends in /")
    }
    if inputs.count > 1, !isFolder, !command.join {
      throw refuse("several inputs need -o to be an existing folder, or a name that ends in /")
    }
    if command.split, !isFolder {
      throw refuse("--split needs -o to be an existing folder, or a name that ends in /")
    }
    if command.depfile != nil,
      command.output == nil || command.output == "-"
        || (inputs.count > 1 && !command.join)
    {
      throw refuse("--depfile needs one input and -o")
    }
    let names = inputs.map { $0 == "-" ? "-" : Formats.stem($0) }
    if !command.join,
      let twice = Set(names).first(where: { name in names.count { $0 == name } > 1 })
    {
      throw refuse("two inputs would give the same output: \(twice)")
    }
  }

  /// An existing folder, or a name that says it means one.
  private static func isFolder(_ path: String) -> Bool {
    if path.hasSuffix("/") {
      unsafe mkdir(path, 0o777)
      return true
    }
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
