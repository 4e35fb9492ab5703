public import GazetteDocumentModel
public import GazetteXMLValidation
import Synchronization

/// Validates many documents in one process: schemas are compiled once, files go in parallel, results
/// come in the order of the inputs.
public struct BatchValidation: Sendable {
  /// What is heard of a document, in order: its diagnostics, then its end.
  public enum Event: Sendable {
    case found(Diagnostic)
    case ended(String, Result<ValidationResult, ConversionError>)
  }

  public var inputs: [String]
  public var request: ValidationRequest
  /// `json`, `jsonl` or `csv`, where it is not to be told from the inputs.
  public var format: String?
  /// Documents at a time; at least one, and no more than 256.
  public var workers: Int
  public var minimumSeverity: Severity

  public init(
    inputs: [String], request: ValidationRequest, format: String? = nil, workers: Int = 1,
    minimumSeverity: Severity = .warning
  ) {
    self.inputs = inputs
    self.request = request
    self.format = format
    self.workers = workers
    self.minimumSeverity = minimumSeverity
  }

  /// Runs until all inputs are done. `hear` is called by one thread at a time; what belongs to the
  /// input whose turn it is comes as it is found, the rest is held back till its turn.
  public func run(store: SchemaStore, hear: @escaping @Sendable (Event) -> Void) {
    let order = EventOrder(hear)
    let next = Atomic(0)
    Workers.run(min(Workers.count(workers), inputs.count)) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < inputs.count else { return }
        let input = inputs[index]
        let name = input == "-" ? "<stdin>" : input
        let diagnostics = DiagnosticCollector(file: name, minimumSeverity: minimumSeverity) {
          order.take(.found($0), of: index)
        }
        let result: Result<ValidationResult, ConversionError>
        do throws(ConversionError) {
          let validation = Validation(input: input, request: request, format: format)
          result = .success(try validation.run(store: store, diagnostics: diagnostics))
        } catch {
          result = .failure(error)
        }
        order.take(.ended(name, result), of: index)
      }
    }
  }
}

/// Lets events through in the order of their inputs.
private final class EventOrder: Sendable {
  private struct State {
    var turn = 0
    var held: [Int: [BatchValidation.Event]] = [:]
  }

  private let state = Mutex(State())
  private let hear: @Sendable (BatchValidation.Event) -> Void

  init(_ hear: @escaping @Sendable (BatchValidation.Event) -> Void) { self.hear = hear }

  func take(_ event: BatchValidation.Event, of index: Int) {
    state.withLock { state in
      guard index == state.turn else {
        state.held[index, default: []].append(event)
        return
      }
      hear(event)
      guard case .ended = event else { return }
      state.turn += 1
      // Those behind it that are done already, and the beginning of the one that is not.
      while let held = state.held.removeValue(forKey: state.turn) {
        for event in held { hear(event) }
        guard case .ended = held.last else { break }
        state.turn += 1
      }
    }
  }
}
