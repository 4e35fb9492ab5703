import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Programs as filters: whatever they do, the conversion ends, and with the right word.
@Suite struct ProgramTests {
  /// Lines of a bulletin of a quarter of a megabyte, more than pipes and buffers hold.
  static let large: [UInt8] = {
    var text = "{\"type\":\"bulletin\",\"title\":\"要闻\",\"language\":\"zh\"}\n"
    let paragraph = String(repeating: "会议强调,推进科技自立自强。", count: 40)
    for number in 1...150 {
      text += "{\"type\":\"article\",\"title\":\"第\(number)篇\",\"body\":[{\"type\":\"paragraph\","
      text += "\"content\":[\"\(paragraph)\"]}]}\n"
    }
    text +=
      "{\"type\":\"end\",\"contributors\":[{\"name\":\"王丽娜\",\"kind\":\"person\",\"role\":\"editor\"}]}\n"
    return Array(text.utf8)
  }()

  static let small = Array(
    """
    {"type":"bulletin","title":"要闻","language":"zh"}
    {"type":"article","title":"甲","body":[{"type":"paragraph","content":["一。"]}]}
    {"type":"end","contributors":[{"name":"王丽娜","kind":"person","role":"editor"}]}

    """.utf8)

  struct Outcome {
    var output: [UInt8]
    var error: Diagnostic?
    var diagnostics: [Diagnostic]
    var leftovers: [String]
  }

  private final class Log { var diagnostics: [Diagnostic] = [] }

  static func convert(
    _ input: [UInt8], to format: String = "jsonl", by filters: [String], strict: Bool = false
  ) throws -> Outcome {
    let folder = try TemporaryFolder()
    var conversion = Conversion(input: try folder.write("in.jsonl", input))
    conversion.isStrict = strict
    let path = folder.path + "/output"
    conversion.outputs = [.init(format: try Formats.writable(format), to: .file(path))]
    for filter in filters { conversion.filters.append(try Filters.stage(filter)) }
    let log = Log()
    let collector = DiagnosticCollector(file: "in.jsonl", minimumSeverity: .information) {
      log.diagnostics.append($0)
    }
    var error: Diagnostic?
    do {
      try conversion.run(diagnostics: collector)
    } catch let failure {
      error = failure.diagnostic
    }
    return Outcome(
      output: Repository.file(path), error: error, diagnostics: log.diagnostics,
      leftovers: folder.names.filter { $0 != "in.jsonl" && $0 != "output" })
  }

  @Test(arguments: [
    "cat", "cat -", "sleep 0.1; cat",
    // Holds everything back.
    "x=$(cat; echo .); printf '%s' \"${x%.}\"",
    // Writes a lot to standard error beside.
    "seq 3000 >/dev/null 2>&1; cat",
  ])
  func whatAProgramDoesNotChangeIsTheSame(_ program: String) throws {
    for format in ["jsonl", "jats"] {
      let plain = try Self.convert(Self.large, to: format, by: [])
      let made = try Self.convert(Self.large, to: format, by: [program])
      #expect(made.error == nil)
      #expect(!made.output.isEmpty && made.output == plain.output, "\(program) to \(format)")
      #expect(made.diagnostics == plain.diagnostics && made.leftovers == [])
    }
  }

  struct Fault: Sendable {
    var program: String
    var code: DiagnosticCode
    var words: [String]
  }

  @Test(arguments: [
    Fault(program: "exit 3", code: .programFailed, words: ["exit 3", "status 3"]),
    Fault(program: "cat; exit 7", code: .programFailed, words: ["status 7"]),
    Fault(program: "kill -KILL $$", code: .programKilled, words: ["signal 9"]),
    Fault(program: "cat >/dev/null; kill -TERM $$", code: .programKilled, words: ["signal 15"]),
    Fault(program: "cat >/dev/null ", code: .inputEmpty, words: ["<cat >/dev/null >"]),
    Fault(program: "exec true ", code: .inputEmpty, words: ["<exec true >"]),
    Fault(program: "echo garbage", code: .jsonSyntax, words: ["<echo garbage>:1:1:"]),
    Fault(program: "head -n 1; echo {", code: .jsonTruncated, words: [":3:1:"]),
    Fault(program: "yes garbage", code: .jsonSyntax, words: ["<yes garbage>:1:1:"]),
    Fault(program: "head -n 2", code: .jsonTruncated, words: ["<head -n 2>:3:1:"]),
    Fault(program: "printf '\\377'; cat", code: .undecodableBytes, words: [":1:1:", "0xFF"]),
    Fault(program: "head -n 1; printf '\\344'", code: .undecodableBytes, words: [":2:1:", "0xE4"]),
    Fault(program: "echo garbage; exit 9", code: .programFailed, words: ["status 9"]),
    Fault(program: "no-such-command x 2>/dev/null", code: .programFailed, words: ["status 127"]),
  ])
  func faultsAreToldAndNothingIsWritten(_ fault: Fault) throws {
    for input in [Self.small, Self.large] {
      let made = try Self.convert(input, by: [fault.program])
      #expect(made.error?.code == fault.code, "\(made.error?.line() ?? "none")")
      for words in fault.words { #expect(made.error?.line().contains(words) == true) }
      #expect(made.output == [] && made.leftovers == [])
    }
  }

  @Test func aProgramMayStopReading() throws {
    let answer = "echo '{\"type\":\"bulletin\",\"title\":\"新\"}'; echo '{\"type\":\"end\"}'"
    let made = try Self.convert(Self.large, by: [answer])
    #expect(made.error == nil)
    #expect(String(decoding: made.output, as: UTF8.self).contains("新"))
    #expect(made.diagnostics.map(\.code) == [.programStoppedReading])
  }

  /// A changed editor reaches a writer that wants it first, though the program states it last; and so
  /// with built-in filters on either side.
  @Test func lateFactsAreThoseOfTheProgram() throws {
    let chain = ["punctuation=full", "sed s/王丽娜/李明/", "split", "merge"]
    let made = try Self.convert(Self.small, to: "jats", by: chain)
    let text = String(decoding: made.output, as: UTF8.self)
    #expect(made.error == nil && made.diagnostics == [])
    #expect(text.ranges(of: "李明").count == 1 && !text.contains("王丽娜"))
    let editor = try #require(text.ranges(of: "李明").first)
    let article = try #require(text.ranges(of: "<sub-article").first)
    #expect(editor.lowerBound < article.lowerBound)
  }

  @Test func placesBehindAProgramAreLinesOfItsOutput() throws {
    let list = Array(
      """
      {"type":"bulletin"}

      {"type":"article","title":"甲","body":[{"type":"thematicBreak"}]}
      {"type":"end"}

      """.utf8)
    let program = "cat | cat"
    let made = try Self.convert(list, to: "text", by: [program])
    let loss = try #require(made.diagnostics.first { $0.code == .elementNotExpressible })
    #expect(loss.line().hasPrefix("<cat | cat>:2:"))
    // Losses behind a program count as those before it do.
    let strict = try Self.convert(list, to: "text", by: [program], strict: true)
    #expect(strict.error?.code == .strictLosses && strict.output == [])
    // What is unknown in what it prints is a loss too.
    let unknown = try Self.convert(Self.small, by: ["sed 's/\"title\"/\"titel\"/'"])
    #expect(unknown.diagnostics.map(\.code) == [.jsonUnknownKey, .jsonUnknownKey])
    #expect(unknown.diagnostics.first?.file == "<sed 's/\"title\"/\"titel\"/'>")
  }

  @Test func aFailureBehindItEndsTheProgram() throws {
    struct Stubborn: EventHandler, ~Copyable {
      mutating func handle(
        _ event: DocumentEvent, at position: SourcePosition
      ) throws(ConversionError) {
        if case .start(.article) = event { throw ConversionError(.outputDiskFull) }
      }
      mutating func finish() throws(ConversionError) {}
    }
    let folder = try TemporaryFolder()
    var conversion = Conversion(input: try folder.write("in.jsonl", Self.large))
    conversion.outputs = [.init(format: try Formats.writable("jsonl"), to: .nowhere)]
    // One that goes on writing, and one that neither reads nor ends by itself.
    for program in ["cat; yes x", "head -n 2; exec sleep 1000"] {
      conversion.filters = [
        try Filters.stage(program), FilterStage(name: "stubborn") { _, _ in Stubborn() },
      ]
      do {
        try conversion.run(diagnostics: DiagnosticCollector())
        Issue.record("delivered")
      } catch {
        #expect(error.code == .outputDiskFull)
      }
    }
  }

  @Test func programsAreFoundByPathNameAndCommandLine() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("my filter", "#!/bin/sh\nexec cat\n")
    #expect(throws: ConversionError.self) { try Filters.stage(folder.path + "/none") }
    _ = try folder.write("plain", "x")
    for value in [folder.path + "/plain", folder.path] {
      do {
        _ = try Filters.stage(value)
        Issue.record("\(value) is taken")
      } catch {
        #expect(error.code == .filterNotExecutable)
      }
    }
    for value in ["", "no-such-filter", "no-such=1"] {
      do {
        _ = try Filters.stage(value)
        Issue.record("\(value) is taken")
      } catch {
        #expect(error.code == .filterUnknown)
        #expect(error.diagnostic.message().contains("punctuation, select"))
      }
    }
    #expect(unsafe chmod(script, 0o755) == 0)
    #expect(try Self.convert(Self.small, by: [script]).output == Self.small)
  }
}
