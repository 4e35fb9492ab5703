import ArgumentParser
import GazetteDocumentModel
import GazettePipeline

/// `--filter`: what changes the document between reader and writer.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("filter"),
    help: ArgumentHelp(
      """
      Change the document on its way: a built-in filter (`gazette filters` lists them), or a program that \
      maps JSON Lines to JSON Lines (./program, or a command line in quotes); may be given several times.
      """, valueName: "name[=argument]"))
  var filters: [String] = []

  /// - Throws: `GZ7001`…`GZ7003`.
  func stages() throws(ConversionError) -> [FilterStage] {
    var stages: [FilterStage] = []
    for filter in filters { stages.append(try Filters.stage(filter)) }
    return stages
  }
}

extension FilterOptions {
  /// The programs that are files: what else the outputs depend on.
  var programFiles: [String] {
    filters.filter { value in
      value.contains("/") && !value.contains { $0.isWhitespace }
        && !Filters.all.contains { value == $0.name || value.hasPrefix($0.name + "=") }
    }
  }
}

struct ListFilters: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filters", abstract: "List the built-in filters and their arguments.")

  @Flag(help: "As JSON.")
  var json = false

  @Option(help: "Language of summaries, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func run() throws {
    if json {
      print(JSONText.array(Filters.all.map(Self.json)))
      return
    }
    let language = lang.language
    for filter in Filters.all {
      let argument =
        filter.argument.isEmpty
        ? "" : filter.argumentIsOptional ? "[=\(filter.argument)]" : "=\(filter.argument)"
      print(
        (filter.name + argument).padded(32)
          + (language == .chinese ? filter.summary.chinese : filter.summary.english))
    }
  }

  private static func json(_ filter: Filter) -> String {
    "{\"name\":\(JSONText.string(filter.name)),\"argument\":\(JSONText.string(filter.argument)),"
      + "\"argumentIsOptional\":\(filter.argumentIsOptional),"
      + "\"summary\":\(JSONText.string(filter.summary.english))}"
  }
}
