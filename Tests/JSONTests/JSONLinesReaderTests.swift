import GazetteDocumentModel
import GazetteJSON
import GazetteTestSupport
import Testing

@Suite struct JSONLinesReaderTests {
  static let document = Repository.bytes("Tests/Golden/every-construct/input.jsonl")

  /// The events of a stream, fed in chunks, with the event laws checked.
  static func events(_ bytes: [UInt8], chunk: Int? = nil) throws -> (
    log: [String], said: [Diagnostic]
  ) {
    let log = EventLog()
    let box = Box()
    let diagnostics = DiagnosticCollector { box.said.append($0) }
    let make = try #require(JSONLinesFormat.format.makeReader)
    var reader = try make(ReaderContext(diagnostics: diagnostics))
    var handler: any EventHandler & ~Copyable = EventLawChecker(log.recorder())
    var at = 0
    let span = bytes.span
    while at < bytes.count {
      let end = min(bytes.count, at + (chunk ?? bytes.count))
      try reader.read(span.extracting(at..<end), into: &handler)
      at = end
    }
    try reader.finish(into: &handler)
    try handler.finish()
    return (log.lines, box.said)
  }

  final class Box { var said: [Diagnostic] = [] }

  @Test func everyConstructIsRead() throws {
    let (log, said) = try Self.events(Self.document)
    #expect(said == [])
    let used = Set(log.filter { $0.hasPrefix("start ") }.map { String($0.dropFirst(6)) })
    let missing = Element.allCases.map(\.name).filter { !used.contains($0) }
    #expect(missing == ["kicker", "contents"].filter { !used.contains($0) })
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func anyChunkingGivesTheSame(_ size: Int) throws {
    #expect(try Self.events(Self.document, chunk: size).log == Self.events(Self.document).log)
  }

  @Test func escapesAreResolved() throws {
    let line =
      #"{"type":"bulletin","title":"\"\\\/\n\r\t\u4e00\uD842\uDFB7é"}"# + "\n{\"type\":\"end\"}"
    #expect(try Self.events(Array(line.utf8)).log.contains("text \"\"\\/\n\r\t一𠮷é\""))
    let lone = #"{"type":"bulletin","title":"a\uD800b\uDC00"}"# + "\n{\"type\":\"end\"}"
    #expect(try Self.events(Array(lone.utf8)).log.contains("text \"a\u{FFFD}b\u{FFFD}\""))
  }

  @Test func unknownKeysAreNamed() throws {
    let text =
      "{\"type\":\"bulletin\",\"colour\":\"red\",\"more\":{\"a\":[1,{\"b\":null}]}}\n{\"type\":\"end\"}\n"
    let (log, said) = try Self.events(Array(text.utf8))
    #expect(log == ["start bulletin", "end bulletin"])
    #expect(said.contains { $0.code == .jsonUnknownKey && $0.arguments[0] == "colour" })
    #expect(said.contains { $0.code == .jsonUnknownKey && $0.arguments[0] == "more" })
  }

  /// ‸ marks where the fault is.
  @Test(arguments: [
    ("{\"type\":\"bulletin\"‸}}", DiagnosticCode.jsonSyntax),
    ("{\"type\"‸}", .jsonSyntax), ("{‸type:1}", .jsonSyntax), ("‸x", .jsonSyntax),
    ("{\"type\":\"bulletin\",\"title\":\"a‸\nb\"}", .jsonSyntax),
    ("{\"type\":\"bulletin\",\"title\":\"\\‸q\"}", .jsonSyntax),
    ("{\"type\":\"poem‸\"}", .jsonValue), ("{\"type\":\"end‸\"}", .jsonStructure),
    ("‸[1]", .jsonStructure),
    ("{\"type\":\"bulletin\"}‸", .jsonTruncated), ("‸{\"type\":\"bulletin\"", .jsonTruncated),
    ("{\"title\":\"‸x\"}", .jsonStructure),
  ])
  func faultsNameTheirPlace(_ marked: String, _ code: DiagnosticCode) {
    let text = marked.replacing("‸", with: "")
    do {
      _ = try Self.events(Array(text.utf8))
      Issue.record("read: \(text)")
    } catch let error as ConversionError {
      #expect(error.code == code, "\(error.diagnostic.line())")
      #expect(error.diagnostic.position != nil)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func deepNestingIsRefused() {
    let text = "{\"type\":\"bulletin\",\"x\":" + String(repeating: "[", count: 500)
    #expect(throws: ConversionError.self) { try Self.events(Array(text.utf8)) }
  }
}
