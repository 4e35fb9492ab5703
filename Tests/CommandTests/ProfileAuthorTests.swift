import Foundation
import GazetteTestSupport
import Testing

/// The tools of a profile's author, from the command line.
@Suite struct ProfileAuthorTests {
  static let text = "· 要闻 ·\n\n标题一\n\n正文一。\n\n办公厅 [2021-03-12]\n"
  static let profile = """
    name: draft
    masthead: "· {title} ·"
    head: "第{issue}期 {date}"
    article: {sign-off: "{department} [{date}]"}

    """

  @Test func aFindingIsALineAndStatusOne() throws {
    let command = try Command()
    try command.folder.write("p.yaml", "name: p\nmasthead: [\"{title}\", \"· {title} ·\"]\n")
    let result = try command.run(["profile", "check", "p.yaml"])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.complaints.count == 1)
    #expect(
      result.errors.hasPrefix("p.yaml:2:23: the masthead \"· {title} ·\""), "\(result.errors)")
    #expect(result.errors.contains("GZ2206"))
    try command.folder.write("q.yaml", "name: [\n")
    #expect(try command.run(["profile", "check", "q.yaml"]).status == 64)
    #expect(try command.run(["profile", "check", "cast"]).status == 0)
  }

  @Test func aBuiltInProfileIsPrinted() throws {
    let command = try Command()
    let result = try command.run(["profile", "show", "cast"])
    #expect(result.status == 0)
    #expect(Array(result.output.utf8) == Repository.bytes("stylesheets/layouts/cast.yaml"))
    let unknown = try command.run(["profile", "show", "none"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("GZ2201"))
  }

  @Test func aDraftThatCannotBeMadeLeavesNoFile() throws {
    let command = try Command()
    try command.folder.write("empty.txt", " \n")
    let result = try command.run(["profile", "new", "empty.txt", "-o", "p.yaml"])
    #expect(result.status == 65)
    #expect(result.errors.contains("GZ1005"))
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/p.yaml"))
  }

  @Test func nearMissesAreNamed() throws {
    let command = try Command()
    try command.folder.write("p.yaml", Self.profile)
    try command.folder.write("in.txt", "· 要闻 ·\n第3号 2021-03-12\n\n正文。\n")
    let plain = try command.run(["explain", "in.txt", "--profile", "p.yaml"])
    #expect(!plain.output.contains("~"))
    let verbose = try command.run(["explain", "in.txt", "--profile", "p.yaml", "--verbose"])
    #expect(
      verbose.output.contains("~ head \"第{issue}期 {date}\": behind \"第3\" it wants \"期\""),
      "\(verbose.output)")
    let json = try command.run(["explain", "in.txt", "--profile", "p.yaml", "--report", "json"])
    let second = try #require(json.output.split(separator: "\n").dropFirst().first)
    let row = try #require(
      try JSONSerialization.jsonObject(with: Data(second.utf8)) as? [String: Any])
    let miss = try #require((row["nearMisses"] as? [[String: Any]])?.first)
    #expect(miss["template"] as? String == "第{issue}期 {date}")
    #expect(miss["matched"] as? String == "第3")
    #expect(miss["expected"] as? String == "\"期\"")
  }

  @Test func theReportIsWellFormedAndShowsEveryLine() throws {
    let command = try Command()
    try command.folder.write("in.txt", Self.text + "\na <b> & \"c\"\n")
    let result = try command.run(["explain", "in.txt", "-o", "report.xhtml"])
    #expect(result.status == 0, "\(result.errors)")
    let page = String(
      decoding: Repository.file(command.folder.path + "/report.xhtml"), as: UTF8.self)
    for line in 1...9 { #expect(page.contains("id=\"line-\(line)\"")) }
    #expect(page.contains("a &lt;b&gt; &amp; \"c\""))
    #expect(page.contains("color-scheme: light dark"))
    #expect(page.components(separatedBy: "http").count == 2)
    // The project's own XML reader takes it.
    let read = try command.run(["convert", "report.xhtml", "-t", "json", "-o", "report.json"])
    #expect(read.status <= 1, "\(read.errors)")
    #expect(!read.errors.contains("GZ4301"), "\(read.errors)")
  }

  @Test func watchingExplainsAgainAndEndsByInterrupt() throws {
    let command = try Command()
    try command.folder.write("in.txt", Self.text)
    try command.folder.write("p.yaml", Self.profile)
    let result = try command.shell(
      """
      wait_for() { n=0; while ! grep -q "$1" out && [ $n -lt 200 ]; do sleep 0.1; n=$((n+1)); done; }
      gazette explain in.txt --profile p.yaml --watch > out 2>&1 &
      wait_for 正文一
      echo 'mastheed: x' >> p.yaml; wait_for GZ2203
      printf 'name: second\\n' > p.yaml; wait_for 'profile second'
      kill -INT $!; wait $!; echo "status $?"; cat out
      """)
    #expect(result.output.hasPrefix("status 130\n"), "\(result.output)")
    #expect(result.output.contains("GZ2203"))
    #expect(result.output.contains("profile second"))
    #expect(!result.output.contains("\u{1B}"))
    #expect(try command.run(["explain", "--watch"]).status == 64)
  }
}
