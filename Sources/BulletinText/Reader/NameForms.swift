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
  func firstRange(of words: StaticString) -> Range<Int> {
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
    count > 8 && count <= 80
      && (self[count - 1] == 0x2C || (self[count - 1] == 0x21 && self[0] >= 0xC0))
      && beginning(with: salutations) != nil
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
  " and ", " & ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " и ",
]

private let teams: [StaticString] = ["Redaktion", "Vorstand", "Team"]

/// What letters in Chinese end with, behind the name.
private let farewellsInHan: [StaticString] = [
  "敬上", "敬啟", "敬启", "謹啟", "谨启", "謹上", "谨上", "敬贺", "敬賀", "鞠躬",
]

/// What letters begin with.
private let salutations: [StaticString] = [
  "Dear ", "Liebe ", "Lieber ", "Sehr geehrte", "Cher ", "Chers ", "Chère ", "Chères ", "Estimad",
  "Querid", "Cari ", "Caro ", "Cara ", "Gentil", "Beste ", "Geachte ", "Здравствуйте", "Дорогие ",
  "Уважаемые ", "Добрый день",
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

/// Words in lower case that stand in names.
private let particles: [StaticString] = [
  "van", "von", "de", "del", "della", "di", "da", "la", "le", "el", "den", "der", "y", "zu",
]
