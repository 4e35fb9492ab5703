import GazetteDocumentModel
import GazettePipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The arguments of `convert`, checked against one another before anything is opened.
struct ConversionPlan {
  private let command: Convert
  private let inputs: [String]
  private let template: Conversion
  private let outputs: [Conversion.Output]
  /// `-o` is a folder: outputs are named after their inputs.
  private let isFolder: Bool

  init(_ command: Convert) throws(ConversionError) {
    self.command = command
    inputs = command.inputs.isEmpty ? ["-"] : command.inputs
    template = try command.conversion.conversion()
    if command.output == "" {
      throw ConversionError(
        .usage, ["-o takes a name, and this one is empty"], chinese: ["-o 的文件名为空"])
    }
    isFolder = command.output.map { $0 != "-" && Self.isFolder($0) } ?? false
    let formats = try Self.formats(command, isFolder)
    outputs = try command.conversion.outputs(formats)
    try command.conversion.settings.refuseUnused(
      besides: formats + inputs.map { template.inputFormat ?? Formats.forFile($0) })
    try checkDestinations()
  }

  func conversions() throws(ConversionError) -> [Conversion] {
    let firsts = command.join ? Array(inputs.prefix(1)) : inputs
    let conversions = firsts.map { input in
      var conversion = template
      conversion.input = input
      if command.join { conversion.furtherInputs = Array(inputs.dropFirst()) }
      conversion.ifChanged = command.ifChanged
      conversion.replacesFiles = !command.noClobber
      conversion.outputs = outputs
      for (index, output) in outputs.enumerated() {
        let place = destination(output.format, input)
        conversion.outputs[index].destination = place
        if case .file(let path) = place {
          let named = Formats.options(of: output.format, forFile: path)
          conversion.outputs[index].options = output.options.filled(from: named)
        }
      }
      return conversion
    }
    try claimFiles(of: conversions)
    return conversions
  }

  /// No output takes the place of an input, its own or another's, nor of another output. The files of
  /// `--split` are known when their articles are.
  private func claimFiles(of conversions: [Conversion]) throws(ConversionError) {
    var claims = FileClaims(reading: inputs + command.conversion.dependencies)
    for output in conversions.flatMap(\.outputs) {
      if case .file(let path) = output.destination { try claims.write(path) }
    }
    if let depfile = command.depfile, !command.losses { try claims.write(depfile) }
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
    var formats = try command.conversion.formats()
    if formats.isEmpty {
      guard let output = command.output, output != "-", !isFolder,
        let format = Formats.forFile(output)
      else {
        let file = command.output.flatMap { $0 == "-" || isFolder ? nil : $0 }
        throw Formats.undetected(option: "-t", file: file)
      }
      formats = [try Formats.writable(format.name)]
    }
    return formats
  }

  private func checkDestinations() throws(ConversionError) {
    // A report of losses writes no output.
    if command.losses { return }
    func refuse(_ why: String) -> ConversionError { ConversionError(.usage, [why]) }
    if command.output == nil, isatty(1) == 1,
      outputs.contains(where: { $0.format.content == .binary })
    {
      throw ConversionError(
        .usage,
        [
          "a book is no text for a terminal; name a file with -o, or say -o - to have it all the same"
        ],
        chinese: ["电子书不是可在终端显示的文本;请用 -o 指明文件,或用 -o - 照样输出"])
    }
    if outputs.count > 1, !isFolder {
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
      // mkdir(2), from the outermost on; what it cannot make shows when a file is put there.
      for index in path.indices.dropFirst() where path[index] == "/" {
        unsafe mkdir(String(path[..<index]), 0o777)
      }
      return true
    }
    return InputFolder.isOne(path)
  }
}
