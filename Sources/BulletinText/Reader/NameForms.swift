import GazetteDocumentModel

/// Lines that name people and bodies, told by their form.
extension Span where Element == UInt8 {
  /// Whether it may be a name: words without digits, and no end of a sentence.
  var isName: Bool {
    // `R. Birch, Hon. Sec.`
    let isAbbreviated = self[count - 1] == 0x2E && firstIndex(of: 0x2C) != nil
    guard holdsWord, !endsWithStop || isAbbreviated, !isBracketed else { return false }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if Numeral.isDigit(s.value) || TextScalar.folded(s.value) == 0x3A { return false }
      at += s.length
    }
    return true
  }

  /// Whether a capital and a full stop stand in it as a word: `Robert L. Hanscom`.
  var holdsInitial: Bool {
    guard count > 6 else { return false }
    return (1..<(count - 3)).contains {
      self[$0] == 0x20 && (0x41...0x5A).contains(self[$0 + 1]) && self[$0 + 2] == 0x2E
        && self[$0 + 3] == 0x20
    }
  }

  /// Where a word begins that letters in Chinese end with, behind who signs, and the blanks in front of it: `會長　何永康　謹啟`;
  /// the end, where none does.
  var farewellStart: Int {
    guard count >= 12, count <= 60, let word = ending(with: farewellsInHan) else { return count }
    let front = extracting(0..<(count - word.utf8CodeUnitCount)).trimmedRange
    return front.isEmpty ? count : front.upperBound
  }

  /// Whether it is two to four letters, as editors sign: `vk`, `M.K.`
  var isInitialsInLetters: Bool {
    var letters = 0
    for at in 0..<count {
      switch self[at] {
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      case 0x2E, 0x2F: continue
      default: return false
      }
    }
    return (2...4).contains(letters) && count <= 8
  }

  /// Where a name begins behind a word of farewell in German, or one that says who wrote a text; 0 where none stands
  /// there.
  var farewellEnd: Int {
    beginning(with: ["Ihr ", "Ihre ", "Euer ", "Eure ", "Von ", "Par ", "Por "])?
      .utf8CodeUnitCount ?? 0
  }

  /// Whether it is what those call themselves who make a bulletin: `Redaktion`, `Redaktionsteam`.
  var isTeam: Bool {
    teams.contains { begins(with: $0) }
  }

  /// Whether it is two to four words with capitals, or such as stand in names: `Dr. Ulrike Sander`, `Jan van Houten`.
  var isNameInLetters: Bool {
    guard count >= 5, count <= 40, beginsWithCapital else { return false }
    let words = pieces(between: 0x20)
    guard (2...4).contains(words.count) else { return false }
    return words.allSatisfy { range in
      let word = extracting(range)
      let isCapital = TextScalar.isCapital(word.scalar(at: 0).value)
      // A full stop and a hyphen may stand in a name, other marks and digits do not.
      return (isCapital || particles.contains { word.elementsEqual($0) })
        && !(0..<word.count).contains {
          (0x21...0x2C).contains(word[$0]) || (0x2F...0x40).contains(word[$0])
        }
    }
  }

  /// The names of a list that a word for "and" ends: `Tom Garside, Ann Lowe and Irene Holroyd`; nil where it is none.
  var namesInLetters: [Range<Int>]? {
    guard count <= 120 else { return nil }
    var end = 0..<0
    for word in conjunctions where end.isEmpty { end = firstRange(of: word) }
    guard !end.isEmpty else { return nil }
    var names: [Range<Int>] = []
    var start = 0
    for at in 0..<end.lowerBound where self[at] == 0x2C {
      names.append(start..<at)
      start = at + 2
    }
    guard start < end.lowerBound else { return nil }
    names += [start..<end.lowerBound, end.upperBound..<count]
    return names.allSatisfy { extracting($0).isNameInLetters } ? names : nil
  }

  /// Names, a first name alone or more, and behind a comma what their bearers are, which begins in lower case or with a
  /// digit: `Laura y Diego, 4.º B`; nil where it is no such text.
  var namesBeforeOffice: (names: [Range<Int>], words: Range<Int>)? {
    guard let comma = firstIndex(of: 0x2C), comma + 2 < count, self[comma + 1] == 0x20,
      !(0x41...0x5A).contains(self[comma + 2]), firstIndex(of: 0x2C, from: comma + 1) == nil
    else { return nil }
    let front = extracting(0..<comma)
    var between = 0..<0
    for word in conjunctions where between.isEmpty { between = front.firstRange(of: word) }
    let names =
      between.isEmpty ? [0..<comma] : [0..<between.lowerBound, between.upperBound..<comma]
    guard
      names.allSatisfy({
        let name = extracting($0)
        let words = name.pieces(between: 0x20)
        return words.count <= 4
          && words.allSatisfy { TextScalar.isCapital(name.extracting($0).scalar(at: 0).value) }
      })
    else { return nil }
    return (names, (comma + 2)..<count)
  }

  /// Where a name begins behind an office with its article, and a comma: `Le président, Henri Castagnac`; 0 where none
  /// does.
  var nameBehindOffice: Int {
    guard count <= 60, let comma = firstIndex(of: 0x2C), comma + 2 < count,
      self[comma + 1] == 0x20,
      beginning(with: ["Le ", "La ", "L'", "Der ", "Die ", "El ", "The ", "Il ", "De "]) != nil,
      extracting(0..<comma).pieces(between: 0x20).count <= 4,
      extracting((comma + 2)..<count).isNameInLetters
    else { return 0 }
    return comma + 2
  }

  /// Whether it is a name with initials, or ends with a comma that an office follows: `Л. Н. Савельева`, `В. КОРНЕЕВ,`.
  var isNameOpen: Bool {
    guard count >= 5, count <= 60 else { return false }
    let end = self[count - 1] == 0x2C ? count - 1 : count
    let words = extracting(0..<end).pieces(between: 0x20)
    guard (2...4).contains(words.count) else { return false }
    var initials = 0
    for range in words {
      let word = extracting(range)
      guard TextScalar.isCapital(word.scalar(at: 0).value) else { return false }
      if word[word.count - 1] == 0x2E {
        guard word.scalarCount <= 4 else { return false }
        initials += 1
      }
    }
    return initials > 0 && initials < words.count
  }

  /// Whether a word behind the first begins in lower case: `Коллектив лаборатории`.
  var holdsSmallLetterFirst: Bool {
    pieces(between: 0x20).dropFirst().contains {
      !TextScalar.isCapital(extracting($0).scalar(at: 0).value)
    }
  }

  /// Whether an article and a common noun begin it, as names of bodies do: `The Committee`, `La Comisión de Fiestas`.
  var isBodyInLetters: Bool {
    if beginning(with: ["The ", "Die ", "Das ", "Het "]) != nil { return true }
    guard let article = beginning(with: ["La ", "El ", "Le ", "Les ", "Il ", "Los ", "Las ", "L'"])
    else { return false }
    let noun = extracting(article.utf8CodeUnitCount..<count)
    return bodyNouns.contains { word in
      // `Le comité des fêtes`
      noun.begins(with: word)
        || (noun.count > 2 && noun.extracting(1..<noun.count).begins(with: word, from: 1)
          && noun[0] | 0x20 >= 0x61)
    }
  }

  /// Whether the words begin it, or what of them is behind their first bytes.
  private func begins(with words: StaticString, from first: Int = 0) -> Bool {
    let length = words.utf8CodeUnitCount - first
    guard count >= length else { return false }
    let letters = unsafe UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    return (0..<length).allSatisfy { unsafe self[$0] == letters[first + $0] }
  }

  /// Where the words stand first; empty where they do not.
  private func firstRange(of words: StaticString) -> Range<Int> {
    let length = words.utf8CodeUnitCount
    for at in 0..<Swift.max(0, count - length)
    where extracting(at..<(at + length)).elementsEqual(words) {
      return at..<(at + length)
    }
    return 0..<0
  }

  /// Whether it is two to four words with capitals, and up to four behind a comma: `Robert Tansley, Treasurer`.
  /// - Parameter mayBeSmall: whether the office may be in lower case, as it is in brackets.
  func isNameWithOffice(mayBeSmall: Bool) -> Bool {
    guard count <= 60, beginsWithCapital, !endsWithStop, let comma = firstIndex(of: 0x2C),
      comma + 2 < count, self[comma + 1] == 0x20,
      (0x41...0x5A).contains(self[comma + 2])
        || (mayBeSmall && (0x61...0x7A).contains(self[comma + 2]))
    else { return false }
    var words = 1
    var after = 1
    for at in 1..<count {
      switch self[at] {
      case 0x30...0x39, 0x3A, 0x3B, 0x28, 0x40, 0x2F: return false
      case 0x2C where at != comma: return false
      case 0x20 where at < comma:
        guard at + 1 < comma, self[at + 1] < 0x61 || self[at + 1] > 0x7A else { return false }
        words += 1
      case 0x20 where at > comma + 1: after += 1
      default: continue
      }
    }
    return words >= 2 && words <= 4 && after <= 6
  }

  /// Whether it may be a name and what is said of its bearer: `福井市・山田太郎・五十六歳`.
  var isNameWithAge: Bool {
    guard holdsWord, !endsWithStop else { return false }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if Numeral.isArabic(self, at) || TextScalar.folded(s.value) == 0x3A { return false }
      at += s.length
    }
    return true
  }

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

  /// Whether it is two to four characters of Han, set apart or not.
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
    return (2...4).contains(letters)
  }

  /// Where the name ends that stands right in front of what its bearer is: `麦永康校长`; 0 where it is no such line.
  var nameEndBeforePost: Int {
    guard count <= 24, count > 9, isHanAlone else { return 0 }
    return [9, 6].first { end in
      end + 6 <= count && PersonName.isName(extracting(0..<end))
        && extracting(end..<count).ends(with: posts)
    } ?? 0
  }

  /// Whether it is a day in brackets: `（2009年3月27日）`.
  var isDateInBrackets: Bool {
    isBracketed && DateText.isDateAlone(extracting(withoutBrackets))
  }

  /// Names, each right in front of what its bearer did: `杜文濂口述 韩晓菲整理`; nil where a word is none.
  var namesBeforeDeeds: [(name: Range<Int>, deed: Range<Int>)]? {
    guard count <= 60 else { return nil }
    var found: [(name: Range<Int>, deed: Range<Int>)] = []
    for piece in words(in: 0..<count, atMost: 4) {
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

  /// Whether a title of courtesy begins it: `Mrs. K. Donnelly`.
  var isHonorific: Bool {
    let text = extracting(trimmedRange)
    guard text.count > 6, text.count <= 40, !text.endsWithStop else { return false }
    return honorifics.contains { title in
      let length = title.utf8CodeUnitCount
      return text.count > length + 2 && text.extracting(0..<length).elementsEqual(title)
        && (text[length] == 0x20 || (text[length] == 0x2E && text[length + 1] == 0x20))
    }
  }

  /// Whether a letter begins so: `Liebe Mitglieder,`.
  @inline(__always)
  var isSalutation: Bool {
    count > 8 && count <= 80 && self[count - 1] == 0x2C && beginning(with: salutations) != nil
  }

  /// Whether it is a word of farewell with a comma, as letters end: `Yours sincerely,`.
  var isValediction: Bool {
    let range = trimmedRange
    guard range.count > 4, range.count < 40 else { return false }
    let hasComma = self[range.upperBound - 1] == 0x2C
    let end = hasComma ? range.upperBound - 1 : range.upperBound
    let words = String(extracting(range.lowerBound..<end)).lowercased().split(separator: " ")
    guard let last = words.last else { return false }
    // Without a comma it is that and no more: `Kind regards`.
    guard hasComma else { return words.count <= 2 && farewells.contains(last) }
    // `Your friend and rector,`
    if words.count <= 6, words.first == "your" { return true }
    // `La présidente,`
    if words.count <= 4, let first = words.first, articles.contains(first) { return true }
    return words.count <= 4 && words.contains(where: farewells.contains)
  }
}

/// One of these is in what English letters end with.
private let farewells: Set<Substring> = [
  "sincerely", "regards", "wishes", "yours", "warmly", "respectfully", "cordially", "faithfully",
  "truly", "cheers", "blessings", "gratefully", "fondly", "love", "thanks", "submitted",
  "appreciation", "blessing", "amicalement", "cordialement", "fraternellement", "salutations",
  "grüßen", "grüße", "gruß", "saludos", "cordialmente", "atentamente", "saluti",
  "gratitude", "christ", "peace", "solidarity", "until",
]

/// What stands in front of the last of several names.
private let conjunctions: [StaticString] = [
  " and ", " & ", " und ", " et ", " y ", " e ", " en ", " и ",
]

private let teams: [StaticString] = ["Redaktion", "Vorstand", "Team"]

/// What letters in Chinese end with, behind the name.
private let farewellsInHan: [StaticString] = [
  "敬上", "敬啟", "敬启", "謹啟", "谨启", "謹上", "谨上", "敬贺", "敬賀", "鞠躬",
]

/// What letters begin with.
private let salutations: [StaticString] = [
  "Dear ", "Liebe ", "Lieber ", "Sehr geehrte", "Cher ", "Chers ", "Chère ", "Chères ", "Estimad",
  "Querid", "Cari ", "Caro ", "Cara ", "Gentil", "Beste ", "Geachte ",
]

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
  "口述", "整理", "记录", "記錄", "撰文", "撰稿", "供稿", "采写", "採訪", "采访", "编译", "編譯", "摄影", "攝影", "报道", "報導", "执笔", "翻译",
]

/// What those are called who write reports.
private let reporters: [StaticString] = [
  "记者", "記者", "本刊讯", "本报讯", "本台讯", "通讯员", "通訊員", "评论员", "評論員", "报道员", "撰稿人", "编辑部", "編輯部",
]

/// What stands before what somebody is, in French, German, Spanish and Italian.
private let articles: Set<Substring> = ["le", "la", "der", "die", "el", "il"]

/// What bodies call themselves behind an article, in French, Spanish, Italian and Portuguese.
private let bodyNouns: [StaticString] = [
  "Comisi", "Comit", "Commission", "Redac", "Rédac", "Redaz", "Direc", "Direz", "Junta", "Bureau",
  "Équipe", "Equip", "Soci", "Asoci", "Associa", "Secret", "Secrét", "Consej", "Conseil", "Consigl",
  "Présiden", "Presiden",
]

private let honorifics: [StaticString] = [
  "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Rev", "Fr", "Sister", "Canon", "Cllr",
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

/// Words in lower case that stand in names.
private let particles: [StaticString] = [
  "van", "von", "de", "del", "della", "di", "da", "la", "le", "el", "den", "der", "y", "zu",
]
