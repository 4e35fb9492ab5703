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
