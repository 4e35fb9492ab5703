import GazetteArchives
import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One run of a batch: source → workers → commit in order → destination, journal, manifest.
final class BatchRun: @unchecked Sendable {
  private let batch: Batch
  private let workers: Int
  private let stop: Batch.Stop
  private let destination: any BatchDestination
  private let work: WorkFolder
  private let journal: BatchJournal
  private let manifest: AppendingFile
  private let size: InputSize
  /// What an earlier run has done, for a folder: hash of a record's key → its index. Workers read it, so
  /// nobody changes it any more when they are there.
  private var earlier: [Int: Int] = [:]

  // Used by the thread that commits.
  private let hear: (Batch.Event) -> Void
  private var summary = Batch.Summary()
  /// Records of `earlier` that entries of this run took the place of.
  private var replaced: Set<Int> = []
  private var failure: ConversionError?
  /// Set with `failure`, or where a failure of an entry is the end: nothing more is committed.
  private var isOver = false

  init(
    _ batch: Batch, stop: Batch.Stop, hear: @escaping (Batch.Event) -> Void
  ) throws(ConversionError) {
    self.batch = batch
    workers = Workers.count(batch.jobs)
    self.stop = stop
    self.hear = hear
    let form = ArchiveForm.named(batch.output)
    work = try WorkFolder(for: batch.output, isArchive: form != nil)
    journal = try BatchJournal(work.path + "/journal")
    manifest = try AppendingFile(work.path + "/manifest")
    try manifest.cut(at: 0)
    if let form {
      destination = try ArchiveDestination(
        batch.output, form, work: work.path, threads: workers)
    } else {
      destination = try FolderDestination(batch.output, work: work.path)
    }
    size = InputSize(batch.inputs, but: [batch.output, work.path])
  }

  func run() throws(ConversionError) -> Batch.Summary {
    let source = try takeUp()
    let commit = OrderedCommit<BatchResult>(width: workers * 4, first: source.firstNumber) {
      self.commit($0, source.position)
    }
    let counting = batch.countsInputs ? WorkerThread.ifThereIsOne { [size] in size.count() } : nil
    Workers.run(workers) { [self] in
      let converter = EntryConverter(batch, destination)
      while !isEnding, let entry = source.next() {
        commit.put(converter.result(of: entry, kept: kept(entry)), at: entry.number)
        destination.help()
      }
    }
    size.stop()
    counting?.join()
    return try end()
  }

  // MARK: Beginning

  /// The source, behind what an earlier run has done where that stays as it is.
  private func takeUp() throws(ConversionError) -> EntrySource {
    let run = try batch.fingerprint()
    let found = try journal.recover(run)
    if found.isThere, !batch.isResuming { throw ConversionError(.unfinishedRun, [work.path]) }
    if found.isThere, found.isSame {
      if let archive = destination as? ArchiveDestination { return try goOn(archive) }
      for index in journal.offsets.indices {
        if let record = try journal.earlier(index) { earlier[record.key.hashValue] = index }
      }
      journal.keep(journal.offsets.count)
      return try makeSource()
    }
    if found.isThere {
      hear(.found(Diagnostic(.runBegunAnew, ["other options"], chinese: ["使用了不同的选项"])))
      for index in journal.offsets.indices {
        for output in try journal.earlier(index)?.outputs ?? [] { destination.remove(output) }
      }
    }
    try (destination as? ArchiveDestination)?.cut(at: 0)
    try journal.begin(run)
    return try makeSource()
  }

  private func makeSource() throws(ConversionError) -> EntrySource {
    EntrySource(batch, names: try batch.outputNames(), ownFiles: [batch.output, work.path])
  }

  /// Goes on with an archive: up to its last boundary that is as it was, and no further than the first
  /// entry that is not.
  private func goOn(_ archive: ArchiveDestination) throws(ConversionError) -> EntrySource {
    var count = 0
    var length: UInt64 = 0
    for index in journal.offsets.indices {
      guard let record = try journal.earlier(index) else { break }
      guard let boundary = record.boundary else { continue }
      guard archive.verify(boundary, from: length) else { break }
      length = boundary.length
      count = index + 1
    }
    while true {
      let source = try makeSource()
      let same = try unchanged(source, upTo: count)
      if same == count {
        try takeOver(archive, count)
        return source
      }
      // Back to the last boundary before what has changed.
      count = same
      while count > 0, try journal.earlier(count - 1)?.boundary == nil { count -= 1 }
    }
  }

  /// How many of the source's first entries are as an earlier run found them.
  private func unchanged(
    _ source: EntrySource, upTo count: Int
  ) throws(ConversionError) -> Int {
    let converter = EntryConverter(batch, destination)
    for index in 0..<count {
      guard let record = try journal.earlier(index), let entry = source.next(),
        entry.key == record.key, entry.stamp == record.stamp, batch.isToldEnough(by: record),
        converter.digest(of: entry) == record.digest
      else { return index }
    }
    return count
  }

  /// Counts and tells what an earlier run has done, and makes the archive ready to go on behind it.
  private func takeOver(_ archive: ArchiveDestination, _ count: Int) throws(ConversionError) {
    var length: UInt64 = 0
    for index in 0..<count {
      guard let record = try journal.earlier(index) else { continue }
      if let boundary = record.boundary {
        try archive.restore(boundary)
        length = boundary.length
      }
      try note(record)
    }
    try archive.cut(at: length)
    journal.keep(count)
  }

  private func note(_ record: JournalRecord) throws(ConversionError) {
    try manifest.write(record.line.span)
    switch record.status {
    case .converted: (summary.converted, summary.kept) = (summary.converted + 1, summary.kept + 1)
    case .failed: summary.failed += 1
    case .skipped: summary.skipped += record.isNotice ? 0 : 1
    }
    if record.lossCount > 0 { summary.lossy += 1 }
  }

  /// What an earlier run says of an entry of a folder.
  private func kept(_ entry: BatchEntry) -> JournalRecord? {
    guard let index = earlier[entry.key.hashValue], let record = try? journal.earlier(index),
      record.key == entry.key, batch.isToldEnough(by: record)
    else { return nil }
    return record
  }

  // MARK: Going on

  private let over = Batch.Stop()

  private var isEnding: Bool { stop.isAsked || over.isAsked }

  private func commit(_ result: BatchResult, _ position: UInt64) {
    guard !isOver else { return result.prepared.forEach(destination.discard) }
    do throws(ConversionError) {
      if let error = result.ending { throw error }
      if let refusal = try deliver(result) {
        try note(result.failed(refusal), position)
      } else {
        try note(result, position)
      }
    } catch {
      failure = error
      isOver = true
      over.ask()
    }
  }

  /// Tells what became of an entry, and notes it.
  private func note(_ result: BatchResult, _ position: UInt64) throws(ConversionError) {
    for diagnostic in result.diagnostics { hear(.found(diagnostic)) }
    if let error = result.error { hear(.found(error.diagnostic)) }
    try record(result)
    guard !result.entry.isNotice else { return }
    hear(
      .ended(
        Batch.Outcome(
          place: result.entry.place, status: result.status, isKept: result.kept != nil,
          position: position, total: size.total)))
    if result.status == .failed, batch.stopsAtFailure {
      hear(.found(Diagnostic(.stoppedByFailure)))
      isOver = true
      over.ask()
    }
  }

  /// Gives why the destination does not take the outputs, where that is the entry's own fault.
  private func deliver(_ result: BatchResult) throws(ConversionError) -> ConversionError? {
    guard !result.prepared.isEmpty else { return nil }
    if destination.isForetold {
      journal.append(record(of: result).bytes)
      try journal.flush()
    }
    do throws(ConversionError) {
      try destination.deliver(Array(zip(result.prepared, result.outputs.map(\.path))))
      return nil
    } catch {
      guard error.code == .outputNameUnusable else { throw error }
      return error
    }
  }

  private func record(of result: BatchResult) -> JournalRecord {
    let entry = result.entry
    return JournalRecord(
      key: entry.key, stamp: entry.stamp, digest: result.digest, status: result.status,
      lossCount: result.lossCount, outputs: result.outputs,
      line: entry.isNotice || batch.manifest == nil ? [] : ManifestRecord.line(result))
  }

  /// Notes what became of an entry, in journal and manifest.
  private func record(_ result: BatchResult) throws(ConversionError) {
    if !earlier.isEmpty { replaced.insert(result.entry.key.hashValue) }
    if let kept = result.kept { return try note(kept) }
    let record = record(of: result)
    try note(record)
    if result.status == .converted { summary.kept -= 1 }
    if result.status == .failed, let error = result.error {
      summary.failures.insert(error.code.exitStatus)
    }
    guard !destination.isForetold || result.status != .converted else { return }
    journal.add(record, behind: try destination.boundary())
    guard journal.isDue else { return }
    // The journal speaks of nothing that the system does not have.
    try destination.flush()
    try journal.flush()
  }

  // MARK: Ending

  private func end() throws(ConversionError) -> Batch.Summary {
    if failure != nil || isOver || stop.isAsked {
      // As much as can be kept for `--resume`, whatever stopped the run.
      if failure == nil { try? destination.settle() }
      try? destination.flush()
      try? journal.flush(isLast: true)
      if let failure {
        try? deliverManifest()
        throw failure
      }
      try deliverManifest()
      summary.isStopped = stop.isAsked
      return summary
    }
    for (key, index) in earlier where !replaced.contains(key) {
      for output in try journal.earlier(index)?.outputs ?? [] { destination.remove(output) }
    }
    try destination.finish()
    try deliverManifest()
    work.remove()
    if summary.isEmpty { hear(.found(batch.nothingFound)) }
    return summary
  }

  private func deliverManifest() throws(ConversionError) {
    guard let path = batch.manifest else { return }
    try manifest.flush()
    let sink = try FileSink(path)
    try InputSource(manifest.path).whole { (span) throws(ConversionError) in try sink.write(span) }
    try sink.commit(ifChanged: true)
  }
}

extension Batch {
  /// Whether a record of an earlier run says what this one wants to know: where that had no manifest to
  /// write, there is no line for the manifest of this one.
  fileprivate func isToldEnough(by record: JournalRecord) -> Bool {
    manifest == nil || !record.line.isEmpty || record.isNotice
  }
}

extension BatchResult {
  /// What an entry comes to whose outputs are not taken.
  fileprivate func failed(_ error: ConversionError) -> BatchResult {
    var result = self
    result.status = .failed
    result.outputs = []
    result.count(error.code)
    result.error = error.named(entry.place)
    return result
  }
}

extension EntryConverter {
  /// What became of an entry; what ends the run is in the result, so that what came before it is kept.
  func result(of entry: BatchEntry, kept: JournalRecord?) -> BatchResult {
    do throws(ConversionError) {
      return try convert(entry, kept: kept)
    } catch {
      return BatchResult(entry: entry, status: .failed, ending: error)
    }
  }
}
