import Foundation
import GazetteTestSupport
import Testing

/// `jats-to-xhtml.xsl` shows JATS as the XHTML writer shows the same document.
@Suite struct JATSStylesheetTests {
  static let python: String? = {
    let path = Repository.root + "/build/venv/bin/python3"
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    print("skipped: no build/venv; `make test` makes it")
    return nil
  }()

  static let gazette: String? = Bundle.allBundles.map(\.bundleURL)
    .first { $0.pathExtension == "xctest" }
    .map { $0.deletingLastPathComponent().appendingPathComponent("gazette").path }

  @Test(.enabled(if: python != nil)) func showsTheSame() throws {
    let root = Repository.root
    let program = Self.gazette ?? root + "/.build/debug/gazette"
    let python = try #require(Self.python)
    let arguments = [
      root + "/Tests/Conformance/stylesheet.py", program,
      root + "/stylesheets/xsl/jats-to-xhtml.xsl", root + "/seeds/000_a9b65596311cf60a.txt",
      root + "/Tests/Golden/every-construct/input.jsonl",
    ]
    let run = try #require(OutsideProgram.run(python, arguments))
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("the same, 22 elements"), "\(run.output)")
  }
}
