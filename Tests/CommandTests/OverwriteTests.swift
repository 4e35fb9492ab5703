import Foundation
import GazetteTestSupport
import Testing

/// No output takes the place of what the run reads, nor of another output.
@Suite struct OverwriteTests {
  /// A folder with bulletins, a link to one of them, and a folder of one.
  private func filled() throws -> Command {
    let command = try Command()
    for name in ["a.txt", "b.txt"] { try command.folder.write(name, MisuseTests.bulletin) }
    try command.folder.write("b.jats.xml", try jats())
    let made = try command.shell(
      "ln -s a.txt link.txt && ln a.txt hard.txt && mkdir in && cp b.txt b.jats.xml in")
    #expect(made.status == 0)
    return command
  }

  private func jats() throws -> String {
    try Command().run(["convert", "-t", "jats"], input: MisuseTests.bulletin).output
  }

  @Test(arguments: [
    "convert a.txt -o a.txt", "convert a.txt -o ./a.txt", "convert a.txt b.txt -t text -o .",
    "convert link.txt -o a.txt", "convert a.txt -o link.txt", "convert a.txt -o hard.txt",
    "convert -t text -o a.txt < a.txt", "convert a.txt b.txt --join -o b.txt",
    "convert b.jats.xml a.txt -t text -o .", "convert a.txt -t jats -o x.xml --depfile a.txt",
    "convert a.txt -t json -o x.json --profile p.yaml --depfile p.yaml",
    "explain a.txt -o a.txt", "profile new a.txt -o a.txt",
    "batch a.txt -t text -o .", "batch a.txt -t jats -o out --manifest a.txt",
  ])
  func whatIsReadIsNotWritten(_ line: String) throws {
    let command = try filled()
    #expect(try command.shell("gazette profile show cast > p.yaml").status == 0)
    let before = command.folder.names
    let result = try command.shell("gazette " + line)
    #expect(result.status == 73, "\(result.errors)")
    #expect(result.errors.contains("GZ5006"), "\(result.errors)")
    for name in ["a.txt", "in/b.txt"] {
      #expect(Repository.file(command.folder.path + "/" + name) == MisuseTests.bulletin)
    }
    let left = command.folder.names.filter { !$0.contains(".gazette") && $0 != "out" }
    #expect(left == before)
  }

  @Test(arguments: [
    "convert a.txt -t jats -o x.xml --depfile x.xml",
    "convert a.txt -o x.jats.xml --depfile ./x.jats.xml",
    "batch in -t jats -o out.tar --manifest out.tar",
    "batch in -t jats -o out --manifest m.json --report m.json",
  ])
  func noFileIsWrittenTwice(_ line: String) throws {
    let command = try filled()
    let result = try command.shell("gazette " + line)
    #expect(result.status == 73 && result.errors.contains("GZ5007"), "\(result.errors)")
  }

  /// What another entry of the folder becomes.
  @Test func anotherEntryIsNotWrittenOver() throws {
    let command = try filled()
    let result = try command.run(["batch", "in", "b.jats.xml", "-t", "text", "-o", "."])
    #expect(result.errors.contains("./in/b.txt: is read by this run"), "\(result.errors)")
    #expect(Repository.file(command.folder.path + "/in/b.txt") == MisuseTests.bulletin)
    #expect(Repository.file(command.folder.path + "/b.txt") == MisuseTests.bulletin)
  }

  /// The files of `--split` have names that only the run knows.
  @Test func anArticlesFileIsNoInput() throws {
    let command = try filled()
    let result = try command.shell(
      "cp a.txt a-001.txt; gazette convert a.txt a-001.txt --join --split -t text -o ./")
    #expect(result.status == 73 && result.errors.contains("GZ5006"), "\(result.errors)")
  }

  @Test(arguments: [
    "convert a.txt -t text -o /dev/null", "convert a.txt -t jats -o a.jats.xml",
    "batch in -t json -o .", "batch in -t json -o in/out", "batch . -t text -o out",
  ])
  func whatIsNotReadMayBeWritten(_ line: String) throws {
    let command = try filled()
    for _ in 1...2 {
      let result = try command.shell("gazette " + line)
      #expect(result.status == 0, "\(result.errors)")
    }
  }
}
