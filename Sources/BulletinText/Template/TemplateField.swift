extension Template {
  /// What a placeholder captures, and with it what the reader makes of it.
  enum Field: Hashable, Sendable {
    case title, kicker, subtitle, department, author, editor, date, issue, volume, wholeNumber
    case publisher, place, source, category, text, number, digits, page, classification, recipients
    /// A word of capitals, digits and `-`, `/`, `.`, `>`: WWUS84, IAZ004>007-121200-.
    case code
    /// A number in a ring or in brackets that is one character: ①, ⑴, ㈠.
    case circled
    /// One letter of the alphabet: the a of `a)`.
    case letter
    /// An e-mail address.
    case email
    /// `{x-weather}`: a fact that the model has no name for, kept under this name.
    case custom(String)

    private static let named: [(name: String, field: Field)] = [
      ("title", .title), ("kicker", .kicker), ("subtitle", .subtitle),
      ("department", .department), ("author", .author), ("editor", .editor), ("date", .date),
      ("issue", .issue), ("volume", .volume), ("whole-number", .wholeNumber),
      ("publisher", .publisher), ("place", .place), ("source", .source),
      ("category", .category), ("text", .text), ("number", .number), ("digits", .digits),
      ("page", .page), ("classification", .classification), ("recipients", .recipients),
      ("code", .code), ("circled", .circled), ("letter", .letter),
      ("email", .email),
    ]

    /// The names that a template may use.
    static var names: String { named.map(\.name).joined(separator: ", ") + ", x-…" }

    init?(name: String) {
      if name.utf8.first == 0x78, name.hasPrefix("x-"), name.count > 2 {
        self = .custom(String(name.dropFirst(2)))
      } else if let known = Self.named.first(where: { $0.name == name }) {
        self = known.field
      } else {
        return nil
      }
    }

    /// The name between the braces.
    var name: String {
      if case .custom(let name) = self { return "x-" + name }
      return Self.named.first { $0.field == self }?.name ?? ""
    }

    /// What a fact is called that it becomes: `copies` of `{x-copies}`.
    var ownName: String {
      if case .custom(let name) = self { name } else { name }
    }

    /// Fields that are numbers or dates match by form; all others are text.
    var isText: Bool { !isNumber && self != .date && self != .code && self != .email }

    var isNumber: Bool {
      switch self {
      case .number, .digits, .issue, .volume, .wholeNumber, .page, .circled, .letter: true
      default: false
      }
    }

    /// Whether a template may have it more than once: a page of pages, codes in a row.
    var mayRepeat: Bool { self == .page || self == .code }

  }
}
