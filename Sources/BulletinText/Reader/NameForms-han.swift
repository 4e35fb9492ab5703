import GazetteDocumentModel

/// Names of people and bodies in Chinese characters, with what their bearers are.
extension Span where Element == UInt8 {
  /// Whether it is the name of a body, by its last character: `市政府研究室调研组`.
  var isNameOfBody: Bool {
    count >= 12 && count <= 60 && isHanAlone
      && bodyEndings.contains(scalar(endingAt: count).value)
  }

  /// Whether it is two to four characters of Han, and no word for what somebody is or does.
  var mayBeNameInHan: Bool {
    (6...12).contains(count) && isHanAlone && !ends(with: postEndings) && !ends(with: reporters)
  }

  /// Whether its last character is one that names of bodies end with, and names of people do not: `康樂組`.
  var endsAsBody: Bool {
    count >= 9 && unlikeNames.contains(scalar(endingAt: count).value)
  }

  /// Whether it is the name of a body of a few characters, Chinese or Japanese: `典藏閱覽組`.
  var mayBeBodyInHan: Bool {
    (9...36).contains(count) && isHanAlone
      && (bodyEndings.contains(scalar(endingAt: count).value)
        || otherBodyEndings.contains(scalar(endingAt: count).value))
  }

  /// Whether it is such a name of three characters: `秘书处`.
  var isShortNameOfBody: Bool {
    count == 9 && isHanAlone && !PersonName.isName(self)
      && bodyEndings.contains(scalar(endingAt: count).value)
  }

  /// Where a name ends that has in brackets behind it what its bearer is or belongs to, and those words:
  /// `林淑芬（讀者服務組）`; nil where it is no such name.
  var officeInBrackets: (nameEnd: Int, words: Range<Int>)? {
    guard endsWithCloseBracket, case let start = closingBracketStart, start > 0 else { return nil }
    let bracket = extracting(start..<count)
    let inner = bracket.withoutBrackets
    let nameEnd = extracting(0..<start).trimmedRange.upperBound
    let name = extracting(0..<nameEnd)
    guard nameEnd > 0, !inner.isEmpty, name.columns <= 30, bracket.columns <= 40,
      bracket.extracting(inner).holdsLetter, name.isName, name.scalar(at: 0).value != 0x28
    else { return nil }
    return (nameEnd, (start + inner.lowerBound)..<(start + inner.upperBound))
  }

  /// Whether it is names in Chinese, in brackets behind them or not what their bearers belong to.
  var areNamesWithOffice: Bool {
    guard let office = officeInBrackets else { return PersonName.areNames(self) }
    return PersonName.areNames(extracting(0..<office.nameEnd))
      && extracting(office.words).ends(with: postEndings)
  }

  /// Whether it says, between gaps, who wrote a report, by name or by the word for such people.
  var areReporters: Bool {
    let pieces = piecesBetweenGaps
    // `轧钢厂  宋佳`
    if pieces.count == 2, isNameBehindPost, extracting(pieces[0]).ends(with: postEndings) {
      return true
    }
    var known = 0
    for piece in pieces {
      let text = extracting(piece)
      if PersonName.areNames(text) || text.ends(with: reporters) || text.isNameBehindPosts {
        known += 1
      }
    }
    return known == pieces.count
  }

  /// 学生记者
  var isWordForReporters: Bool { !PersonName.areNames(self) && ends(with: reporters) }

  /// Whether it is what somebody is and, behind a gap, the name: `儿科副主任医师　梁静`.
  var isNameBehindPost: Bool {
    let pieces = partsBetweenGaps
    return pieces.count == 2 && count <= 54 && extracting(pieces[0]).isHanAlone
      && pieces[0].count >= 6 && PersonName.areNames(extracting(pieces[1]))
      && !PersonName.areNames(extracting(pieces[0]))
  }

  /// Whether that is an office: `县委副书记　　秦志远`.
  var isNameBehindOffice: Bool {
    isNameBehindPost && extracting(partsBetweenGaps[0]).ends(with: posts)
  }

  /// Whether it is what somebody is, in a word or two, and the name: `药学部 主管药师 孟繁星`.
  var isNameBehindPosts: Bool {
    guard count <= 60, self[0] >= 0xE4, mayHoldWords else { return false }
    let start = PersonName.nameStart(self)
    guard start > 0 else { return false }
    let posts = extracting(0..<start)
    return posts.extracting(posts.trimmedRange).ends(with: postEndings)
  }

  /// The title on a line that says behind a wide gap who wrote the text: `夜班的窗　　　　唐果`; nil where it is no
  /// such line.
  /// - Parameter isTold: whether other titles of the text do so, and a pen name will do: `小 邮 童`.
  func titleAboveGap(_ pieces: [Range<Int>], isTold: Bool = false) -> Range<Int>? {
    guard pieces.count > 1, self[0] >= 0xE2, count <= 240 else { return nil }
    let title = extracting(pieces[0])
    let names = extracting(pieces[1].lowerBound..<count)
    guard extracting(pieces[0].upperBound..<pieces[1].lowerBound).columns >= 4,
      names.columns <= 32, title.scalarCount >= 4, title.holdsWord, !title.hasLabel,
      !PersonName.areNames(title), !(title.scalarCount <= 8 && title.ends(with: postEndings))
    else { return nil }
    return PersonName.areNames(names) || names.isNameBehindPost || names.isNameBehindPosts
      || (isTold && names.mayBePenName) ? pieces[0] : nil
  }

  /// Whether it is such a line; one with a mark of titles that is set off needs no name that is known, but a gap
  /// twice as wide: `◆梅雨の峠道　　　　杉浦康介`.
  func namesAuthorBehindGap(isSetOff: Bool) -> Bool {
    let pieces = piecesBetweenGaps
    if titleAboveGap(pieces) != nil { return true }
    guard isSetOff, blockMark != 0, titleAboveGap(pieces, isTold: true) != nil else { return false }
    return extracting(pieces[0].upperBound..<pieces[1].lowerBound).columns >= 8
  }

  /// Whether it is two to five characters of Han, set apart or not.
  private var mayBePenName: Bool {
    var letters = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if TextScalar.isHan(s.value) {
        letters += 1
      } else if !TextScalar.isBlank(s.value) {
        return false
      }
      at += s.length
    }
    return (2...5).contains(letters)
  }

  /// Where the name ends that stands right in front of what its bearer is: `麦永康校长`; 0 where it is no such line.
  var nameEndBeforePost: Int {
    guard count <= 24, count > 9, isHanAlone else { return 0 }
    return [9, 6].first { end in
      end + 6 <= count && PersonName.isName(extracting(0..<end))
        && extracting(end..<count).ends(with: posts)
    } ?? 0
  }

  /// Where the name ends in front of brackets that say more of its bearer: `陳國強（一九七二年畢業）`; 0 where it is no
  /// such line.
  var nameEndBeforeBracket: Int {
    guard endsWithCloseBracket, case let start = closingBracketStart, start > 0, start <= 12,
      PersonName.isName(extracting(0..<start))
    else { return 0 }
    return start
  }

  /// Whether it is a day in brackets: `（2009年3月27日）`.
  var isDateInBrackets: Bool {
    isBracketed && DateText.isDateAlone(extracting(withoutBrackets))
  }

  /// Names, each in front of what its bearer did: `杜文濂口述 韩晓菲整理`, `王秀兰  供稿`; nil where a word is none.
  var namesBeforeDeeds: [(name: Range<Int>, deed: Range<Int>)]? {
    guard count <= 60 else { return nil }
    var found: [(name: Range<Int>, deed: Range<Int>)] = []
    let pieces = words(in: 0..<count, atMost: 4)
    if pieces.count == 2, PersonName.isName(extracting(pieces[0])),
      deeds.contains(where: { extracting(pieces[1]).elementsEqual($0) })
    {
      return [(pieces[0], pieces[1])]
    }
    for piece in pieces {
      let word = extracting(piece)
      let end = [9, 6].first { end in
        end < word.count && PersonName.isName(word.extracting(0..<end))
          && deeds.contains { word.extracting(end..<word.count).elementsEqual($0) }
      }
      guard let end else { return nil }
      let nameEnd = piece.lowerBound + end
      found.append((piece.lowerBound..<nameEnd, nameEnd..<piece.upperBound))
    }
    return found.isEmpty ? nil : found
  }

  /// Whether it says below a title who wrote the text: a name, behind what its bearer is or alone, or a word for
  /// those who write.
  var isBareByline: Bool {
    isNameBehindPost || isNameBehindPosts || (count <= 20 && PersonName.areNames(self))
      || (officeInBrackets != nil && areNamesWithOffice)
      || nameEndBeforePost > 0 || namesBeforeDeeds != nil
      || (count <= 15 && ends(with: reporters))
  }

  /// Whether it names bodies, with gaps between.
  var areNamesOfBodies: Bool {
    piecesBetweenGaps.allSatisfy { extracting($0).isNameOfBody }
  }

  /// Whether it stands in white brackets: `〖病虫情报〗`.
  var isWhiteBracketed: Bool {
    count > 9 && scalar(at: 0).value == 0x3016 && scalar(endingAt: count).value == 0x3017
  }

  /// Whether nothing but Han characters stands in it.
  var isHanAlone: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      guard TextScalar.isHan(s.value) else { return false }
      at += s.length
    }
    return true
  }

  /// Whether it is a few characters of Han, and no name of a person: `宏观经济`.
  var isShortHan: Bool {
    (6...24).contains(count) && isHanAlone && !PersonName.areNames(self)
  }
}

/// What the words end with that say what people are, and where they belong.
private let postEndings: [StaticString] = [
  "师", "長", "长", "员", "員", "任", "授", "生", "记", "士", "理", "席", "工", "民", "友", "者", "班", "级",
  "系", "学", "學", "厂", "廠", "组", "組", "部", "科", "室", "处", "局", "院", "校", "会", "中心", "公司", "村", "社",
]

/// What people are who are named in front of it, by its last characters.
private let posts: [StaticString] = [
  "校长", "校長", "院长", "院長", "馆长", "館長", "会长", "會長", "局长", "處長", "处长", "科长", "部长", "秘书长",
  "董事长", "主任", "书记", "書記", "老师", "老師", "教授", "医生", "醫師", "医师", "牧师", "牧師", "经理", "主席",
]

/// What is said of those who made a text, behind their names.
private let deeds: [StaticString] = [
  "口述", "整理", "记录", "記錄", "撰文", "撰稿", "供稿", "采写", "採訪", "采访", "编译", "編譯", "摄影", "攝影", "报道", "報導",
  "执笔", "翻译",
]

/// What those are called who write reports.
private let reporters: [StaticString] = [
  "记者", "記者", "本刊讯", "本报讯", "本台讯", "通讯员", "通訊員", "评论员", "評論員", "报道员", "撰稿人", "编辑部", "編輯部",
]

/// 组 室 局 委 处 科 院 队 社 所 厅: what names of bodies end with, and few titles do.
private let bodyEndings: [UInt32] = [
  0x7EC4, 0x5BA4, 0x5C40, 0x59D4, 0x5904, 0x79D1, 0x9662, 0x961F, 0x793E, 0x6240, 0x5385,
]

/// 組 處 會 協 廠 隊 廳 館 课 課 係 系 会 办 辦: such endings that other words have too.
private let otherBodyEndings: [UInt32] = [
  0x7D44, 0x8655, 0x6703, 0x5354, 0x5EE0, 0x968A, 0x5EF3, 0x9928, 0x8BFE, 0x8AB2, 0x4FC2, 0x7CFB,
  0x4F1A, 0x529E, 0x8FA6,
]

/// 组 組 处 處 科 课 課 室 局 所 院 厅 廳 办 辦: what no given name ends with.
private let unlikeNames: [UInt32] = [
  0x7EC4, 0x7D44, 0x5904, 0x8655, 0x79D1, 0x8BFE, 0x8AB2, 0x5BA4, 0x5C40, 0x6240, 0x9662, 0x5385,
  0x5EF3, 0x529E, 0x8FA6,
]
