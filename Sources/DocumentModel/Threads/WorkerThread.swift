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

  /// For what cannot go on without one.
  public init(_ run: @escaping @Sendable () -> Void) {
    let thread = Self.start(run)
    precondition(thread != nil, "a thread can be started")
    self.thread = thread ?? pthread_t()
  }

  /// For what does with fewer: nil where the system has no more.
  public static func ifThereIsOne(_ run: @escaping @Sendable () -> Void) -> WorkerThread? {
    guard let thread = start(run) else { return nil }
    return WorkerThread(thread)
  }

  private init(_ thread: pthread_t) { self.thread = thread }

  /// pthread_create
  private static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
    var thread = pthread_t()
    let body = unsafe Unmanaged.passRetained(Body(run))
    // The thread takes over the reference that is passed to it.
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard status == 0 else {
      unsafe body.release()
      return nil
    }
    return thread
  }

  /// pthread_join: waits for the closure's end. Once.
  public func join() { pthread_join(thread, nil) }
}
