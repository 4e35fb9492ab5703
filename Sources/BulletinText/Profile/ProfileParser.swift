import GazetteDocumentModel

/// Makes a `LayoutProfile` of YAML; every complaint names line and column.
struct ProfileParser {
  let file: String?

  private static let keys = [
    "name", "summary", "summary-zh", "language", "signs", "text", "furniture", "rules", "masthead",
    "head", "contents", "section", "article", "credits", "rejoin",
  ]
  private static let articleKeys = [
    "above", "title", "below", "note", "dateline", "heading", "item", "quotation", "attachments",
    "break",
    "sign-off", "end",
  ]
  private static let titleKeys = ["template", "max-length", "ends-without", "lines", "alone"]
  private static let textKeys = ["wrap", "width", "indent", "tables"]
  private static let contentsKeys = ["title", "item"]
  /// The parts that `signs` may weigh.
  private static let signs: [(key: String, part: LayoutPart)] = [
    ("masthead", .masthead), ("head", .head), ("contents", .contentsTitle), ("section", .section),
    ("title", .title), ("above", .above), ("below", .below), ("note", .note),
    ("dateline", .dateline),
    ("heading", .heading), ("item", .item), ("attachments", .attachments), ("sign-off", .signOff),
    ("end", .end), ("credits", .credits), ("rules", .rule),
  ]

  func parse(_ bytes: [UInt8]) throws(ConversionError) -> LayoutProfile.Statement {
    let root = try ProfileMapping(YAMLNode.parse(bytes, file: file), "the profile", Self.keys, file)
    let article = try root.mapping("article", Self.articleKeys)
    guard let name = try root.text("name"), !name.isEmpty else {
      throw ConversionError(
        .profileValue, ["name", "given: a short name for the profile"], file: file,
        at: root.position)
    }
    let contents = try root.mapping("contents", Self.contentsKeys)
    let heading = try article?.levels("heading") ?? (templates: [], levels: [])
    let item = try contents?.levels("item") ?? (templates: [], levels: [])
    let summary = try root.text("summary") ?? name
    var parts = try articleParts(article)
    parts[.masthead] = try root.templates("masthead")
    parts[.head] = try root.templates("head")
    parts[.furniture] = try root.templates("furniture", bare: true)
    parts[.rule] = try root.templates("rules", bare: true)
    parts[.section] = try root.templates("section")
    parts[.credits] = try root.templates("credits", bare: true)
    parts[.contentsTitle] = try contents?.templates("title", bare: true) ?? []
    parts[.contentsItem] = item.templates
    parts[.heading] = heading.templates
    return LayoutProfile.Statement(
      name: name, summary: LocalizedText(summary, try root.text("summary-zh") ?? summary),
      language: try root.text("language") ?? "und", file: file,
      rejoin: try root.choice("rejoin", LayoutProfile.Rejoin.self) ?? .none,
      setting: try setting(root.mapping("text", Self.textKeys)),
      title: try titleForm(article?.mapping("title", Self.titleKeys)),
      signs: try signs(root), headingLevels: heading.levels, contentsLevels: item.levels,
      writesEnd: try article?.writesFirst("end") ?? false, parts: parts)
  }

  private func articleParts(
    _ article: ProfileMapping?
  ) throws(ConversionError) -> TemplatesByPart {
    var parts = TemplatesByPart()
    guard let article else { return parts }
    parts[.above] = try article.templates("above")
    parts[.title] = try article.mapping("title", Self.titleKeys)?.templates("template") ?? []
    parts[.below] = try article.templates("below")
    parts[.note] = try article.templates("note")
    parts[.dateline] = try article.templates("dateline")
    parts[.item] = try article.templates("item")
    parts[.attachments] = try article.templates("attachments")
    parts[.quotation] = try article.templates("quotation")
    parts[.thematicBreak] = try article.templates("break", bare: true)
    parts[.signOff] = try article.templates("sign-off", lines: 2)
    parts[.end] = try article.templates("end", bare: true)
    return parts
  }

  private func setting(_ text: ProfileMapping?) throws(ConversionError) -> LayoutProfile.Setting {
    var setting = LayoutProfile.Setting()
    guard let text else { return setting }
    setting.wrap = try text.choice("wrap", LayoutProfile.Wrap.self) ?? .none
    setting.width = try text.number("width", 20...1000) ?? 72
    setting.indent = Array((try text.text("indent") ?? "").utf8)
    setting.tables = try text.choice("tables", LayoutProfile.Tables.self) ?? .preformatted
    guard setting.indent.span.trimmedRange.isEmpty else {
      throw text.wrongValue("indent", "blanks")
    }
    return setting
  }

  private func titleForm(
    _ title: ProfileMapping?
  ) throws(ConversionError) -> LayoutProfile.TitleForm {
    LayoutProfile.TitleForm(
      maxLength: try title?.number("max-length", 1...1000) ?? 60,
      endsWithout: (try title?.text("ends-without") ?? "。；;！？").unicodeScalars.map(\.value),
      lines: try title?.number("lines", 1...8) ?? 1, alone: try title?.flag("alone") ?? false)
  }

  private func signs(
    _ root: ProfileMapping
  ) throws(ConversionError) -> [(part: LayoutPart, weight: Int)] {
    guard let mapping = try root.mapping("signs", Self.signs.map(\.key)) else { return [] }
    var weights: [(part: LayoutPart, weight: Int)] = []
    for sign in Self.signs {
      if let weight = try mapping.number(sign.key, 1...100) { weights.append((sign.part, weight)) }
    }
    guard weights.reduce(0, { $0 + $1.weight }) <= 100 else {
      throw root.wrongValue("signs", "weights of 100 in all at most")
    }
    return weights
  }
}
