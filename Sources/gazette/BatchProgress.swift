import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import Synchronization

/// `--progress`
enum BatchProgressForm: String, ExpressibleByArgument, CaseIterable { case auto, plain, none }

/// Shows what is heard of a batch: diagnostics, progress, and what it came to.
final class BatchDisplay: Sendable {
  private let reporter: Reporter
  private let progress: BatchProgress
  /// Whether progress is shown.
  var showsProgress: Bool { progress.isShown }

  init(_ reporter: Reporter, _ form: BatchProgressForm) {
    self.reporter = reporter
    progress = BatchProgress(form, reporter.language)
  }

  func hear(_ event: Batch.Event) {
    switch event {
    case .found(let diagnostic):
      BatchProgress.erase()
      reporter.show(diagnostic)
    case .planned(let place, let outputs):
      print(place + " -> " + outputs.joined(separator: ", "))
    case .ended(let outcome): progress.count(outcome)
    }
  }

  /// Says what it came to, where somebody looks, or where not all is well.
  func finish(_ summary: Batch.Summary) {
    BatchProgress.erase()
    let isWorthIt = summary.failed + summary.skipped + summary.kept > 0 || summary.isStopped
    guard reporter.form == .text, reporter.isVerbose || StandardError.isTerminal || isWorthIt else {
      return
    }
    let isChinese = reporter.language == .chinese
    var parts = [isChinese ? "已转换 \(summary.converted)" : "\(summary.converted) converted"]
    func add(_ count: Int, _ english: String, _ chinese: String) {
      if count > 0 { parts.append(isChinese ? "\(chinese) \(count)" : "\(count) \(english)") }
    }
    add(summary.kept, "of them before", "其中此前完成")
    add(summary.failed, "failed", "失败")
    add(summary.skipped, "left out", "略去")
    if summary.isStopped {
      parts.append(isChinese ? "已中断,可用 --resume 继续" : "interrupted; --resume goes on")
    }
    StandardError.write(parts.joined(separator: isChinese ? "," : ", ") + "\n")
  }
}

/// How far a batch is: a line on the terminal that is drawn anew, or a line each ten seconds.
final class BatchProgress: Sendable {
  private struct State {
    let began = Clock.now
    var shown = Clock.now
    var done = 0
    var failed = 0
    /// Of an earlier run: they say nothing of the rate.
    var kept = 0
  }

  private let state = Mutex(State())
  private let isPlain: Bool
  let isShown: Bool
  private let language: MessageLanguage
  private static let isVisible = Atomic(false)

  init(_ form: BatchProgressForm, _ language: MessageLanguage) {
    isPlain = form == .plain
    isShown = form == .plain || (form == .auto && StandardError.isTerminal)
    self.language = language
  }

  func count(_ outcome: Batch.Outcome) {
    guard isShown else { return }
    state.withLock { state in
      state.done += 1
      if outcome.status == .failed { state.failed += 1 }
      if outcome.isKept { state.kept += 1 }
      let now = Clock.now
      guard now - state.shown > (isPlain ? 10 : 0.2) else { return }
      state.shown = now
      let line = line(state, outcome, now - state.began)
      if isPlain { return StandardError.write(line + "\n") }
      Self.isVisible.store(true, ordering: .relaxed)
      StandardError.write("\r\u{1B}[K" + line)
    }
  }

  private func line(_ state: State, _ outcome: Batch.Outcome, _ seconds: Double) -> String {
    let isChinese = language == .chinese
    let rate = Double(state.done - state.kept) / max(seconds, 0.001)
    var parts = [
      isChinese ? "已处理 \(state.done)" : "\(state.done) done",
      isChinese ? "失败 \(state.failed)" : "\(state.failed) failed",
      isChinese ? "每秒 \(Int(rate))" : "\(Int(rate))/s",
    ]
    if let total = outcome.total, total > 0, outcome.position > 0 {
      let share = min(1, Double(outcome.position) / Double(total))
      let left = Int(seconds / share - seconds)
      let time = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
      parts.append("\(Int(share * 100)) %")
      parts.append(isChinese ? "剩余 \(time)" : "\(time) left")
    }
    return parts.joined(separator: isChinese ? "," : ", ")
  }

  /// Clears the line, for something else to be said.
  static func erase() {
    guard isVisible.exchange(false, ordering: .relaxed) else { return }
    StandardError.write("\r\u{1B}[K")
  }
}
