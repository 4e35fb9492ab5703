import GazetteDocumentModel

/// A mapping of a profile's YAML whose keys have been checked against the known ones.
struct ProfileMapping {
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
    ConversionError(.profileValue, [key, wanted], file: file, at: value(key)?.position ?? position)
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

  func flag(_ key: String) throws(ConversionError) -> Bool? {
    switch try text(key) {
    case nil: return nil
    case "yes", "true": return true
    case "no", "false": return false
    default: throw wrongValue(key, "yes or no")
    }
  }

  /// One word of a list.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, _ type: Choice.Type
  ) throws(ConversionError) -> Choice? {
    guard let text = try text(key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw wrongValue(key, Choice.allCases.map(\.rawValue).joined(separator: " or "))
    }
    return choice
  }

  func mapping(_ key: String, _ known: [String]) throws(ConversionError) -> ProfileMapping? {
    guard let node = value(key) else { return nil }
    return try ProfileMapping(node, key, known, file)
  }

  /// One template or a list of them.
  ///
  /// - Parameters:
  ///   - lines: how many lines of a template may be matched.
  ///   - bare: whether a template needs no placeholder.
  func templates(
    _ key: String, lines: Int = 1, bare: Bool = false
  ) throws(ConversionError) -> [Template] {
    guard let node = value(key) else { return [] }
    var templates: [Template] = []
    for node in try items(of: node, key) {
      // `end: ["", …]`: read, not written.
      if bare, case .scalar("") = node.value { continue }
      templates.append(try template(node, key, lines, bare: bare))
    }
    return templates
  }

  /// Whether the first of the templates is to be written: there is one, and it is not empty.
  func writesFirst(_ key: String) throws(ConversionError) -> Bool {
    guard let node = value(key), let first = try items(of: node, key).first else { return false }
    if case .scalar("") = first.value { return false }
    return true
  }

  /// Templates by level: each entry of the list is one level, and may be a list itself.
  func levels(_ key: String) throws(ConversionError) -> (templates: [Template], levels: [Int]) {
    guard let node = value(key) else { return ([], []) }
    var templates: [Template] = []
    var levels: [Int] = []
    for (index, level) in try items(of: node, key).enumerated() {
      for node in try items(of: level, key) {
        templates.append(try template(node, key, 1, bare: false))
        levels.append(min(index + 1, 6))
      }
    }
    // `(1)` is also a {number}: of two that differ in this alone, the one of Arabic digits is tried
    // first, however deep its level.
    let order = templates.indices.sorted { a, b in
      let digits = (templates[a].hasDigits, templates[b].hasDigits)
      return digits.0 == digits.1 ? a < b : digits.0
    }
    return (order.map { templates[$0] }, order.map { levels[$0] })
  }

  private func items(of node: YAMLNode, _ key: String) throws(ConversionError) -> [YAMLNode] {
    switch node.value {
    case .scalar: return [node]
    case .sequence(let items): return items
    case .mapping: throw wrongValue(key, "a template or a list of templates")
    }
  }

  private func template(
    _ node: YAMLNode, _ key: String, _ lines: Int, bare: Bool
  ) throws(ConversionError) -> Template {
    guard case .scalar(let source) = node.value else {
      throw wrongValue(key, "a template or a list of templates")
    }
    do throws(TemplateError) {
      let template = try Template(source, position: node.position)
      guard template.lines.count <= lines else {
        throw TemplateError(lines == 1 ? "must be one line" : "must be \(lines) lines at most")
      }
      guard bare || template.hasField else { throw TemplateError("has no placeholder") }
      return template
    } catch {
      throw ConversionError(
        .profileTemplate, [source.replacing("\n", with: "\\n"), error.reason], file: file,
        at: node.position)
    }
  }
}
