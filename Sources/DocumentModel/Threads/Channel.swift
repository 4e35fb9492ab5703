import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A queue from one thread to another: what is sent there is received in the same order.
///
/// It holds whatever is sent. Where memory must be bounded, the items go round: a channel there, and
/// one with the spare items back, as `Handoff` has it.
public final class Channel<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item]
    var isClosed = false
  }

  private let state: Mutex<State>
  /// Counts what a receiver has to look at: the items, and that it is closed.
  private let arrivals: Semaphore

  public init(_ items: [Item] = []) {
    state = Mutex(State(items: items))
    arrivals = Semaphore(UInt32(items.count))
  }

  /// Adds an item; one that comes after `close` is dropped.
  public func send(_ item: Item) {
    state.withLock { if !$0.isClosed { $0.items.append(item) } }
    arrivals.signal()
  }

  /// The next item, waited for; nil when the channel is closed and empty.
  public func receive() -> Item? {
    arrivals.wait()
    let item = state.withLock { $0.items.isEmpty ? nil : $0.items.removeFirst() }
    // Whoever asks again is to hear of the end again.
    if item == nil { arrivals.signal() }
    return item
  }

  /// Nothing more comes. What is on its way is received, or `discarding` drops it.
  public func close(discarding: Bool = false) {
    state.withLock {
      $0.isClosed = true
      if discarding { $0.items = [] }
    }
    arrivals.signal()
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
