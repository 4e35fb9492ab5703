import GazetteDocumentModel

/// Finds where the head of a text ends: at the first rule below short lines, two at least, one of which numbers an
/// issue.
///
///     南川师范学院教学简报
///     2016—2017学年第一学期第5期
///     教务处编        2016年11月25日
///     ==============================        the head's end, by its line number
///
/// Between two rules a sentence may stand in it:
///
///     ---------------------------------------------------------
///     Quillon Weekly News
///     This is the Quillon Weekly News for the week of 8 November.
///     Volume 3, Issue 44
///     ---------------------------------------------------------
struct RuledHead {
  private static let mostLines = 8
  private var lines = 0
  private var numbersIssue = false
  /// Whether the text begins with a rule.
  private var isFramed = false
  private var holdsSentence = false
  private var isOver = false
  /// The number of the rule's line; 0 where there is none.
  private(set) var end: UInt32 = 0

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>, isRule: Bool, number: UInt32) {
    guard !isOver else { return }
    if isRule {
      isFramed = isFramed || lines == 0
      guard lines >= 2 else { return }
      isOver = true
      if numbersIssue { end = number }
      return
    }
    lines += 1
    let isSentence = line.endsWithStop
    guard lines <= Self.mostLines, line.count <= 160, !isSentence || (isFramed && lines > 1),
      line.numberEnd == 0, line.bulletMark == 0
    else {
      isOver = true
      return
    }
    holdsSentence = holdsSentence || isSentence
    numbersIssue =
      numbersIssue || line.holdsIssueNumber || (holdsSentence && line.holdsIssueNumberInLetters)
  }
}

extension Span where Element == UInt8 {
  /// The mark of an item that begins it; 0 where none does, or it stands at the end as well: `★ 月报 ★`.
  fileprivate var bulletMark: UInt32 { betweenMarks == nil ? blockMark : 0 }

  /// Whether a number stands behind the word for an issue or a volume: `Volume 3, Issue 44`.
  fileprivate var holdsIssueNumberInLetters: Bool {
    issueWords.contains { word in
      guard count > word.count + 1 else { return false }
      return (0..<(count - word.count - 1)).contains { at in
        (at == 0 || self[at - 1] == 0x20)
          && word.indices.allSatisfy { self[at + $0] | 0x20 == word[$0] | 0x20 }
          && Numeral.isArabic(self, at + word.count + (self[at + word.count] == 0x20 ? 1 : 0))
      }
    }
  }

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

/// What stands in front of the number of an issue, or of a volume, in letters.
private let issueWords: [[UInt8]] = [
  "issue", "no.", "number", "vol.", "volume", "nummer", "nr.", "num.", "numero", "ausgabe",
].map { Array($0.utf8) }
