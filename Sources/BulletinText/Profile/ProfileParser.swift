import GazetteDocumentModel

/// Makes a `LayoutProfile` of YAML; every complaint names line and column.
struct ProfileParser {
  let file: String?

  private static let keys = [
    "name", "summary", "summary-zh", "language", "masthead", "head", "article", "credits", "rejoin",
  ]
  private static let articleKeys = ["title", "sign-off", "heading"]
  private static let titleKeys = ["max-length", "ends-without"]

  func parse(_ bytes: [UInt8]) throws(ConversionError) -> LayoutProfile {
    let root = try Mapping(YAMLNode.parse(bytes, file: file), "the profile", Self.keys, file)
    let article = try root.mapping("article", Self.articleKeys)
    let title = try article?.mapping("title", Self.titleKeys)
    guard let name = try root.text("name"), !name.isEmpty else {
      throw ConversionError(
        .profileValue, ["name", "given: a short name for the profile"], file: file,
        at: root.position)
    }
    let signOff = try article?.templates("sign-off") ?? []
    let masthead = try root.templates("masthead", lines: 1)
    let credits = try root.templates("credits", lines: 1)
    let summary = try root.text("summary") ?? name
    return LayoutProfile(
      name: name, summary: LocalizedText(summary, try root.text("summary-zh") ?? summary),
      language: try root.text("language") ?? "und", file: file,
      rejoin: try rejoin(root),
      masthead: masthead, head: try root.templates("head", lines: 1),
      titleMaxLength: try title?.number("max-length", 1...1000) ?? 60,
      titleEndsWithout: Set(
        (try title?.text("ends-without") ?? "。；;！？").unicodeScalars.map(\.value)),
      signOff: signOff, heading: try article?.templates("heading", lines: 1) ?? [],
      credits: credits)
  }

  private func rejoin(_ root: Mapping) throws(ConversionError) -> LayoutProfile.Rejoin {
    guard let text = try root.text("rejoin") else { return .none }
    guard let rejoin = LayoutProfile.Rejoin(rawValue: text) else {
      throw root.wrongValue("rejoin", "none or cjk")
    }
    return rejoin
  }

  /// A mapping whose keys have been checked against the known ones.
  private struct Mapping {
    let entries: [(key: String, keyPosition: SourcePosition, value: YAMLNode)]
    let position: SourcePosition
    let file: String?

    init(
      _ node: YAMLNode, _ what: String, _ known: [String], _ file: String?
    ) throws(ConversionError) {
      guard case .mapping(let entries) = node.value else {
        throw ConversionError(
          .profileValue, [what, "a mapping of \(known.joined(separator: ", "))"], file: file,
          at: node.position)
      }
      for entry in entries where !known.contains(entry.key) {
        throw ConversionError(
          .profileUnknownKey, [entry.key, known.joined(separator: ", ")], file: file,
          at: entry.keyPosition)
      }
      self.entries = entries
      position = node.position
      self.file = file
    }

    private func value(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

    func wrongValue(_ key: String, _ wanted: String) -> ConversionError {
      ConversionError(
        .profileValue, [key, wanted], file: file, at: value(key)?.position ?? position)
    }

    func text(_ key: String) throws(ConversionError) -> String? {
      guard let node = value(key) else { return nil }
      guard case .scalar(let text) = node.value else { throw wrongValue(key, "plain text") }
      return text
    }

    func number(_ key: String, _ range: ClosedRange<Int>) throws(ConversionError) -> Int? {
      guard let text = try text(key) else { return nil }
      guard let number = Int(text), range.contains(number) else {
        throw wrongValue(key, "a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }

    func mapping(_ key: String, _ known: [String]) throws(ConversionError) -> Mapping? {
      guard let node = value(key) else { return nil }
      return try Mapping(node, key, known, file)
    }

    /// One template or a list of them.
    func templates(_ key: String, lines: Int = 2) throws(ConversionError) -> [Template] {
      guard let node = value(key) else { return [] }
      let nodes: [YAMLNode]
      switch node.value {
      case .scalar: nodes = [node]
      case .sequence(let items): nodes = items
      case .mapping: throw wrongValue(key, "a template or a list of templates")
      }
      var templates: [Template] = []
      for node in nodes {
        guard case .scalar(let source) = node.value else {
          throw wrongValue(key, "a template or a list of templates")
        }
        do throws(TemplateError) {
          let template = try Template(source)
          guard template.lines.count <= lines else { throw TemplateError("must be one line") }
          templates.append(template)
        } catch {
          throw ConversionError(
            .profileTemplate, [source.replacing("\n", with: "\\n"), error.reason], file: file,
            at: node.position)
        }
      }
      return templates
    }
  }
}
