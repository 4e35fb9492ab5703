import GazetteTestSupport
import Testing

/// What a batch finds, and what it says of names and sizes.
@Suite struct BatchInputTests {
  /// Names of a system with another encoding are decoded together, as those in archives are; what opens the
  /// files are their bytes.
  @Test func namesOnDiskThatAreNoUTF8AreDecoded() throws {
    let harness = try BatchHarness()
    try harness.command.folder.write("text", BatchHarness.bulletin(1))
    // In GBK 简报/二〇二一年第一期.txt and 简报/中国科协要闻.txt, and a name in UTF-8 beside them.
    let made = try harness.command.shell(
      """
      folder=$(printf 'in/\\274\\362\\261\\250'); mkdir -p "$folder"
      first='\\266\\376\\251\\226\\266\\376\\322\\273\\304\\352\\265\\332\\322\\273\\306\\332'
      for name in "$first" '\\326\\320\\271\\372\\277\\306\\320\\255\\322\\252\\316\\305' '要闻'; do
        cp text "$folder/$(printf "$name").txt"
      done
      """)
    #expect(made.status == 0, "\(made.errors)")
    let result = try harness.batch("in", "-t", "json", "-o", "out", "--manifest", "m", "-v")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("GZ4510"))
    #expect(
      harness.tree("out").keys.sorted() == [
        "简报/中国科协要闻.json", "简报/二〇二一年第一期.json", "简报/要闻.json",
      ])
    #expect(try harness.manifest("m").compactMap { $0["name"] as? String }.count == 3)
    // By an encoding that they are not in, no byte of a name is lost.
    let other = try harness.batch("in", "-t", "json", "-o", "other", "--name-encoding", "utf-8")
    #expect(other.status == 0 && other.errors.contains("GZ4511"))
    #expect(harness.tree("other").count == 3)
  }

  @Test func whereNothingMatchesItIsSaid() throws {
    let harness = try BatchHarness()
    #expect(try harness.command.shell("mkdir in empty").status == 0)
    try harness.command.folder.write("in/a.txt", BatchHarness.bulletin(1))
    let none = try harness.batch("in", "-t", "json", "-o", "out", "--include", "*.doc")
    #expect(none.status == 65 && none.errors.contains("GZ1010"))
    #expect(none.errors.contains("no file matches what --include and --exclude ask for"))
    let empty = try harness.batch("empty", "-t", "json", "-o", "out", "--lang", "zh")
    #expect(empty.status == 65 && empty.errors.contains("其中没有文件"))
  }

  /// A folder of such a name that is there already is written to.
  @Test func foldersNamedAsArchivesAreFolders() throws {
    let harness = try BatchHarness()
    #expect(try harness.command.shell("mkdir out.7z").status == 0)
    try harness.command.folder.write("a.txt", BatchHarness.bulletin(1))
    #expect(try harness.batch("a.txt", "-t", "json", "-o", "out.7z").status == 0)
    #expect(harness.tree("out.7z").keys.sorted() == ["a.json"])
  }

  @Test func sizesAreTakenInBytesToo() throws {
    let harness = try BatchHarness()
    try harness.command.folder.write("a.txt", BatchHarness.bulletin(1))
    for size in ["524288", "1000000", "9223372036854775807", "7T", "8388607T"] {
      let result = try harness.batch(
        "a.txt", "-t", "json", "-o", "out", "--max-entry-size", size)
      #expect(result.status == 0, "\(size): \(result.errors)")
    }
    for size in ["9223372036854775808", "8388608T", "0", "-1", "1X", "M"] {
      let result = try harness.batch(
        "a.txt", "-t", "json", "-o", "out", "--max-entry-size", size)
      #expect(result.status == 64, "\(size)")
    }
  }

  /// A document in a folder that is an input finds the picture that lies beside it.
  @Test func picturesBesideDocumentsAreFound() throws {
    let harness = try BatchHarness()
    #expect(try harness.command.shell("mkdir -p in/sub").status == 0)
    let document = """
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body><article>
      <h1>a</h1><p>text <img src="a.gif" alt="x"/></p></article></body></html>
      """
    try harness.command.folder.write("in/sub/a.xhtml", document)
    try harness.command.folder.write("in/sub/a.gif", Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0])
    let alone = try harness.command.run(["convert", "in/sub/a.xhtml", "-o", "a.epub"])
    #expect(alone.errors == "")
    let result = try harness.batch("in", "-t", "epub", "-o", "out", "--exclude", "*.gif")
    #expect(result.status == 0, "\(result.errors)")
    #expect(harness.tree("out")["sub/a.epub"] == Repository.file(harness.path + "/a.epub"))
  }
}
