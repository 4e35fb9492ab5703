import ArgumentParser
import GazetteDocumentModel
import GazettePipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes diagnostics to standard error, for people or as JSON Lines, as they are found.
struct Reporter: Sendable {
  let form: ReportForm
  let isVerbose: Bool
  var isQuiet = false
  let language: MessageLanguage

  /// Of a value in a message for people; `--report json` and `--losses` show it whole.
  private static let longestArgument = 200

  /// A collector for one input.
  func collector(for file: String) -> DiagnosticCollector {
    let name = file == "-" ? "<stdin>" : file
    return DiagnosticCollector(
      file: name, minimumSeverity: isQuiet ? .error : isVerbose ? .information : .warning
    ) { show($0) }
  }

  /// A collector that writes the losses, and nothing else, to standard output.
  func lossCollector(for file: String) -> DiagnosticCollector {
    let name = file == "-" ? "<stdin>" : file
    return DiagnosticCollector(file: name) { diagnostic in
      guard diagnostic.code.isLoss else { return }
      print(form == .json ? diagnostic.json(language) : diagnostic.line(language))
    }
  }

  func show(_ diagnostic: Diagnostic) {
    Progress.erase()
    // What names there are is told to the last.
    let longest = diagnostic.code.exitStatus == .usage ? .max : Self.longestArgument
    let line =
      form == .json ? diagnostic.json(language) : diagnostic.line(language, longest: longest)
    StandardError.write(line + "\n")
  }

  /// Ends the command: by the error's status, quietly where a pipe was closed.
  func exit(_ error: ConversionError) -> ExitCode {
    if error.code == .outputClosed { return .success }
    show(error.diagnostic)
    return ExitCode(error.code.exitStatus.rawValue)
  }
}

/// Standard error, unbuffered.
enum StandardError {
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    // The pointer does not leave the call.
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
  }

  static var isTerminal: Bool { isatty(2) == 1 }
}

extension MessageLanguage {
  /// By LC_ALL, LC_MESSAGES, LANG.
  static var ofLocale: MessageLanguage {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = unsafe getenv(name) else { continue }
      let text = unsafe String(cString: value)
      if !text.isEmpty { return text.hasPrefix("zh") ? .chinese : .english }
    }
    return .english
  }
}

/// JSON strings for listings and reports.
enum JSONText {
  static func string(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
}
