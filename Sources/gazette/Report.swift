import ArgumentParser
import GazetteDocumentModel
import GazettePipeline

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell what a batch came to, from its manifest: a page with plots, JSON or XML.",
    discussion: """
      Examples:
        gazette report out.manifest.jsonl -o report.html
        gazette report out.manifest.jsonl -t json | jq .failed
      """)

  @Argument(help: "Manifest that `gazette batch` wrote; - is standard input.")
  var manifest: String

  @Option(
    name: [.customShort("t"), .customLong("to")],
    help: ArgumentHelp(
      "html, json or xml; by the name of the output, else html.", valueName: "form"),
    transform: { name in
      guard let form = BatchReport.Form(rawValue: name) else {
        let known = BatchReport.Form.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no form \(name); there are \(known)")
      }
      return form
    })
  var form: BatchReport.Form?

  @Option(name: .shortAndLong, help: "Output file; - or none is standard output.")
  var output = "-"

  @Option(help: "Language of the page and of messages, en or zh; by locale where not given.")
  var lang: LanguageOption?

  func run() throws {
    let reporter = Reporter(
      form: .text, isVerbose: false,
      language: lang.map { $0 == .zh ? .chinese : .english } ?? .ofLocale)
    do throws(ConversionError) {
      let report = BatchReport(
        manifest: manifest, form: form ?? BatchReport.Form.forFile(output) ?? .html,
        language: reporter.language)
      let diagnostics = reporter.collector(for: manifest)
      if output == "-" {
        try report.write(to: StandardOutputSink(), diagnostics: diagnostics)
      } else {
        Interrupts.watch()
        var claims = FileClaims(reading: [manifest])
        try claims.write(output)
        let sink = try FileSink(output)
        try report.write(to: sink, diagnostics: diagnostics)
        try sink.commit()
      }
    } catch {
      throw reporter.exit(error)
    }
  }
}
