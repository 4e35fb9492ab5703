import GazetteDocumentModel

/// Dates in a text, for stages outside of this module.
public enum DateText {
  /// The ISO 8601 value of a text that is a date and nothing else; nil where it is not, or where the
  /// date lacks its year or does not exist.
  public static func iso(_ text: Span<UInt8>) -> [UInt8]? {
    wording(text)?.iso.map { Array($0.utf8) }
  }

  /// Whether a text is a date with its year and nothing else.
  static func isDateAlone(_ text: Span<UInt8>) -> Bool {
    wording(text).map { $0.year != nil && $0.exists } ?? false
  }

  /// The date that the whole of a text is.
  private static func wording(_ text: Span<UInt8>) -> DateWording? {
    let range = text.trimmedRange
    guard let wording = DateWording.match(text.extracting(range), at: 0),
      wording.end == range.count
    else { return nil }
    return wording
  }

  /// Whether a part of a text is a date, or the beginning of one.
  static func isDate(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    DateWording.match(text, at: range.lowerBound).map { $0.end >= range.upperBound } ?? false
  }

  /// The first whole date (year of four digits, month and day) at or after `start`.
  public static func first(
    in text: Span<UInt8>, from start: Int
  ) -> (range: Range<Int>, iso: [UInt8])? {
    var index = start
    while index < text.count {
      if let year = Numeral.match(text, at: index), year.digits == 4,
        let wording = DateWording.match(text, at: index), wording.day != nil, let iso = wording.iso
      {
        // A wording takes the blanks behind it along.
        let length = text.extracting(index..<wording.end).trimmedRange.upperBound
        return (index..<(index + length), Array(iso.utf8))
      }
      index += text.scalar(at: index).length
    }
    return nil
  }
}
