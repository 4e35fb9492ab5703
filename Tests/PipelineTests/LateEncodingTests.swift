import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import GazetteTextEncoding
import Testing

/// A text whose beginning is ASCII, however long, says what encoding it is in where it first could.
@Suite struct LateEncodingTests {
  /// 300 KB, more than is looked at when a conversion begins; 9,000 lines with blank ones between.
  static let ascii = String(repeating: "A line of a table of plain ASCII.\n\n", count: 9000)
  static let wide = String(repeating: "会议强调,要坚持以人民为中心的发展思想。\n\n", count: 200)

  private func converted(_ bytes: [UInt8], to format: String) throws -> Converted {
    try Converted(bytes, from: "text", to: format, readerOptions: ["profile": "cast"])
  }

  /// As JATS too, which wants the credits first and so reads the input twice.
  @Test(arguments: [TextEncoding.gb18030, .big5, .shiftJIS], ["jsonl", "jats"])
  func isToldWhereItShows(_ encoding: TextEncoding, _ format: String) throws {
    let last =
      switch encoding {
      case .big5: "會議強調,要堅持以人民為中心的發展思想。\n\n(责任编辑 王麗娜)\n".replacing("责任编辑", with: "責任編輯")
      case .shiftJIS: "会議では、これからの方針について話し合いました。\n\n"
      default: Self.wide + "(责任编辑 王丽娜)\n"
      }
    let text = Self.ascii + last
    let found = try converted(text.encoded(in: encoding), to: format)
    let expected = try converted(Array(text.utf8), to: format)
    #expect(found.bytes == expected.bytes)
    let said = found.diagnostics.filter { $0.code == .encodingDetected }
    #expect(said.count == 1)
    #expect(said.first?.arguments.first == encoding.name)
    #expect(!expected.diagnostics.contains { $0.code == .encodingDetected })
  }

  @Test func utf8StaysUTF8() throws {
    let found = try converted(Array((Self.ascii + Self.wide).utf8), to: "text")
    #expect(found.text.hasSuffix("要坚持以人民为中心的发展思想。\n"))
  }

  /// A fault in UTF-8 is a fault, with its place, and no sign of another encoding.
  @Test func aFaultHasItsPlace() throws {
    let bytes = Array((Self.ascii + Self.wide).utf8) + [0xB0, 0xFF, 0x0A]
    let error = #expect(throws: ConversionError.self) { try converted(bytes, to: "jsonl") }
    #expect(error?.code == .undecodableBytes)
    #expect(error?.diagnostic.arguments == ["0xB0", "UTF-8"])
    #expect(
      error?.diagnostic.position
        == SourcePosition(offset: UInt64(bytes.count - 3), line: 18401, column: 1))
  }

  /// An encoding that is asked for is not looked for.
  @Test func whatIsAskedForStands() throws {
    let bytes = try (Self.ascii + Self.wide).encoded(in: .gb18030)
    let error = #expect(throws: ConversionError.self) {
      try Converted(bytes, from: "text", to: "jsonl") { $0.encoding = .utf8 }
    }
    #expect(error?.code == .undecodableBytes)
  }
}
