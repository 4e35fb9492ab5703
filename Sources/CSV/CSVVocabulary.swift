import GazetteDocumentModel

/// What reader and writer of the `articles` layout must agree on.
enum CSVVocabulary {
  /// The role that a column tells, of contributors that have no label there.
  static func role(of column: CSVColumn) -> [UInt8] {
    switch column {
    case .authors: author
    case .editors: editor
    default: otherRole
    }
  }

  private static let author = Array("author".utf8)
  private static let editor = Array("editor".utf8)
  /// The type of the dates that have columns.
  static let published = Array("published".utf8)

  /// The role of those in `contributors` of whom nothing is said.
  static let otherRole = Array("contributor".utf8)

  /// Whether the label of a contributor is a role (`translator`) and not a wording (`签发`). An author
  /// has a column of its own, so the word is a wording here.
  static func isRole(_ label: Span<UInt8>) -> Bool {
    guard label.count > 0, !label.elementsEqual(otherRole.span),
      !label.elementsEqual(author.span)
    else { return false }
    for index in label.indices {
      let byte = label[index]
      guard (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || byte == UInt8(ascii: "-")
      else { return false }
    }
    return true
  }

  private static let person = Array("person".utf8)
  private static let organization = Array("organization".utf8)

  /// What names of bodies end with.
  private static let bodies: [[UInt8]] = [
    "部", "委", "会", "办", "办公室", "厅", "局", "处", "院", "所", "中心", "大学", "社", "司", "科协",
    "组", "站", "队", "馆", "厂", "University", "Institute", "Association", "Society", "Committee",
    "Office", "Department", "Center", "Centre", "Ministry", "Academy",
  ].map { Array($0.utf8) }

  /// Whether a contributor is a person or a body, as far as column and name tell; the writer reports
  /// where it is not so.
  static func kind(of name: Span<UInt8>, in column: CSVColumn) -> [UInt8]? {
    guard column != .contributors else { return nil }
    if column == .editors { return person }
    for body in bodies where name.count >= body.count {
      let end = name.extracting((name.count - body.count)..<name.count)
      if end.elementsEqual(body.span) { return organization }
    }
    return person
  }

  /// What stands before a contributor in `contributors`: the wording, else the role.
  static func contributorLabel(_ attributes: AttributeList) -> [UInt8]? {
    attributes[.label] ?? attributes[.role].flatMap { $0 == otherRole ? nil : $0 }
  }

  /// `to` or `copy` by the wording of a distribution; empty where it tells neither.
  static func distributionType(_ label: Span<UInt8>) -> [UInt8] {
    switch String(label) {
    case "to", "报送", "主送", "报": Array("to".utf8)
    case "copy", "抄送", "抄报", "发": Array("copy".utf8)
    default: []
    }
  }
}
