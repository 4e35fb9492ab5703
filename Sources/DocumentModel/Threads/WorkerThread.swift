#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread that runs one closure: of POSIX, since what runs on Swift's own may not wait for others.
///
/// Who starts one sees to it that the closure ends, and joins it.
public struct WorkerThread: ~Copyable {
  private let thread: pthread_t

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// pthread_create
  public init(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    // The thread takes over the reference that is passed to it.
    let started = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(Body(run)).toOpaque())
    precondition(started == 0, "a thread can be started")
    self.thread = thread
  }

  /// pthread_join: waits for the closure's end. Once.
  public func join() { pthread_join(thread, nil) }
}
