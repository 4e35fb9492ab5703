import GazetteDocumentModel

/// What reader and writer of the `articles` layout must agree on.
enum CSVVocabulary {
  /// The role that a column tells, of contributors that have no label there.
  static func role(of column: CSVColumn) -> [UInt8] {
    switch column {
    case .authors: Array("author".utf8)
    case .editors: Array("editor".utf8)
    default: otherRole
    }
  }

  /// The role of those in `contributors` of whom nothing is said.
  static let otherRole = Array("contributor".utf8)

  /// Whether the label of a contributor is a role (`translator`) and not a wording (`签发`). An author
  /// has a column of its own, so the word is a wording here.
  static func isRole(_ label: [UInt8]) -> Bool {
    guard !label.isEmpty, label != otherRole, label != role(of: .authors) else { return false }
    return label.allSatisfy {
      ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || $0 == UInt8(ascii: "-")
    }
  }

  /// What stands before a contributor in `contributors`: the wording, else the role.
  static func contributorLabel(_ attributes: AttributeList) -> [UInt8]? {
    attributes[.label] ?? attributes[.role].flatMap { $0 == otherRole ? nil : $0 }
  }

  /// `to` or `copy` by the wording of a distribution; empty where it tells neither.
  static func distributionType(_ label: [UInt8]) -> [UInt8] {
    switch String(label.span) {
    case "to", "报送", "主送", "报": Array("to".utf8)
    case "copy", "抄送", "抄报", "发": Array("copy".utf8)
    default: []
    }
  }
}

/// ISO 8601 dates as the model has them.
enum CSVDate {
  /// `2021`, `2021-03` or `2021-03-12`, within the calendar.
  static func isISO(_ value: [UInt8]) -> Bool {
    guard [4, 7, 10].contains(value.count) else { return false }
    var numbers = [0]
    for (index, byte) in value.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return false }
        numbers.append(0)
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return false }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte & 0x0F)
      }
    }
    if numbers.count > 1, !(1...12).contains(numbers[1]) { return false }
    guard numbers.count > 2 else { return true }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[numbers[1] - 1]).contains(numbers[2])
  }
}
