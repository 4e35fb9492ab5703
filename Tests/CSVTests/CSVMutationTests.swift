import GazetteCSV
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite("Damaged CSV")
struct CSVMutationTests {
  private static let marks = Array("\",;\t\n\r'<>&/=\\{}:0123\u{FEFF}字a ".unicodeScalars)

  /// A document, written and then damaged in some places.
  private func damaged(_ seed: UInt64, _ layout: String) throws -> String {
    var options = DocumentGenerator.Options.whole
    options.articles = 0...2
    var generator = DocumentGenerator(seed: seed, options: options)
    var scalars = Array(
      try csv(generator.document(), ["layout": layout]).text.unicodeScalars)
    var chance = TextGenerator(seed: seed, kinds: [.cjk])
    for _ in 0..<chance.int(1...3) {
      let start = chance.int(0...(scalars.count - 1))
      switch chance.int(0...3) {
      case 0: scalars.remove(at: start)
      case 1: scalars.insert(Self.marks[chance.int(0...(Self.marks.count - 1))], at: start)
      case 2: scalars[start] = Self.marks[chance.int(0...(Self.marks.count - 1))]
      default:
        let end = min(scalars.count, start + chance.int(1...60))
        let piece = Array(scalars[start..<end])
        if chance.chance(2) {
          scalars.removeSubrange(start..<end)
        } else {
          scalars.insert(contentsOf: piece, at: chance.int(0...scalars.count))
        }
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  @Test(
    "is refused with a place or read within the event laws, the same from all chunks",
    arguments: ["articles", "blocks"], 0..<300 as Range<UInt64>)
  func laws(_ layout: String, _ seed: UInt64) throws {
    let text = try damaged(seed, layout)
    let whole = read(text)
    if let error = whole.error {
      #expect(
        [.csvSyntax, .csvHeader, .csvValue].contains(error.code), "\(error.diagnostic.line())")
      #expect(error.diagnostic.position != nil)
    }
    let bytes = read(text, chunk: 1)
    #expect(bytes.error == whole.error)
    #expect(bytes.diagnostics == whole.diagnostics)
    expectSame(bytes.log, whole.log)
    _ = read(text, ["safe": "yes", "delimiter": "tab"], purpose: .lateFacts)
  }
}
