#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock that threads can also wait in, for what another one does: a mutex and a condition of POSIX.
@safe public final class Monitor: @unchecked Sendable {
  // Neither may move.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  public init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// pthread_mutex_lock
  public func lock() { unsafe pthread_mutex_lock(mutex) }

  /// pthread_mutex_unlock
  public func unlock() { unsafe pthread_mutex_unlock(mutex) }

  /// pthread_cond_wait: leaves the lock until woken; what was waited for must be looked at again.
  public func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// pthread_cond_broadcast
  public func wakeAll() { unsafe pthread_cond_broadcast(condition) }

  public func withLock<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
    lock()
    defer { unlock() }
    return try body()
  }
}
