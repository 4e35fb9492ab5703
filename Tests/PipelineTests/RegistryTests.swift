import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What adding a format must not forget.
@Suite struct RegistryTests {
  @Test func namesAndEndingsAreUnique() {
    let names = Formats.all.map(\.name)
    #expect(Set(names).count == names.count)
    let endings = Formats.all.flatMap(\.fileExtensions)
    #expect(Set(endings).count == endings.count)
  }

  @Test(arguments: Formats.all.map(\.name))
  func formatIsWhole(_ name: String) throws {
    let format = try Formats.named(name)
    #expect(format.makeReader != nil || format.makeWriter != nil)
    #expect(!format.summary.english.isEmpty && !format.summary.chinese.isEmpty)
    #expect(!format.fileExtensions.isEmpty)
    for option in format.options where !option.values.isEmpty {
      #expect(option.values.contains(option.defaultValue), "\(name).\(option.key)")
    }
    #expect(
      !Repository.bytes("docs/formats/\(name).md").isEmpty, "docs/formats/\(name).md is missing")
  }

  @Test(arguments: Formats.all.map(\.name))
  func noOtherFormatBidsMoreForAGolden(_ name: String) throws {
    let format = try Formats.named(name)
    let golden = Repository.bytes("Tests/Golden/seed/expected.\(format.fileExtensions[0])")
    #expect(!golden.isEmpty)
    #expect(Formats.forContent(Array(golden.prefix(4096)))?.name == name)
  }

  @Test(arguments: Filters.all.map(\.name))
  func filterIsWhole(_ name: String) throws {
    let filter = try #require(Filters.all.first { $0.name == name })
    #expect(Filters.all.count { $0.name == name } == 1)
    #expect(name.allSatisfy { $0.isLowercase && $0.isLetter })
    #expect(!filter.summary.english.isEmpty && !filter.summary.chinese.isEmpty)
    let page = String(decoding: Repository.bytes("docs/filters.md"), as: UTF8.self)
    #expect(page.contains("\n## `\(name)"), "docs/filters.md does not describe \(name)")
    #expect(page.contains("| `\(name)"), "the table of docs/filters.md lacks \(name)")
    let isTried = ["Punctuation", "Select", "SplitMerge", "Renumber", "Dates"].contains { suite in
      String(decoding: Repository.bytes("Tests/FiltersTests/\(suite)Tests.swift"), as: UTF8.self)
        .contains("\"\(name)")
    }
    #expect(isTried, "no test of Tests/FiltersTests uses \(name)")
    if !filter.argument.isEmpty, !filter.argumentIsOptional {
      #expect(throws: ConversionError.self) { try Filters.stage(name) }
    }
    if filter.argument.isEmpty {
      #expect(throws: ConversionError.self) { try Filters.stage(name + "=x") }
    }
  }

  @Test func theLongestEndingWins() {
    #expect(Formats.forFile("a/issue.JATS.xml")?.name == "jats")
    #expect(Formats.forFile("issue.xml")?.name == "jats")
    #expect(Formats.forFile("issue.txt")?.name == "text")
    #expect(Formats.forFile("issue") == nil)
    #expect(Formats.stem("a/issue.jats.xml") == "issue")
    #expect(Formats.stem("a/issue.2021") == "issue.2021")
  }

  @Test(arguments: DiagnosticCode.allCases)
  func everyCodeHasWordsInBothLanguages(_ code: DiagnosticCode) {
    #expect(!code.message.english.isEmpty && !code.message.chinese.isEmpty)
    for index in 1...4 where code.message.english.contains("{\(index)}") {
      #expect(code.message.chinese.contains("{\(index)}"), "\(code.name) {\(index)}")
    }
    #expect(code.severity == .error || code.exitStatus == (code.isLoss ? .losses : .success))
  }
}
