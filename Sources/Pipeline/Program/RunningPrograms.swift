import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The filter programs under way, so that none of them outlives an interrupt.
public enum RunningPrograms {
  private struct State {
    /// As kill(2) takes them: processes, and groups as negative numbers.
    var targets: Set<pid_t> = []
    var areApart = false
    var areOver = false
  }

  private static let state = Mutex(State())

  /// From now on a program gets a process group of its own: an interrupt from the terminal, which goes to
  /// all of a group, asks this process alone, and it lets the programs finish what is under way.
  ///
  /// This process is one that waits for interrupts, which are blocked.
  public static func keepApart() {
    state.withLock { $0.areApart = true }
    #if canImport(Glibc)
      // What is started ignores it too, as a shell's jobs in the background do: an interrupt may come before
      // a program has left our group. Linux keeps signals that are blocked and waited for all the same.
      signal(SIGINT, SIG_IGN)
    #endif
  }

  static var areApart: Bool { state.withLock { $0.areApart } }

  /// - Parameter target: of a program that has just been started.
  static func add(_ target: pid_t) {
    state.withLock { state in
      state.targets.insert(target)
      if state.areOver { kill(target, SIGKILL) }
    }
  }

  /// - Parameter target: of a program that has ended and is about to be reaped; until then its number is
  ///   its own.
  static func remove(_ target: pid_t) { state.withLock { _ = $0.targets.remove(target) } }

  /// Ends them all, and those that are started from now on, when the process is about to end by a signal.
  public static func killAll() {
    state.withLock { state in
      state.areOver = true
      for target in state.targets { kill(target, SIGKILL) }
    }
  }
}
