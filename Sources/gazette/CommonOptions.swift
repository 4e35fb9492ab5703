import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding

/// How diagnostics are shown.
enum ReportForm: String, ExpressibleByArgument, CaseIterable { case text, json }

/// The language of messages.
enum LanguageOption: String, ExpressibleByArgument, CaseIterable { case en, zh }

extension LanguageOption? {
  /// By the locale where none is asked for.
  var language: MessageLanguage { map { $0 == .zh ? .chinese : .english } ?? .ofLocale }
}

/// Options of every command that converts.
struct ReportOptions: ParsableArguments {
  @Option(
    help: "How diagnostics, and what a command reports, are written: text or json (JSON Lines).")
  var report: ReportForm = .text

  @Flag(name: .shortAndLong, help: "Also say what was done: encoding, profile, joined paragraphs.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Say errors only; losses show in the exit status.")
  var quiet = false

  @Option(help: "Language of messages, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
  }

  var reporter: Reporter {
    Reporter(
      form: report, isVerbose: verbose || report == .json, isQuiet: quiet, language: lang.language)
  }
}

/// Options of how an input is read.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Layout profile of a text: a built-in name or a YAML file.")
  var profile: String?

  @Option(help: "Encoding of the input (WHATWG label); told from the bytes where not given.")
  var encoding: String?

  @Flag(help: "Keep paragraphs as page breaks cut them.")
  var noRejoin = false

  func textEncoding() throws(ConversionError) -> TextEncoding? {
    guard let encoding else { return nil }
    return try Self.encoding(encoding)
  }

  static func encoding(_ label: String) throws(ConversionError) -> TextEncoding {
    if let found = TextEncoding(label: label) { return found }
    throw ConversionError(.encodingUnknown, [label, TextEncoding.names])
  }

  /// The profile, where it is a file.
  var profileFiles: [String] { profile.map { Profiles.isBuiltIn($0) ? [] : [$0] } ?? [] }

  /// The text format's options: its own switches and what `-O text.…` says.
  /// - Throws: `GZ1305` where they name two profiles.
  func textOptions(over given: OptionValues) throws(ConversionError) -> OptionValues {
    var options = given
    if let profile, let other = given["profile"], other != profile {
      throw FormatOptions.fault(
        "text.profile=\(other)", "is another than --profile \(profile); leave one of them out",
        "与 --profile \(profile) 不同;请去掉其一")
    }
    if let profile { options["profile"] = profile }
    if noRejoin { options["rejoin"] = "no" }
    return options
  }
}

/// The direction of lines that `--style` takes.
enum LineDirection: String, ExpressibleByArgument, CaseIterable { case horizontal, vertical }

/// How what is read with the eyes looks: XHTML and EPUB.
struct AppearanceOptions: ParsableArguments {
  @Option(help: "Direction of lines in XHTML and EPUB: horizontal or vertical.")
  var style: LineDirection?

  @Option(help: "CSS file with rules of your own, put behind Gazette's in XHTML and EPUB.")
  var css: String?

  @Option(
    help: ArgumentHelp(
      "Folder of pictures: those of an EPUB are written there, and a book takes its pictures from there.",
      valueName: "dir"))
  var media: String?

  /// - Throws: `GZ6001` where there is a look, and nothing with one is written.
  func refuseUnused(_ written: [Format]) throws(ConversionError) {
    guard let option = style != nil ? "--style" : css != nil ? "--css" : nil,
      !written.contains(where: { Self.formats.contains($0.name) })
    else { return }
    throw ConversionError(
      .usage, ["\(option) is for XHTML and EPUB, and neither is written; leave it out"],
      chinese: ["\(option) 用于 XHTML 和 EPUB,而两者都不写出;请去掉"])
  }

  private static let formats = ["xhtml", "epub"]

  /// Sets the options in values by format name.
  func apply(to values: inout [String: OptionValues]) throws(ConversionError) {
    let rules = try css.map { (path) throws(ConversionError) in
      String(decoding: try InputSource(path).bytes(limit: 4 << 20), as: UTF8.self)
    }
    for format in Self.formats {
      if let style { values[format, default: OptionValues()]["style"] = style.rawValue }
      if let rules { values[format, default: OptionValues()]["own-css"] = rules }
    }
  }
}

/// What formats can be told: `-O FORMAT.KEY=VALUE`, checked against what they offer.
struct FormatOptions: ParsableArguments {
  @Option(
    name: [.customShort("O"), .customLong("option")],
    help: ArgumentHelp(
      "An option of a format; `gazette formats` lists them.", valueName: "format.key=value"))
  var options: [String] = []

  @Flag(
    help: """
      Put ' before CSV cells that a spreadsheet would run as a formula, and take it off again when \
      reading; the same as -O csv.safe=yes.
      """)
  var csvSafe = false

  /// Values by format name. - Throws: `GZ1305`.
  func values() throws(ConversionError) -> [String: OptionValues] {
    var values: [String: OptionValues] = [:]
    for argument in options {
      guard let equals = argument.firstIndex(of: "="),
        let dot = argument[..<equals].firstIndex(of: ".")
      else {
        throw Self.fault(
          argument, "must have the form FORMAT.KEY=VALUE", "的形式应为 FORMAT.KEY=VALUE")
      }
      let format = try Formats.named(String(argument[..<dot]))
      let key = String(argument[argument.index(after: dot)..<equals])
      let value = String(argument[argument.index(after: equals)...])
      guard let option = format.options.first(where: { $0.key == key }) else {
        let keys = format.options.map(\.key)
        let hint = EditDistance.hint(for: key, among: keys)
        let known = keys.joined(separator: ", ")
        throw Self.fault(
          argument, "is not one of \(format.name)'s\(hint.english): \(known)",
          "不属于 \(format.name)\(hint.chinese):\(known)")
      }
      guard option.values.isEmpty || option.values.contains(value) else {
        let hint = EditDistance.hint(for: value, among: option.values)
        let known = option.values.joined(separator: ", ")
        throw Self.fault(
          argument, "takes \(known)\(hint.english)", "可取 \(known)\(hint.chinese)")
      }
      values[format.name, default: OptionValues()][key] = value
    }
    if csvSafe { values["csv", default: OptionValues()]["safe"] = "yes" }
    return values
  }

  /// Refuses options of formats that take no part; where one is told by its content, any may.
  /// - Throws: `GZ1305`.
  func refuseUnused(besides formats: [Format?]) throws(ConversionError) {
    guard !formats.contains(where: { $0 == nil }) else { return }
    for argument in options + (csvSafe ? ["csv.safe=yes"] : []) {
      let name = try Formats.named(String(argument.prefix { $0 != "." })).name
      guard !formats.contains(where: { $0?.name == name }) else { continue }
      throw Self.fault(
        argument, "is of no use here: \(name) is neither read nor written",
        "在此无用:\(name) 既不读取也不写出")
    }
  }

  static func fault(_ argument: String, _ english: String, _ chinese: String)
    -> ConversionError
  {
    ConversionError(
      .formatOptionInvalid, [argument, english], chinese: [argument, chinese])
  }
}
