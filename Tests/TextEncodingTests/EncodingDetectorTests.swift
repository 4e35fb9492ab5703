import GazetteDocumentModel
import GazetteTestSupport
import Testing

@testable import GazetteTextEncoding

@Suite struct EncodingDetectorTests {
  private struct Tally {
    var all = 0
    var sure = 0
    var wrong: [String] = []
    var surelyWrong: [String] = []
  }

  /// Five texts for each pair of language and encoding.
  private func tally(_ language: SampleLanguage, _ size: Int) throws -> Tally {
    var tally = Tally()
    for encoding in language.encodings {
      for seed in 0..<5 as Range<UInt64> {
        let text = try language.text(of: size, in: encoding, seed: seed &* 77 &+ UInt64(size))
        let bytes = try text.encoded(in: encoding)
        let found = try EncodingDetector.detect(bytes.span, isWhole: true)
        tally.all += 1
        if found.isSure { tally.sure += 1 }
        // Where it decodes to the same text, the name does not matter.
        guard (try? TextDecoderTests.decoded(bytes, found.encoding)) != text else { continue }
        let told =
          "\(language.name) in \(encoding.name) #\(seed): \(found.encoding.name), \(found.certainty) %"
        tally.wrong.append(told)
        if found.isSure { tally.surelyWrong.append(told) }
      }
    }
    return tally
  }

  @Test(arguments: SampleLanguage.all, [500, 5000])
  func fiveHundredBytesAreEnough(_ language: SampleLanguage, _ size: Int) throws {
    let tally = try tally(language, size)
    #expect(tally.wrong.isEmpty)
  }

  @Test(arguments: SampleLanguage.all)
  func shortTextsSayHowSureTheyAre(_ language: SampleLanguage) throws {
    let tally = try tally(language, 60)
    #expect(tally.surelyWrong.isEmpty)
    #expect(tally.wrong.count * 4 <= tally.all, "\(tally.wrong)")
  }

  @Test func aFewBytesAreAGuess() throws {
    let found = try EncodingDetector.detect([0x41, 0xE9, 0x20, 0x42].span, isWhole: true)
    #expect(!found.isSure && found.certainty > 0)
    #expect(found.encoding == .windows1252)
  }

  @Test func oneBadByteDoesNotHideTheEncoding() throws {
    for language in SampleLanguage.all.prefix(4) {
      for encoding in language.encodings where ![.hz, .iso2022JP].contains(encoding) {
        var bytes = try language.text(of: 1000, in: encoding, seed: 5)
          .encoded(in: encoding)
        bytes.insert(0xFF, at: 400)
        let found = try EncodingDetector.detect(bytes.span, isWhole: true)
        #expect(found.encoding == encoding)
      }
    }
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\" encoding='KOI8-R'?>\n<p>\u{2500}</p>", TextEncoding.koi8R),
    ("<?xml version=\"1.0\" encoding=\"gb2312\"?><p>文</p>", .gb2312),
    ("<!DOCTYPE html><html><head><meta charset=\"shift_jis\"></head><p>文</p>", .shiftJIS),
    (
      "<html><meta http-equiv=\"Content-Type\" content=\"text/html; charset=euc-kr\"/><p>문</p>",
      .eucKR
    ),
    ("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><p>文</p>", .iso2022JP),
  ])
  func markupDeclaresItself(_ text: String, _ encoding: TextEncoding) throws {
    let bytes = try text.encoded(in: encoding)
    let found = try EncodingDetector.detect(bytes.span, isWhole: true)
    #expect(found.encoding == encoding && found.isSure)
    #expect(try TextDecoderTests.decoded(bytes, found.encoding) == text)
  }

  @Test func aDeclarationThatIsNotTrueIsNotBelieved() throws {
    let kept = Array("<?xml version=\"1.0\" encoding=\"GBK\"?><p>会议指出</p>".utf8)
    let found = try EncodingDetector.detect(kept.span, isWhole: true)
    #expect(found.encoding == .utf8 && found.misdeclared == "GBK")
    // A sentence about charset="big5" is no declaration.
    let text = Array("charset=\"big5\" <meta charset=big5>".utf8)
    #expect(try EncodingDetector.detect(text.span, isWhole: true).encoding == .utf8)
  }

  /// UTF-16 without a mark is told by zeros beside line ends and spaces, whatever the letters.
  @Test(arguments: [
    "Newsletter of the harbour\n\nThe quay is closed.\n", "港口简报\n\n上海的码头上午关闭,下午开放。\n",
    "会议指出,上述要求须在月底以前全部落实到位。\n", "Вестник порта\n\nПричал закрыт до весны.\n",
    "ニュース\n\n波止場は閉鎖されています。\n",
  ])
  func utf16WithoutAMark(_ text: String) throws {
    for (encoding, isBig) in [(TextEncoding.utf16LittleEndian, false), (.utf16BigEndian, true)] {
      let bytes = text.utf16.flatMap { unit in
        isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
      #expect(try EncodingDetector.detect(bytes.span, isWhole: true).encoding == encoding)
    }
  }

  /// One zero byte does not make UTF-16 of a text.
  @Test(arguments: [
    "Hello world, this is a plain English letter.\nIt has a bad byte.\n", "会议指出，安全生产责任重于泰山。",
    "城东社区简报\n2024年第5期\n\n社区开展垃圾分类。\n", "Größe\nund mehr\n",
  ])
  func aZeroByteIsNoText(_ text: String) throws {
    let isWide = text.utf8.allSatisfy { $0 >= 0x80 }
    for encoding in isWide ? [TextEncoding.utf8, .gb18030] : [.utf8] {
      let whole = try text.encoded(in: encoding)
      for place in 0...whole.count {
        var bytes = whole
        bytes.insert(0, at: place)
        let error = #expect(throws: ConversionError.self) {
          try EncodingDetector.detect(bytes.span, isWhole: true)
        }
        #expect(error?.code == .inputBinary, "\(encoding.name) at \(place)")
      }
    }
  }

  @Test func sevenBitsWithoutEscapesAreASCII() throws {
    for text in ["a ~ b ~~ c", "if x { ~{x} }", "~{ab~} is a program's", "\u{1B}[1mbold\u{1B}[0m"] {
      let bytes = Array(text.utf8)
      #expect(try EncodingDetector.detect(bytes.span, isWhole: true).encoding == .utf8, "\(text)")
    }
  }

  @Test func theSampleMayEndAnywhere() throws {
    for language in SampleLanguage.all.prefix(4) {
      for encoding in language.encodings {
        let bytes = try language.text(of: 600, in: encoding, seed: 9)
          .encoded(in: encoding)
        for end in 520..<540 {
          let part = Array(bytes[..<end])
          let found = try EncodingDetector.detect(part.span, isWhole: false)
          #expect(found.encoding == encoding, "\(language.name) cut at \(end)")
        }
      }
    }
  }
}
