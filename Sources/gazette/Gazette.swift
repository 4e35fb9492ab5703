import ArgumentParser
import GazetteDocumentModel
import GazettePipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@main
struct Gazette: ParsableCommand {
  /// The program's name. Commands that Makefiles call a thousand times state it as that of the command above
  /// them: parsed alone, they are then not taken for a program, which would first be asked for its
  /// completion script by two parsers more.
  static let name = "gazette"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Convert plain-text bulletins to JATS, XHTML, EPUB, CSV, JSON and back.",
    discussion: """
      Examples:
        gazette convert issue.txt -o issue.jats.xml
        gazette convert issue.txt -t jats -t xhtml -t csv -o out/
        cat issue.txt | gazette read | jq -r 'select(.type=="article").title'
        gazette explain issue.txt
        gazette batch 2021.zip -t jats -o 2021.tar.gz --manifest 2021.jsonl

      Exit status: 0 done; 1 done, with losses; 64 usage; 65 bad input; 66 no input;
      73 cannot write; 74 input/output error.
      """,
    version: "0.1.0",
    subcommands: [
      Convert.self, BatchCommand.self, Pipe.self, Report.self, Validate.self, Read.self, Write.self,
      Explain.self,
      ListFormats.self,
      ListFilters.self, ListProfiles.self, ProfileCommand.self, PrintSchema.self,
      PrintStylesheet.self,
    ])

  static func main() {
    // A reader that has seen enough closes the pipe: that is an end, not a crash.
    signal(SIGPIPE, SIG_IGN)
    // A limit on the size of files is a write error, which is told.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let error = unknownCommand(arguments) {
      end(Reporter(form: .text, isVerbose: false, language: .ofLocale).exit(error))
    }
    do {
      try run(arguments)
    } catch {
      end(error)
    }
    end()
  }

  private static func run(_ arguments: [String]) throws {
    if var command = subcommand(arguments) { return try command.run() }
    var command = try parseAsRoot()
    try command.run()
  }

  /// What there is to say of a command that is none; the parser calls it an argument too many.
  private static func unknownCommand(_ arguments: [String]) -> ConversionError? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let name = arguments.first, !name.hasPrefix("-"), !names.contains(name) else {
      return nil
    }
    let hint = EditDistance.hint(for: name, among: names)
    let known = names.joined(separator: ", ")
    return ConversionError(
      .usage, ["there is no command \"\(name)\"\(hint.english); there are \(known)"],
      chinese: ["没有命令 \"\(name)\"\(hint.chinese);可用:\(known)"])
  }

  /// Ends the program, when all that was printed is written.
  private static func end(_ error: (any Error)? = nil) -> Never {
    let isHelp = error.map { exitCode(for: $0) == .success } ?? false
    let help = isHelp ? error.map { fullMessage(for: $0) } ?? "" : ""
    if !help.isEmpty { print(help) }
    do throws(ConversionError) {
      try StandardOutput.finish()
    } catch {
      exit(withError: Reporter(form: .text, isVerbose: false, language: .ofLocale).exit(error))
    }
    exit(withError: isHelp ? nil : error)
  }

  /// The command that the arguments call and fit, parsed without the others beside it, which takes half
  /// as long: Makefiles start us a thousand times. All else (help, a version, a fault and its usage line)
  /// is for the parser that knows the whole program.
  static func subcommand(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first,
      let type = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      type.configuration.subcommands.isEmpty
    else { return nil }
    // What is asked for help is another command.
    guard let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
      Swift.type(of: command) == type
    else { return nil }
    return command
  }
}
