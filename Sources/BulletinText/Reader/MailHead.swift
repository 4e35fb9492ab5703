import GazetteDocumentModel

/// The header lines of the mail that a text came in, in whatever language, above all else of it:
///
///     Van: redactie@dewijkwijzer.example
///     Aan: leden
///     Onderwerp: De Wijkwijzer, jaargang 12, nummer 4
///
/// (RFC 5322 §3.6 has the English names; programs write the others.)
struct MailHead {
  /// The number of the last of the lines; 0 where there are none.
  private(set) var end: UInt32 = 0
  /// What the mail is about.
  private(set) var subject: [UInt8] = []
  private var known: Set<String> = []

  /// - Parameter text: the beginning of a text.
  init(in text: Span<UInt8>) {
    // Most texts are no mails; their lines need not be split once more.
    guard Self.begins(text) else { return }
    var number: UInt32 = 0
    var last: UInt32 = 0
    var isOver = false
    var isBelow = false
    LineSplitter.each(of: text) { span, part in
      guard !isOver else { return }
      number += 1
      let range = span.trimmedRange
      guard !range.isEmpty, part == .whole else {
        // Blank lines may stand above the first of them; one below ends them.
        if last > 0 { (isOver, isBelow) = (true, true) }
        return
      }
      let line = span.extracting(range)
      if let name = Self.name(line) {
        known.insert(name.fact)
        if name.fact == "subject" { subject = [UInt8](line.extracting(name.value)) }
        last = number
      } else if last == 0 || range.lowerBound == 0 {
        isOver = true
      } else {
        last = number
      }
    }
    // Without a blank line below them they may be a memo's, or facts of the bulletin; by itself only the subject is left
    // of a mail.
    if isBelow,
      known.count >= 2 && (known.contains("from") || known.contains("subject"))
        || known == ["subject"] || known.contains(Self.webVersion)
    {
      end = last
    }
  }

  /// Whether the first line that is not blank is a header line.
  private static func begins(_ text: Span<UInt8>) -> Bool {
    var start = 0
    while start < text.count {
      let end = text.firstIndex(of: 0x0A, from: start) ?? text.count
      let line = text.extracting(start..<end)
      let words = line.extracting(line.trimmedRange)
      if words.count > 0 { return name(words) != nil }
      start = end + 1
    }
    return false
  }

  /// The fact that a header line states, and where its value begins; nil where the line is none.
  static func name(_ line: Span<UInt8>) -> (fact: String, label: Range<Int>, value: Range<Int>)? {
    // `View this email in your browser (https://…)`, as senders of newsletters put it above them.
    if line.beginning(with: webVersions) != nil { return (webVersion, 0..<0, 0..<line.count) }
    guard let labelled = line.labelled ?? line.mailField, !labelled.value.isEmpty else {
      return nil
    }
    // `标  题: …`
    let label = line.extracting(labelled.label).withoutBlanks
    for (fact, names) in names where names.contains(where: { label.span.elementsEqual($0) }) {
      return (fact, labelled.label, labelled.value)
    }
    return nil
  }

  /// The fact that says where else the text can be read.
  static let webVersion = "web-version"

  private static let webVersions: [StaticString] = [
    "View this email in ", "View this newsletter in ", "View this message in ", "View in browser",
    "View this email online", "Read this email in ", "Voir ce message dans ",
    "Afficher dans le navigateur",
    "Diesen Newsletter im Browser", "Im Browser ansehen", "Ver este correo en ",
    "Visualizza questa e-mail nel ",
    "Bekijk deze nieuwsbrief in ", "Bekijk deze e-mail in ",
  ]

  private static let names: [(fact: String, names: [StaticString])] = [
    (
      "from",
      [
        "From", "Von", "De", "Da", "Van", "Fra", "От", "发件人", "发信人", "寄信人", "寄件者", "差出人", "보낸사람",
        "보낸 사람",
      ]
    ),
    (
      "to",
      ["To", "An", "À", "Para", "A", "Aan", "Til", "Кому", "收件人", "收件者", "宛先", "받는사람", "받는 사람"]
    ),
    ("cc", ["Cc", "CC", "Kopie", "抄送", "副本"]),
    (
      "subject",
      [
        "Subject", "Betreff", "Objet", "Asunto", "Oggetto", "Assunto", "Onderwerp", "Emne", "Тема",
        "主题", "标题", "主旨",
        "件名", "제목",
      ]
    ),
    (
      "date",
      [
        "Date", "Datum", "Fecha", "Data", "Dato", "Дата", "Sent", "Gesendet", "Envoyé", "Enviado",
        "日期", "发送时间",
        "日時", "送信日時", "날짜", "보낸날짜",
      ]
    ),
    ("reply-to", ["Reply-To", "Antwort an", "回复"]),
    ("posted-from", ["发信站"]),
    // What programs add (RFC 5322 §3.6, RFC 2369, RFC 2045 §3)
    ("sender", ["Sender"]), ("errors-to", ["Errors-To"]), ("precedence", ["Precedence"]),
    ("return-path", ["Return-Path"]), ("delivered-to", ["Delivered-To"]),
    ("message-id", ["Message-ID", "Message-Id"]), ("in-reply-to", ["In-Reply-To"]),
    ("references", ["References"]), ("mime-version", ["MIME-Version", "Mime-Version"]),
    ("content-type", ["Content-Type"]),
    ("content-transfer-encoding", ["Content-Transfer-Encoding"]),
    ("x-mailer", ["X-Mailer", "User-Agent"]), ("list-id", ["List-Id", "List-ID"]),
    ("list-unsubscribe", ["List-Unsubscribe"]),
  ]

  /// Whether the subject is that of a digest, with its number: `skeps-digest V5 #118`.
  var namesDigest: Bool {
    let words = subject.span
    return words.count > 0 && (words.contains("-digest ") || words.contains(" Digest "))
      && words.holdsDigit
  }
}

extension Span where Element == UInt8 {
  /// A field's name of letters and hyphens, and its value (RFC 5322 §2.2): `Reply-To: …`, which is no label for its hyphen.
  fileprivate var mailField: Labelled? {
    var at = 0
    while at < Swift.min(count, 40), (0x61...0x7A).contains(self[at] | 0x20) || self[at] == 0x2D {
      at += 1
    }
    guard at > 1, at + 2 < count, self[at] == 0x3A, self[at + 1] == 0x20 else { return nil }
    return Labelled(label: 0..<at, value: (at + 2)..<count)
  }

  fileprivate var withoutBlanks: [UInt8] {
    var bytes: [UInt8] = []
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if !TextScalar.isBlank(s.value) { bytes.append(extracting(at..<(at + s.length))) }
      at += s.length
    }
    return bytes
  }
}
