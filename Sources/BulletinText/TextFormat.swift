public import GazetteDocumentModel

/// `text`: plain-text bulletins, read and written by a layout profile.
public enum TextFormat {
  public static let format = Format(
    name: "text",
    summary: LocalizedText(
      "plain-text bulletins, laid out as a profile says", "纯文本简报,按版式读写"),
    mediaType: "text/plain",
    fileExtensions: ["txt", "text"],
    options: options,
    // Where a line's place says what it is, only reading all of it does.
    looksAheadExactly: { given in
      guard let profile = try? named(given) else { return false }
      return !profile.usesPlace
    },
    bid: { sample in sample.count > 0 ? 5 : 0 },
    chooseOptions: { given, sample, diagnostics throws(ConversionError) in
      if try named(given) != nil { return OptionValues() }
      return OptionValues(["profile": try chosen(for: sample, diagnostics).name])
    },
    makeReader: { context throws(ConversionError) in
      let said = context.purpose == .document ? context.diagnostics : nil
      return TextReader(
        profile: try profile(context.options, context.sample, said),
        diagnostics: context.diagnostics,
        rejoin: context.options.value("rejoin", in: options) != "no", sample: context.sample,
        sampleIsWhole: context.sampleIsWhole, purpose: context.purpose)
    },
    makeWriter: { context throws(ConversionError) in
      guard let profile = try named(context.options) else {
        return LayoutChoosingWriter(sink: context.sink, diagnostics: context.diagnostics)
      }
      return TextWriter(
        OutputBuffer(context.sink), profile: profile, diagnostics: context.diagnostics)
    })

  static let options = [
    FormatOption(
      key: "profile", defaultValue: "",
      summary: LocalizedText(
        "layout profile, built in or a YAML file (by the text read, else by its language, where not given)",
        "版式:内置名称或 YAML 文件(不给出时随读入的文本,否则按语言)")),
    FormatOption(
      key: "rejoin", values: ["yes", "no"], defaultValue: "yes",
      summary: LocalizedText(
        "join paragraphs that a page break cut", "合并被分页切断的段落")),
  ]

  /// The profile that the options name.
  private static func named(_ options: OptionValues) throws(ConversionError) -> LayoutProfile? {
    guard let name = options["profile"], !name.isEmpty else { return nil }
    return try LayoutProfile.load(name)
  }

  /// The profile that the options name, or the one that fits the sample best.
  private static func profile(
    _ options: OptionValues, _ sample: [UInt8], _ diagnostics: DiagnosticCollector?
  ) throws(ConversionError) -> LayoutProfile {
    if let profile = try named(options) { return profile }
    return try chosen(for: sample, diagnostics)
  }

  /// The profile that fits the sample best, which is then said.
  private static func chosen(
    for sample: [UInt8], _ diagnostics: DiagnosticCollector?
  ) throws(ConversionError) -> LayoutProfile {
    guard let choice = ProfileChoice.best(for: sample) else {
      throw ConversionError(.profileNotFound, ["generic", LayoutProfile.names])
    }
    // Of a blank text nothing needs to be said but that it is one.
    if let diagnostics, !sample.span.trimmedRange.isEmpty {
      if choice.isFallback {
        diagnostics.report(.profileGeneric, [choice.profile.name])
      } else {
        diagnostics.report(.profileChosen, [choice.profile.name, "\(choice.score)"])
      }
    }
    return choice.profile
  }
}
