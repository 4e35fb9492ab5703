import GazetteDocumentModel

/// A number as bulletins print it before a heading or beside an item: `一、` `（二）` `3.` `[4]` `⑤`.
struct NumberMark: Equatable {
  enum Style: Equatable { case chinese, arabic, fullWidth, circled }

  /// Where the number itself stands, without its brackets.
  var range: Range<Int>
  var style: Style

  /// The number that a heading begins with: in brackets, or with a mark behind it.
  ///
  ///     一、总体要求   （一）指导思想   1.目标   第三章 附则   ①
  static func leading(_ text: Span<UInt8>) -> NumberMark? {
    var at = 0
    while at < text.count, isBlank(text.scalar(at: at).value) { at += text.scalar(at: at).length }
    guard at < text.count else { return nil }
    let first = text.scalar(at: at)
    var closers: [UInt32]
    switch first.value {
    case 0x28, 0xFF08: closers = [0x29, 0xFF09]  // ( （
    case 0x5B, 0x3014: closers = [0x5D, 0x3015]  // [ 〔
    case 0x7B2C: closers = [0x7AE0, 0x8282, 0x6761, 0x6B3E, 0x7BC7, 0x90E8]  // 第…章节条款篇部
    default: closers = []
    }
    let isOpen = !closers.isEmpty
    if isOpen { at += first.length }
    guard let mark = number(text, at: at) else { return nil }
    if mark.style == .circled { return isOpen ? nil : mark }
    if !isOpen { closers = [0x3001, 0x2E, 0xFF0E, 0x29, 0xFF09] }  // 、 . ． ) ）
    at = mark.range.upperBound
    guard at < text.count, closers.contains(text.scalar(at: at).value) else { return nil }
    let after = at + text.scalar(at: at).length
    // `3.5` and `1.1` are no marks of this kind.
    if text[at] == 0x2E, number(text, at: after) != nil { return nil }
    return mark
  }

  /// The only number in a label; nil where there is none, or several.
  static func only(_ label: Span<UInt8>) -> NumberMark? {
    var found: NumberMark?
    var at = 0
    while at < label.count {
      if let mark = number(label, at: at) {
        if found != nil { return nil }
        found = mark
        at = mark.range.upperBound
      } else {
        at += label.scalar(at: at).length
      }
    }
    return found
  }

  /// The text with another number in the mark's place.
  func replacing(_ text: [UInt8], with number: Int) -> [UInt8] {
    text[..<range.lowerBound] + Self.digits(number, style) + text[range.upperBound...]
  }

  private static func isBlank(_ scalar: UInt32) -> Bool { scalar <= 0x20 || scalar == 0x3000 }

  private static func number(_ text: Span<UInt8>, at start: Int) -> NumberMark? {
    guard start < text.count, let style = style(text.scalar(at: start).value) else { return nil }
    var end = start + text.scalar(at: start).length
    if style != .circled {
      while end < text.count, Self.style(text.scalar(at: end).value) == style {
        end += text.scalar(at: end).length
      }
    }
    return NumberMark(range: start..<end, style: style)
  }

  private static func style(_ scalar: UInt32) -> Style? {
    switch scalar {
    case 0x30...0x39: .arabic
    case 0xFF10...0xFF19: .fullWidth
    case 0x2460...0x2473, 0x3251...0x325F, 0x32B1...0x32BF: .circled
    default: chinese.contains { $0.value == scalar } ? .chinese : nil
    }
  }

  private static let chinese = Array("〇零一二三四五六七八九十百千".unicodeScalars)

  // MARK: Printing

  static func digits(_ number: Int, _ style: Style) -> [UInt8] {
    switch style {
    case .arabic: return Array(String(number).utf8)
    case .fullWidth:
      var text = String.UnicodeScalarView()
      for digit in String(number).unicodeScalars {
        text.append(Unicode.Scalar(digit.value + 0xFEE0) ?? digit)
      }
      return Array(String(text).utf8)
    case .circled:
      let value: Int? =
        switch number {
        case 1...20: 0x2460 + number - 1
        case 21...35: 0x3251 + number - 21
        case 36...50: 0x32B1 + number - 36
        default: nil
        }
      // There are fifty of them.
      guard let value, let scalar = Unicode.Scalar(value) else {
        return Array("(\(number))".utf8)
      }
      return Array(String(scalar).utf8)
    case .chinese: return Array(chineseText(number).utf8)
    }
  }

  /// 7 → 七, 10 → 十, 12 → 十二, 105 → 一百零五.
  private static func chineseText(_ number: Int) -> String {
    guard number < 10_000 else { return String(number) }
    let names = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    if number < 10 { return names[number] }
    var text = ""
    var rest = number
    var skipped = false
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / unit
      rest %= unit
      if digit == 0 {
        skipped = true
        continue
      }
      if skipped, !text.isEmpty { text += "零" }
      skipped = false
      text += digit == 1 && unit == 10 && text.isEmpty ? name : names[digit] + name
    }
    return text
  }
}
