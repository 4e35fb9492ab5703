import GazetteDocumentModel

/// Finds where the head of a text ends: at the first rule below short lines, two at least, one of which numbers an
/// issue.
///
///     南川师范学院教学简报
///     2016—2017学年第一学期第5期
///     教务处编        2016年11月25日
///     ==============================        the head's end, by its line number
struct RuledHead {
  private static let mostLines = 8
  private var lines = 0
  private var numbersIssue = false
  private var isOver = false
  /// The number of the rule's line; 0 where there is none.
  private(set) var end: UInt32 = 0

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>, isRule: Bool, number: UInt32) {
    guard !isOver else { return }
    if isRule {
      guard lines >= 2 else { return }
      isOver = true
      if numbersIssue { end = number }
      return
    }
    lines += 1
    guard lines <= Self.mostLines, line.count <= 160, !line.endsWithStop, line.numberEnd == 0,
      line.bulletMark == 0
    else {
      isOver = true
      return
    }
    numbersIssue = numbersIssue || line.holdsIssueNumber
  }
}

extension Span where Element == UInt8 {
  /// The mark of an item that begins it; 0 where none does, or it stands at the end as well: `★ 月报 ★`.
  fileprivate var bulletMark: UInt32 { betweenMarks == nil ? blockMark : 0 }

  /// Whether 第 and 期, 号, 號 or 周 stand in it, as they do where an issue is numbered.
  var holdsIssueNumber: Bool {
    var isOpen = false
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      switch s.value {
      case 0x7B2C: isOpen = true  // 第
      case 0x671F, 0x53F7, 0x865F, 0x5468, 0x9031: if isOpen { return true }  // 期 号 號 周 週
      default: continue
      }
    }
    return false
  }
}
