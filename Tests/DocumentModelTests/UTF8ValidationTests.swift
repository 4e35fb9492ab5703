import GazetteDocumentModel
import Testing

/// Checked against the standard library's own validation.
@Suite struct UTF8ValidationTests {
  /// The longest valid prefix, by trying.
  static func expected(_ bytes: [UInt8]) -> Int {
    var length = 0
    var at = 0
    while at < bytes.count {
      let next = (1...4).first {
        at + $0 <= bytes.count && String(validating: bytes[at..<(at + $0)], as: UTF8.self) != nil
      }
      guard let next else { return length }
      at += next
      length = at
    }
    return length
  }

  static let samples = Array(
    "会议指出,ASCII text, “引号” é ß Ω 한국어 ไทย 𠮷野家 😀 ﬀ \u{FFFD}\u{FFFF}\u{10FFFF}\u{800}\u{7FF}\u{D7FF}\u{E000}。"
      .utf8)

  @Test func validTextsOfEveryLength() {
    var text = Self.samples + Self.samples + Self.samples
    while !text.isEmpty {
      #expect(UTF8Validation.validPrefix(text.span) == Self.expected(text), "length \(text.count)")
      text.removeLast()
    }
  }

  @Test(arguments: 1...200)
  func mutatedTexts(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<40 {
      var text = Self.samples + Self.samples
      text.removeFirst(next(20))
      for _ in 0...next(3) {
        text[next(text.count)] = UInt8(
          [
            0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
            0x9F, 0xA0,
          ][next(16)])
      }
      #expect(UTF8Validation.validPrefix(text.span) == Self.expected(text), "seed \(seed)")
    }
  }

  @Test func incompleteEnds() {
    let text = Array("正𠮷".utf8)
    let expected = [0, 1, 2, 0, 1, 2, 3, 0]
    for length in 0...text.count {
      let part = Array(text[..<length])
      #expect(UTF8Validation.incompleteSuffix(part.span) == expected[length])
    }
  }

  @Test func lineFeedsAreCounted() {
    for count in 0..<70 {
      let text = (0..<count * 7).map { UInt8($0 % 3 == 0 ? 0x0A : 0x61) }
      #expect(text.span.lineFeedCount == text.count { $0 == 0x0A })
    }
    let many = [UInt8](repeating: 0x0A, count: 100_000)
    #expect(many.span.lineFeedCount == 100_000)
  }
}
