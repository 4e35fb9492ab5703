/// What a writer could not express, counted by kind of element: a bulletin with a thousand emphases
/// says so once, with the first place, and not a thousand times.
///
/// The text of such elements is kept; a fact that is left out is reported by itself, with its value.
public struct ElementLosses: Sendable {
  private struct Loss {
    let element: Element
    /// What became of it.
    let outcome: LocalizedText
    let position: SourcePosition
    var count = 1
  }

  private var losses: [Loss] = []
  /// Element → its first index in `losses`; most elements have one outcome.
  private var indices = [Int](repeating: -1, count: Int(UInt8.max) + 1)

  public init() {}

  /// Counts one. - Parameter outcome: what became of it, for the message.
  public mutating func count(
    _ element: Element, _ outcome: LocalizedText, at position: SourcePosition
  ) {
    var index = indices[Int(element.rawValue)]
    if index < 0 { indices[Int(element.rawValue)] = losses.count }
    while index >= 0, index < losses.count {
      if losses[index].element == element, losses[index].outcome == outcome {
        losses[index].count += 1
        return
      }
      index += 1
    }
    losses.append(Loss(element: element, outcome: outcome, position: position))
  }

  /// Says each kind once (`GZ3101`), when the output is written; then there are none.
  public mutating func report(to diagnostics: DiagnosticCollector, format: String) {
    for loss in losses {
      let what = loss.count == 1 ? loss.element.name : "\(loss.element.name) ×\(loss.count)"
      diagnostics.report(
        .elementNotExpressible, [what, format, loss.outcome.english],
        chinese: [what, format, loss.outcome.chinese], at: loss.position)
    }
    self = ElementLosses()
  }
}
