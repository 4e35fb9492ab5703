import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// What Gazette's own validation says of books with one defect; `EPUBCheckTests` has epubcheck's opinion.
@Suite struct EPUBValidatorTests {
  struct Verdict {
    var result: ValidationResult
    var found: [Diagnostic]
    /// epubcheck's codes of what was found.
    var codes: Set<String> { Set(found.compactMap(\.code.epubcheckCode)) }
  }

  static func validate(_ book: [UInt8], maximumFaults: Int = 1000) throws -> Verdict {
    let folder = try TemporaryFolder()
    let path = try folder.write("book.epub", book)
    var found: [Diagnostic] = []
    let diagnostics = DiagnosticCollector(file: "book.epub") { found.append($0) }
    let request = ValidationRequest(maximumFaults: maximumFaults)
    let result = try Validation(input: path, request: request)
      .run(store: SchemaStore(), diagnostics: diagnostics)
    return Verdict(result: result, found: found)
  }

  @Test func aGoodBookIsValid() throws {
    let verdict = try Self.validate(SampleBook().packed())
    #expect(verdict.found == [], "\(verdict.found.map { $0.line() })")
    #expect(verdict.result.layers.count == 8)
    #expect(verdict.result.layers.allSatisfy { $0.verdict == .passed })
  }

  @Test(arguments: BookDefect.all)
  func oneDefectIsOneFault(_ defect: BookDefect) throws {
    let verdict = try Self.validate(defect.book.packed())
    let lines = verdict.found.map { $0.line() }
    #expect(verdict.codes == [defect.code], "\(lines)")
    #expect((verdict.result.errors > 0) == defect.isError, "\(lines)")
    #expect(verdict.found.count == verdict.result.errors + verdict.result.warnings)
    // The layer that found it is the one that failed.
    for diagnostic in verdict.found {
      let layer = try #require(diagnostic.code.bookLayer)
      guard case .failed = verdict.result.verdict(layer) else {
        Issue.record("\(layer) is not failed, but \(lines)")
        continue
      }
    }
  }
}

/// Archives that are broken, or made to harm: each is told of in plain words, as not well-formed.
@Suite struct HostileArchiveTests {
  static func spoilt(_ body: (inout SampleBook) -> Void) -> [UInt8] {
    var book = SampleBook()
    body(&book)
    return book.packed()
  }

  static let archives: [(String, [UInt8])] = [
    ("is cut off", Array(SampleBook().packed().dropLast(300))),
    ("has no directory", Array(SampleBook().packed().prefix(200))),
    ("has entries over one another", SampleBook().packed(overlap: true)),
    (
      "has a wrong checksum",
      spoilt { $0.change(SampleBook.chapter) { $0.checksum = 1 } }
    ),
    (
      "has a wrong checksum where no check reads",
      spoilt {
        $0.add("EPUB/notes.txt", "x")
        $0.change("EPUB/notes.txt") { $0.checksum = 1 }
      }
    ),
    (
      "has an entry that is longer than it says",
      spoilt {
        $0.change(SampleBook.chapter) {
          $0.isDeflated = true; $0.size = 10
        }
      }
    ),
    (
      "would expand beyond measure",
      spoilt {
        $0.change(SampleBook.chapter) {
          $0.isDeflated = true; $0.size = 0xFFFF_FFF0
        }
      }
    ),
    ("is empty of entries", Array(SampleBook().packed().suffix(22))),
  ]

  @Test(arguments: archives)
  func isNotWellFormed(_ name: String, _ bytes: [UInt8]) throws {
    let verdict = try EPUBValidatorTests.validate(bytes)
    guard case .failed(let errors, _) = verdict.result.verdict(.wellFormed) else {
      Issue.record("an archive that \(name) passes")
      return
    }
    #expect(errors >= 1)
    #expect(verdict.found.contains { $0.code == .bookArchiveDamaged })
    // A layer that could not run is not passed.
    if verdict.found.count == 1, verdict.found[0].file == "book.epub" {
      #expect(
        verdict.result.layers.dropFirst().allSatisfy {
          if case .notRun = $0.verdict { true } else { false }
        })
    }
  }

  @Test("any byte may be wrong", arguments: [0, 1, 2])
  func mutations(_ seed: Int) throws {
    let bytes = SampleBook().packed()
    for at in stride(from: seed, to: bytes.count, by: 29) {
      var broken = bytes
      broken[at] ^= 0x55
      // It ends, and says something or finds nothing wrong: never a crash, nor a layer without a verdict.
      let verdict = try EPUBValidatorTests.validate(broken)
      #expect(verdict.result.layers.count == 8, "byte \(at)")
    }
  }
}
