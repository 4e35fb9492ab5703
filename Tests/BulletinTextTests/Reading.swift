import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// A document in the form that tests compare.
struct ReadBulletin: Equatable, CustomStringConvertible {
  struct Article: Equatable {
    var title: String?
    var kicker: String?
    var subtitles: [String] = []
    var paragraphs: [String] = []
    var departments: [String] = []
    var dates: [String] = []
    /// The dates as they were written, and who signed in the sign-off.
    var wordings: [String] = []
    var signers: [String] = []
    /// Custom facts by their names, and the headings, which are among the paragraphs too.
    var facts: [String: String] = [:]
    var headings: [String] = []
    /// The rows of tables, cell by cell.
    var rows: [[String]] = []

    static func == (a: Article, b: Article) -> Bool {
      a.title == b.title && a.paragraphs == b.paragraphs && a.departments == b.departments
        && a.dates == b.dates && a.rows == b.rows
    }
  }

  var title: String?
  var subtitle: String?
  var language: String?
  /// Metadata and custom facts of the bulletin by their names, and its dates.
  var facts: [String: String] = [:]
  var dates: [String] = []
  var editors: [String] = []
  /// What is said to those who get it.
  var recipients: [String] = []
  var sections: [String] = []
  var articles: [Article] = []

  static func == (a: ReadBulletin, b: ReadBulletin) -> Bool {
    a.title == b.title && a.editors == b.editors && a.articles == b.articles
  }

  var description: String {
    var lines = ["# \(title ?? "-") (\(editors.joined(separator: "|")))"]
    for a in articles {
      lines.append("## \(a.title ?? "-") \(a.departments) \(a.dates)")
      lines += a.paragraphs.map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}

/// Collects `ReadBulletin`s from events.
final class BulletinCollector {
  var bulletins: [ReadBulletin] = []

  struct Handler: EventHandler, ~Copyable {
    let collector: BulletinCollector
    var open: [Element] = []
    var text: [UInt8] = []
    var iso: String?
    var isLabelled = false
    var name = ""

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      switch event {
      case .start(let element):
        open.append(element)
        text = []
        iso = nil
        isLabelled = false
        if element == .bulletin { collector.bulletins.append(ReadBulletin()) }
        if element == .row { editArticle { $0.rows.append([]) } }
        if element == .article { edit { $0.articles.append(.init()) } }
      case .attribute(.iso, let value): iso = String(value)
      case .attribute(.label, _): isLabelled = true
      case .attribute(.name, let value): name = String(value)
      case .metadata(.language, let value) where open.last == .bulletin:
        edit { $0.language = String(value) }
      case .metadata(let field, let value) where open.last == .bulletin:
        edit { $0.facts["\(field)"] = String(value) }
      case .attribute, .metadata, .opaque: break
      case .text(let span): text.append(span)
      case .end(let element):
        open.removeLast()
        let words = String(decoding: text, as: UTF8.self)
        switch (element, open.last) {
        case (.title, .bulletin): edit { $0.title = words }
        case (.subtitle, .bulletin): edit { $0.subtitle = words }
        case (.title, .section): edit { $0.sections.append(words) }
        case (.title, .article): editArticle { $0.title = words }
        case (.kicker, .article): editArticle { $0.kicker = words }
        case (.subtitle, .article): editArticle { $0.subtitles.append(words) }
        case (.custom, .bulletin): edit { $0.facts[name] = words }
        case (.custom, .article): editArticle { $0.facts[name] = words }
        case (.date, .bulletin): edit { $0.dates.append(words) }
        case (.contributor, .bulletin): edit { $0.editors.append(words) }
        case (.distribution, _): edit { $0.recipients.append(words) }
        case (.contributor, .article):
          editArticle { $0.departments.append(words) }
          if !isLabelled { editArticle { $0.signers.append(words) } }
        case (.date, .article):
          let value = iso ?? "?" + words
          editArticle {
            $0.dates.append(value)
            $0.wordings.append(words)
          }
        case (.cell, _):
          editArticle { article in
            if !article.rows.isEmpty { article.rows[article.rows.count - 1].append(words) }
          }
        case (.paragraph, _), (.heading, _), (.preformatted, _):
          editArticle { $0.paragraphs.append(words) }
          if element == .heading { editArticle { $0.headings.append(words) } }
        default: break
        }
      }
    }

    mutating func finish() throws(ConversionError) {}

    func edit(_ change: (inout ReadBulletin) -> Void) {
      guard !collector.bulletins.isEmpty else { return }
      change(&collector.bulletins[collector.bulletins.count - 1])
    }

    func editArticle(_ change: (inout ReadBulletin.Article) -> Void) {
      edit {
        guard !$0.articles.isEmpty else { return }
        change(&$0.articles[$0.articles.count - 1])
      }
    }
  }
}

/// Everything that reading a text gives.
struct Reading {
  var bulletins: [ReadBulletin] = []
  var diagnostics: [Diagnostic] = []

  /// Reads a text with the event laws checked.
  /// - Parameter chunkSize: how many bytes are fed at a time; nil for all at once.
  init(
    _ bytes: [UInt8], profile: String = "cast", chunkSize: Int? = nil, rejoin: Bool = true,
    cut: Int? = nil, purpose: ReaderContext.Purpose = .document
  ) throws {
    try self.init(
      bytes, profile: try #require(LayoutProfile.named(profile)), chunkSize: chunkSize,
      rejoin: rejoin, cut: cut, purpose: purpose)
  }

  init(
    _ bytes: [UInt8], profile: LayoutProfile, chunkSize: Int? = nil, rejoin: Bool = true,
    cut: Int? = nil, purpose: ReaderContext.Purpose = .document
  ) throws {
    let collector = BulletinCollector()
    let log = DiagnosticLog()
    let diagnostics = DiagnosticCollector(file: "test", minimumSeverity: .information) {
      log.all.append($0)
    }
    var reader = TextReader(
      profile: profile, diagnostics: diagnostics, rejoin: rejoin, sample: bytes,
      sampleIsWhole: true, purpose: purpose)
    var handler: any EventHandler & ~Copyable = BulletinCollector.Handler(collector: collector)
    // Late facts are no document.
    if purpose == .document { handler = EventLawChecker(handler) }
    let span = bytes.span
    if let cut {
      try reader.read(span.extracting(0..<cut), into: &handler)
      try reader.read(span.extracting(cut..<bytes.count), into: &handler)
    } else {
      var at = 0
      while at < bytes.count {
        let end = min(bytes.count, at + (chunkSize ?? bytes.count))
        try reader.read(span.extracting(at..<end), into: &handler)
        at = end
      }
    }
    try reader.finish(into: &handler)
    try handler.finish()
    bulletins = collector.bulletins
    self.diagnostics = log.all
  }

  init(
    _ text: String, profile: String = "cast", rejoin: Bool = true,
    purpose: ReaderContext.Purpose = .document
  ) throws {
    try self.init(Array(text.utf8), profile: profile, rejoin: rejoin, purpose: purpose)
  }

  func codes(_ severity: Severity = .warning) -> [DiagnosticCode] {
    diagnostics.map(\.code).filter { $0.severity >= severity }
  }
}

final class DiagnosticLog {
  var all: [Diagnostic] = []
}
