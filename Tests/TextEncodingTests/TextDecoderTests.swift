import GazetteDocumentModel
import GazetteTestSupport
import GazetteTextEncoding
import Testing

@Suite struct TextDecoderTests {
  static let sentence = "会议指出,要全面贯彻新发展理念,推动科技自立自强。"
  static let traditional = "會議指出,要全面貫徹新發展理念,推動科技自立自強。"

  /// A text in an encoding.
  static func encoded(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    let sink = MemorySink()
    let encoder = try EncodingSink(sink, encoding, .refuse)
    let bytes = Array(text.utf8)
    try encoder.write(bytes.span)
    return sink.bytes
  }

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

  // The text is Chinese, which windows-1252 has not.
  @Test(arguments: TextEncoding.all.filter { $0 != .windows1252 }, [1, 2, 3, 5, 16, 1000])
  func comesBackHoweverItIsCut(_ encoding: TextEncoding, _ chunk: Int) throws {
    var text = encoding == .big5 ? Self.traditional : Self.sentence
    if [.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030].contains(encoding) { text += "𠮷野😀é" }
    text += "\nABC\r\n" + text
    let bytes = try Self.encoded(text, encoding)
    #expect(try Self.decoded(bytes, encoding, chunk: chunk) == text)
  }

  @Test(arguments: [60, 500, 5000])
  func encodingsAreTold(_ size: Int) throws {
    for encoding in [TextEncoding.utf8, .gb18030, .big5, .utf16LittleEndian, .utf16BigEndian] {
      let sentence = encoding == .big5 ? Self.traditional : Self.sentence
      var text = "· 要聞 ·\n\n"
      if encoding != .big5 { text = "· 要闻 ·\n\n" }
      while text.utf8.count < size { text += sentence + "\n" }
      let bytes = try Self.encoded(text, encoding)
      let found = try EncodingDetector.detect(bytes.span, isWhole: true)
      #expect(found.encoding == encoding, "\(encoding.name) of \(size) bytes")
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
  @Test(arguments: [TextEncoding.utf8, .gb18030, .big5], [1, 7, 1000])
  func badBytesHaveAPlace(_ encoding: TextEncoding, _ chunk: Int) throws {
    let good = try Self.encoded("一行\n二", encoding)
    let bad = good + [0xFF] + (try Self.encoded("三", encoding))
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
    for encoding in [TextEncoding.utf8, .gb18030, .big5, .utf16LittleEndian] {
      let bytes = Array(try Self.encoded("文", encoding).dropLast())
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
}
