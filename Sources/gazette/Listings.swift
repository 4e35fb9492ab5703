import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteStylesheets
import GazetteXMLValidation

struct ListFormats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats, their file endings and options.")

  @Flag(help: "As JSON.")
  var json = false

  @Option(help: "Language of summaries, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func run() throws {
    let language = lang.language
    if json {
      print(JSONText.array(Formats.all.map(Self.json)))
      return
    }
    for format in Formats.all {
      let ways = (format.makeReader == nil ? "-" : "r") + (format.makeWriter == nil ? "-" : "w")
      let endings = format.fileExtensions.map { "." + $0 }.joined(separator: " ")
      print(
        format.name.padded(7) + ways.padded(4) + endings.padded(24)
          + (language == .chinese ? format.summary.chinese : format.summary.english))
      for option in format.options {
        let values = option.values.isEmpty ? "TEXT" : option.values.joined(separator: "|")
        let summary = language == .chinese ? option.summary.chinese : option.summary.english
        let byDefault = option.defaultValue.isEmpty ? "" : " [\(option.defaultValue)]"
        print("           -O \(format.name).\(option.key)=\(values)  \(summary)\(byDefault)")
      }
    }
  }

  private static func json(_ format: Format) -> String {
    let options = format.options.map { option in
      "{\"key\":\(JSONText.string(option.key)),\"values\":"
        + JSONText.array(option.values.map(JSONText.string)) + ",\"default\":"
        + JSONText.string(option.defaultValue) + ",\"summary\":"
        + JSONText.string(option.summary.english) + "}"
    }
    return "{\"name\":\(JSONText.string(format.name)),\"reads\":\(format.makeReader != nil),"
      + "\"writes\":\(format.makeWriter != nil),\"mediaType\":\(JSONText.string(format.mediaType)),"
      + "\"extensions\":" + JSONText.array(format.fileExtensions.map(JSONText.string))
      + ",\"summary\":\(JSONText.string(format.summary.english)),\"options\":"
      + JSONText.array(options) + "}"
  }
}

struct ListProfiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles", abstract: "List the built-in layout profiles and their templates.")

  @Flag(help: "As JSON.")
  var json = false

  @Option(help: "Language of summaries, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func run() throws {
    let profiles = Profiles.builtIn
    if json {
      print(
        JSONText.array(
          profiles.map { profile in
            let parts = profile.templates.map {
              JSONText.string($0.part) + ":" + JSONText.array($0.templates.map(JSONText.string))
            }
            return "{\"name\":\(JSONText.string(profile.name)),\"language\":"
              + JSONText.string(profile.language) + ",\"summary\":"
              + JSONText.string(profile.summary.english) + ",\"templates\":{"
              + parts.joined(separator: ",") + "}}"
          }))
      return
    }
    let language = lang.language
    for profile in profiles {
      let summary = language == .chinese ? profile.summary.chinese : profile.summary.english
      print(profile.name.padded(12) + summary)
      for (part, templates) in profile.templates {
        let shown = templates.map { $0.replacing("\n", with: "⏎") }.joined(separator: "   ")
        print("            " + part.padded(10) + shown)
      }
    }
  }
}

struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Print a schema: that of a format (json, jsonl, jats, xhtml), what it imports, pipe or manifest."
  )

  @Argument(help: "Name of the schema.")
  var name: String

  /// Those of formats, and of what commands read and write.
  private static let all: [(name: String, content: @Sendable () -> [UInt8])] =
    Formats.all.compactMap { format in format.schema.map { (name: format.name, content: $0) } }
    + (["jats", "xhtml"] + Schemas.imported).map { name in
      (name: name, content: { Schemas.xsd(named: name + ".xsd") ?? [] })
    } + [
      (name: "pipe", content: { Schemas.pipe }), (name: "manifest", content: { Schemas.manifest }),
    ]

  func run() throws {
    do throws(ConversionError) {
      guard let schema = Self.all.first(where: { $0.name == name }) else {
        let known = Self.all.map(\.name).joined(separator: ", ")
        throw ConversionError(.usage, ["there is no schema \(name); there are \(known)"])
      }
      try printBytes(schema.content())
    } catch {
      throw Reporter(form: .text, isVerbose: false, language: .ofLocale).exit(error)
    }
  }
}

struct PrintStylesheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stylesheet",
    abstract: "Print a stylesheet: bulletin.css, vertical.css, report.css, jats-to-xhtml.xsl.")

  @Argument(help: "Name of the stylesheet.")
  var name: String

  func run() throws {
    do throws(ConversionError) {
      guard let sheet = Stylesheet.all.first(where: { $0.name == name }) else {
        let known = Stylesheet.all.map(\.name).joined(separator: ", ")
        throw ConversionError(.usage, ["there is no stylesheet \(name); there are \(known)"])
      }
      try printBytes(sheet.content)
    } catch {
      throw Reporter(form: .text, isVerbose: false, language: .ofLocale).exit(error)
    }
  }
}

/// Writes bytes to standard output.
private func printBytes(_ bytes: [UInt8]) throws(ConversionError) {
  var out = OutputBuffer(StandardOutputSink())
  try out.write(bytes.span)
  try out.finish()
}

extension String {
  /// The text with blanks behind it up to a width, at least one.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
