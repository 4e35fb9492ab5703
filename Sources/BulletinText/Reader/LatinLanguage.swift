import GazetteDocumentModel

/// What the beginning of a text in letters shows of its language: by the small words there (English; German, French,
/// Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Polish), by letters with accents, of which English has few,
/// or by Cyrillic ones.
struct LatinLanguage {
  /// Small words of English, of other languages, and of German among these.
  private var english = 0
  private var other = 0
  private var german = 0
  /// Bytes of letters, and those that begin one with an accent, or a Cyrillic one.
  private var letters = 0
  private var accented = 0
  private var cyrillic = 0

  init(of text: Span<UInt8>) {
    var start = 0
    let end = min(text.count, 8192)
    var at = 0
    while at <= end {
      if at < end, text[at] >= 0xE0 {
        // Three bytes at least, of an ideograph, say.
        letters += 3
        at += 3
        continue
      }
      if at < end, text[at] >= 0x80 || (0x61...0x7A).contains(text[at] | 0x20) {
        letters += 1
        if text[at] == 0xD0 || text[at] == 0xD1 { cyrillic += 1 }
        // The first byte of U+00C0 to U+017F.
        if (0xC3...0xC5).contains(text[at]) { accented += 1 }
        at += 1
        continue
      }
      if (2...5).contains(at - start) {
        let word = String(text.extracting(start..<at)).lowercased()
        if smallWords.contains(word) { english += 1 }
        if smallWordsElsewhere.contains(word) {
          other += 1
          if smallWordsInGerman.contains(word) { german += 1 }
        }
      }
      at += 1
      start = at
    }
  }

  /// Each such letter is two bytes.
  private var isCyrillic: Bool { cyrillic * 4 > letters }

  /// Whether it is rather another language than English.
  var isNotEnglish: Bool {
    isCyrillic || (other >= 3 && other > english)
      || (accented >= 8 && accented * 50 > letters && english < 8)
  }

  /// Whether capitals stand only where a sentence or a name begins: it is no English, whose titles may have them in
  /// each word, and no German, whose nouns have.
  var capitalizesNamesAlone: Bool {
    isCyrillic || (other >= 3 && other > english * 2 && german * 2 < other)
  }
}

private let smallWords: Set<String> = [
  "the", "of", "and", "to", "for", "is", "was", "are", "with", "this", "by", "at",
]

private let smallWordsElsewhere: Set<String> = [
  "der", "und", "das", "ist", "von", "den", "dem", "mit", "für",
  "les", "des", "et", "dans", "une", "pour", "du",
  "los", "las", "del", "que", "para", "por", "una", "el",
  "della", "che", "il", "di", "não", "uma", "dos", "em",
  "het", "een", "van", "zijn", "voor", "och", "att", "som", "för", "og", "til", "ikke", "się",
  "jest", "nie",
]

private let smallWordsInGerman = [
  "der", "und", "das", "ist", "von", "den", "dem", "mit", "für",
]
