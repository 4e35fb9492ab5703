import ArgumentParser
import GazettePipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@main
struct Gazette: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gazette",
    abstract: "Convert plain-text bulletins to JATS, XHTML, EPUB, CSV, JSON and back.",
    discussion: """
      Examples:
        gazette convert issue.txt -o issue.jats.xml
        gazette convert issue.txt -t jats -t xhtml -t csv -o out/
        cat issue.txt | gazette read | jq -r 'select(.type=="article").title'
        gazette explain issue.txt

      Exit status: 0 done; 1 done, with losses; 64 usage; 65 bad input; 66 no input;
      73 cannot write; 74 input/output error.
      """,
    version: "0.1.0",
    subcommands: [
      Convert.self, Pipe.self, Report.self, Validate.self, Read.self, Write.self, Explain.self,
      ListFormats.self,
      ListFilters.self, ListProfiles.self, ProfileCommand.self, PrintSchema.self,
      PrintStylesheet.self,
    ])

  static func main() {
    // A reader that has seen enough closes the pipe: that is an end, not a crash.
    signal(SIGPIPE, SIG_IGN)
    main(nil)
  }
}
