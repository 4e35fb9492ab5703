import Foundation
import GazetteTestSupport
import Testing

/// Archives that are hostile, broken or odd: nothing is written outside of the output, nothing crashes, and
/// whatever is not converted is named.
@Suite struct HostileArchiveTests {
  /// What becomes of an archive of `Tests/Archives/hostile.py`.
  struct Verdict: CustomTestStringConvertible {
    let name: String
    let status: Int32
    let converted: Int
    /// Codes on standard error, each once.
    let codes: Set<String>
    var arguments: [String] = []
    var testDescription: String { name + arguments.joined(separator: " ") }
  }

  static let verdicts: [Verdict] = [
    .init(name: "paths.zip", status: 0, converted: 16, codes: ["GZ5101", "GZ5103"]),
    .init(name: "paths.tar", status: 0, converted: 16, codes: ["GZ5101", "GZ5103"]),
    .init(name: "nul-byte.zip", status: 0, converted: 2, codes: ["GZ5101"]),
    .init(name: "links.tar", status: 1, converted: 2, codes: ["GZ4509"]),
    .init(name: "link.zip", status: 1, converted: 1, codes: ["GZ4509"]),
    .init(name: "collisions.zip", status: 1, converted: 5, codes: ["GZ5102", "GZ1005"]),
    .init(name: "duplicates.zip", status: 0, converted: 3, codes: ["GZ5102"]),
    .init(name: "truncated.zip", status: 1, converted: 3, codes: ["GZ4501"]),
    .init(name: "bad-crc.zip", status: 1, converted: 4, codes: ["GZ4401"]),
    .init(name: "bad-checksum.zip", status: 1, converted: 4, codes: ["GZ4401"]),
    .init(name: "encrypted.zip", status: 65, converted: 0, codes: ["GZ4503"]),
    .init(name: "methods.zip", status: 0, converted: 4, codes: []),
    .init(name: "bad-bzip2.zip", status: 1, converted: 3, codes: ["GZ4401"]),
    .init(name: "unknown-method.zip", status: 1, converted: 3, codes: ["GZ4516"]),
    .init(name: "empty.zip", status: 65, converted: 0, codes: ["GZ1010"]),
    .init(name: "no-archive.zip", status: 65, converted: 0, codes: ["GZ4501"]),
    .init(name: "nothing.tar.gz", status: 65, converted: 0, codes: ["GZ4502"]),
    .init(name: "truncated.tar.gz", status: 65, converted: 0, codes: ["GZ4501"]),
    .init(name: "truncated.tar.bz2", status: 1, converted: 3, codes: ["GZ2108", "GZ4501"]),
    .init(name: "truncated.tar.xz", status: 1, converted: 3, codes: ["GZ2108", "GZ4501"]),
    .init(name: "changed.tar.xz", status: 1, converted: 5, codes: ["GZ2108", "GZ4501"]),
    .init(name: "tail.tar.bz2", status: 1, converted: 5, codes: ["GZ2108", "GZ4501"]),
    .init(name: "joined.tar.bz2", status: 0, converted: 5, codes: ["GZ2108"]),
    .init(name: "joined.tar.xz", status: 0, converted: 5, codes: ["GZ2108"]),
    .init(name: "truncated.tar", status: 1, converted: 1, codes: ["GZ4501"]),
    .init(name: "no-end.tar", status: 1, converted: 5, codes: ["GZ4513"]),
    .init(name: "bad-header.tar", status: 1, converted: 1, codes: ["GZ4501", "GZ4515"]),
    .init(name: "bomb.zip", status: 1, converted: 1, codes: ["GZ4506"]),
    .init(name: "bomb.tar.gz", status: 1, converted: 1, codes: ["GZ4506"]),
    .init(
      name: "bomb.zip", status: 1, converted: 1, codes: ["GZ4504"],
      arguments: ["--max-entry-size", "1M"]),
    .init(name: "far-size.zip", status: 65, converted: 0, codes: ["GZ4501"]),
    .init(name: "link-size.zip", status: 1, converted: 0, codes: ["GZ4509"]),
    .init(name: "huge-sizes.zip", status: 65, converted: 0, codes: ["GZ4504"]),
    .init(name: "nested.zip", status: 1, converted: 1, codes: ["GZ4508"]),
    .init(
      name: "nested.zip", status: 0, converted: 2, codes: [], arguments: ["--max-nesting", "1"]),
    .init(
      name: "duplicates.zip", status: 1, converted: 2, codes: ["GZ5102", "GZ4507"],
      arguments: ["--max-entries", "2"]),
    .init(
      name: "duplicates.zip", status: 1, converted: 1, codes: ["GZ4505"],
      arguments: ["--max-total-size", "10K"]),
  ]

  /// The corpus, made once a run of the tests; nil without Python.
  static let corpus: String? = {
    let folder = Repository.root + "/build/hostile"
    guard let python = OutsideProgram.path(of: "python3"),
      let made = OutsideProgram.run(
        python,
        [
          Repository.root + "/Tests/Archives/hostile.py",
          Repository.root + "/seeds/000_a9b65596311cf60a.txt", folder,
        ])
    else { return nil }
    #expect(made.status == 0, "\(made.output)")
    return folder
  }()

  @Test(.enabled(if: corpus != nil), arguments: verdicts)
  func isSurvivedAndNamed(_ verdict: Verdict) throws {
    let corpus = try #require(Self.corpus)
    let harness = try BatchHarness()
    try harness.command.folder.write(
      verdict.name, Repository.file(corpus + "/" + verdict.name))
    let result = try harness.command.run(
      ["batch", verdict.name, "-t", "json", "-o", "out", "--manifest", "m"] + verdict.arguments)
    #expect(result.status == verdict.status)
    #expect(harness.tree("out").count == verdict.converted)
    let codes = result.errors.split(separator: "(").filter { $0.hasPrefix("GZ") }
      .map { String($0.prefix(6)) }
    #expect(Set(codes) == verdict.codes, "\(result.errors)")
    // Nothing beside the archive, the output and the manifest.
    #expect(harness.command.folder.names == ["m", "out", verdict.name].sorted())
    // No control character reaches a terminal.
    #expect(result.errors.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let converted = try harness.manifest("m").filter { $0["status"] as? String == "converted" }
    #expect(converted.count == verdict.converted)
    for record in try harness.manifest("m") where record["status"] as? String == "failed" {
      #expect(record["error"] is [String: Any])
    }
  }

  /// Entries packed in ways that other programs have: to the right bytes, or named, each by itself.
  @Test(arguments: ["lzma", "ppmd", "xz", "zstandard", "deflate64"])
  func methodsOfOtherProgramsAreRead(_ method: String) throws {
    let harness = try BatchHarness()
    let name = method + ".zip"
    let archive = Repository.file(Repository.root + "/Tests/Archives/Methods/" + name)
    let one = Repository.file(Repository.root + "/seeds/000_a9b65596311cf60a.txt")
    try harness.command.folder.write(name, archive)
    try harness.command.folder.write("one.txt", one)
    try harness.command.folder.write("many.txt", Array(repeatElement(one, count: 40).joined()))
    let result = try harness.batch(name, "-t", "json", "-o", "out")
    guard method != "deflate64" else {
      #expect(result.status == 65 && harness.tree("out").isEmpty)
      for entry in ["one.txt", "many.txt"] {
        #expect(result.errors.contains("\(entry) is packed by method Deflate64 (9)"))
      }
      return
    }
    #expect(result.status == 0, "\(result.errors)")
    for entry in ["one", "many"] {
      let alone = try harness.command.run(["convert", entry + ".txt", "-t", "json"])
      #expect(harness.tree("out")[entry + ".json"] == Array(alone.output.utf8))
    }
    // With a byte of the second entry changed, that one is named, and the other comes out.
    var damaged = archive
    damaged[archive.count - 400] ^= 0x10
    try harness.command.folder.write(name, damaged)
    let rest = try harness.batch(name, "-t", "json", "-o", "rest")
    #expect(rest.status == 1 && rest.errors.contains("(GZ4401)"), "\(rest.errors)")
    #expect(harness.tree("rest").count == 1)
  }

  /// Sizes whose sum no number holds are compared with the manifest all the same.
  @Test(.enabled(if: corpus != nil))
  func hugeSizesAreVerified() throws {
    let harness = try BatchHarness()
    let name = "huge-sizes.zip"
    let corpus = try #require(Self.corpus)
    try harness.command.folder.write(name, Repository.file(corpus + "/" + name))
    let digest = String(repeating: "0", count: 64)
    let records = ["a.csv", "b.csv"].map {
      #"{"name":"\#($0)","status":"converted","outputs":"#
        + #"[{"name":"\#($0)","format":"csv","size":5,"sha256":"\#(digest)"}]}"# + "\n"
    }
    try harness.command.folder.write("m.jsonl", records.joined())
    let result = try harness.batch("--verify", "m.jsonl", "-o", name)
    #expect(result.status == 1)
    #expect(result.errors.split(separator: "(GZ5203)").count == 3, "\(result.errors)")
  }

  @Test(.enabled(if: corpus != nil), arguments: ["gbk.zip", "gbk.tar", "shift-jis.zip"])
  func namesWithoutTheirEncodingAreDecoded(_ name: String) throws {
    let corpus = try #require(Self.corpus)
    let harness = try BatchHarness()
    try harness.command.folder.write(name, Repository.file(corpus + "/" + name))
    #expect(try harness.batch(name, "-t", "json", "-o", "out").status == 0)
    let expected =
      name.hasPrefix("gbk")
      ? ["简报/中国科协要闻.json", "简报/二〇二一年第一期.json", "简报/地方简讯.json"]
      : ["会報/第一号のおしらせ.json", "会報/編集後記について.json"]
    #expect(harness.tree("out").keys.sorted() == expected.sorted())
    // Asked for, another encoding is taken, and what is none of its characters is kept as it can be.
    let other = try harness.batch(name, "-t", "json", "-o", "other", "--name-encoding", "utf-8")
    #expect(other.status == 0 && other.errors.contains("GZ4511"))
    #expect(harness.tree("other").count == expected.count)
  }
}
