import GazetteArchives
import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One archive, written as a stream into the work folder, and put in its place when it is whole.
final class ArchiveDestination: BatchDestination, @unchecked Sendable {
  private let path: String
  private let partial: String
  private let form: ArchiveForm
  // Used by the thread that delivers.
  private let sink: AppendingFile
  private let writer: ArchiveWriter

  init(_ path: String, _ form: ArchiveForm, work: String, threads: Int) throws(ConversionError) {
    self.path = path
    self.form = form
    partial = work + "/archive"
    sink = try AppendingFile(partial)
    writer = ArchiveWriter(form, to: sink, threads: threads)
  }

  func prepare(
    _ output: CollectedOutput, _ path: String, modified: Int64, _ tools: BatchTools
  ) throws(ConversionError) -> PreparedOutput {
    .member(
      ArchiveWriter.Member(path, output.content, modified: modified, for: form, tools.deflater))
  }

  func deliver(_ outputs: [(PreparedOutput, String)]) throws(ConversionError) {
    for case (.member(let member), _) in outputs { try writer.add(member) }
  }

  func discard(_ output: PreparedOutput) {}

  /// What is behind the last boundary is cut off.
  let isForetold = false

  let comparesDigests = false

  func help() { writer.help() }

  func boundary() throws(ConversionError) -> AwaitedBoundary? { try writer.boundary() }

  func settle() throws(ConversionError) { try writer.settle() }

  func flush() throws(ConversionError) { try sink.flush() }

  /// An archive is held as a whole, see `restore`.
  func holds(_ output: BatchOutput) -> Bool { true }

  func remove(_ output: BatchOutput) {}

  /// Whether the next stretch of an earlier run's archive is as it was: up to this boundary.
  func verify(_ boundary: ArchiveBoundary, from start: UInt64) -> Bool {
    sink.checksum(from: start, to: boundary.length) == boundary.checksum
  }

  /// Takes over one stretch of an earlier run.
  func restore(_ boundary: ArchiveBoundary) throws(ConversionError) {
    try writer.restore(boundary)
  }

  /// Goes on behind so many bytes.
  func cut(at length: UInt64) throws(ConversionError) { try sink.cut(at: length) }

  func finish() throws(ConversionError) {
    try writer.finish()
    try sink.finish()
    guard unsafe rename(partial, path) == 0 else {
      throw ConversionError(.outputNotWritable, [SystemError.text(errno)], file: path)
    }
  }
}
