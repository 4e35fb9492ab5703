import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import GazetteTextEncoding
import Testing

@Suite("A pipe of records")
struct RecordPipeTests {
  /// Sends lines through a pipe; gives its answers as objects, and as they were written.
  struct Answers {
    let lines: [String]
    let objects: [[String: Any]]
    let summary: RecordPipe.Summary

    init(
      _ input: String, to targets: [String] = ["jats"],
      change: (inout RecordPipe) throws -> Void = { _ in }
    ) throws {
      var conversion = Conversion(input: "")
      conversion.outputs = try targets.map {
        .init(format: try Formats.writable($0), to: .nowhere)
      }
      var pipe = RecordPipe(conversion)
      try change(&pipe)
      let sink = MemorySink()
      summary = try pipe.run(from: InputSource(Array(input.utf8), named: "in.jsonl"), to: sink)
      let text = try #require(String(validating: sink.bytes, as: UTF8.self))
      #expect(text.isEmpty || text.hasSuffix("\n"))
      lines = text.split(separator: "\n").map(String.init)
      objects = try lines.map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }

    func text(_ index: Int, _ key: String = "text") -> String? { objects[index][key] as? String }
    func error(_ index: Int) -> [String: Any]? { objects[index]["error"] as? [String: Any] }
    func code(_ index: Int) -> String? { error(index)?["code"] as? String }
  }

  static let seed = String(decoding: Repository.seed, as: UTF8.self)

  static func record(_ members: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self) + "\n"
  }

  static func seedRecord(_ name: String = "seed.txt") throws -> String {
    try record(["name": name, "text": seed])
  }

  static func decoded(_ text: String?) throws -> [UInt8] {
    let text = try #require(text)
    return [UInt8](try #require(Data(base64Encoded: text)))
  }

  // MARK: The same as a conversion

  @Test(
    "gives what a conversion of the file gives", arguments: Formats.all.map(\.name))
  func sameAsConversion(_ format: String) throws {
    let expected = try Converted(Repository.seed, from: "text", to: format).bytes
    let bytes = try Self.record([
      "name": "seed.txt", "bytes": Data(Repository.seed).base64EncodedString(),
    ])
    let answers = try Answers(try Self.seedRecord() + bytes, to: [format])
    for index in 0..<2 {
      #expect(answers.text(index, "status") == "converted")
      #expect(answers.text(index, "format") == format)
      #expect(answers.text(index, "profile") == "cast")
      let given =
        try Formats.named(format).content == .text
        ? Array(try #require(answers.text(index)).utf8)
        : try Self.decoded(answers.text(index, "bytes"))
      #expect(given == expected)
    }
    #expect(answers.summary == .init(records: 2, failed: 0, lossy: answers.summary.lossy))
  }

  @Test("reads bytes of any encoding, as told or as found, with line ends in the base 64")
  func encodings() throws {
    let encoding = try #require(TextEncoding(label: "gb18030"))
    let wrapped = Data(try Repository.seed.encoded(in: encoding)).base64EncodedString(
      options: .lineLength76Characters)
    let answers = try Answers(
      try Self.record(["name": "a.txt", "bytes": wrapped, "encoding": "gbk"])
        + Self.record(["name": "a.txt", "bytes": wrapped]), to: ["jsonl"])
    let expected = try Converted(Repository.seed, from: "text", to: "jsonl").text
    #expect(answers.text(0) == expected)
    #expect(answers.text(1) == expected)
    #expect(answers.text(0, "encoding") == "GBK")
    #expect(answers.text(1, "encoding")?.hasPrefix("GB") == true)
  }

  @Test("writes another encoding as bytes, and several targets as a list")
  func outputs() throws {
    let answers = try Answers(try Self.seedRecord(), to: ["text", "epub"]) {
      $0.conversion.outputs[0].encoding = try #require(TextEncoding(label: "gb18030"))
    }
    let outputs = try #require(answers.objects[0]["outputs"] as? [[String: Any]])
    #expect(outputs.map { $0["format"] as? String } == ["text", "epub"])
    let bytes = try outputs.map { try Self.decoded($0["bytes"] as? String) }
    let expected = try Converted(Repository.seed, from: "text", to: "text") {
      $0.outputs[0].encoding = try #require(TextEncoding(label: "gb18030"))
    }
    #expect(bytes[0] == expected.bytes)
    #expect(bytes[1].starts(with: Array("PK".utf8)))
    #expect(answers.objects[0]["text"] == nil)
  }

  // MARK: Order and bounds

  @Test("keeps the order of the records, whoever is done first")
  func order() throws {
    var input = ""
    for index in 0..<60 {
      // Every seventh takes ten times as long.
      let text = index % 7 == 0 ? String(repeating: Self.seed, count: 10) : "标题\n\n正文。"
      input += try Self.record(["name": "\(index).txt", "text": text])
      if index % 10 == 3 { input += "broken\n" }
    }
    let one = try Answers(input, to: ["jsonl"])
    let many = try Answers(input, to: ["jsonl"]) { $0.workers = 5 }
    #expect(one.lines == many.lines)
    #expect(one.summary == many.summary)
    #expect(many.summary.records == 66)
    #expect(many.objects.compactMap { $0["name"] as? String } == (0..<60).map { "\($0).txt" })
  }

  @Test("answers a record that is too long, and goes on behind it")
  func tooLong() throws {
    let long = String(repeating: "长", count: 100_000)
    let input =
      "{\"name\":\"a\",\"id\":7,\"text\":\"\(long)\"}\n" + (try Self.seedRecord())
      + "{\"name\":\"b\",\"text\":\"\(long)\"}"
    let answers = try Answers(input, to: ["jsonl"]) { $0.maximumRecord = 100_000 }
    #expect(answers.objects.map { $0["name"] as? String } == ["a", "seed.txt", "b"])
    #expect(answers.code(0) == "GZ4604")
    #expect(answers.objects[0]["id"] as? Int == 7)
    #expect(answers.text(1, "status") == "converted")
    #expect(answers.code(2) == "GZ4604")
    #expect(answers.error(2)?["line"] as? Int == 3)
    // With the limit where it is by default, all of them are converted.
    #expect(try Answers(input, to: ["jsonl"]).summary.failed == 0)
  }

  @Test("tells the first diagnostics and counts the rest")
  func manyDiagnostics() throws {
    let article = String(repeating: "\u{1}一\n\n", count: 130)
    let answers = try Answers(try Self.record(["name": "a.txt", "text": article]), to: ["jats"])
    let told = try #require(answers.objects[0]["diagnostics"] as? [[String: Any]])
    #expect(told.count == 100)
    #expect(try #require(answers.objects[0]["diagnosticsOmitted"] as? Int) >= 30)
    #expect(answers.objects[0]["losses"] as? Int == 130)
    #expect(answers.summary.lossy == 1)
  }

  // MARK: What a record holds

  @Test("hands other members on as they stand")
  func others() throws {
    let answers = try Answers(
      #"{ "id" : [1, 2.50,{"name":"inner","text":3}] ,"name":"a.txt","null":null, "u":"\u4e00\/" , "text":"一"}"#
        + "\r\n", to: ["jsonl"])
    #expect(
      answers.lines[0].hasPrefix(
        #"{"name":"a.txt","id" : [1, 2.50,{"name":"inner","text":3}],"null":null,"u":"\u4e00\/","status":"#
      ), "\(answers.lines[0])")
  }

  @Test("takes null for absent, and says what is said of the language")
  func hints() throws {
    let answers = try Answers(
      #"{"name":"a","bytes":null,"encoding":null,"format":"jsonl","profile":null,"language":"zh-TW","text":"{\"type\":\"article\",\"title\":\"一\"}"}"#,
      to: ["jats"])
    #expect(answers.text(0, "from") == "jsonl")
    #expect(answers.text(0)?.contains("xml:lang=\"zh-TW\"") == true)
  }

  @Test(
    "names what is wrong with a record, and where",
    arguments: [
      (#"nonsense"#, "GZ4101", 1), (#"[1]"#, "GZ4101", 1), (#""a""#, "GZ4101", 1),
      (#"{"name":"a","text":"一",}"#, "GZ4101", 24), (#"{"name":"a","text":"一"#, "GZ4105", 22),
      (#"{"name":"a","text":"一"}{"#, "GZ4101", 24), (#"{"text":"一"}"#, "GZ4601", 1),
      (#"{"name":"","text":"一"}"#, "GZ4601", 1), (#"{"name":"a"}"#, "GZ4601", 1),
      (#"{"name":7,"text":"一"}"#, "GZ4103", 9), (#"{"name":"a","text":["一"]}"#, "GZ4103", 20),
      (#"{"name":"a","text":{"b":1}}"#, "GZ4103", 20),
      (#"{"name":"a","name":"b","text":""}"#, "GZ4104", 13),
      (#"{"name":"a","text":"一","bytes":""}"#, "GZ4603", 1),
      (#"{"name":"a","text":"一","counts":1}"#, "GZ4602", 1),
      (#"{"name":"a","bytes":"!!!!"}"#, "GZ4103", 1), (#"{"name":"a","bytes":"QQ="}"#, "GZ4103", 1),
      (#"{"name":"a","text":"一","format":"odt"}"#, "GZ1301", 1),
      (#"{"name":"a","bytes":"QQ==","encoding":"odd"}"#, "GZ1102", 1),
      (#"{"name":"a","text":"一","profile":"/etc/passwd"}"#, "GZ2201", 1),
      (#"{"name":"a","text":"一","language":"a b"}"#, "GZ4103", 1),
    ])
  func badRecords(_ line: String, _ code: String, _ column: Int) throws {
    let answers = try Answers("\n  \n" + line + "\n" + (try Self.seedRecord()), to: ["jsonl"])
    #expect(answers.code(0) == code, "\(answers.lines[0])")
    #expect(answers.error(0)?["file"] as? String == "in.jsonl")
    #expect(answers.error(0)?["line"] as? Int == 3)
    #expect(answers.error(0)?["column"] as? Int == column, "\(answers.lines[0])")
    let name = line.contains(#""name":"a""#) ? "a" : line.contains(#""name":"""#) ? "" : nil
    #expect(answers.objects[0]["name"] as? String == name, "\(line)")
    #expect(answers.text(1, "status") == "converted")
    #expect(answers.summary == .init(records: 2, failed: 1))
  }

  @Test("names a byte that is not UTF-8, and what was lost of a lone surrogate")
  func characters() throws {
    let pipe = RecordPipe(Conversion(input: ""))
    let sink = MemorySink()
    var input = Array(#"{"name":"一"#.utf8)
    input += [0xFF] + Array(#"","text":"一"}"#.utf8)
    try pipe.run(from: InputSource(input, named: "in.jsonl"), to: sink)
    let answer = String(decoding: sink.bytes, as: UTF8.self)
    #expect(answer.contains("GZ1101") && answer.contains(#""column":11,"#), "\(answer)")

    let answers = try Answers(#"{"name":"a.txt","text":"一\ud800二"}"#, to: ["jsonl"])
    #expect(answers.lines[0].contains("U+D800"))
    #expect(answers.summary.lossy == 1)
  }

  @Test("keeps control characters of a text for the reader, as a file's")
  func controlCharacters() throws {
    let expected = try Converted(Array("一\u{1}二\n".utf8), from: "text", to: "jats").text
    let answers = try Answers(#"{"name":"a.txt","text":"一\u0001二\n"}"#)
    #expect(answers.text(0) == expected)
  }

  // MARK: Pipes after pipes

  @Test("takes an answer for a record, and hands failures on")
  func chain() throws {
    let first = try Answers(
      #"{"name":"a.txt","id":1,"text":""}"# + "\n" + (try Self.seedRecord()), to: ["jats"])
    let second = try Answers(first.lines.joined(separator: "\n"), to: ["xhtml"])
    #expect(second.lines[0] == first.lines[0])
    #expect(second.text(1, "from") == "jats")
    #expect(second.lines[1].matches(of: /"status"/).count == 1)
    let expected = try Converted(
      try Converted(Repository.seed, from: "text", to: "jats").bytes, from: "jats", to: "xhtml")
    #expect(second.text(1) == expected.text)
    #expect(second.summary == .init(records: 2, failed: 1))
  }

  // MARK: Safety

  @Test("reads no file by a name that a record gives")
  func noFiles() throws {
    let folder = try TemporaryFolder()
    let picture = try folder.write("a.png", [0x89] + Array("PNG\r\n\u{1A}\n".utf8))
    let document =
      #"{"type":"article","title":"一","body":[{"type":"figure","content":[{"type":"image","target":"\#(picture)"}]}]}"#
    let record = try Self.record(["name": folder.path + "/x.jsonl", "text": document])
    #expect(try Answers(record, to: ["epub"]).lines[0].contains("GZ3108"))
    // Only where the folder is named, and then by the name alone.
    let named = try Answers(record, to: ["epub"]) { $0.conversion.mediaFolder = folder.path }
    #expect(!named.lines[0].contains("GZ3108"))
    let other = try TemporaryFolder()
    let outside = try Answers(
      record.replacing(folder.path, with: "../" + folder.path), to: ["epub"]
    ) { $0.conversion.mediaFolder = other.path }
    #expect(outside.lines[0].contains("GZ3108"))
  }

  @Test("fails a record with losses where none are allowed")
  func strict() throws {
    let answers = try Answers(#"{"name":"a.txt","text":"一\u0001二"}"#) {
      $0.conversion.isStrict = true
    }
    #expect(answers.code(0) == "GZ6101")
    #expect(answers.objects[0]["text"] == nil)
  }

  // MARK: Input and output that fail

  @Test("stops where the answers cannot be written")
  func outputFails() throws {
    final class FullSink: ByteSink {
      var room = 2
      func write(_ bytes: Span<UInt8>) throws(ConversionError) {
        room -= 1
        if room < 0 { throw ConversionError(.outputDiskFull, file: "full") }
      }
      func flush() {}
    }
    let input = String(repeating: try Self.seedRecord(), count: 50)
    var conversion = Conversion(input: "")
    conversion.outputs = [.init(format: try Formats.writable("jsonl"), to: .nowhere)]
    for workers in [1, 4] {
      var pipe = RecordPipe(conversion)
      pipe.workers = workers
      let error = #expect(throws: ConversionError.self) {
        try pipe.run(from: InputSource(Array(input.utf8), named: "in"), to: FullSink())
      }
      #expect(error?.code == .outputDiskFull)
    }
  }
}
