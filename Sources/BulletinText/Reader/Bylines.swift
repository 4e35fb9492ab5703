import GazetteDocumentModel

/// Who wrote an article, without a word that says so, by the form of Japanese and Korean names.
///
///     校長　大西　和彦              what one is stands before the name, or behind it in brackets
///     山口健一（大会実行委員長）
///     임 종 헌 (학회장)
struct Byline {
  var name: Range<Int>
  var position: Range<Int>?
  /// What one is, in front of the name, where more stands in brackets behind it: `会長　岡本　達也（昭和五十三年卒）`.
  var office: Range<Int>?

  /// - Parameter isSetRight: whether it is told by its place, so that any name will do.
  init?(_ line: Span<UInt8>, isSetRight: Bool) {
    guard let form = Self.form(line), Self.holdsNoSentence(line.extracting(0..<form.end)) else {
      return nil
    }
    let front = line.extracting(0..<form.end)
    let words = front.words
    guard let last = words.last else { return nil }
    position = form.bracket
    if (2...3).contains(words.count), front.extracting(words[0]).isKoreanName(isTold: true),
      front.extracting(last).ends(with: koreanPosts)
    {
      // `박은혜 집사 (2여전도회)`
      name = words[0]
      let post = words[1].lowerBound..<last.upperBound
      (position, office) = form.bracket == nil ? (post, nil) : (form.bracket, post)
      return
    }
    // `임 종 헌`: set apart; `大西　和彦`: family and given name.
    let start: Int
    let single = words.reversed().prefix { $0.count == 3 && front.isHangulAlone($0) }.count
    if (2...4).contains(single), single < words.count {
      // `대표이사 사장 윤 재 호`
      start = words.count - single
    } else if words.count > 1, words.count <= 4,
      words.allSatisfy({ $0.count == 3 && front.isHangulAlone($0) })
    {
      start = 0
    } else if words.count > 1, front.isHanOrKana(last), last.count <= 12,
      front.isHanOrKana(words[words.count - 2]), words[words.count - 2].count <= 9
    {
      start = words.count - 2
    } else {
      start = words.count - 1
    }
    guard words.count - start <= 4, start <= 2 else { return nil }
    name = words[start].lowerBound..<last.upperBound
    if start > 0 {
      let front = words[0].lowerBound..<words[start - 1].upperBound
      if position == nil { position = front } else { office = front }
    }
    let text = line.extracting(name)
    // `영업1팀 하지원`
    // `５年担任　三浦　彩香`
    if front.holdsDigitOfAnyWidth, !text.isKoreanName(isTold: true),
      !(isSetRight && start > 0 && front.contains("年"))
    {
      return nil
    }
    let isName =
      (isSetRight && text.isInitials)
      || text.isJapaneseName(words.count - start, isTold: isSetRight || position != nil)
      || text.isKoreanName(isTold: isSetRight || position != nil)
    guard isName || (isSetRight && start > 0) else { return nil }
    // `秋祭り（報告）` is none.
    if let position, !isSetRight {
      let role = line.extracting(position)
      guard role.scalarCount > 1,
        TextScalar.isWord(role.scalar(endingAt: role.count).value),
        positionEnds.contains(role.scalar(endingAt: role.count).value)
      else { return nil }
    }
  }

  /// Where the words end in front of what stands in brackets at the end, and that.
  private static func form(_ line: Span<UInt8>) -> (end: Int, bracket: Range<Int>?)? {
    guard !line.isBracketed else { return nil }
    guard line.endsWithCloseBracket else { return (line.count, nil) }
    let start = line.closingBracketStart
    guard start > 0 else { return nil }
    let inner = line.extracting(start..<line.count).withoutBrackets
    let end = line.extracting(0..<start).trimmedRange.upperBound
    guard end > 0, !inner.isEmpty else { return nil }
    return (end, (start + inner.lowerBound)..<(start + inner.upperBound))
  }

  /// Whether nothing but letters, digits and blanks stands in it.
  private static func holdsNoSentence(_ text: Span<UInt8>) -> Bool {
    var at = 0
    while at < text.count {
      let s = text.scalar(at: at)
      guard
        TextScalar.isWord(TextScalar.folded(s.value)) || TextScalar.isBlank(s.value)
          || s.value == 0x30FB
      else { return false }
      at += s.length
    }
    return true
  }
}

extension TextReader {
  /// The name of the author below a title: set to the right, or alone and of the form of a name.
  mutating func takeByline(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state != .outside, state != .credits, state != .contents,
      place.columns <= 40 || (place.columns <= 60 && line.endsWithCloseBracket),
      pending.isHeld ? mayBeTitleOfByline() : isBelowTitle
    else { return false }
    let isSetRight = place.indent >= 24 && isSetToTheRight(line, place)
    let pieces = line.contains("／") ? line.pieces(between: 0xFF0F) : []
    if pieces.count == 2,
      case let bylines = pieces.compactMap({ Byline(line.extracting($0), isSetRight: true) }),
      bylines.count == 2, bylines.allSatisfy({ $0.position != nil }),
      try settleTitle(above: line, place, &handler)
    {
      // `研究員　西村 圭介／客員研究員　大庭 由美`
      note(.below, line, position.line, nil, Reasons.bylineByForm)
      for (byline, piece) in zip(bylines, pieces) {
        record(byline, of: line.extracting(piece), position)
      }
      return true
    }
    guard let byline = Byline(line, isSetRight: isSetRight),
      isSetRight || place.blanks > 0 || place.indent >= 8
        || (byline.position != nil
          && (!pending.isHeld
            || (pending.lines.count == 1 && isNameBelowTitle(byline, of: line))))
    else { return false }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, nil, Reasons.bylineByForm)
    record(byline, of: line, position)
    return true
  }

  /// Whether a name right below a title, at the edge, is a person's: a Korean one, or `所長　三ツ木 亮介`, where
  /// an ideographic space sets the office apart from two words.
  private func isNameBelowTitle(_ byline: Byline, of line: Span<UInt8>) -> Bool {
    let name = line.extracting(byline.name)
    if name.isKoreanName(isTold: true) { return true }
    guard let office = byline.position, office.upperBound < byline.name.lowerBound else {
      return false
    }
    return name.words.count == 2 && line.scalar(at: office.upperBound).value == 0x3000
  }

  /// `주민자치회장 배정숙` below the end of a text.
  @inline(never)
  mutating func takeOfficeAndName(
    _ line: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) -> Bool {
    guard articleOpen, article.hasBody || paragraph.isOpen,
      let byline = Byline(line, isSetRight: false), let office = byline.position,
      office.lowerBound < byline.name.lowerBound
    else { return false }
    note(.signOff, line, position.line, nil, Reasons.bylineByForm)
    record(byline, of: line, position)
    state = .signedOff
    return true
  }

  /// Who wrote an article, and what he is.
  mutating func record(
    _ byline: Byline, of line: Span<UInt8>, _ position: SourcePosition
  ) {
    if let office = byline.office { recordPosition(line.extracting(office), position) }
    if let role = byline.position {
      if role.lowerBound > byline.name.upperBound {
        marks.count(line.extracting(byline.name.upperBound..<role.lowerBound))
        marks.count(line.extracting(role.upperBound..<line.count))
      }
      recordPosition(line.extracting(role), position)
    }
    recordContributor(
      line.extracting(byline.name), kind: .person, position)
  }

  /// Whether lines are held that may be a title above a byline.
  private mutating func mayBeTitleOfByline() -> Bool {
    guard pending.lines.count <= 2, !pending.isAbove, state != .head || !bulletinTitle.isEmpty,
      pending.lines[0].place.blanks > 0 || state == .title, state != .body || isAtRest
    else { return false }
    let text = pending.bytes.span
    return !text.endsWithStop && classifier.mayBeTitle(text.extracting(text.trimmedRange))
      && !DateText.isDateAlone(text)
  }
}

extension Span where Element == UInt8 {
  /// The parts that blanks set apart.
  fileprivate var words: [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if TextScalar.isBlank(s.value) {
        if let begin = start { words.append(begin..<at) }
        start = nil
      } else if start == nil {
        start = at
      }
      at += s.length
    }
    if let start { words.append(start..<count) }
    return words
  }

  /// Whether six digits or more stand in it.
  var holdsNumberToCall: Bool {
    var digits = 0
    for at in 0..<count where self[at] >= 0x30 && self[at] <= 0x39 { digits += 1 }
    return digits >= 6
  }

  fileprivate func isHangulAlone(_ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      let s = scalar(at: at)
      guard s.value >= 0xAC00, s.value <= 0xD7A3 else { return false }
      at += s.length
    }
    return true
  }

  /// `Ｋ・Ｓ`
  fileprivate var isInitials: Bool {
    guard count <= 12 else { return false }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      guard s.value == 0x30FB || (0x41...0x5A).contains(TextScalar.folded(s.value)) else {
        return false
      }
      at += s.length
    }
    return true
  }

  /// Whether kana stands in it.
  var holdsKana: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if s.value >= 0x3041, s.value <= 0x30FE, s.value != 0x30FB { return true }
      at += s.length
    }
    return false
  }

  fileprivate func isHanOrKana(_ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      let s = scalar(at: at)
      guard
        TextScalar.isHan(s.value) || (s.value >= 0x3041 && s.value <= 0x30FE) || s.value == 0x3005
      else { return false }
      at += s.length
    }
    return true
  }

  /// Whether it is a Japanese name: of two words, or of three to five characters of which the last is one that given
  /// names end with.
  /// - Parameter isTold: whether something else tells that it is a name.
  fileprivate func isJapaneseName(_ words: Int, isTold: Bool) -> Bool {
    guard count >= 6, TextScalar.isHan(scalar(at: 0).value) else { return false }
    let endsAsName = givenNameEnds.contains(scalar(endingAt: count).value)
    if words == 2 { return isTold || endsAsName }
    guard words == 1, count <= 15, isHanOrKana(0..<count) else { return false }
    return isTold || (count >= 9 && endsAsName)
  }

  /// Whether it is a Korean name: a surname and one or two syllables, set apart or not.
  /// - Parameter isTold: whether something else tells that it is a name, and not another word of three syllables.
  fileprivate func isKoreanName(isTold: Bool) -> Bool {
    var syllables = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if !TextScalar.isBlank(s.value) {
        guard s.value >= 0xAC00, s.value <= 0xD7A3 else { return false }
        syllables += 1
      }
      at += s.length
    }
    guard syllables == 3 || (syllables == 2 && count > 6) else { return false }
    return koreanSurnames.contains(scalar(at: 0).value)
      && (isTold || count > 9 || !koreanNounEnds.contains(scalar(endingAt: count).value))
  }
}

/// 장 원 수 자 대 교 회 사 부 과 생 님 관 인 학 팀 가 년, and 長 員 者 会 部 課 室 係 科 大 学 校 園 師 授 士 局 任 生 事 所 院 社 組 卒 年 館: what words end with
/// that say what somebody is.
private let positionEnds = Set(
  "장원수자대교회사부과생님관인학팀가년長員者会部課室係科大学校園師授士局任生事所院社組卒年館".unicodeScalars.map(\.value))

/// What Koreans are called by behind their names.
private let koreanPosts: [StaticString] = [
  "목사", "장로", "권사", "집사", "전도사", "선교사", "신부", "수녀", "스님", "교수", "박사", "교장", "교감", "교사", "선생님",
  "원장", "회장", "소장", "관장", "센터장", "국장", "과장", "팀장", "간사", "대표", "이사", "이사장", "위원", "위원장", "연구원",
  "연구위원", "회원", "기자", "작가", "시인",
]

/// The last characters of many given names, and of few other words.
private let givenNameEnds = Set(
  "子美江恵枝香奈菜佳乃穂織帆郎朗男夫雄彦之介助樹弘博昭徹誠浩隆勇茂稔豊剛毅聡哲孝宏康寛幸輝翔斗吾悟俊敏淳純潤裕祐也哉弥絵沙紗薫彩智朋治雅徳"
    .unicodeScalars.map(\.value))

/// What other words of three syllables end with: 전시회, 문의처, 이야기.
private let koreanNounEnds = Set("회장일처서문료점단실상말관소학교부과표물법품권기".unicodeScalars.map(\.value))

/// The surnames that nearly all Koreans have.
private let koreanSurnames = Set(
  "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
    .unicodeScalars.map(\.value))

extension TextReader {
  /// `张三报道`: what no word stands in front of is a name if it is as short as one.
  mutating func isShortName(_ line: Span<UInt8>, _ match: LineClassifier.Match) -> Bool {
    guard let first = match.captures.first, first.field.isName else { return true }
    // `By nine votes to six …` and `por semana. Não …` are sentences, `by the staff` and `por la redacción` are none.
    let word = line.extracting(0..<first.range.lowerBound)
    if word.count > 2, word[word.count - 1] == 0x20,
      word.extracting(0..<(word.count - 1)).isASCIIWord
    {
      let name = line.extracting(first.range)
      return !(0x61...0x7A).contains(name[0]) || name.beginning(with: articles) != nil
    }
    return first.range.lowerBound > 0 || line.extracting(first.range).scalarCount <= 10
  }
}

/// The small words that names of bodies begin with in bylines.
private let articles: [StaticString] = [
  "the ", "la ", "le ", "les ", "el ", "o ", "a ", "os ", "il ", "lo ", "de ", "het ", "der ",
  "die ", "das ", "dem ",
]

extension Span where Element == UInt8 {
  /// Whether it is letters of ASCII alone.
  fileprivate var isASCIIWord: Bool {
    (0..<count).allSatisfy { (0x61...0x7A).contains(self[$0] | 0x20) }
  }
}
