import Synchronization

/// Where the stages of one conversion put what they have to say; handed to each when it is made.
///
/// Diagnostics go on to `handler` as they are found; only counts are kept, so a file with a million
/// warnings costs no memory. Stages may run on several threads: the handler is called by one at a time, under
/// the lock of the counts, so a handler that asks its collector for a count waits for ever.
public final class DiagnosticCollector: @unchecked Sendable {
  /// The input's name, as the user gave it.
  public let file: String?
  /// What is less than this is counted, not made.
  public let minimumSeverity: Severity
  private let counts = Mutex(CodeCounts())
  /// Called under the lock of `counts`, which is what makes the class safe to share.
  private let handler: (Diagnostic) -> Void
  /// Who hands on, and counts too, where this one only names a file within the input.
  private let parent: DiagnosticCollector?

  public init(
    file: String? = nil, minimumSeverity: Severity = .warning,
    handler: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    self.file = file
    self.minimumSeverity = minimumSeverity
    self.handler = handler
    parent = nil
  }

  private init(file: String, parent: DiagnosticCollector) {
    self.file = file
    minimumSeverity = parent.minimumSeverity
    handler = { _ in }
    self.parent = parent
  }

  /// A collector for a file within the input: `issue.epub!/EPUB/text/b1.xhtml`.
  public func collector(within name: String) -> DiagnosticCollector {
    DiagnosticCollector(file: file.map { $0 + "!/" + name } ?? name, parent: self)
  }

  /// A collector for a stage whose places are not places of the input (the lines that a filter program
  /// prints): what it hears goes on under another file's name.
  public convenience init(file: String, relayingTo collector: DiagnosticCollector) {
    self.init(file: file, minimumSeverity: .information) { collector.relay($0) }
  }

  /// Takes a diagnostic that another collector has heard.
  public func relay(_ diagnostic: Diagnostic) {
    take(diagnostic.code, diagnostic.severity < minimumSeverity ? nil : diagnostic)
  }

  /// A collector for another input of the same conversion.
  public func collector(for file: String) -> DiagnosticCollector {
    DiagnosticCollector(file: file, parent: self)
  }

  /// Reports one diagnostic; its arguments are made only if somebody wants it.
  public func report(
    _ code: DiagnosticCode, _ arguments: @autoclosure () -> [String] = [],
    chinese: @autoclosure () -> [String]? = nil, at position: SourcePosition? = nil
  ) {
    let diagnostic =
      code.severity < minimumSeverity
      ? nil : Diagnostic(code, arguments(), chinese: chinese(), file: file, at: position)
    take(code, diagnostic)
  }

  private func take(_ code: DiagnosticCode, _ diagnostic: Diagnostic?) {
    counts.withLock { counts in
      counts.add(code)
      if parent == nil, let diagnostic { handler(diagnostic) }
    }
    parent?.take(code, diagnostic)
  }

  /// How many losses were reported.
  public var lossCount: Int {
    counts.withLock { $0.entries.reduce(0) { $0 + ($1.code.isLoss ? $1.count : 0) } }
  }

  /// How often a code was reported.
  public func count(of code: DiagnosticCode) -> Int {
    counts.withLock { $0.entries.first { $0.code == code }?.count ?? 0 }
  }

  /// Codes reported, in the order of their numbers, with how often.
  public var summary: [(code: DiagnosticCode, count: Int)] {
    counts.withLock { $0.entries }.sorted { $0.code.rawValue < $1.code.rawValue }
  }
}

/// How often codes were reported, in the order in which they first were: of a document they are few, and looked
/// through faster than a dictionary finds them.
private struct CodeCounts {
  private(set) var entries: [(code: DiagnosticCode, count: Int)] = []

  mutating func add(_ code: DiagnosticCode) {
    if let index = entries.firstIndex(where: { $0.code == code }) {
      entries[index].count += 1
    } else {
      entries.append((code, 1))
    }
  }
}
