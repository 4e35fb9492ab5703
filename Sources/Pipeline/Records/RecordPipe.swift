public import GazetteDocumentModel
import GazetteJSON
import Synchronization

/// Converts a stream of records, JSON Lines in and out: what `gazette pipe` does, for a Swift program.
///
///     var conversion = Conversion(input: "")
///     conversion.outputs = [.init(format: try Formats.writable("jats"), to: .nowhere)]
///     let pipe = RecordPipe(conversion)
///     try pipe.run(from: InputSource("-"), to: StandardOutputSink())
///
/// A record, `{"name":"issue.txt","text":"…"}` or with `"bytes"` in base 64, is answered with one record,
/// in the order of the records, as soon as it is converted; a bad record is answered too. The shapes are
/// in `stylesheets/schemas/pipe.schema.json`, and in `docs/pipe.md`.
///
/// Workers take turns at the input and at the output. Slots, which hold a record and its answer, go
/// round between them, so a slow record or a slow reader holds back the rest, and memory is bounded by
/// the largest record times the slots.
public struct RecordPipe: Sendable {
  /// How each record is converted. Its input and where its outputs go are put in by the pipe.
  public var conversion: Conversion
  /// Records at a time; at least one, and no more than 256.
  public var workers = 1
  /// Bytes of the longest record.
  public var maximumRecord = 256 << 20
  /// What is less than this is not put into answers.
  public var minimumSeverity = Severity.warning
  /// Of the messages in answers.
  public var language = MessageLanguage.english

  /// What became of the records.
  public struct Summary: Sendable, Equatable {
    public var records = 0
    public var failed = 0
    /// Converted, with losses.
    public var lossy = 0

    public init(records: Int = 0, failed: Int = 0, lossy: Int = 0) {
      self.records = records
      self.failed = failed
      self.lossy = lossy
    }
  }

  public init(_ conversion: Conversion) { self.conversion = conversion }

  /// Runs until the input ends; the sink gets a whole answer with each write.
  ///
  /// - Throws: `GZ1004` where the input fails, and what the sink throws.
  @discardableResult
  public func run(
    from input: InputSource, to sink: any ByteSink
  ) throws(ConversionError) -> Summary {
    let count = Workers.count(workers)
    let slots = count == 1 ? 1 : 2 * count
    let run = RecordRun(RecordLines(input, limit: maximumRecord), sink, slots: slots)
    let order = OrderedCommit<RecordSlot>(width: slots) { run.deliver($0) }
    let name = input.name
    Workers.run(count) {
      var converter = RecordConverter(self)
      while let slot = run.next() {
        slot.outcome = converter.answer(
          slot.line.span, slot.place, of: name, into: &slot.answer)
        order.put(slot, at: slot.index)
      }
    }
    return try run.finish()
  }
}

/// A record and its answer; one worker has it at a time.
private final class RecordSlot: @unchecked Sendable {
  var line: [UInt8] = []
  var place = RecordLines.Line(number: 0, offset: 0)
  var answer = JSONBuilder()
  var outcome = RecordConverter.Outcome.failed
  /// Which record it is, from 0.
  var index = 0
}

/// What the workers share: the input under a lock, the output by turns.
private final class RecordRun: @unchecked Sendable {
  private let spare: Channel<RecordSlot>
  private let failure = Mutex<ConversionError?>(nil)

  private let inputLock = Mutex(())
  /// Under `inputLock`.
  private var lines: RecordLines
  private var taken = 0

  private let sink: any ByteSink
  /// Used by whose turn it is.
  private var summary = RecordPipe.Summary()

  init(_ lines: consuming RecordLines, _ sink: any ByteSink, slots: Int) {
    self.lines = lines
    self.sink = sink
    spare = Channel((0..<slots).map { _ in RecordSlot() })
  }

  /// The next record; nil when there is none any more, or no use for one.
  func next() -> RecordSlot? {
    guard let slot = spare.receive() else { return nil }
    let isTaken = inputLock.withLock { _ -> Bool in
      do throws(ConversionError) {
        guard let place = try lines.next(into: &slot.line) else { return false }
        slot.place = place
        slot.index = taken
        taken += 1
        return true
      } catch {
        stop(error)
        return false
      }
    }
    if isTaken { return slot }
    spare.close(discarding: true)
    return nil
  }

  /// Writes an answer, and gives its slot back. Called by one thread at a time, in the order of the records.
  func deliver(_ slot: RecordSlot) {
    guard failure.withLock({ $0 == nil }) else { return }
    do throws(ConversionError) {
      try sink.write(slot.answer.bytes.span)
    } catch {
      stop(error)
      spare.close(discarding: true)
    }
    summary.records += 1
    if slot.outcome == .failed { summary.failed += 1 }
    if slot.outcome == .lossy { summary.lossy += 1 }
    spare.send(slot)
  }

  private func stop(_ error: ConversionError) {
    failure.withLock { if $0 == nil { $0 = error } }
  }

  /// - Throws: what has stopped the workers.
  func finish() throws(ConversionError) -> RecordPipe.Summary {
    if let failure = failure.withLock({ $0 }) { throw failure }
    try sink.flush()
    return summary
  }
}
