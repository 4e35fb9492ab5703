import GazetteDocumentModel
import Testing

@Suite struct OutputBufferTests {
  @Test func numbersAreDecimal() throws {
    let sink = MemorySink()
    var output = OutputBuffer(sink)
    let numbers = [0, 7, 10, 12345, -1, -90, .max, .min]
    for number in numbers {
      try output.write(decimal: number)
      try output.write(byte: 0x20)
    }
    try output.finish()
    #expect(String(sink.bytes.span) == numbers.map { "\($0) " }.joined())
  }

  /// Where the buffer is full in the middle of a tag, nothing is lost.
  @Test func piecesOfSyntaxAreWhole() throws {
    let sink = MemorySink()
    var output = OutputBuffer(sink)
    for _ in 0..<20_000 { try output.write("</", "title", ">") }
    try output.finish()
    #expect(String(sink.bytes.span) == String(repeating: "</title>", count: 20_000))
  }
}
