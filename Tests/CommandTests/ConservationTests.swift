import Foundation
import GazetteTestSupport
import Testing

/// What becomes of others' JATS and XHTML, checked by programs that share no code with Gazette (lxml):
/// no text is lost or told twice, and what was valid stays valid.
///
/// They need `build/venv` and `build/dtd`, which `make test` sets up; without them the checks say that
/// they did not run.
@Suite struct ConservationTests {
  static let python = Repository.root + "/build/venv/bin/python3"
  static let archiving =
    Repository.root + "/build/dtd/JATS-Archiving-1-2-MathML3-DTD/JATS-archivearticle1-mathml3.dtd"
  static let publishing =
    Repository.root + "/build/dtd/jats-publishing-dtd-1.1/JATS-journalpublishing1.dtd"

  /// Whether all of these are there; says what is not.
  static func available(_ paths: String...) -> Bool {
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      print("skipped: no \(path); `make test` sets it up")
      return false
    }
    return true
  }

  static func files(_ folder: String) -> [String] {
    let path = Repository.root + "/" + folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().map { path + "/" + $0 }
  }

  static let articles = files("Tests/Conformance/jats")
  static let pages = files("Tests/Conformance/xhtml")
  /// Public samples that are not ours to keep here.
  static let samples: [String] = {
    let found = files("../shared/samples/jats") + files("../../shared/samples/jats")
    if found.isEmpty { print("skipped: no public samples of JATS in ../shared/samples/jats") }
    return found
  }()

  /// Runs a script of Tests/Conformance.
  static func check(_ script: String, _ arguments: [String]) throws -> Command.Result {
    let words = [python, Repository.root + "/Tests/Conformance/" + script] + arguments
    return try Command().shell(words.map { "'\($0)'" }.joined(separator: " "))
  }

  @Test(.enabled(if: available(python)))
  func noTextIsLostOrToldTwice() throws {
    let book = OutsideProgram.packageFile("epubcheck/samples/childrens-literature.epub")
    let files = Self.articles + Self.pages + Self.samples + (book.map { [$0] } ?? [])
    let result = try Self.check("conservation.py", [Command.program] + files)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.split(separator: "\n").count == files.count)
  }

  /// The check itself finds text that is lost, and text that is told twice.
  @Test(.enabled(if: available(python)), arguments: ["s/noon/soon/", "s/It opened/It It opened/"])
  func theCheckFindsFaults(_ change: String) throws {
    let command = try Command()
    let faulty = try command.folder.write(
      "faulty", Array("#!/bin/sh\n'\(Command.program)' \"$@\" | sed '\(change)'\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: faulty)
    let file = try #require(Self.articles.first { $0.hasSuffix("processing-meta-1.4.xml") })
    let result = try Self.check("conservation.py", [faulty, file])
    #expect(result.status == 1, "\(result.output)\(result.errors)")
    #expect(result.output.contains("not conserved"))
  }

  @Test(.enabled(if: available(python, archiving, publishing)))
  func whatWasValidStaysValid() throws {
    let files = Self.articles + Self.samples
    let result = try Self.check(
      "validity.py", [Command.program, Self.archiving, Self.publishing] + files)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    // Of our own, these are valid before: the check is of them at least.
    for (name, tagSet) in [
      ("research-pmc-1.2.xml", "Archiving 1.2"), ("elife-style-1.3.xml", "Archiving 1.2"),
      ("plos-style-publishing-1.1.xml", "Publishing 1.1"),
      ("scielo-style-1.1.xml", "Publishing 1.1"), ("authoring-1.2.xml", "Archiving 1.2"),
    ] {
      #expect(result.output.contains("\(name): valid by \(tagSet), still"), "\(result.output)")
    }
  }
}
