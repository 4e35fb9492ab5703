import GazetteDocumentModel
import GazetteTestSupport
import Testing

@testable import GazetteTextEncoding

/// The whole tables against those of another implementation of the Encoding Standard.
///
/// A digest is FNV-1a of the code and the scalars of all codes in order, four bytes each, lowest first.
/// They were computed from what the TextDecoder of Chromium 156 makes of every code, but for four codes of
/// Big5 that are two scalars, where it was the standard's own § 11.1.1.
@Suite struct CodeTableTests {
  static let multiByte: [(name: String, count: Int, digest: UInt64)] = [
    ("gb18030", 23941, 0x6256_9EA6_0161_DDFE),
    ("gbk", 23941, 0x6256_9EA6_0161_DDFE),
    ("big5", 18594, 0x0C60_C5FD_E366_2D44),
    ("shift_jis", 9668, 0x58DA_4BA1_FDFC_CE9F),
    ("euc-jp", 7399, 0x0E40_A41E_85B5_3DB1),
    ("euc-kr", 17048, 0x8C27_BD1A_002F_3EBF),
  ]

  static let singleByte: [(name: String, count: Int, digest: UInt64)] = [
    ("ibm866", 128, 0x2744_D888_837F_D451),
    ("iso-8859-2", 128, 0x5A09_0E5F_582A_7C2E),
    ("iso-8859-3", 121, 0x93C6_79EF_BFB1_4AFE),
    ("iso-8859-4", 128, 0x1802_D120_770D_2B44),
    ("iso-8859-5", 128, 0x1E34_5D91_52D1_EA82),
    ("iso-8859-6", 83, 0x9130_5E93_6867_3575),
    ("iso-8859-7", 125, 0xCD0C_863D_9436_16E3),
    ("iso-8859-8", 92, 0x0E2A_262F_86D7_A984),
    ("iso-8859-10", 128, 0x76DC_B7B8_B4D4_ECCB),
    ("iso-8859-13", 128, 0xFF28_1483_9296_754A),
    ("iso-8859-14", 128, 0xCA9B_BE89_4A4A_B17B),
    ("iso-8859-15", 128, 0xC45B_0DC2_0D90_F364),
    ("iso-8859-16", 128, 0xF587_E379_2FD3_1FB8),
    ("koi8-r", 128, 0x193B_A7B6_33CF_95FE),
    ("koi8-u", 128, 0x59FE_CA0D_A11E_989E),
    ("macintosh", 128, 0x798C_1E28_385C_1C65),
    ("windows-874", 120, 0xD65F_D1CB_5D56_C4F1),
    ("windows-1250", 128, 0xBAA0_0683_8BF9_B184),
    ("windows-1251", 128, 0xF655_E2E3_BAEF_444F),
    ("windows-1252", 128, 0x78C4_B27C_F0DA_71CC),
    ("windows-1253", 125, 0x3D28_8629_9137_EA02),
    ("windows-1254", 128, 0x7A8C_8A03_5E98_B03A),
    ("windows-1255", 118, 0x2E9F_9629_1E45_AF6B),
    ("windows-1256", 128, 0xD102_3416_2B15_D4B8),
    ("windows-1257", 126, 0x7469_7DB3_5A33_2701),
    ("windows-1258", 128, 0x8F7D_317E_215D_D552),
    ("x-mac-cyrillic", 128, 0xC984_FA99_BC42_61CB),
  ]

  /// Codes that decode alone and to their end, and what they decode to.
  private struct Codes {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    var count = 0
    /// All characters, a line each.
    var text = ""
    private var decoder: LegacyDecoder
    private var output = [UInt8](repeating: 0, count: 64)

    init(_ name: String) throws {
      let encoding = try #require(TextEncoding(label: name))
      decoder = try #require(LegacyDecoder(encoding))
    }

    /// Whether the bytes are a code.
    @discardableResult
    mutating func add(_ bytes: [UInt8]) -> Bool {
      let result = decoder.convert(bytes.span, into: &output)
      guard result.stop == .done, result.taken == bytes.count else { return false }
      count += 1
      mix(bytes.reduce(0) { $0 << 8 | UInt32($1) })
      let character = String(decoding: output[..<result.given], as: UTF8.self)
      for scalar in character.unicodeScalars { mix(scalar.value) }
      text += character + "\n"
      return true
    }

    private mutating func mix(_ value: UInt32) {
      for shift in [0, 8, 16, 24] as [UInt32] {
        digest = (digest ^ UInt64(value >> shift & 0xFF)) &* 0x100_0000_01B3
      }
    }
  }

  @Test(arguments: multiByte)
  func doubleBytesAreTheStandards(_ name: String, _ count: Int, _ digest: UInt64) throws {
    var codes = try Codes(name)
    let singles = (0x80...0xFF as ClosedRange<UInt8>).filter { codes.add([$0]) }
    for first in 0x80...0xFF as ClosedRange<UInt8> where !singles.contains(first) {
      for second in 0x21...0xFF as ClosedRange<UInt8> { codes.add([first, second]) }
    }
    #expect(codes.count == count)
    #expect(codes.digest == digest)
    // And all of it can be written and read again.
    let encoding = try #require(TextEncoding(label: name))
    let bytes = try codes.text.encoded(in: encoding)
    #expect(try TextDecoderTests.decoded(bytes, encoding) == codes.text)
  }

  @Test(arguments: singleByte)
  func singleBytesAreTheStandards(_ name: String, _ count: Int, _ digest: UInt64) throws {
    var codes = try Codes(name)
    for byte in 0x80...0xFF as ClosedRange<UInt8> { codes.add([byte]) }
    #expect(codes.count == count)
    #expect(codes.digest == digest)
    let encoding = try #require(TextEncoding(label: name))
    let bytes = try codes.text.encoded(in: encoding)
    #expect(try TextDecoderTests.decoded(bytes, encoding) == codes.text)
  }

  @Test func threeBytesOfEUCJPAreTheStandards() throws {
    var codes = try Codes("euc-jp")
    for first in 0xA1...0xFE as ClosedRange<UInt8> {
      for second in 0xA1...0xFE as ClosedRange<UInt8> { codes.add([0x8F, first, second]) }
    }
    #expect(codes.count == 6067)
    #expect(codes.digest == 0xF51C_A7E4_5D65_C22F)
    let bytes = try codes.text.encoded(in: .eucJP)
    #expect(try TextDecoderTests.decoded(bytes, .eucJP) == codes.text)
  }

  @Test func fourBytesOfGB18030AreTheStandards() throws {
    var codes = try Codes("gb18030")
    let digits: ClosedRange<UInt8> = 0x30...0x39
    for b0 in 0x81...0x84 as ClosedRange<UInt8> {
      for b1 in digits {
        for b2 in 0x81...0xFE as ClosedRange<UInt8> {
          for b3 in digits { codes.add([b0, b1, b2, b3]) }
        }
      }
    }
    #expect(codes.count == 39420)
    #expect(codes.digest == 0x6F5B_9B22_9D4D_3FE4)
    let bytes = try codes.text.encoded(in: .gb18030)
    #expect(try TextDecoderTests.decoded(bytes, .gb18030) == codes.text)
  }

  /// GB18030 holds all of Unicode: every scalar comes back, but the one that the standard leaves out.
  @Test func everyScalarHasAPlaceInGB18030() throws {
    var encoder = try #require(LegacyEncoder(.gb18030))
    var decoder = try #require(LegacyDecoder(.gb18030))
    var output = [UInt8](repeating: 0, count: 64)
    var missing: [UInt32] = []
    var changed: [UInt32] = []
    // Of the planes beyond the first, which are counted through, a sample.
    let planes = stride(from: 0x10000 as UInt32, through: 0x10FFFF, by: 4099)
    for value in Array(1...0xFFFF as ClosedRange<UInt32>) + planes + [0x10FFFF] {
      guard Unicode.Scalar(value) != nil else { continue }
      var code: [UInt8] = []
      guard encoder.encode(value, into: &code) else {
        missing.append(value)
        continue
      }
      let result = decoder.convert(code.span, into: &output)
      if result.taken != code.count || output.span.scalar(at: 0).value != value {
        changed.append(value)
      }
    }
    #expect(missing == [0xE5E5])
    // Codes that Unicode has since given characters of their own: the old private ones become those.
    #expect(Set(changed) == Set(CodeTable.gb18030Moved.map(\.old)).subtracting([0xE7C7]))
  }

  @Test func everyLabelOfTheStandardIsKnown() throws {
    // Encoding Standard § 4.2, but for x-user-defined and the ones that it refuses to read.
    let labels = [
      "UTF-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
      "IBM866": "866 cp866 csibm866 ibm866",
      "ISO-8859-2":
        "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
      "ISO-8859-3":
        "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
      "ISO-8859-4":
        "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
      "ISO-8859-5":
        "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
      "ISO-8859-6":
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
      "ISO-8859-7":
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
      "ISO-8859-8":
        "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
      "ISO-8859-10":
        "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
      "ISO-8859-13": "iso-8859-13 iso8859-13 iso885913",
      "ISO-8859-14": "iso-8859-14 iso8859-14 iso885914",
      "ISO-8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
      "ISO-8859-16": "iso-8859-16",
      "KOI8-R": "cskoi8r koi koi8 koi8-r koi8_r",
      "KOI8-U": "koi8-ru koi8-u",
      "macintosh": "csmacintosh mac macintosh x-mac-roman",
      "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
      "windows-1250": "cp1250 windows-1250 x-cp1250",
      "windows-1251": "cp1251 windows-1251 x-cp1251",
      "windows-1252":
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
      "windows-1253": "cp1253 windows-1253 x-cp1253",
      "windows-1254":
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254",
      "windows-1255": "cp1255 windows-1255 x-cp1255",
      "windows-1256": "cp1256 windows-1256 x-cp1256",
      "windows-1257": "cp1257 windows-1257 x-cp1257",
      "windows-1258": "cp1258 windows-1258 x-cp1258",
      "x-mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
      "GBK": "gbk x-gbk",
      "GB2312": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58",
      "GB18030": "gb18030",
      "Big5": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
      "EUC-JP": "cseucpkdfmtjapanese euc-jp x-euc-jp",
      "ISO-2022-JP": "csiso2022jp iso-2022-jp",
      "Shift_JIS":
        "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
      "EUC-KR":
        "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
      "HZ-GB-2312": "hz-gb-2312",
      "UTF-16BE": "unicodefffe utf-16be",
      "UTF-16LE": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    ]
    for (name, list) in labels {
      for label in list.split(separator: " ") {
        #expect(TextEncoding(label: String(label))?.name == name, "\(label)")
      }
    }
    #expect(Set(labels.keys) == Set(TextEncoding.all.map(\.name)))
  }
}
