import GazettePipeline
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An interrupt leaves no temporary file behind, and no filter program.
enum Interrupts {
  /// The signal that asked for the end, 0 where none did.
  static let received = Atomic<CInt>(0)
  private static let first = Mutex<(@Sendable () -> Void)?>(nil)

  /// Signals wait for a thread of their own, which cleans up outside of any signal handler.
  ///
  /// - Parameter first: what the first signal does instead of ending the program; the second ends it.
  static func watch(first: (@Sendable () -> Void)? = nil) {
    Self.first.withLock { $0 = first }
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    var thread = pthread_t()
    _ = unsafe pthread_create(
      &thread, nil,
      { _ in
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, number) }
        var number: CInt = 0
        unsafe sigwait(&set, &number)
        if let first = Interrupts.first.withLock({ $0 }) {
          Interrupts.received.store(number, ordering: .relaxed)
          first()
          unsafe sigwait(&set, &number)
        }
        RunningPrograms.killAll()
        PendingFiles.deleteAll()
        Progress.erase()
        _exit(128 + number)
      }, nil)
  }
}
