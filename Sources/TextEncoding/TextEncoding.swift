/// A character encoding, by the names of the WHATWG Encoding Standard.
///
/// The table has a row an encoding; a new one is a row.
public struct TextEncoding: Sendable, Hashable {
  /// The name to show and to write into an XML declaration.
  public let name: String
  /// What iconv calls it when decoding: GBK and GB2312 are read as the larger GB18030, as WHATWG says.
  let decoderName: String
  /// What iconv calls it when encoding; GB2312 is written as GBK, again as WHATWG says.
  let encoderName: String
  /// WHATWG labels, lower case.
  public let labels: [String]

  public static let utf8 = TextEncoding(
    name: "UTF-8", decoderName: "UTF-8", encoderName: "UTF-8",
    labels: [
      "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8",
    ])
  public static let utf16LittleEndian = TextEncoding(
    name: "UTF-16LE", decoderName: "UTF-16LE", encoderName: "UTF-16LE",
    labels: [
      "utf-16le", "utf-16", "utf16", "utf16le", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode",
      "unicodefeff",
    ])
  public static let utf16BigEndian = TextEncoding(
    name: "UTF-16BE", decoderName: "UTF-16BE", encoderName: "UTF-16BE",
    labels: ["utf-16be", "utf16be", "unicodefffe"])
  public static let gb18030 = TextEncoding(
    name: "GB18030", decoderName: "GB18030", encoderName: "GB18030", labels: ["gb18030"])
  public static let gbk = TextEncoding(
    name: "GBK", decoderName: "GB18030", encoderName: "GBK",
    labels: ["gbk", "x-gbk", "cp936", "ms936", "windows-936"])
  public static let gb2312 = TextEncoding(
    name: "GB2312", decoderName: "GB18030", encoderName: "GBK",
    labels: [
      "gb2312", "chinese", "csgb2312", "csiso58gb231280", "gb_2312", "gb_2312-80", "iso-ir-58",
      "euc-cn",
    ])
  public static let big5 = TextEncoding(
    name: "Big5", decoderName: "BIG5-HKSCS", encoderName: "BIG5-HKSCS",
    labels: ["big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"])

  /// Western European; ISO 8859-1 and ASCII are read as it, as WHATWG says.
  public static let windows1252 = TextEncoding(
    name: "windows-1252", decoderName: "WINDOWS-1252", encoderName: "WINDOWS-1252",
    labels: [
      "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1",
      "latin1", "l1", "us-ascii", "ascii",
    ])

  /// All encodings that are read and written.
  public static let all = [
    utf8, utf16LittleEndian, utf16BigEndian, gb18030, gbk, gb2312, big5, windows1252,
  ]

  private init(name: String, decoderName: String, encoderName: String, labels: [String]) {
    self.name = name
    self.decoderName = decoderName
    self.encoderName = encoderName
    self.labels = labels
  }

  /// The encoding with this label; capitals and blanks around it do not matter.
  public init?(label: String) {
    let wanted = label.lowercased().filter { !$0.isWhitespace }
    guard let found = Self.all.first(where: { $0.labels.contains(wanted) }) else { return nil }
    self = found
  }

  /// Whether its units are of two bytes, so that not even ASCII is ASCII.
  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// Bytes of its byte order mark; none where there is none.
  public var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    default: []
    }
  }

  /// Names for messages.
  public static var names: String { all.map(\.name).joined(separator: ", ") }
}
