/// A character encoding, by the names of the WHATWG Encoding Standard.
public struct TextEncoding: Sendable, Hashable {
  /// The name to show and to write into an XML declaration.
  public let name: String
  let scheme: CodingScheme
  /// The labels with blanks between: an encoding costs nothing until its labels are asked for.
  private let labelText: String

  init(_ name: String, _ scheme: CodingScheme, labels: String) {
    self.name = name
    self.scheme = scheme
    labelText = labels
  }

  /// The standard's labels and a few that it lacks, lower case.
  public var labels: [String] { labelText.split(separator: " ").map(String.init) }

  /// The encoding with this label; capitals and blanks around it do not matter.
  public init?(label: String) {
    let wanted = label.lowercased().filter { !$0.isWhitespace }
    // Most ask for UTF-8, for which the others need not be made.
    if Self.utf8.labels.contains(wanted) {
      self = .utf8
    } else if let found = Self.all.first(where: { $0.labels.contains(wanted) }) {
      self = found
    } else {
      return nil
    }
  }

  public static func == (one: TextEncoding, other: TextEncoding) -> Bool { one.name == other.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Whether its units are of two bytes, so that not even ASCII is ASCII.
  public var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// Bytes of its byte order mark; none where there is none.
  public var byteOrderMark: [UInt8] {
    switch scheme {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16(isBigEndian: false): [0xFF, 0xFE]
    case .utf16(isBigEndian: true): [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    default: []
    }
  }

  /// Names for messages.
  public static var names: String { all.map(\.name).joined(separator: ", ") }
}

/// How an encoding puts characters into bytes.
enum CodingScheme: Sendable, Hashable {
  case utf8
  case utf16(isBigEndian: Bool)
  /// One byte a character; the C library's name of the character set, and whether bytes 80–9F that
  /// it leaves open are the C1 controls, as the standard has it for the sets of Windows.
  case singleByte(String, controlsFillGaps: Bool)
  /// Encoding Standard § 10.2; one, two and four bytes.
  case gb18030
  /// § 10.1: read as GB18030, written without its four-byte characters.
  case gbk
  /// § 11.1, with the supplement of Hong Kong.
  case big5
  /// § 12.1; one, two and three bytes.
  case eucJP
  /// § 12.2; seven bits, sets told apart by escape sequences.
  case iso2022JP
  /// § 12.3, with the extensions of Windows.
  case shiftJIS
  /// § 13.1, with the extensions of Windows.
  case eucKR
  /// RFC 1843; seven bits, `~{` and `~}` around GB 2312.
  case hz
}
