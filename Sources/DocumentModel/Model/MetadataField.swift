/// A fact of a bulletin or article that is one plain value.
public enum MetadataField: UInt8, Sendable, CaseIterable {
  /// BCP 47 tag of the text: `zh`. JATS `@xml:lang`.
  case language = 1
  /// JATS `publisher-name`.
  case publisher
  /// JATS `volume`.
  case volume
  /// 第N期: the number within the year or volume. JATS `issue`.
  case issue
  /// 总第N期: the number since the beginning.
  case wholeNumber
  /// 密级.
  case classification
  /// Where the article was written. JATS has no own element; `custom-meta`.
  case place
  /// JATS `subj-group/subject`; repeats.
  case category
  /// JATS `kwd`; repeats.
  case keyword
  /// 来源：where the text was taken from.
  case source
  /// JATS `permissions/license`.
  case license
  /// JATS `permissions/copyright-statement`.
  case copyright

  /// The name on the wire and in `--metadata`.
  public var name: String { Self.names[self] }

  private static let names = CaseNames<MetadataField>()

  /// Whether a bulletin or article may state it several times.
  public var repeats: Bool { self == .category || self == .keyword }
}
