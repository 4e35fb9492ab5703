import GazettePipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An interrupt leaves no temporary file behind.
enum Interrupts {
  /// Signals wait for a thread of their own, which cleans up outside of any signal handler.
  static func watch() {
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
        PendingFiles.deleteAll()
        Progress.erase()
        _exit(128 + number)
      }, nil)
  }
}
