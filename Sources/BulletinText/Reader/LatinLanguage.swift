import GazetteDocumentModel

extension Span where Element == UInt8 {
  /// Whether a text in Latin letters is rather of another language than English: by the small words at its beginning
  /// (German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Polish), or by letters with accents,
  /// of which English has few; or of one in Cyrillic letters.
  var isOfOtherLatinLanguage: Bool {
    var english = 0
    var other = 0
    var letters = 0
    var accented = 0
    var cyrillic = 0
    var start = 0
    let end = Swift.min(count, 8192)
    for at in 0...end {
      if at < end, self[at] >= 0x80 || (0x61...0x7A).contains(self[at] | 0x20) {
        letters += 1
        if self[at] == 0xD0 || self[at] == 0xD1 { cyrillic += 1 }
        // The first byte of U+00C0 to U+017F.
        if (0xC3...0xC5).contains(self[at]) { accented += 1 }
        continue
      }
      if (2...5).contains(at - start) {
        let word = String(extracting(start..<at)).lowercased()
        if smallWords.contains(word) { english += 1 }
        if smallWordsElsewhere.contains(word) { other += 1 }
      }
      start = at + 1
    }
    // Each letter is two bytes.
    if cyrillic * 4 > letters { return true }
    return (other >= 3 && other > english)
      || (accented >= 8 && accented * 50 > letters && english < 8)
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
