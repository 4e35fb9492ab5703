public import GazetteDocumentModel
import GazetteXMLValidation

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

  /// - Throws: `GZ6001` where an entry is not `KEY=VALUE`, its key is not known, or the value is none that
  ///   Gazette would read or find valid.
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
      let value = String(argument[argument.index(after: equals)...])
      if let form = Self.expectation(key, value) {
        throw ConversionError(
          .usage, ["--metadata \(key) takes \(form), not \"\(value)\""],
          chinese: ["--metadata \(key) 的值 \"\(value)\" 无效;应为 \(form)"])
      }
      entries.append(Entry(key: key, value: value))
    }
    self.entries = entries
  }

  /// The form that is wanted of a value that does not have it; nil where it has.
  private static func expectation(_ key: String, _ value: String) -> String? {
    let bytes = Array(value.utf8)
    switch key {
    case "date":
      return Attribute.iso.accepts(bytes.span) ? nil : Attribute.iso.rule?.expectation
    case "language": return bytes.span.isLanguageTag ? nil : "a tag such as zh or en-GB (BCP 47)"
    case "issn":
      return ISSN.isValid(bytes.span)
        ? nil : "eight digits with a hyphen, the last a check digit, such as 0317-8471"
    default: return nil
    }
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

  /// What tells an element of a key from others of its kind; nil where there is one alone.
  static func mark(_ key: String) -> (attribute: Attribute, value: String)? {
    switch element(key) {
    case .identifier: (.type, key)
    case .date: (.type, "published")
    case .contributor: (.role, "editor")
    default: nil
    }
  }

  /// Whether the bulletin's own element gives way to one of the entries: identifiers of the same type,
  /// contributors of the same role, the date of publication.
  func replaces(_ element: Element, _ attributes: AttributeList) -> Bool {
    entries.contains { entry in
      guard Self.element(entry.key) == element else { return false }
      guard let mark = Self.mark(entry.key) else { return true }
      // A date that does not say of what is that of publication.
      return attributes.text(mark.attribute).map { $0 == mark.value } ?? (element == .date)
    }
  }
}
