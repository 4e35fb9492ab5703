import GazetteDocumentModel
import GazetteTestSupport
import GazetteTextEncoding
import Testing

@Suite struct TextDecoderTests {
  static let sentence = "会议指出,要全面贯彻新发展理念,推动科技自立自强。"
  static let traditional = "會議指出,要全面貫徹新發展理念,推動科技自立自強。"

  static func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, chunk: Int? = nil) throws
    -> String
  {
    let mark = encoding.byteOrderMark
    let skip = !mark.isEmpty && bytes.starts(with: mark) ? mark.count : 0
    var decoder = try TextDecoder(encoding, markLength: skip)
    var text: [UInt8] = []
    let span = bytes.span
    var at = skip
    while at < bytes.count {
      let end = min(bytes.count, at + (chunk ?? bytes.count))
      try decoder.decode(span.extracting(at..<end)) { text.append($0) }
      at = end
    }
    try decoder.finish()
    return String(decoding: text, as: UTF8.self)
  }

  /// Something of everything that an encoding holds.
  static func sample(_ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030: sentence + "𠮷野😀é"
    case .gbk, .gb2312: sentence + "鎔€"
    case .hz: sentence + "~"
    case .big5: traditional + "嘅咗𠝹Ê̄ê̌Êê"
    case .shiftJIS: "会議は、～ではなく~と①ｶﾅを。㈱髙"
    case .eucJP: "会議は、①ｶﾅを。㈱髙丂"
    case .iso2022JP: "会議は、¥~と①ｶﾅを。㈱髙\\‾a"
    case .eucKR: "회의는 똠방각하 漢字 세 곳."
    default: ""
    }
  }

  @Test(arguments: TextEncoding.all)
  func comesBackHoweverItIsCut(_ encoding: TextEncoding) throws {
    var text = Self.sample(encoding)
    if text.isEmpty {
      for byte in 0x80...0xFF as ClosedRange<UInt8> {
        text += (try? Self.decoded([byte], encoding)) ?? ""
      }
      #expect(text.unicodeScalars.count > 80)
    }
    text += "\nABC\r\n" + text + "\n"
    let bytes = try text.encoded(in: encoding)
    for chunk in 1...40 {
      #expect(try Self.decoded(bytes, encoding, chunk: chunk) == text, "\(chunk) bytes a chunk")
    }
    // One cut, everywhere; and writing in pieces gives the same bytes.
    for cut in stride(from: 1, to: bytes.count, by: bytes.count > 300 ? 7 : 1) {
      var decoder = try TextDecoder(encoding)
      var decoded: [UInt8] = []
      try decoder.decode(bytes.span.extracting(0..<cut)) { decoded.append($0) }
      try decoder.decode(bytes.span.extracting(cut..<bytes.count)) { decoded.append($0) }
      try decoder.finish()
      let mark = encoding.byteOrderMark.isEmpty || !bytes.starts(with: encoding.byteOrderMark)
      #expect(String(decoding: decoded, as: UTF8.self) == (mark ? "" : "\u{FEFF}") + text)
    }
    let utf8 = Array(text.utf8)
    for piece in 1...9 {
      let sink = MemorySink()
      let encoder = try EncodingSink(sink, encoding, .refuse)
      for start in stride(from: 0, to: utf8.count, by: piece) {
        try encoder.write(utf8.span.extracting(start..<min(utf8.count, start + piece)))
      }
      try encoder.flush()
      #expect(sink.bytes == bytes, "\(piece) bytes a write")
    }
  }

  @Test func aSampleMayBeCutInMidCharacter() throws {
    let bytes = Array(Array(Self.sentence.utf8).dropLast())
    #expect(try EncodingDetector.detect(bytes.span, isWhole: false).encoding == .utf8)
  }

  @Test(arguments: [1, 2])
  func anInputCutInMidCharacterIsSaidToBeCut(_ cut: Int) throws {
    let bytes = Array(Array("一行\n二三".utf8).dropLast(cut))
    let found = try EncodingDetector.detect(bytes.span, isWhole: true)
    #expect(found.encoding == .utf8 && found.isSure)
    let error = #expect(throws: ConversionError.self) { try Self.decoded(bytes, .utf8, chunk: 3) }
    #expect(error?.code == .inputTruncated)
    #expect(error?.diagnostic.position == SourcePosition(offset: 10, line: 2, column: 2))
  }

  /// ‸ is where the bad byte goes.
  @Test(
    arguments: [TextEncoding.utf8, .gb18030, .big5, .shiftJIS, .eucJP, .eucKR, .hz, .iso2022JP],
    [1, 7, 1000])
  func badBytesHaveAPlace(_ encoding: TextEncoding, _ chunk: Int) throws {
    let good = try "一行\n二".encoded(in: encoding)
    let bad = good + [0xFF] + (try "三".encoded(in: encoding))
    do {
      _ = try Self.decoded(bad, encoding, chunk: chunk)
      Issue.record("decoded")
    } catch let error as ConversionError {
      #expect(error.code == .undecodableBytes)
      #expect(
        error.diagnostic.position == SourcePosition(offset: UInt64(good.count), line: 2, column: 2))
      #expect(error.diagnostic.arguments == ["0xFF", encoding.name])
    }
  }

  @Test func aCutEndIsAFault() throws {
    for encoding in [
      TextEncoding.utf8, .gb18030, .big5, .utf16LittleEndian, .shiftJIS, .eucJP, .eucKR,
    ] {
      let text = encoding == .eucKR ? "문" : "文"
      let bytes = Array(try text.encoded(in: encoding).dropLast())
      #expect(throws: ConversionError.self, "\(encoding.name)") {
        try Self.decoded(bytes, encoding)
      }
    }
  }

  @Test func labelsAreThoseOfTheStandard() {
    #expect(TextEncoding(label: " GB2312 ")?.name == "GB2312")
    #expect(TextEncoding(label: "x-gbk")?.name == "GBK")
    #expect(TextEncoding(label: "unicode")?.name == "UTF-16LE")
    #expect(TextEncoding(label: "klingon") == nil)
    let labels = TextEncoding.all.flatMap(\.labels)
    #expect(Set(labels).count == labels.count)
  }

  @Test func unencodableCharactersFollowThePolicy() throws {
    func written(_ policy: UnencodablePolicy) throws -> String {
      let sink = MemorySink()
      let encoder = try EncodingSink(sink, .gbk, policy)
      let bytes = Array("a𠮷b".utf8)
      try encoder.write(bytes.span)
      return String(decoding: sink.bytes, as: UTF8.self)
    }
    #expect(try written(.xmlCharacterReference) == "a&#x20BB7;b")
    #expect(try written(.jsonEscape) == "a\\uD842\\uDFB7b")
    #expect(throws: ConversionError.self) { try written(.refuse) }
  }

  /// More lines than the numbers hold: the last stands for those behind it.
  @Test func linesBeyondAllNumbersAreTheLast() {
    let text = Array("a\nb\n\nccc".utf8)
    let early = TextPosition.of(7, in: text.span)
    #expect(early == SourcePosition(offset: 7, line: 4, column: 3))
    let start = SourcePosition(offset: 10, line: .max - 1, column: .max)
    let late = TextPosition.of(7, in: text.span, from: start)
    #expect(late == SourcePosition(offset: 17, line: .max, column: 3))
    let sameLine = TextPosition.of(1, in: text.span, from: start)
    #expect(sameLine == SourcePosition(offset: 11, line: .max - 1, column: .max))
  }
}
