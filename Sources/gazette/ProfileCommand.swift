import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteTextEncoding

/// The tools of a profile's author.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract:
      "Write a layout profile: draft one from a sample, start from a built-in one, check it.",
    subcommands: [NewProfile.self, CheckProfile.self, ShowProfile.self])
}

struct NewProfile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Draft a profile from a sample text.",
    discussion: """
      The draft is the built-in profile that fits the sample best, without the templates that took \
      nothing there, and with templates for lines that have a shape in common and that none of its own \
      took, where the sample gains structure by them. Comments tell which lines each template \
      took, and which lines have a form of their own that none took.
      """)

  @Argument(help: "A text of the family; - is standard input.")
  var sample: String

  @Option(name: .shortAndLong, help: "File to write; - or none is standard output.")
  var output = "-"

  @Option(help: "Name of the new profile; the sample's file name where not given.")
  var name: String?

  @Option(
    help: "Profile to start from: a built-in name or a YAML file; by the text where not given.")
  var profile: String?

  @Option(help: "Encoding of the sample (WHATWG label); told from the bytes where not given.")
  var encoding: String?

  @OptionGroup var reports: ReportOptions

  func run() throws {
    let reporter = reports.reporter
    Interrupts.watch()
    do throws(ConversionError) {
      var claims = FileClaims(reading: [sample] + [profile].compactMap { $0 })
      try claims.write(output)
      var label: TextEncoding?
      if let encoding { label = try ReadingOptions.encoding(encoding) }
      let yaml = try Profiles.draft(
        from: sample, name: name ?? Self.stem(sample), base: profile, encoding: label,
        diagnostics: reporter.collector(for: sample))
      let file = output == "-" ? nil : try FileSink(output)
      var out = OutputBuffer(file ?? StandardOutputSink() as any ByteSink)
      try out.write(string: yaml)
      try out.finish()
      try file?.commit()
    } catch {
      throw reporter.exit(error)
    }
  }

  /// `garden` of `letters/garden.txt`.
  private static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    let stem = file.split(separator: ".").first ?? ""
    return stem.isEmpty || path == "-" ? "draft" : String(stem)
  }
}

struct CheckProfile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find templates that can never match, and templates that take the same lines.",
    discussion: "Exit status: 0 nothing found; 1 something found; 64 the profile cannot be read.")

  @Argument(help: "A YAML file, or the name of a built-in profile.")
  var profile: String

  @OptionGroup var reports: ReportOptions

  func run() throws {
    let reporter = reports.reporter
    let found: (templates: Int, findings: Int)
    do throws(ConversionError) {
      found = try Profiles.check(profile, diagnostics: reporter.collector(for: profile))
    } catch {
      throw reporter.exit(error)
    }
    guard found.findings == 0 else { throw ExitCode(ExitStatus.losses.rawValue) }
    guard reporter.form == .text else { return }
    print(
      reporter.language == .chinese
        ? "\(profile): \(found.templates) 个模板,没有互相遮挡的"
        : "\(profile): \(found.templates) templates, none in another's way")
  }
}

struct ShowProfile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the YAML of a built-in profile.")

  @Argument(help: "Name of the profile; gazette profiles lists them.")
  var name: String

  @OptionGroup var reports: ReportOptions

  func run() throws {
    do throws(ConversionError) {
      var out = OutputBuffer(StandardOutputSink())
      let yaml = try Profiles.yaml(of: name)
      try out.write(yaml.span)
      try out.finish()
    } catch {
      throw reports.reporter.exit(error)
    }
  }
}
