public import GazetteDocumentModel

/// Facts of the bulletin that the user gives (`--metadata KEY=VALUE`); they replace the reader's own.
public struct MetadataOverride: Sendable {
  /// A key with its value, as `--metadata` takes it.
  public struct Entry: Sendable {
    public let key: String
    public let value: String
  }

  public let entries: [Entry]

  /// Identifier types that are keys.
  private static let identifiers = ["issn", "cn", "doi", "isbn", "publisher-id", "uri"]

  /// Keys that are taken, for messages.
  public static let keys: [String] =
    ["title", "subtitle", "date", "editor"] + identifiers
    + MetadataField.allCases.filter { !$0.repeats }.map(\.name)

  /// Nothing is replaced.
  public init() { entries = [] }

  private init(entries: [Entry]) { self.entries = entries }

  /// The same with one fact more; `key` is one of `keys`.
  func with(_ key: String, _ value: String) -> MetadataOverride {
    MetadataOverride(
      entries: entries.filter { $0.key != key } + [Entry(key: key, value: value)])
  }

  /// - Throws: `GZ6001` where an entry is not `KEY=VALUE` or its key is not known.
  public init(_ arguments: [String]) throws(ConversionError) {
    var entries: [Entry] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw ConversionError(.usage, ["--metadata takes KEY=VALUE, not \"\(argument)\""])
      }
      let key = String(argument[..<equals])
      guard Self.keys.contains(key) else {
        let hint = EditDistance.hint(for: key, among: Self.keys)
        let known = Self.keys.joined(separator: ", ")
        throw ConversionError(
          .usage, ["--metadata has no key \"\(key)\"\(hint.english); known are \(known)"],
          chinese: ["--metadata 没有键 \"\(key)\"\(hint.chinese);可用:\(known)"])
      }
      entries.append(Entry(key: key, value: String(argument[argument.index(after: equals)...])))
    }
    self.entries = entries
  }

  /// The element that a key makes; nil for a plain fact.
  static func element(_ key: String) -> Element? {
    switch key {
    case "title": .title
    case "subtitle": .subtitle
    case "date": .date
    case "editor": .contributor
    default: identifiers.contains(key) ? .identifier : nil
    }
  }
}

/// The stage that puts `MetadataOverride` into the stream.
struct MetadataOverrider: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let override: MetadataOverride
  private let elements: [Element]
  private let fields: [MetadataField]
  private var depth = 0
  private var isDropping = false

  init(_ next: consuming any EventHandler & ~Copyable, _ override: MetadataOverride) {
    self.next = next
    self.override = override
    // An identifier given stands beside those of other types.
    elements = override.entries.compactMap { MetadataOverride.element($0.key) }
      .filter { $0 != .identifier }
    fields = override.entries.compactMap { entry in
      MetadataField.allCases.first { $0.name == entry.key }
    }
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element):
      if depth == 1, elements.contains(element) { isDropping = true }
      depth += 1
      if !isDropping { try next.handle(event, at: position) }
      if element == .bulletin { try emit(position) }
    case .end:
      depth -= 1
      if !isDropping { try next.handle(event, at: position) }
      if depth == 1 { isDropping = false }
    case .metadata(let field, _):
      if depth == 1, fields.contains(field) { return }
      if !isDropping { try next.handle(event, at: position) }
    default:
      if !isDropping { try next.handle(event, at: position) }
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  private mutating func emit(_ position: SourcePosition) throws(ConversionError) {
    for entry in override.entries {
      let value = Array(entry.value.utf8)
      guard let element = MetadataOverride.element(entry.key) else {
        if let field = MetadataField.allCases.first(where: { $0.name == entry.key }) {
          try next.handle(.metadata(field, value.span), at: position)
        }
        continue
      }
      try next.handle(.start(element), at: position)
      switch element {
      case .identifier: try attribute(.type, entry.key, position)
      case .date:
        try attribute(.type, "published", position)
        try attribute(.iso, entry.value, position)
      case .contributor:
        try attribute(.kind, "person", position)
        try attribute(.role, "editor", position)
      default: break
      }
      try next.handle(.text(value.span), at: position)
      try next.handle(.end(element), at: position)
    }
  }

  private mutating func attribute(
    _ attribute: Attribute, _ value: String, _ position: SourcePosition
  ) throws(ConversionError) {
    let bytes = Array(value.utf8)
    try next.handle(.attribute(attribute, bytes.span), at: position)
  }
}
