import GazetteDocumentModel

/// Threads that run the same work; the calling one is among them.
enum Workers {
  /// More than this have nothing to do on any machine, and each holds memory of its own.
  private static let most = 256

  /// How many there are where so many are asked for.
  static func count(_ asked: Int) -> Int { min(max(1, asked), most) }

  /// Runs the work on so many threads, on fewer where the system has no more, and waits for its end.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    guard count > 1, let thread = WorkerThread.ifThereIsOne(body) else { return body() }
    run(count - 1, body)
    thread.join()
  }
}
