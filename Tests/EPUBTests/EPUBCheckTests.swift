import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What W3C's epubcheck says of books: of ours nothing at all, usage notes included; of books with a defect
/// what Gazette's own validation says.
///
/// Starting Java costs seconds, so all books are checked in one run.
@Suite struct EPUBCheckTests {
  static let java = OutsideProgram.path(of: "java")
  static let checker = OutsideProgram.packageFile("epubcheck/epubcheck.jar")
  static let python =
    OutsideProgram.packageFile("jpype/__init__.py") == nil
    ? nil : Repository.root + "/build/venv/bin/python3"

  /// What epubcheck has found in a book.
  struct Verdict {
    var codes: Set<String> = []
    var messages: [String] = []
    /// Fatal errors, and errors.
    var errors = 0
  }

  /// Checks books, by name.
  static func check(_ books: [String]) throws -> [String: Verdict] {
    let script = Repository.root + "/Tests/Conformance/epubcheck.py"
    let python = try #require(python)
    let checker = try #require(checker)
    let run = try #require(OutsideProgram.run(python, [script, checker] + books))
    #expect(run.status == 0, "\(run.output.suffix(2000))")
    var verdicts: [String: Verdict] = [:]
    for line in run.output.split(separator: "\n") {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count >= 4 else { continue }
      if cells[1] == "=" {
        verdicts[cells[0], default: Verdict()].errors = (Int(cells[2]) ?? 0) + (Int(cells[3]) ?? 0)
      } else {
        verdicts[cells[0], default: Verdict()].codes.insert(cells[1])
        verdicts[cells[0], default: Verdict()].messages.append(String(line))
      }
    }
    #expect(verdicts.count == books.count)
    return verdicts
  }

  /// The seed, every construct, and documents by chance over the whole model.
  static func volume(_ seeds: ClosedRange<UInt64>) throws -> [OwnedEvent] {
    var events: [OwnedEvent] = []
    for (format, file) in [
      ("text", "seeds/000_a9b65596311cf60a.txt"),
      ("jsonl", "Tests/Golden/every-construct/input.jsonl"),
    ] {
      let recorder = EventRecorder()
      var handler: any EventHandler & ~Copyable = recorder.handler()
      let reading = try Formats.named(format).read(Repository.bytes(file), into: &handler)
      #expect(reading.error == nil)
      events += recorder.events
    }
    for seed in seeds { events += EPUBRoundTripTests.document(seed) }
    return events
  }

  /// Books of ours, in files of a folder: of every construct and of documents by chance, of a thousand
  /// articles, of pictures; a book by others, written again.
  static func good(in folder: TemporaryFolder) throws -> [String] {
    let format = try EPUBRoundTripTests.format()
    var books = [try folder.write("sample.epub", SampleBook().packed())]
    for (index, options) in [
      ["documents": "article", "style": "horizontal"],
      ["documents": "section", "style": "vertical", "own-css": "p { color: #333; }"],
    ].enumerated() {
      let seeds: ClosedRange<UInt64> = index == 0 ? 1...15 : 16...30
      let (book, _) = try format.written(volume(seeds), options: options)
      books.append(try folder.write("constructs-\(index).epub", book))
    }
    if let file = OutsideProgram.packageFile("epubcheck/samples/childrens-literature.epub") {
      books.append(try folder.write("again.epub", format.rewritten(Repository.file(file))))
    }
    return try books + LargeBookTests.books(in: folder)
  }

  @Test(.enabled(if: java != nil && python != nil && checker != nil))
  func isOfOurOpinion() throws {
    let folder = try TemporaryFolder()
    let good = try Self.good(in: folder)
    var spoilt: [String] = []
    for (index, defect) in BookDefect.all.enumerated() {
      spoilt.append(try folder.write("defect-\(index).epub", defect.book.packed()))
    }
    let verdicts = try Self.check(good + spoilt)
    for book in good {
      let name = try #require(book.split(separator: "/").last.map(String.init))
      let verdict = try #require(verdicts[name])
      #expect(verdict.messages == [] && verdict.errors == 0, "\(verdict.messages.prefix(5))")
    }
    for (index, defect) in BookDefect.all.enumerated() where !defect.isOnlyOurs {
      let verdict = try #require(verdicts["defect-\(index).epub"])
      #expect(
        (verdict.errors > 0) == defect.isError,
        "\(defect.testDescription): epubcheck says \(verdict.codes)")
      #expect(verdict.codes.contains(defect.code), "\(defect.testDescription): \(verdict.codes)")
    }
  }
}
