/// Where the stages of one conversion put what they have to say; handed to each when it is made.
///
/// Diagnostics go on to `handler` as they are found; only counts are kept, so a file with a million
/// warnings costs no memory.
public final class DiagnosticCollector {
  /// The input's name, as the user gave it.
  public let file: String?
  /// What is less than this is counted, not made.
  public let minimumSeverity: Severity
  /// How many losses were reported.
  public private(set) var lossCount = 0
  private var counts: [DiagnosticCode: Int] = [:]
  private let handler: (Diagnostic) -> Void

  public init(
    file: String? = nil, minimumSeverity: Severity = .warning,
    handler: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    self.file = file
    self.minimumSeverity = minimumSeverity
    self.handler = handler
  }

  /// Reports one diagnostic; its arguments are made only if somebody wants it.
  public func report(
    _ code: DiagnosticCode, _ arguments: @autoclosure () -> [String] = [],
    at position: SourcePosition? = nil
  ) {
    counts[code, default: 0] += 1
    if code.isLoss { lossCount += 1 }
    guard code.severity >= minimumSeverity else { return }
    handler(Diagnostic(code, arguments(), file: file, at: position))
  }

  /// How often a code was reported.
  public func count(of code: DiagnosticCode) -> Int { counts[code] ?? 0 }

  /// Codes reported, in the order of their numbers, with how often.
  public var summary: [(code: DiagnosticCode, count: Int)] {
    counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }
}
