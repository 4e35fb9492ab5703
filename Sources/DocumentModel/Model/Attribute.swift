/// A property of the element that was started last; all come right after its `start`, before any content.
public enum Attribute: UInt8, Sendable, CaseIterable {
  /// An identifier that is unique within the bulletin.
  case id = 1
  /// Which kind of its element: see `Element`.
  case type
  /// `person` or `organization`, of a `contributor`.
  case kind
  /// `author`, `editor`, `publisher`…: of a `contributor`, in JATS `contrib-type` terms.
  case role
  /// The words that the source prints before the value: `责任编辑`, `图 1`, `（一）`.
  case label
  /// ISO 8601, of a `date`: `2021`, `2021-03` or `2021-03-12`.
  case iso
  /// The name of a `custom` fact, or the style of a `span`.
  case name
  case surname
  case givenNames
  case affiliation
  case email
  /// An identifier of a contributor, as a URI.
  case identifier
  /// BCP 47 tag.
  case language
  /// 1…6, of a `heading`.
  case level
  /// The first number of an ordered `list`.
  case start
  /// `true` where a `cell` is a header.
  case header
  case columnSpan
  case rowSpan
  /// `left`, `center`, `right`.
  case align
  /// A URI or `#id`: where a `link`, `image` or `noteReference` points.
  case target
  case title
  /// The words that stand for an `image` or a `formula`.
  case alternative

  /// The name on the wire.
  public var wireName: String { Self.names[self] }

  /// The name's UTF-8 bytes.
  public var wireNameBytes: [UInt8] { Self.names.bytes(self) }

  private static let names = CaseNames<Attribute>()
}
