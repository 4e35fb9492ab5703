import GazetteDocumentModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs the stages behind it on a thread of their own, so that reading and writing go on at once.
///
/// Events are recorded on tapes of some hundred kilobytes; four tapes go round between the two threads,
/// so a slow writer holds the reader back, and memory is bounded. An error behind it is thrown from the
/// next event that finds it. Dropped without `finish`, it stops its thread, and the output is unfinished.
struct Handoff: EventHandler, ~Copyable {
  private let exchange: TapeExchange
  /// The tape that is being filled; in a box only while it travels.
  private var tape = EventTape()
  private var thread: StageThread?

  private static var tapeBytes: Int { 256 << 10 }
  private static var tapeEvents: Int { 4096 }

  init(_ next: consuming any EventHandler & ~Copyable) {
    exchange = TapeExchange()
    let work = Work(exchange: exchange, handler: next)
    thread = StageThread { work.run() }
  }

  deinit {
    guard let thread else { return }
    exchange.cancel()
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
    let box = exchange.spare()
    swap(&box.tape, &tape)
    try exchange.send(box)
  }

  mutating func finish() throws(ConversionError) {
    try send()
    exchange.end()
    thread?.join()
    thread = nil
    if let failure = exchange.failure { throw failure }
  }

  /// What the thread does: replays tapes as they come.
  private final class Work {
    let exchange: TapeExchange
    var handler: any EventHandler & ~Copyable

    init(exchange: TapeExchange, handler: consuming any EventHandler & ~Copyable) {
      self.exchange = exchange
      self.handler = handler
    }

    func run() {
      do throws(ConversionError) {
        while let box = exchange.receive() {
          try box.tape.replay(into: &handler)
          exchange.giveBack(box)
        }
        if !exchange.isCancelled { try handler.finish() }
      } catch {
        exchange.fail(error)
      }
    }
  }
}

/// A tape that goes from one thread to the other; only one of them has it at a time.
final class TapeBox: @unchecked Sendable {
  var tape = EventTape()
}

/// The way of the tapes: filled ones there, spare ones back.
private final class TapeExchange: Sendable {
  private struct State {
    var filled: [TapeBox] = []
    var spare: [TapeBox] = (0..<4).map { _ in TapeBox() }
    var hasEnded = false
    var isCancelled = false
    var failure: ConversionError?
  }

  private let state = Mutex(State())
  /// Counts what the receiver has to look at: filled tapes, and the end.
  private let arrivals = Semaphore(0)
  /// Counts spare tapes, and the failure that makes waiting for one pointless.
  private let returns = Semaphore(4)

  var failure: ConversionError? { state.withLock { $0.failure } }
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// An empty tape; waits until one comes back.
  func spare() -> TapeBox {
    returns.wait()
    return state.withLock { $0.spare.popLast() } ?? TapeBox()
  }

  /// - Throws: what has stopped the other side.
  func send(_ box: TapeBox) throws(ConversionError) {
    if let failure { throw failure }
    state.withLock { $0.filled.append(box) }
    arrivals.signal()
  }

  func end() {
    state.withLock { $0.hasEnded = true }
    arrivals.signal()
  }

  func cancel() {
    state.withLock {
      $0.isCancelled = true
      $0.filled = []
    }
    end()
  }

  /// The next filled tape; nil at the end.
  func receive() -> TapeBox? {
    arrivals.wait()
    return state.withLock { $0.filled.isEmpty ? nil : $0.filled.removeFirst() }
  }

  func giveBack(_ box: TapeBox) {
    box.tape.reset()
    state.withLock { $0.spare.append(box) }
    returns.signal()
  }

  func fail(_ error: ConversionError) {
    state.withLock { $0.failure = error }
    returns.signal()
  }
}

/// A counting semaphore: sem_t, at an address that does not move.
@safe private final class Semaphore: @unchecked Sendable {
  private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: UInt32) { unsafe sem_init(handle, 0, count) }

  deinit {
    unsafe sem_destroy(handle)
    unsafe handle.deallocate()
  }

  func signal() { unsafe sem_post(handle) }

  func wait() {
    while unsafe sem_wait(handle) != 0 {}
  }
}
