import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The temporary files under way, so that an interrupt leaves none behind.
public enum PendingFiles {
  private static let state = Mutex<(names: Set<String>, number: Int)>(([], 0))

  static func add(_ name: String) { state.withLock { _ = $0.names.insert(name) } }
  static func remove(_ name: String) { state.withLock { _ = $0.names.remove(name) } }

  /// A number that no other temporary file of this process has.
  static func nextNumber() -> Int {
    state.withLock {
      $0.number += 1
      return $0.number
    }
  }

  /// Deletes them all, when the process is about to end by a signal.
  public static func deleteAll() {
    state.withLock { state in
      for name in state.names { unsafe unlink(name) }
      state.names = []
    }
  }
}
