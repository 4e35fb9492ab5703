import GazetteArchives
public import GazetteDocumentModel

/// Holds the output of a batch against its manifest: what is missing, what is there besides, what has
/// other bytes than were written. `gazette batch --verify` runs it.
///
///     let check = OutputVerification(manifest: "out.jsonl", output: "out")
///     let summary = try check.run(diagnostics: DiagnosticCollector { print($0.line()) })
///     print(summary.faults)
///
/// Of each output some fifty bytes are held, for it to be found by its name.
public struct OutputVerification: Sendable {
  /// What was found.
  public struct Summary: Sendable, Equatable {
    /// Outputs in the manifest.
    public var outputs = 0
    /// Outputs that are missing, changed, or not in the manifest.
    public var faults = 0
  }

  /// A path; standard input cannot be read twice, so it is spooled.
  public var manifest: String
  /// The folder or archive that the batch wrote.
  public var output: String

  private static let longestRecord = 64 << 20

  public init(manifest: String, output: String) {
    self.manifest = manifest
    self.output = output
  }

  /// Reads the manifest and all outputs; each fault is reported under its file's name (`GZ5201`…`GZ5204`),
  /// and what ends an archive early (`GZ4501`).
  ///
  /// - Throws: `GZ1001`…`GZ1004` where manifest or output cannot be read; `GZ4101`, `GZ4105`, `GZ4701` for a
  ///   line that is no record; `GZ4502` for what is no archive.
  public func run(diagnostics: DiagnosticCollector) throws(ConversionError) -> Summary {
    let source = try InputSource(manifest)
    try source.makeRereadable()
    let check = Check(output, diagnostics)
    try ManifestLines.read(source, limit: Self.longestRecord) { (line) throws(ConversionError) in
      for output in try ManifestEntry(line).outputs { check.expect(output) }
    }
    if InputFolder.isOne(output) {
      try check.folder(FilePath(output), prefix: "", besides: FileIdentity(manifest))
    } else {
      try check.archive()
    }
    try ManifestLines.read(source, limit: Self.longestRecord) { (line) throws(ConversionError) in
      for output in try ManifestEntry(line).outputs { check.miss(output) }
    }
    return check.summary
  }

  /// What is expected, and what was found so far.
  private final class Check {
    private struct Expected {
      let size: UInt64
      /// The beginning of its hash, which is as good as all of it.
      let digest: UInt64
      var isFound = false
    }

    private let output: String
    private let diagnostics: DiagnosticCollector
    /// By the beginning of the hash of the name.
    private var expected: [UInt64: Expected] = [:]
    var summary = Summary()

    init(_ output: String, _ diagnostics: DiagnosticCollector) {
      self.output = output
      self.diagnostics = diagnostics
    }

    private static func beginning(_ digest: [UInt8]) -> UInt64 {
      digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func key(_ name: String) -> UInt64 {
      beginning(ContentHash.of(Array(name.utf8)))
    }

    func expect(_ entry: ManifestEntry.Output) {
      summary.outputs += 1
      expected[Self.key(entry.name)] = Expected(
        size: UInt64(max(0, entry.size)), digest: UInt64(entry.sha256.prefix(16), radix: 16) ?? 0)
    }

    /// Reports an output that was not found.
    func miss(_ entry: ManifestEntry.Output) {
      if expected[Self.key(entry.name)]?.isFound == false { report(.outputMissing, entry.name) }
    }

    private func report(_ code: DiagnosticCode, _ name: String, _ arguments: [String] = []) {
      summary.faults += 1
      diagnostics.collector(for: output + "/" + name).report(code, arguments)
    }

    /// Compares one file; its bytes are asked for only where the size is right.
    private func compare(
      _ name: String, _ size: UInt64?,
      _ read: ((Span<UInt8>) throws(ConversionError) -> Void) throws(ConversionError) -> Void
    ) throws(ConversionError) {
      let key = Self.key(name)
      guard let wanted = expected[key], !wanted.isFound else {
        return report(.outputUnexpected, name)
      }
      expected[key]?.isFound = true
      if let size, size != wanted.size {
        return report(.outputSizeChanged, name, ["\(size)", "\(wanted.size)"])
      }
      var hash = ContentHash()
      var count: UInt64 = 0
      try read { (span) throws(ConversionError) in
        hash.add(span)
        count += UInt64(span.count)
      }
      if count != wanted.size {
        report(.outputSizeChanged, name, ["\(count)", "\(wanted.size)"])
      } else if Self.beginning(hash.finish()) != wanted.digest {
        report(.outputContentChanged, name)
      }
    }

    /// All files of a folder and those below it.
    ///
    /// - Parameter manifest: may lie among the outputs, and is none.
    func folder(
      _ path: FilePath, prefix: String, besides manifest: FileIdentity?
    ) throws(ConversionError) {
      let shown = prefix.isEmpty ? output : output + "/" + prefix.dropLast()
      for entry in FolderNames(try InputFolder.names(path, shown: shown)).names {
        let name = entry.text
        // What an unfinished run keeps is its own.
        if name == SafePath.workFolder { continue }
        let file = path / entry.bytes
        guard let status = FileStatus(notFollowing: file) else { continue }
        switch status.kind {
        case .folder: try folder(file, prefix: prefix + name + "/", besides: manifest)
        case .file:
          if status.identity == manifest { continue }
          try compare(prefix + name, status.size) {
            (take) throws(ConversionError) in
            try InputSource(file, named: output + "/" + prefix + name).whole(take)
          }
        case .link, .other: report(.outputUnexpected, prefix + name)
        }
      }
    }

    /// All entries of an archive.
    func archive() throws(ConversionError) {
      let source = try InputSource(output)
      try source.makeRereadable()
      let file = SharedInput(source)
      let kind = try ArchiveKind.of(file) ?? ArchiveKind.named(output)
      // What the batch wrote is as large as it is.
      var limits = ArchiveLimits()
      (limits.entrySize, limits.totalSize) = (.max, .max)
      (limits.ratio, limits.entries) = (.max, .max)
      let tools = BatchTools()
      do throws(ConversionError) {
        let reader = try ArchiveReader(
          file, named: output, kind: kind ?? .stream, budget: ArchiveBudget(limits),
          diagnostics: diagnostics)
        while let entry = try reader.next() {
          if case .folder = entry.kind { continue }
          guard case .file = entry.kind else {
            report(.outputUnexpected, entry.name)
            continue
          }
          try compare(entry.name, entry.size) { (take) throws(ConversionError) in
            try reader.content().unpacked(tools.inflater).read(take)
          }
        }
      } catch {
        guard error.code == .archiveDamaged else { throw error.named(output) }
        // What lies behind the fault is named as missing.
        summary.faults += 1
        diagnostics.relay(error.named(output).diagnostic)
      }
    }
  }
}
