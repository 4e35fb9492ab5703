import GazetteDocumentModel

/// Who wrote a report, as its first words say: `本报讯（记者　贺磊　通讯员　徐静）9月10日，…`. The words stay in the text.
extension TextReader {
  mutating func recordReportersInLead(_ line: Span<UInt8>, _ position: SourcePosition) {
    guard let inner = line.bracketInLead else { return }
    let words = line.extracting(inner)
    var role: String?
    var found: [(name: Range<Int>, role: String)] = []
    for range in words.piecesOfNames {
      let word = words.extracting(range)
      if word.isWordForReporters {
        role = String(word)
      } else if let role, PersonName.areNames(word) {
        found.append((range, role))
      } else {
        return
      }
    }
    for (name, role) in found {
      let name = words.extracting(name)
      guard !namesOfArticle.contains(name.textHash()) else { continue }
      recordContributor(name, kind: .person, label: role, inLead: true, position)
    }
  }
}

extension Span where Element == UInt8 {
  /// What stands in brackets behind the first few characters of a report, `本报讯（…）`, or at its beginning; nil where
  /// nothing does.
  fileprivate var bracketInLead: Range<Int>? {
    // Most texts have no bracket (（ ends with 88) so near their beginning.
    let front = extracting(0..<Swift.min(count, 48))
    guard front.firstIndex(of: 0x88) != nil || front.firstIndex(of: 0x28) != nil else { return nil }
    var at = 0
    while at < front.count {
      let s = scalar(at: at)
      if TextScalar.folded(s.value) == 0x28 {
        // 讯 訊 电 電 道: a report.
        guard at == 0 || [0x8BAF, 0x8A0A, 0x7535, 0x96FB, 0x9053].contains(lastWord(before: at))
        else { return nil }
        let start = at + s.length
        at = start
        while at < Swift.min(count, start + 120) {
          let inner = scalar(at: at)
          if TextScalar.folded(inner.value) == 0x29 { return start..<at }
          at += inner.length
        }
        return nil
      }
      guard TextScalar.isWord(s.value) || TextScalar.isBlank(s.value) else { return nil }
      at += s.length
    }
    return nil
  }

  private func lastWord(before end: Int) -> UInt32 {
    let front = extracting(0..<end)
    let last = front.trimmedRange.upperBound
    return last > 0 ? scalar(endingAt: last).value : 0
  }

  /// The words that blanks or 、 set apart; two characters set apart to the width of three are one: `李　明`.
  var piecesOfNames: [Range<Int>] {
    var pieces: [Range<Int>] = []
    var at = 0
    var start = 0
    while at <= count {
      let s = at < count ? scalar(at: at) : (value: 0x20, length: 1)
      if TextScalar.isBlank(s.value) || s.value == 0x3001 {
        if at > start {
          if at - start == 3, let last = pieces.last, last.count == 3 {
            pieces[pieces.count - 1] = last.lowerBound..<at
          } else {
            pieces.append(start..<at)
          }
        }
        start = at + s.length
      }
      at += s.length
    }
    return pieces
  }
}
