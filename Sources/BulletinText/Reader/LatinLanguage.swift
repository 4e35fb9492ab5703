import GazetteDocumentModel

extension Span where Element == UInt8 {
  /// Whether a text in Latin letters is rather of another language than English: by the small words at its beginning
  /// (German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Polish), or by letters with accents,
  /// of which English has few; or of one in Cyrillic letters.
  var isOfOtherLatinLanguage: Bool {
    let words = countedWords
    return words.isCyrillic || (words.other >= 3 && words.other > words.english)
      || (words.accented >= 8 && words.accented * 50 > words.letters && words.english < 8)
  }

  /// Whether such a text has capitals only where a sentence or a name begins: it is no English, whose titles may have
  /// them in each word, and no German, whose nouns have.
  var capitalizesNamesAlone: Bool {
    let words = countedWords
    return words.isCyrillic
      || (words.other >= 3 && words.other > words.english * 2 && words.german * 2 < words.other)
  }

  private var countedWords: WordCounts {
    var counts = WordCounts()
    var start = 0
    let end = Swift.min(count, 8192)
    for at in 0...end {
      if at < end, self[at] >= 0x80 || (0x61...0x7A).contains(self[at] | 0x20) {
        counts.letters += 1
        if self[at] == 0xD0 || self[at] == 0xD1 { counts.cyrillic += 1 }
        // The first byte of U+00C0 to U+017F.
        if (0xC3...0xC5).contains(self[at]) { counts.accented += 1 }
        continue
      }
      if (2...5).contains(at - start) {
        let word = String(extracting(start..<at)).lowercased()
        if smallWords.contains(word) { counts.english += 1 }
        if smallWordsElsewhere.contains(word) { counts.other += 1 }
        if smallWordsInGerman.contains(word) { counts.german += 1 }
      }
      start = at + 1
    }
    return counts
  }
}

/// What the beginning of a text in letters shows of its language.
private struct WordCounts {
  /// Small words of English, of other languages, and of German among these.
  var english = 0
  var other = 0
  var german = 0
  /// Bytes of letters, and those that begin one with an accent, or a Cyrillic one.
  var letters = 0
  var accented = 0
  var cyrillic = 0

  /// Each such letter is two bytes.
  var isCyrillic: Bool { cyrillic * 4 > letters }
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

private let smallWordsInGerman: Set<String> = [
  "der", "und", "das", "ist", "von", "den", "dem", "mit", "für",
]
