import GazetteBulletinText
public import GazetteDocumentModel
public import GazetteTextEncoding

/// The layout profiles, as the command line knows them.
public enum Profiles {
  /// What a listing shows of a profile.
  public struct Entry: Sendable {
    public let name: String
    public let summary: LocalizedText
    public let language: String
    public let templates: [(part: String, templates: [String])]
  }

  public static var builtIn: [Entry] { LayoutProfile.builtIn.map(Entry.init) }

  public static func isBuiltIn(_ name: String) -> Bool { LayoutProfile.named(name) != nil }

  /// Checks that a name or file is a profile. - Throws: `GZ2201`…`GZ2205`; `GZ1002`, `GZ1003` for a file.
  public static func load(_ nameOrPath: String) throws(ConversionError) -> Entry {
    Entry(try layout(nameOrPath))
  }

  /// The profile with a name or in a file. - Throws: what `load` throws.
  static func layout(_ nameOrPath: String) throws(ConversionError) -> LayoutProfile {
    do throws(ConversionError) {
      return try LayoutProfile.load(nameOrPath)
    } catch {
      guard error.code == .profileNotFound else { throw error }
      // What is there, and cannot be read, is not misspelt.
      do throws(ConversionError) {
        _ = try InputSource(nameOrPath)
      } catch {
        if error.code != .inputNotFound { throw error }
      }
      throw notFound(nameOrPath)
    }
  }

  static func notFound(_ name: String) -> ConversionError {
    let hint = EditDistance.hint(for: name, among: LayoutProfile.builtIn.map(\.name))
    return ConversionError(
      .profileNotFound, [name, LayoutProfile.names, hint.english],
      chinese: [name, LayoutProfile.names, hint.chinese])
  }

  /// The YAML of a built-in profile, comments and all. - Throws: `GZ2201` where there is none.
  public static func yaml(of name: String) throws(ConversionError) -> [UInt8] {
    guard let yaml = LayoutProfile.yaml(named: name) else {
      throw notFound(name)
    }
    return yaml
  }

  /// Drafts a profile from a sample text: the YAML, with comments of what was seen where. The draft
  /// reads the sample as the profile does that it starts from; only the first 64 KB count.
  ///
  /// - Parameters:
  ///   - sample: a path; `-` is standard input.
  ///   - base: a built-in name or a YAML file to start from; nil chooses by the text.
  /// - Throws: what opening and decoding an input throws; `GZ1005`; what `load` throws.
  public static func draft(
    from sample: String, name: String, base: String? = nil, encoding: TextEncoding? = nil,
    diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> String {
    let source = try InputSource(sample)
    let input = try DecodedInput(source, encoding: encoding, diagnostics: diagnostics)
    var profile: LayoutProfile?
    if let base { profile = try layout(base) }
    return try ProfileDraft(sample: input.sample, file: source.name, name: name, base: profile).yaml
  }

  /// Looks for templates of a profile that can never match (`GZ2206`) or that take the same lines as
  /// another (`GZ2207`), and reports each with its place in the YAML.
  ///
  /// - Returns: how many templates were looked at, and how many of these were found.
  /// - Throws: what `load` throws.
  public static func check(
    _ nameOrPath: String, diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> (templates: Int, findings: Int) {
    let check = ProfileCheck(try layout(nameOrPath))
    let findings = check.findings()
    for finding in findings {
      var arguments = [
        finding.part, finding.template, finding.otherPart, finding.otherTemplate,
        String(finding.otherPosition.line),
      ]
      if finding.kind == .ambiguous { arguments.append(finding.line) }
      diagnostics.report(
        finding.kind == .unreachable ? .templateUnreachable : .templateAmbiguous,
        arguments.map { $0.replacing("\n", with: "⏎") }, at: finding.position)
    }
    return (check.templateCount, findings.count)
  }
}

extension Profiles.Entry {
  init(_ profile: LayoutProfile) {
    name = profile.name
    summary = profile.summary
    language = profile.language
    templates = profile.templates
  }
}
