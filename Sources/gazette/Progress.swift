import GazetteDocumentModel
import Synchronization

/// A line on the terminal while long work goes on; nothing in a pipe, nothing for short work.
enum Progress {
  private struct State {
    var began: Double = 0
    var shown: Double = 0
    var isVisible = false
  }

  private static let state = Mutex(State())

  /// Shows how far a file is read; called often, draws seldom.
  /// - Parameter input: as it was given; `-` is standard input.
  static func show(_ input: String, _ read: UInt64, _ total: UInt64?) {
    guard StandardError.isTerminal else { return }
    let now = Clock.now
    state.withLock { state in
      if state.began == 0 { state.began = now }
      guard now - state.began > 0.5, now - state.shown > 0.1 else { return }
      state.shown = now
      state.isVisible = true
      let megabytes = Double(read) / 1e6
      let rate = Int(megabytes / (now - state.began))
      let share = total.map { $0 > 0 ? " \(Int(Double(read) * 100 / Double($0))) %" : "" } ?? ""
      let name = input == "-" ? "<stdin>" : input
      StandardError.write("\r\u{1B}[K\(name)\(share)  \(Int(megabytes)) MB  \(rate) MB/s")
    }
  }

  /// Clears the line.
  static func erase() {
    state.withLock { state in
      if state.isVisible { StandardError.write("\r\u{1B}[K") }
      state.isVisible = false
    }
  }
}
