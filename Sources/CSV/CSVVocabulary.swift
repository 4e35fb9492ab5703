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

/// ISO 8601 dates as the model has them.
enum CSVDate {
  /// `2021`, `2021-03` or `2021-03-12`, within the calendar.
  static func isISO(_ value: Span<UInt8>) -> Bool {
    guard value.count == 4 || value.count == 7 || value.count == 10,
      let year = number(value, 0, 4)
    else { return false }
    guard value.count > 4 else { return true }
    guard value[4] == UInt8(ascii: "-"), let month = number(value, 5, 7), month > 0, month <= 12
    else { return false }
    guard value.count > 7 else { return true }
    guard value[7] == UInt8(ascii: "-"), let day = number(value, 8, 10) else { return false }
    return day > 0 && day <= days(month, year)
  }

  private static func number(_ value: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var number = 0
    for index in start..<end {
      guard value[index] >= UInt8(ascii: "0"), value[index] <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(value[index] & 0x0F)
    }
    return number
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
