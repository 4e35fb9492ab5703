import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What the fuzzers once broke a promise with (`Fuzz/FailCases/FORMAT/what-it-was`), told again: the same
/// events, or the same error, from the whole and from chunks, and no event law broken.
@Suite("Fail cases of the fuzzers") struct FailCaseTests {
  struct FailCase: CustomTestStringConvertible {
    let format: Format
    let path: String
    var testDescription: String { format.name + "/" + (path as NSString).lastPathComponent }
  }

  static let cases: [FailCase] = Formats.all.flatMap { format in
    let folder = Repository.root + "/Fuzz/FailCases/" + format.name
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { FailCase(format: format, path: folder + "/" + $0) }
  }

  @Test("keep their promises", arguments: cases)
  func replay(_ example: FailCase) {
    // As in the fuzzer: the first byte says how the rest, made valid UTF-8, is cut.
    let bytes = Repository.file(example.path)
    let text = Array(String(decoding: bytes.dropFirst(), as: UTF8.self).utf8)
    let whole = example.format.reading(text)
    let cut = example.format.reading(text, chunk: Int(bytes.first ?? 0) % 16 + 1)
    #expect(whole.error?.code != .eventLawBroken, "\(whole.error?.diagnostic.line() ?? "")")
    #expect(whole.error == cut.error)
    if whole.error == nil { #expect(whole.log == cut.log) }
  }
}
