import GazetteDocumentModel
import Synchronization

/// Runs the stages behind it on a thread of their own, so that reading and writing go on at once.
///
/// Events are recorded on tapes of some hundred kilobytes; four tapes go round between the two threads,
/// so a slow writer holds the reader back, and memory is bounded. An error behind it is thrown from the
/// next event that finds it. Dropped without `finish`, it stops its thread, and the output is unfinished.
struct Handoff: EventHandler, ~Copyable {
  private let work: Work
  private let thread: WorkerThread
  private var isFinished = false
  /// The tape that is being filled; in a box only while it travels.
  private var tape = EventTape()

  private static var tapeCount: Int { 4 }
  private static var tapeBytes: Int { 256 << 10 }
  private static var tapeEvents: Int { 4096 }

  init(_ next: consuming any EventHandler & ~Copyable) {
    let work = Work(next)
    self.work = work
    thread = WorkerThread { work.run() }
    for _ in 0..<Self.tapeCount { work.spare.send(TapeBox()) }
  }

  deinit {
    guard !isFinished else { return }
    work.cancel()
    thread.join()
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    tape.record(event, at: position)
    if tape.byteCount > Self.tapeBytes || tape.eventCount > Self.tapeEvents { try send() }
  }

  /// Sends the tape off, and goes on with an empty one.
  private mutating func send() throws(ConversionError) {
    guard let box = work.spare.receive() else { return try work.throwFailure() }
    swap(&box.tape, &tape)
    work.filled.send(box)
  }

  mutating func finish() throws(ConversionError) {
    try send()
    work.filled.close()
    thread.join()
    isFinished = true
    try work.throwFailure()
  }

  /// What the thread does: replays tapes as they come.
  private final class Work: @unchecked Sendable {
    let filled = Channel<TapeBox>()
    /// Tapes on their way back; closed when there was a failure, since none comes any more.
    let spare = Channel<TapeBox>()
    private let failure = Mutex<ConversionError?>(nil)
    private let isCancelled = Atomic(false)
    /// Of the thread alone, from its start on.
    private var handler: any EventHandler & ~Copyable

    init(_ handler: consuming any EventHandler & ~Copyable) { self.handler = handler }

    func run() {
      do throws(ConversionError) {
        while let box = filled.receive() {
          try box.tape.replay(into: &handler)
          box.tape.reset()
          spare.send(box)
        }
        if !isCancelled.load(ordering: .acquiring) { try handler.finish() }
      } catch {
        failure.withLock { $0 = error }
        spare.close(discarding: true)
      }
    }

    func cancel() {
      isCancelled.store(true, ordering: .releasing)
      filled.close(discarding: true)
    }

    /// - Throws: what has stopped the thread.
    func throwFailure() throws(ConversionError) {
      if let failure = failure.withLock({ $0 }) { throw failure }
    }
  }
}

/// A tape that goes from one thread to the other; only one of them has it at a time.
private final class TapeBox: @unchecked Sendable {
  var tape = EventTape()
}
