import GazetteDocumentModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A filter program while it runs: its standard input and output are pipes, its standard error is ours.
///
/// One thread writes, another reads; what both look at is behind a lock.
final class RunningProgram: Sendable {
  /// How it ended.
  enum Ending: Sendable { case status(Int), signal(Int) }

  private struct State {
    var isReaped = false
    var isAbandoned = false
    var isOutputOpen = true
    var failure: ConversionError?
  }

  let name: String
  private let process: pid_t
  /// As kill(2) takes it: the process, or its group where it has its own.
  private let target: pid_t
  private let input: CInt
  private let output: CInt
  private let state = Mutex(State())
  /// One program is started at a time.
  private static let starting = Monitor()

  /// Starts it. - Throws: `GZ7201`.
  init(_ command: ProgramCommand) throws(ConversionError) {
    name = command.name
    Self.outliveClosedPipes()
    var toChild: [CInt] = [-1, -1]
    var fromChild: [CInt] = [-1, -1]
    func failure(_ code: CInt) -> ConversionError {
      for descriptor in toChild + fromChild where descriptor >= 0 { close(descriptor) }
      return ConversionError(.programNotStarted, [command.name, SystemError.text(code)])
    }
    // A program that another thread started before the pipes are marked would hold them open too.
    Self.starting.lock()
    defer { Self.starting.unlock() }
    guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else { throw failure(errno) }
    for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var process: pid_t = 0
    let isApart = RunningPrograms.areApart
    let code = Self.spawn(command, toChild[0], fromChild[1], isApart: isApart, &process)
    guard code == 0 else { throw failure(code) }
    close(toChild[0])
    close(fromChild[1])
    input = toChild[1]
    output = fromChild[0]
    // A writer that waits must still hear that the rest of the conversion has failed.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    self.process = process
    target = isApart ? -process : process
    RunningPrograms.add(target)
  }

  deinit { closeOutput() }

  /// posix_spawn(3), with the signals as a program expects to find them: none blocked, SIGPIPE deadly.
  ///
  /// - Parameter isApart: in a process group of its own.
  private static func spawn(
    _ command: ProgramCommand, _ input: CInt, _ output: CInt, isApart: Bool,
    _ process: inout pid_t
  ) -> CInt {
    // Both are set up, used and destroyed here; the argument strings live until the call returns.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe sigaddset(&signals, SIGXFSZ)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    // A group of its own, called by its process.
    if isApart { flags |= POSIX_SPAWN_SETPGROUP }
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var arguments = unsafe command.arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    return unsafe posix_spawn(&process, command.path, &actions, &attributes, &arguments, environ)
  }

  /// A program may close its input early: writing on then is an answer (EPIPE), not a signal. A handler
  /// that the program around has set is left alone.
  private static func outliveClosedPipes() {
    let before = signal(SIGPIPE, SIG_IGN)
    if before != nil { signal(SIGPIPE, before) }
  }

  // MARK: Its input

  /// Writes all; gives false where the program takes no more.
  ///
  /// - Throws: what has stopped the stages behind the program.
  func write(_ bytes: Span<UInt8>) throws(ConversionError) -> Bool {
    var done = 0
    while done < bytes.count {
      // The pointer does not leave the call.
      let n = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(input, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      if n >= 0 {
        done += n
        continue
      }
      switch errno {
      case EINTR: break
      case EAGAIN:
        try checkFailure()
        var poll = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
        _ = unsafe Glibc.poll(&poll, 1, 100)
      default: return false
      }
    }
    try checkFailure()
    return true
  }

  func closeInput() { close(input) }

  /// - Throws: what `fail` was given.
  func checkFailure() throws(ConversionError) {
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  // MARK: Its output

  /// Fills the buffer; gives how many bytes, 0 at the end. - Throws: `GZ1004`.
  func read(into buffer: inout [UInt8]) throws(ConversionError) -> Int {
    while true {
      // The pointer does not leave the call; at most `count` bytes are written.
      let n = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(output, bytes.baseAddress, bytes.count)
      }
      if n >= 0 { return n }
      if errno != EINTR { throw ConversionError(.inputReadFailed, [SystemError.text(errno)]) }
    }
  }

  // MARK: Its end

  /// Notes what stops the conversion, for the thread that writes.
  func fail(_ error: ConversionError) { state.withLock { $0.failure = $0.failure ?? error } }

  /// Takes no more of its output.
  func closeOutput() {
    state.withLock { state in
      if state.isOutputOpen { close(output) }
      state.isOutputOpen = false
    }
  }

  /// Tells the program to stop, and makes it if it does not within two seconds; how it ends is of no
  /// account then.
  func abandon() {
    send(SIGTERM)
    for _ in 0..<200 {
      var information = unsafe siginfo_t()
      let options = WEXITED | WNOWAIT | WNOHANG
      // Nothing to wait for, or one that has ended: SIGCHLD is filled in.
      let found = unsafe waitid(P_PID, id_t(process), &information, options)
      if unsafe found != 0 || information.si_signo == SIGCHLD { return }
      usleep(10_000)
    }
    send(SIGKILL)
  }

  private func send(_ signal: CInt) {
    state.withLock { state in
      state.isAbandoned = true
      // Until it is reaped, the number is its own.
      if !state.isReaped { kill(target, signal) }
    }
  }

  /// Waits until it has ended; nil where it was abandoned. waitid(2), waitpid(2).
  func wait() -> Ending? {
    var information = unsafe siginfo_t()
    while unsafe waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0 {
      if errno != EINTR { break }
    }
    RunningPrograms.remove(target)
    return state.withLock { state in
      var status: CInt = 0
      unsafe waitpid(process, &status, 0)
      state.isReaped = true
      if state.isAbandoned { return nil }
      let signal = status & 0x7F
      return signal == 0 ? .status(Int(status >> 8 & 0xFF)) : .signal(Int(signal))
    }
  }
}
