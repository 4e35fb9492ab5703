import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteXMLValidation

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", _superCommandName: Gazette.name,
    abstract: "Convert files, or a pipe, from one format to one or several others.",
    discussion: """
      Formats are told by -f and -t, else by file names, else by content. Several -t, several inputs \
      and --split need -o to be a folder. Files appear whole or not at all.

      Examples:
        gazette convert issue.txt -o issue.jats.xml
        gazette convert *.txt -t jats -t csv -o out/
        gazette convert - -t jsonl < issue.txt
        gazette convert issue.txt --filter punctuation=full -o issue.xhtml
        gazette convert 2021-*.txt --join -o 2021.epub
        gazette convert issue.txt -t xhtml -O xhtml.css=link -o issue.xhtml
      """)

  @Argument(
    help: ArgumentHelp("Files to convert; - or none is standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(name: .shortAndLong, help: "Output file, or a folder; - or none is standard output.")
  var output: String?

  @OptionGroup var conversion: ConversionOptions

  @Flag(help: "All inputs into one output, in their order: a volume of issues.")
  var join = false

  @Flag(help: "A file per article.")
  var split = false

  @Flag(help: "Print what would be lost to standard output, and write nothing.")
  var losses = false

  @Flag(help: "Leave an output whose content would not change as it is, its time included.")
  var ifChanged = false

  @Flag(help: "Write no output whose name is taken; exit with 73.")
  var noClobber = false

  @Option(help: "Write a make rule that names what the outputs depend on.")
  var depfile: String?

  @OptionGroup var reports: ReportOptions

  func run() throws {
    let reporter = reports.reporter
    let jobs: [Conversion]
    do throws(ConversionError) {
      jobs = try ConversionPlan(self).conversions()
    } catch {
      throw reporter.exit(error)
    }
    Interrupts.watch()
    var status: Int32 = 0
    for job in jobs {
      let diagnostics =
        losses ? reporter.lossCollector(for: job.input) : reporter.collector(for: job.input)
      do throws(ConversionError) {
        let summary = try job.run(diagnostics: diagnostics) { Progress.show(job.input, $0, $1) }
        if let depfile {
          try Depfile.write(
            depfile, for: summary.files,
            from: [job.input] + job.furtherInputs + conversion.dependencies
              + (job.validation?.request.files ?? []))
        }
        if diagnostics.lossCount > 0 { status = max(status, ExitStatus.losses.rawValue) }
      } catch {
        // One bad file does not stop the rest, but shows in the status.
        status = max(status, reporter.exit(error).rawValue)
      }
      Progress.erase()
    }
    if status != 0 { throw ExitCode(status) }
  }
}
