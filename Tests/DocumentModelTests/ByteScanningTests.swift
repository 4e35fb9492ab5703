import GazetteDocumentModel
import Testing

/// What is counted by 16 bytes at a time, against the standard library, at every length and place.
@Suite struct ByteScanningTests {
  static let text = String(
    repeating: "会议指出,ASCII text,\n“引号” é ß Ω 한국어 𠮷野家 😀\n", count: 12)

  @Test func scalarsAndLineFeeds() {
    var scalars = Array(Self.text.unicodeScalars)
    while !scalars.isEmpty {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let bytes = Array(String(text).utf8)
      #expect(bytes.span.scalarCount == scalars.count)
      #expect(bytes.span.lineFeedCount == scalars.count { $0 == "\n" })
      scalars.removeFirst()
    }
  }

  /// Lanes of a byte are added up before they overflow.
  @Test(arguments: [0, 1, 7, 8, 15, 16, 4079, 4080, 4081, 10_000])
  func manyScalars(_ count: Int) {
    let ascii = [UInt8](repeating: 0x0A, count: count)
    #expect(ascii.span.scalarCount == count)
    #expect(ascii.span.lineFeedCount == count)
    let han = Array(String(repeating: "会", count: count).utf8)
    #expect(han.span.scalarCount == count)
  }

  @Test func bytesAreReplaced() {
    var bytes = Array("会议".utf8)
    for text in ["指出", "学", "", "党史学习教育", "abcdefghijklmnopqr"] {
      let wanted = Array(text.utf8)
      bytes.replaceAll(with: wanted.span)
      #expect(bytes == wanted)
    }
  }
}
