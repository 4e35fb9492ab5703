import GazetteDocumentModel
import GazetteXMLKit

/// What no schema says of a bulletin in JATS or XHTML: dates that exist, an ISSN's check digit, the
/// language, titles and articles that are not empty; and IDs, where no DTD looks after them.
struct OwnChecks {
  /// What an element means to the checks.
  private enum Role { case other, date, datePart(Int), issn, title, subArticle, body, filling }

  private struct Date {
    let position: SourcePosition
    /// Day, month, year.
    var parts: [[UInt8]?] = [nil, nil, nil]
  }

  private let kind: DocumentKind
  private let log: LayerLog
  private var identifiers: IdentifierLedger?
  private var path = ElementPath()
  private var roles: [Role?] = []
  private var tagIsOpen = false
  private var rootHasLanguage = false
  private var rootPosition = SourcePosition.start
  private var date: Date?
  /// The text of a date's part or an ISSN, while one is open.
  private var captured: [UInt8]?
  /// Open titles and sub-articles: whether there is anything in them.
  private var fillings: [(position: SourcePosition, isFilled: Bool)] = []
  private var bodyDepth = 0

  /// - Parameter checksIdentifiers: false where a DTD does.
  init(_ kind: DocumentKind, checksIdentifiers: Bool, _ log: LayerLog) {
    self.kind = kind
    self.log = log
    identifiers = checksIdentifiers ? IdentifierLedger(log) : nil
  }

  mutating func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    switch token.kind {
    case .attribute: return attribute(names[Int(token.name)].qualified, token, value, names)
    case .namespace: return
    default: if tagIsOpen { closeTag(names) }
    }
    switch token.kind {
    case .start: start(token, names)
    case .text: text(value)
    case .entity: fill()
    case .end: end(token, names)
    case .instruction, .comment, .attribute, .namespace: break
    }
  }

  mutating func finish() { identifiers?.finish() }

  // MARK: Tokens

  private mutating func start(_ token: XMLToken, _ names: [XMLName]) {
    if path.depth == 0 { rootPosition = token.position }
    path.push(token.name)
    tagIsOpen = true
    switch role(token.name, names) {
    case .date: date = Date(position: token.position)
    case .datePart: if date != nil { captured = [] }
    case .issn: captured = []
    case .title, .subArticle: fillings.append((token.position, false))
    case .body: bodyDepth += 1
    case .filling: fill()
    case .other: break
    }
  }

  private mutating func closeTag(_ names: [XMLName]) {
    tagIsOpen = false
    if path.depth == 1, !rootHasLanguage {
      log.report(.languageMissing, [path.text(names)], at: rootPosition)
    }
  }

  private mutating func text(_ value: Span<UInt8>) {
    captured?.append(value)
    if !fillings.isEmpty, value.firstIndexThatIsNoSpace != nil { fill() }
  }

  /// There is something in the title that is open, or in the sub-articles around a body.
  private mutating func fill() {
    guard let last = fillings.indices.last else { return }
    fillings[last].isFilled = true
  }

  private mutating func end(_ token: XMLToken, _ names: [XMLName]) {
    let where_ = path.text
    defer { path.pop() }
    switch role(token.name, names) {
    case .other, .filling: break
    case .body: bodyDepth -= 1
    case .datePart(let part):
      if let text = captured { date?.parts[part] = [UInt8](text.span.extracting(text.span.inner)) }
      captured = nil
    case .date:
      if let date { check(date, where_(names)) }
      date = nil
    case .issn:
      let issn = captured ?? []
      captured = nil
      if !ISSN.isValid(issn.span) {
        log.report(.issnInvalid, [TextExcerpt.of(issn.span), where_(names)], at: token.position)
      }
    case .title, .subArticle:
      guard let filling = fillings.popLast() else { return }
      if filling.isFilled {
        fill()
      } else if case .title = role(token.name, names) {
        log.report(.titleEmpty, [where_(names)], at: filling.position)
      } else {
        log.report(.articleWithoutText, [where_(names)], at: filling.position)
      }
    }
  }

  private mutating func attribute(
    _ name: String, _ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]
  ) {
    switch name {
    case "xml:lang", "lang": if path.depth == 1 { rootHasLanguage = true }
    case "id", "xml:id":
      identifiers?.define(value, at: token.position)
    case "rid" where kind == .jats:
      for word in value.words { identifiers?.refer(word.span, at: token.position) }
    case "href" where kind == .xhtml:
      if value.count > 1, value[0] == UInt8(ascii: "#") {
        identifiers?.refer(value.extracting(1..<value.count), at: token.position)
      }
    case "iso-8601-date" where kind == .jats, "datetime" where kind == .xhtml:
      if let date = ISODate.calendarPart(value), !AttributeRule.calendarDate.accepts(date.span) {
        log.report(
          .dateImpossible, [String(date.span), path.text(names)], at: token.position)
      }
    default: break
    }
  }

  private func check(_ date: Date, _ place: String) {
    guard
      let parts = ISODate.extended(day: date.parts[0], month: date.parts[1], year: date.parts[2])
    else { return }
    if !AttributeRule.calendarDate.accepts(parts.span) {
      log.report(.dateImpossible, [String(parts.span), place], at: date.position)
    }
  }

  private mutating func role(_ name: UInt32, _ names: [XMLName]) -> Role {
    if roles.count < names.count {
      roles += [Role?](repeating: nil, count: names.count - roles.count)
    }
    if let known = roles[Int(name)] { return known }
    let role =
      kind == .jats ? Self.jats(names[Int(name)].qualified) : Self.xhtml(names[Int(name)].local)
    roles[Int(name)] = role
    return role
  }

  private static func jats(_ name: String) -> Role {
    switch name {
    case "pub-date", "date": .date
    case "day": .datePart(0)
    case "month": .datePart(1)
    case "year": .datePart(2)
    case "issn", "issn-l": .issn
    case "article-title", "title", "journal-title": .title
    case "sub-article", "response": .subArticle
    case "body": .body
    case "graphic", "inline-graphic", "media": .filling
    default: .other
    }
  }

  private static func xhtml(_ name: String) -> Role {
    switch name {
    case "title", "h1", "h2", "h3", "h4", "h5", "h6": .title
    case "img", "svg", "object": .filling
    default: .other
    }
  }
}

/// ISO 3297: seven digits and a check digit, weights 8…2, modulo 11.
public enum ISSN {
  public static func isValid(_ text: Span<UInt8>) -> Bool {
    let text = text.extracting(text.inner)
    guard text.count == 9, text[4] == UInt8(ascii: "-") else { return false }
    var sum = 0
    var weight = 8
    for index in 0..<8 where index != 4 {
      guard (0x30...0x39).contains(text[index]) else { return false }
      sum += Int(text[index] - 0x30) * weight
      weight -= 1
    }
    let check = (11 - sum % 11) % 11
    let last = text[8]
    return check == 10
      ? last == UInt8(ascii: "X") || last == UInt8(ascii: "x") : last == UInt8(check + 0x30)
  }
}

/// ISO 8601-1 §5.2.2: calendar dates.
enum ISODate {
  /// The calendar date of a value, in the extended form; nil where it is written in another way.
  static func calendarPart(_ value: Span<UInt8>) -> [UInt8]? {
    var date = [UInt8](value.extracting(value.inner))
    if let time = date.firstIndex(of: UInt8(ascii: "T")) { date.removeSubrange(time...) }
    let isOfDigits = date.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    guard isOfDigits else { return nil }
    if date.count == 8, !date.contains(UInt8(ascii: "-")) {
      return Array(date[0..<4]) + [0x2D] + Array(date[4..<6]) + [0x2D] + Array(date[6..<8])
    }
    return [4, 7, 10].contains(date.count) ? date : nil
  }

  /// `YYYY-MM-DD` of parts in figures; nil where one is in words, or there is no year.
  static func extended(day: [UInt8]?, month: [UInt8]?, year: [UInt8]?) -> [UInt8]? {
    guard let year, year.count == 4, let month else { return nil }
    let parts = [year, padded(month)] + (day.map { [padded($0)] } ?? [])
    guard parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
    return Array(parts.joined(separator: [UInt8(ascii: "-")]))
  }

  private static func padded(_ number: [UInt8]) -> [UInt8] {
    number.count == 1 ? [0x30] + number : number
  }
}
