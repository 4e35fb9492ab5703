import GazetteDocumentModel

/// Writes a profile as the YAML that it can be read from, each template on a line of its own with a
/// comment of where it was seen.
struct ProfileWriter {
  private let base: LayoutProfile
  private let name: String
  private var kept: [LayoutPart: [Template]] = [:]
  private var added: [LayoutPart: [Template]] = [:]
  /// The lines of the sample that a template took.
  var seen: (Template, LayoutPart) -> [UInt32]? = { _, _ in nil }
  /// Lines that no template took, each with a template to try.
  var suggestions: [(line: UInt32, text: String, template: String)] = []

  init(_ base: LayoutProfile, name: String) {
    self.base = base
    self.name = name
  }

  /// Writes a part without these templates.
  mutating func leaveOut(_ templates: ArraySlice<Template>, _ part: LayoutPart) {
    kept[part] = (kept[part] ?? base.templates(part)).filter { !templates.contains($0) }
  }

  /// Writes one more template of a part, before the others.
  mutating func add(_ template: Template, _ part: LayoutPart) {
    added[part, default: []].append(template)
  }

  private func templates(_ part: LayoutPart) -> [Template] {
    (added[part] ?? []) + (kept[part] ?? base.templates(part))
  }

  func yaml(file: String) -> String {
    var out = "# Drafted from \(Self.comment(file)) with the profile \(base.name).\n"
    out += "name: \(Self.quoted(name))\n"
    out += "summary: \(Self.quoted("drafted from \(file)"))\n"
    out += "language: \(base.language)\n"
    out += "text: {wrap: \(base.setting.wrap.rawValue), width: \(base.setting.width), indent: "
    out += Self.quoted(String(decoding: base.setting.indent, as: UTF8.self))
    out += ", tables: \(base.setting.tables.rawValue)}\n"
    out += "rejoin: \(base.rejoin.rawValue)\n"
    for (key, part) in [
      ("furniture", LayoutPart.furniture), ("rules", .rule), ("masthead", .masthead),
      ("head", .head),
    ] {
      out += list(key, part, "")
    }
    if !templates(.contentsTitle).isEmpty || !templates(.contentsItem).isEmpty {
      out += "contents:\n" + list("title", .contentsTitle, "  ")
      out += levels("item", .contentsItem, base.contentsLevels, "  ")
    }
    out += list("section", .section, "")
    out += article
    out += list("credits", .credits, "")
    if !suggestions.isEmpty {
      out +=
        "# No template takes these lines. Where one of them comes in each issue, put its template into\n"
      out += "# head, below or credits:\n"
      for one in suggestions {
        out += "#   line \(one.line), \(Self.comment(one.text)): \(Self.quoted(one.template))\n"
      }
    }
    return out
  }

  private var article: String {
    var out = "article:\n" + list("above", .above, "  ") + "  title:\n"
    out += list("template", .title, "    ")
    out += "    max-length: \(base.title.maxLength)\n"
    let stops = Set(base.title.endsWithout).sorted().compactMap { Unicode.Scalar($0) }
    out += "    ends-without: \(Self.quoted(String(String.UnicodeScalarView(stops))))\n"
    out += "    lines: \(base.title.lines)\n    alone: \(base.title.alone ? "yes" : "no")\n"
    out += list("below", .below, "  ") + list("note", .note, "  ")
    out += list("dateline", .dateline, "  ")
    out += levels("heading", .heading, base.headingLevels, "  ")
    for (key, part) in [
      ("item", LayoutPart.item), ("quotation", .quotation), ("attachments", .attachments),
      ("break", .thematicBreak),
      ("sign-off", .signOff), ("end", .end),
    ] {
      out += list(key, part, "  ")
    }
    return out
  }

  private func list(_ key: String, _ part: LayoutPart, _ indent: String) -> String {
    let templates = templates(part)
    guard !templates.isEmpty else { return "" }
    var out = "\(indent)\(key):\n"
    // Read, not written.
    if part == .end, !base.writesEnd { out += "\(indent)  - \"\"\n" }
    for template in templates {
      out += "\(indent)  - \(Self.quoted(template.source))\(note(template, part))\n"
    }
    return out
  }

  private func levels(
    _ key: String, _ part: LayoutPart, _ levels: [Int], _ indent: String
  ) -> String {
    let templates = templates(part)
    guard !templates.isEmpty else { return "" }
    let all = base.templates(part)
    var out = "\(indent)\(key):\n"
    for level in 1...(levels.max() ?? 1) {
      let here = templates.filter { template in
        all.firstIndex(of: template).map { levels[$0] == level } ?? false
      }
      // An empty level keeps the depth of those below it.
      let shown = here.map { Self.quoted($0.source) }.joined(separator: ", ")
      let places = here.compactMap { seen($0, part) }.flatMap { $0 }.sorted()
      out += "\(indent)  - [\(shown)]\(Self.places(places))\n"
    }
    return out
  }

  private func note(_ template: Template, _ part: LayoutPart) -> String {
    Self.places(seen(template, part) ?? [])
  }

  /// `  # lines 3, 14, 20 and 5 more`
  private static func places(_ lines: [UInt32]) -> String {
    guard !lines.isEmpty else { return "" }
    let shown = lines.prefix(5).map(String.init).joined(separator: ", ")
    let more = lines.count > 5 ? " and \(lines.count - 5) more" : ""
    return "  # line\(lines.count == 1 ? "" : "s") \(shown)\(more)"
  }

  /// A double-quoted scalar (YAML 1.2 §7.3.1).
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFFFD:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// Text that stays within its comment.
  private static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline || ($0.unicodeScalars.first?.value ?? 0) < 0x20 ? " " : $0 })
  }
}
