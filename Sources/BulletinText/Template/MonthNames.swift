import GazetteDocumentModel

/// Months, weekdays and seasons in other languages than English: German, French, Spanish, Italian, Portuguese,
/// Dutch, Russian, Polish, Czech, Swedish, Danish, Norwegian.
enum MonthNames {
  /// 1…12 for the whole name of a month, in either case.
  static func month(_ word: Span<UInt8>) -> Int? {
    guard word.count >= 3 else { return nil }
    return months.firstIndex { names in names.contains { word.isWord($0) } }.map { $0 + 1 }
  }

  static func isWeekday(_ word: Span<UInt8>) -> Bool {
    word.count >= 5 && weekdays.contains { word.isWord($0) }
  }

  static func isSeason(_ word: Span<UInt8>) -> Bool {
    word.count >= 3 && seasons.contains { word.isWord($0) }
  }

  /// By month; in Russian as they stand in dates, and alone.
  private static let months: [[StaticString]] = [
    [
      "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari", "января", "январь",
      "stycznia", "styczeń", "ledna", "leden",
    ],
    [
      "februar", "feber", "février", "fevrier", "febrero", "febbraio", "fevereiro", "februari",
      "февраля", "февраль", "lutego", "luty", "února", "únor",
    ],
    [
      "märz", "maerz", "mars", "marzo", "março", "maart", "марта", "март", "marca", "marzec",
      "března", "březen", "marts",
    ],
    ["avril", "abril", "aprile", "апреля", "апрель", "kwietnia", "kwiecień", "dubna", "duben"],
    ["mai", "mayo", "maggio", "maio", "mei", "мая", "май", "maja", "maj", "května", "květen"],
    [
      "juni", "juin", "junio", "giugno", "junho", "июня", "июнь", "czerwca", "czerwiec", "června",
      "červen",
    ],
    [
      "juli", "juillet", "julio", "luglio", "julho", "июля", "июль", "lipca", "lipiec", "července",
      "červenec",
    ],
    [
      "août", "aout", "agosto", "augustus", "августа", "август", "sierpnia", "sierpień", "srpna",
      "srpen", "augusti",
    ],
    [
      "septembre", "septiembre", "setiembre", "settembre", "setembro", "сентября", "сентябрь",
      "września", "wrzesień", "září",
    ],
    [
      "oktober", "octobre", "octubre", "ottobre", "outubro", "октября", "октябрь", "października",
      "październik", "října", "říjen",
    ],
    [
      "novembre", "noviembre", "novembro", "ноября", "ноябрь", "listopada", "listopad", "listopadu",
    ],
    [
      "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro", "декабря", "декабрь",
      "grudnia", "grudzień", "prosince", "prosinec",
    ],
  ]

  private static let weekdays: [StaticString] = [
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
  ]

  private static let seasons: [StaticString] = [
    "frühjahr", "frühling", "sommer", "herbst", "weihnachten", "ostern",
    "printemps", "été", "automne", "hiver", "noël",
    "primavera", "verano", "otoño", "invierno", "estate", "autunno", "inverno",
    "весна", "лето", "осень", "зима",
  ]
}

extension Span where Element == UInt8 {
  /// Whether it is this word, which is in lower case, in either case.
  fileprivate func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    // A StaticString's bytes live as long as the program.
    let letters = unsafe UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    var at = 0
    while at < count {
      let s = scalar(at: at)
      let lower = TextScalar.mark(s.value)
      let first = unsafe letters[at]
      switch s.length {
      case 1: guard UInt32(first) == lower else { return false }
      case 2:
        let second = unsafe letters[at + 1]
        guard UInt32(first) == 0xC0 | lower >> 6, UInt32(second) == 0x80 | lower & 0x3F else {
          return false
        }
      default: return false
      }
      at += s.length
    }
    return true
  }
}
