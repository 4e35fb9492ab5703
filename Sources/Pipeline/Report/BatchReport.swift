public import GazetteDocumentModel
import GazetteJSON

/// What a batch came to, told from its manifest: what `gazette report` does, for a Swift program.
///
///     let report = BatchReport(manifest: "out.jsonl", form: .html, language: .english)
///     let sink = try FileSink("report.html")
///     try report.write(to: sink, diagnostics: DiagnosticCollector())
///     try sink.commit()
///
/// The manifest is read once, as a stream; what is kept does not grow with it.
public struct BatchReport: Sendable {
  /// The forms that a report comes in.
  public enum Form: String, Sendable, CaseIterable {
    /// One XHTML page with plots, which needs nothing beside it.
    case html
    /// The same numbers as one JSON object.
    case json
    /// The same as JSON, as attributes and items.
    case xml

    /// By a file's ending; nil where it is none of theirs.
    public static func forFile(_ path: String) -> Form? {
      switch path.split(separator: ".").last?.lowercased() {
      case "html", "xhtml", "htm": .html
      case "json": .json
      case "xml": .xml
      default: nil
      }
    }
  }

  /// A path; `-` is standard input.
  public var manifest: String
  public var form: Form
  public var language: MessageLanguage

  /// A longer line is no record.
  private static let longestRecord = 64 << 20

  public init(manifest: String, form: Form = .html, language: MessageLanguage = .english) {
    self.manifest = manifest
    self.form = form
    self.language = language
  }

  /// Reads the manifest and writes the report.
  ///
  /// - Parameter diagnostics: hears of characters that XML cannot carry.
  /// - Throws: `GZ1001`…`GZ1004` of the manifest; what `ReportStatistics.add` throws, with the line; what
  ///   the sink throws.
  public func write(
    to sink: any ByteSink, diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    let source = try InputSource(manifest)
    var statistics = ReportStatistics()
    try ManifestLines.read(source, limit: Self.longestRecord) { (line) throws(ConversionError) in
      try statistics.add(line)
    }
    switch form {
    case .html:
      var page = ReportPage(sink, language: language, diagnostics: diagnostics)
      try page.write(statistics, of: source.name)
    case .json:
      var json = JSONBuilder()
      json.value(statistics.summary)
      json.endLine()
      let bytes = json.bytes
      try sink.write(bytes.span)
      try sink.flush()
    case .xml: try ReportXML.write(statistics.summary, to: sink, diagnostics)
    }
  }
}

/// The records of a manifest, one after the other.
enum ManifestLines {
  /// - Throws: `GZ1004`, and what the body throws, with the line.
  static func read(
    _ source: InputSource, limit: Int, _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var lines = RecordLines(source, limit: limit)
    var line: [UInt8] = []
    while let place = try lines.next(into: &line) {
      do throws(ConversionError) {
        let valid = UTF8Validation.validPrefix(line.span)
        guard valid == line.count, !place.isTooLong else {
          throw ConversionError(.manifestRecord, ["UTF-8"])
        }
        try body(line.span)
      } catch {
        var error = error
        let column = error.diagnostic.position?.column ?? 1
        error.diagnostic.file = source.name
        error.diagnostic.position = SourcePosition(
          offset: place.offset, line: place.number, column: column)
        throw error
      }
    }
  }
}
