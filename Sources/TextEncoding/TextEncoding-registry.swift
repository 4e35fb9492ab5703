/// The encodings and their labels: those of the Encoding Standard § 4.2, then a few that archives use.
/// A new encoding is a row.
extension TextEncoding {
  public static let utf8 = TextEncoding(
    "UTF-8", .utf8,
    labels: "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8")
  public static let utf16LittleEndian = TextEncoding(
    "UTF-16LE", .utf16(isBigEndian: false),
    labels:
      "utf-16le utf-16 utf16 utf16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff")
  public static let utf16BigEndian = TextEncoding(
    "UTF-16BE", .utf16(isBigEndian: true), labels: "utf-16be utf16be unicodefffe")

  public static let gb18030 = TextEncoding("GB18030", .gb18030, labels: "gb18030")
  public static let gbk = TextEncoding(
    "GBK", .gbk, labels: "gbk x-gbk cp936 ms936 windows-936")
  /// The standard takes it for GBK; the name is kept for declarations.
  public static let gb2312 = TextEncoding(
    "GB2312", .gbk,
    labels: "gb2312 chinese csgb2312 csiso58gb231280 gb_2312 gb_2312-80 iso-ir-58 euc-cn")
  /// The standard knows the label only to refuse it; archives of mail and news hold it.
  public static let hz = TextEncoding("HZ-GB-2312", .hz, labels: "hz-gb-2312 hz hzgb")
  public static let big5 = TextEncoding(
    "Big5", .big5, labels: "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950")

  public static let eucJP = TextEncoding(
    "EUC-JP", .eucJP, labels: "euc-jp cseucpkdfmtjapanese x-euc-jp eucjp")
  public static let iso2022JP = TextEncoding(
    "ISO-2022-JP", .iso2022JP, labels: "iso-2022-jp csiso2022jp")
  public static let shiftJIS = TextEncoding(
    "Shift_JIS", .shiftJIS,
    labels: "shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932")
  public static let eucKR = TextEncoding(
    "EUC-KR", .eucKR,
    labels:
      "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 uhc"
  )

  public static let windows1250 = windows("1250", labels: "cp1250 x-cp1250")
  public static let windows1251 = windows("1251", labels: "cp1251 x-cp1251")
  /// ISO-8859-1 and ASCII are read as this, as the standard says.
  public static let windows1252 = windows(
    "1252",
    labels:
      "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"
  )
  public static let windows1253 = windows("1253", labels: "cp1253 x-cp1253")
  public static let windows1254 = windows(
    "1254",
    labels:
      "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254"
  )
  public static let windows1255 = windows("1255", labels: "cp1255 x-cp1255")
  public static let windows1256 = windows("1256", labels: "cp1256 x-cp1256")
  public static let windows1257 = windows("1257", labels: "cp1257 x-cp1257")
  public static let windows1258 = windows("1258", labels: "cp1258 x-cp1258")
  public static let windows874 = windows(
    "874", labels: "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 cp874")

  public static let iso8859_2 = iso8859(
    2, labels: "csisolatin2 iso-ir-101 iso_8859-2 iso_8859-2:1987 l2 latin2")
  public static let iso8859_5 = iso8859(
    5, labels: "csisolatincyrillic cyrillic iso-ir-144 iso_8859-5 iso_8859-5:1988")
  public static let iso8859_7 = iso8859(
    7,
    labels:
      "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso_8859-7 iso_8859-7:1987 sun_eu_greek"
  )
  public static let iso8859_8 = iso8859(
    8,
    labels:
      "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical"
  )
  public static let koi8R = TextEncoding(
    "KOI8-R", .singleByte("KOI8-R", controlsFillGaps: false),
    labels: "koi8-r cskoi8r koi koi8 koi8_r")
  public static let koi8U = TextEncoding(
    "KOI8-U", .singleByte("KOI8-U", controlsFillGaps: false), labels: "koi8-u koi8-ru")
  public static let ibm866 = TextEncoding(
    "IBM866", .singleByte("IBM866", controlsFillGaps: false), labels: "ibm866 866 cp866 csibm866")

  /// All encodings that are read and written.
  public static let all = [
    utf8, utf16LittleEndian, utf16BigEndian, gb18030, gbk, gb2312, hz, big5, eucJP, iso2022JP,
    shiftJIS, eucKR, windows1250, windows1251, windows1252, windows1253, windows1254, windows1255,
    windows1256, windows1257, windows1258, windows874, iso8859_2,
    iso8859(3, labels: "csisolatin3 iso-ir-109 iso_8859-3 iso_8859-3:1988 l3 latin3"),
    iso8859(4, labels: "csisolatin4 iso-ir-110 iso_8859-4 iso_8859-4:1988 l4 latin4"),
    iso8859_5,
    iso8859(
      6,
      labels:
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso_8859-6 iso_8859-6:1987"
    ),
    iso8859_7, iso8859_8,
    iso8859(10, labels: "csisolatin6 iso-ir-157 l6 latin6"),
    iso8859(13, labels: ""), iso8859(14, labels: ""),
    iso8859(15, labels: "csisolatin9 iso_8859-15 l9"),
    TextEncoding(
      "ISO-8859-16", .singleByte("ISO-8859-16", controlsFillGaps: false), labels: "iso-8859-16"),
    koi8R, koi8U, ibm866,
    TextEncoding(
      "macintosh", .singleByte("MACINTOSH", controlsFillGaps: false),
      labels: "macintosh csmacintosh mac x-mac-roman"),
    TextEncoding(
      "x-mac-cyrillic", .singleByte("MAC-CYRILLIC", controlsFillGaps: false),
      labels: "x-mac-cyrillic x-mac-ukrainian"),
  ]

  private static func windows(_ number: String, labels: String) -> TextEncoding {
    TextEncoding(
      "windows-\(number)", .singleByte("CP\(number)", controlsFillGaps: true),
      labels: "windows-\(number) \(labels)")
  }

  private static func iso8859(_ part: Int, labels: String) -> TextEncoding {
    TextEncoding(
      "ISO-8859-\(part)", .singleByte("ISO-8859-\(part)", controlsFillGaps: false),
      labels: "iso-8859-\(part) iso8859-\(part) iso8859\(part) \(labels)")
  }
}
