import GazetteDocumentModel

/// Threads that run the same work; the calling one is among them.
enum Workers {
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    guard count > 1 else { return body() }
    let thread = WorkerThread(body)
    run(count - 1, body)
    thread.join()
  }
}
