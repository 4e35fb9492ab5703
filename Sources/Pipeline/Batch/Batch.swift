public import GazetteArchives
public import GazetteDocumentModel
public import GazetteTextEncoding
import GazetteXMLValidation
import Synchronization

/// Many inputs to a tree of outputs or to one archive: what `gazette batch` does, for a Swift program.
///
///     var batch = Batch(inputs: ["2021.zip"], output: "out")
///     batch.conversion.outputs = [.init(format: try Formats.writable("jats"), to: .nowhere)]
///     let summary = try batch.run { event in if case .found(let found) = event { print(found.line()) } }
///     print(summary.converted, summary.failed)
///
/// Entries are converted by several threads; outputs, manifest and what is heard come in the order of the
/// inputs. An entry that fails is named, and the rest goes on. A run that was stopped, by whatever, goes on
/// with `isResuming` and ends with the bytes of one that was not.
public struct Batch: Sendable {
  /// Files, folders and archives; `-` is an archive on standard input.
  public var inputs: [String]
  /// A folder, or an archive by its ending: `.tar`, `.tar.gz`, `.tar.zst`, `.zip`.
  public var output: String
  /// How each entry is converted, and to what: the formats of its outputs, which say nothing of places.
  public var conversion = Conversion(input: "")
  /// Entries at a time; at least one, and no more than 256.
  public var jobs = 1
  /// Goes on with a run that was stopped; begins one where there is none.
  public var isResuming = false
  /// Stops at the first entry that fails.
  public var stopsAtFailure = false
  /// Says what would be converted to what, and writes nothing.
  public var isDryRun = false
  /// What is read: everything where empty.
  public var includes: [GlobPattern] = []
  /// What is not.
  public var excludes: [GlobPattern] = []
  /// Where the manifest goes.
  public var manifest: String?
  /// `{stem}.{ext}` where nil.
  public var nameTemplate: NameTemplate?
  /// Of names in archives that do not say theirs; nil finds it out.
  public var nameEncoding: TextEncoding?
  /// How deep archives within archives are read.
  public var nesting = 0
  public var limits = ArchiveLimits()
  /// Whether it is found out beside the work how much there is, for `Outcome.total`: all folders are looked through.
  public var countsInputs = true
  /// What is less than this is counted, not told.
  public var minimumSeverity = Severity.warning
  /// What else decides the outputs' bytes: filters and their arguments, as they were given.
  public var settings: [String] = []
  /// Files that do: profiles, style sheets, schemas' parts, catalogs; the schemas themselves are known.
  public var dependencies: [String] = []

  public init(inputs: [String], output: String) {
    self.inputs = inputs
    self.output = output
  }

  /// Asks a run to end: what is under way is finished.
  public final class Stop: Sendable {
    private let flag = Atomic(false)

    public init() {}

    public var isAsked: Bool { flag.load(ordering: .relaxed) }

    public func ask() { flag.store(true, ordering: .relaxed) }
  }

  /// What is heard of a run, by one thread at a time, in the order of the inputs.
  public enum Event: Sendable {
    case found(Diagnostic)
    case ended(Outcome)
    /// Of a dry run: an entry and its outputs.
    case planned(String, [String])
  }

  /// What became of an entry.
  public struct Outcome: Sendable {
    /// `in.zip/a.txt`
    public let place: String
    public let status: BatchStatus
    /// Whether it was done by an earlier run.
    public let isKept: Bool
    /// Bytes of the inputs that were gone through, and how many there are, where that is known.
    public let position: UInt64
    public let total: UInt64?
  }

  /// What a run came to.
  public struct Summary: Sendable {
    public internal(set) var converted = 0
    public internal(set) var failed = 0
    public internal(set) var skipped = 0
    /// Of the converted ones, those that an earlier run had done.
    public internal(set) var kept = 0
    /// Entries of which something does not reach their outputs, and archives that are not whole.
    public internal(set) var lossy = 0
    /// What the failures came to, each kind once.
    var failures: Set<ExitStatus> = []
    /// Whether it was asked to end before its end.
    public internal(set) var isStopped = false

    /// Whether nothing was found.
    var isEmpty: Bool { converted + failed + skipped == 0 }

    /// 0 all well, 1 some failed or lost, 65 nothing could be read, 66 there was nothing, 73 every output
    /// would take the place of an input.
    public var exitStatus: ExitStatus {
      if converted == 0, failed > 0 {
        return failures == [.noInput] || failures == [.cannotCreate]
          ? failures.first ?? .badInput : .badInput
      }
      if isEmpty { return .badInput }
      return failed > 0 || lossy > 0 ? .losses : .success
    }
  }

  /// Runs until all inputs are done, or `stop` is asked.
  ///
  /// - Throws: what stops the whole run: the output cannot be written, a run is unfinished (`GZ6201`) or
  ///   under way (`GZ6202`). The journal stays, and `isResuming` goes on.
  @discardableResult
  public func run(
    stop: Stop = Stop(), hear: @escaping (Event) -> Void
  ) throws(ConversionError) -> Summary {
    guard !conversion.outputs.isEmpty else {
      throw ConversionError(.usage, ["a batch needs an output format"])
    }
    try checkOutput()
    if isDryRun { return try plan(hear) }
    return try BatchRun(self, stop: stop, hear: hear).run()
  }

  /// Whoever names an archive that cannot be written wants no folder of that name.
  private func checkOutput() throws(ConversionError) {
    guard ArchiveForm.named(output) == nil, ArchiveKind.isNameOfOne(output),
      !InputFolder.isOne(output)
    else { return }
    let known = ArchiveForm.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
    throw ConversionError(
      .usage,
      [
        "\(output) is no archive that can be written; "
          + "name a folder, or an archive that ends in \(known)"
      ])
  }

  private func plan(_ hear: (Event) -> Void) throws(ConversionError) -> Summary {
    var summary = Summary()
    let source = EntrySource(self, names: try outputNames(), ownFiles: [output])
    while let entry = source.next() {
      for notice in entry.notices where notice.severity >= minimumSeverity { hear(.found(notice)) }
      switch entry.content {
      case .file, .entry:
        summary.converted += 1
        hear(.planned(entry.place, entry.outputs))
      case .failed(let error):
        summary.failed += 1
        summary.failures.insert(error.code.exitStatus)
        hear(.found(error.named(entry.place).diagnostic))
      case .skipped(let diagnostic):
        summary.skipped += 1
        summary.lossy += diagnostic.code.isLoss ? 1 : 0
        hear(.found(diagnostic))
      case .notice: break
      }
    }
    if summary.isEmpty { hear(.found(nothingFound)) }
    return summary
  }

  /// What the names of an input's entries begin with: one input is the whole tree, several stand beside one
  /// another.
  func prefix(of input: String) -> String {
    let base = input.split(separator: "/").last.map(String.init) ?? input
    return inputs.count > 1 && base != "." && base != ".." ? base + "/" : ""
  }

  func isExcluded(_ name: String) -> Bool { excludes.contains { $0.matches(name) } }

  func isWanted(_ name: String) -> Bool {
    (includes.isEmpty || includes.contains { $0.matches(name) }) && !isExcluded(name)
  }

  /// What is said where not one entry was found.
  var nothingFound: Diagnostic {
    let isChosen = !includes.isEmpty || !excludes.isEmpty
    let reason =
      isChosen
      ? LocalizedText(
        "no file matches what --include and --exclude ask for",
        "没有文件符合 --include 和 --exclude 的要求")
      : LocalizedText("there is no file in it", "其中没有文件")
    return Diagnostic(
      .nothingMatches, [reason.english], chinese: [reason.chinese], file: inputs.first)
  }

  func outputNames() throws(ConversionError) -> OutputNames {
    let formats = conversion.outputs.map(\.format)
    let template: NameTemplate
    if let nameTemplate {
      template = nameTemplate
    } else {
      template = try NameTemplate("{stem}.{ext}")
    }
    guard template.tellsApart(formats) else {
      throw ConversionError(
        .usage,
        [
          "two outputs of an entry would have one name by \(template.text); "
            + "give each a name of its own"
        ])
    }
    let names = OutputNames(template, formats)
    if let manifest, manifest.hasPrefix(output + "/") {
      names.reserve(String(manifest.dropFirst(output.count + 1)))
    }
    return names
  }

  /// What decides the bytes of the outputs: a run goes on only with the same.
  func fingerprint() throws(ConversionError) -> [UInt8] {
    var out = FieldWriter()
    func put(_ text: String) { out.put(Array(text.utf8)) }
    func put(_ values: OptionValues) {
      for (key, value) in values.sorted { put(key + "=" + value) }
    }
    put("gazette batch 1")
    for output in conversion.outputs {
      put(output.format.name)
      put(output.options)
      put(output.encoding.name)
    }
    put(conversion.inputFormat?.name ?? "")
    put(conversion.encoding?.name ?? "")
    for (format, values) in conversion.readerOptions.sorted(by: { $0.key < $1.key }) {
      put(format)
      put(values)
    }
    put("\(conversion.metadata.map { "\($0)" } ?? "") \(conversion.isStrict)")
    put(conversion.validation.map { "\($0.request)" } ?? "")
    for setting in settings { put(setting) }
    put(nameTemplate?.text ?? "")
    for pattern in includes + excludes { put(pattern.text) }
    put("\(includes.count) \(nesting) \(limits) \(nameEncoding?.name ?? "")")
    put("\(UTCTime.sourceDateEpoch ?? -1)")
    put(conversion.mediaFolder ?? "")
    for path in dependencies + (conversion.validation?.request.files ?? []) {
      out.put(ContentHash.of(try InputSource(path).bytes(limit: 64 << 20)))
    }
    return out.bytes
  }
}
