import GazetteArchives
import GazetteTestSupport
import Testing

@Suite struct TarWriterTests {
  @Test func aPlainHeaderIsUstar() {
    let header = TarWriter().header("a/b.txt", size: 5, modified: 86_400)
    #expect(header.count == 512)
    #expect(Array(header[257..<262]) == Array("ustar".utf8))
    #expect(Array(header[124..<135]) == Array("00000000005".utf8))
  }
}
