import GazetteDocumentModel

/// Takes items from several threads in whatever order they are done, and hands them on in their own.
///
/// One of the threads that bring items hands on what is due, outside of the lock, while the others go on.
/// A thread that is too far ahead waits, so that no more than `width` items are held.
final class OrderedCommit<Item: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private let width: Int
  private let take: (Item) -> Void
  private var turn: Int
  private var waiting: [Int: Item] = [:]
  private var isDraining = false

  /// - Parameters:
  ///   - first: the first number that comes.
  ///   - take: called by one thread at a time.
  init(width: Int, first: Int = 0, take: @escaping (Item) -> Void) {
    self.width = width
    turn = first
    self.take = take
  }

  /// Brings the item of a number; numbers are used once each, without a gap.
  func put(_ item: Item, at number: Int) {
    monitor.withLock {
      while number >= turn + width { monitor.wait() }
      waiting[number] = item
      guard !isDraining else { return }
      isDraining = true
      while let next = waiting.removeValue(forKey: turn) {
        monitor.unlock()
        take(next)
        monitor.lock()
        turn += 1
        monitor.wakeAll()
      }
      isDraining = false
    }
  }
}
