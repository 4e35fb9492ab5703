/// What the value of an attribute must be; most attributes take any text.
///
/// Readers hold their input to it, so that no writer has to: a span of `abc` columns would make every
/// table format's output invalid, and a date that does not exist every catalogue's.
public enum AttributeRule: Sendable, Equatable {
  /// A whole number in decimal digits, without a sign.
  case number(ClosedRange<Int>)
  /// One of these words.
  case words([String])
  /// A day, month or year of the Gregorian calendar: ISO 8601-1 §5.2.2, extended format.
  case calendarDate
}

extension Attribute {
  /// Nil where any text will do.
  public var rule: AttributeRule? {
    switch self {
    case .level: .number(1...6)
    case .start: .number(0...999_999_999)
    // What HTML (§4.9.11) takes; XHTML and JATS readers of the world cut off what is more.
    case .columnSpan: .number(1...1000)
    case .rowSpan: .number(0...65534)
    case .header: .words(["true", "false"])
    case .align: .words(["left", "center", "right", "justify"])
    case .iso: .calendarDate
    default: nil
    }
  }

  /// Whether a value keeps to the rule.
  @inlinable
  public func accepts(_ value: Span<UInt8>) -> Bool {
    switch self {
    case .level, .start, .columnSpan, .rowSpan, .header, .align, .iso: rule?.accepts(value) ?? true
    default: true
    }
  }
}

extension AttributeRule {
  /// For a message that begins `the value must be`.
  public var expectation: String {
    switch self {
    case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .words(let words): words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    case .calendarDate: "a date that exists: YYYY, YYYY-MM or YYYY-MM-DD"
    }
  }

  public func accepts(_ value: Span<UInt8>) -> Bool {
    switch self {
    case .number(let range): return Self.number(value).map(range.contains) ?? false
    case .words(let words):
      return words.contains { word in value.elementsEqual(Array(word.utf8).span) }
    case .calendarDate: return Self.isCalendarDate(value)
    }
  }

  /// A run of at most nine digits.
  private static func number(_ value: Span<UInt8>) -> Int? {
    guard (1...9).contains(value.count) else { return nil }
    var number = 0
    for index in value.indices {
      guard (0x30...0x39).contains(value[index]) else { return nil }
      number = number * 10 + Int(value[index] - 0x30)
    }
    return number
  }

  private static func isCalendarDate(_ value: Span<UInt8>) -> Bool {
    guard value.count == 4 || value.count == 7 || value.count == 10,
      let year = number(value.extracting(0..<4))
    else { return false }
    guard value.count > 4 else { return true }
    guard value[4] == UInt8(ascii: "-"), let month = number(value.extracting(5..<7)),
      (1...12).contains(month)
    else { return false }
    guard value.count > 7 else { return true }
    guard value[7] == UInt8(ascii: "-"), let day = number(value.extracting(8..<10)) else {
      return false
    }
    return (1...days(in: month, of: year)).contains(day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
