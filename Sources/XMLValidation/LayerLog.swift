public import GazetteDocumentModel

/// Counts what one layer of checking finds, and passes it on as it is found.
public final class LayerLog {
  private let diagnostics: DiagnosticCollector
  /// Shared by the layers of a document: what is over the limit is counted, not reported.
  private let budget: Budget
  public private(set) var errors = 0
  public private(set) var warnings = 0
  /// Another layer, over the same tokens: what it has told of a place need not be told twice.
  private let other: LayerLog?
  /// Where the last fault was.
  private var last: SourcePosition?

  /// How many faults of a document are still to be shown.
  public final class Budget {
    var rest: Int
    public init(_ limit: Int) { rest = limit }
  }

  public init(_ diagnostics: DiagnosticCollector, budget: Budget, behind other: LayerLog? = nil) {
    self.diagnostics = diagnostics
    self.budget = budget
    self.other = other
  }

  func report(
    _ code: DiagnosticCode, _ arguments: @autoclosure () -> [String],
    chinese: @autoclosure () -> [String]? = nil, at position: SourcePosition?
  ) {
    if code.severity == .error { errors += 1 } else { warnings += 1 }
    last = position
    if let position, let other, other.last == position { return }
    guard budget.rest > 0 else { return }
    budget.rest -= 1
    diagnostics.report(code, arguments(), chinese: chinese(), at: position)
  }

  /// What the layer came to, if it ran over the whole document.
  public var verdict: ValidationVerdict {
    errors + warnings == 0
      ? .passed : .failed(errors: errors, warnings: warnings)
  }
}
