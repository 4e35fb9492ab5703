import GazetteArchives
import GazetteDocumentModel
import GazetteZip

/// Where a run's outputs go: a folder, or an archive.
protocol BatchDestination: AnyObject, Sendable {
  /// Does what can be done before an output's turn; on any thread.
  func prepare(
    _ output: CollectedOutput, _ path: String, modified: Int64, _ tools: BatchTools
  ) throws(ConversionError) -> PreparedOutput

  /// Puts an entry's outputs in their place, all or none, in the order of the entries.
  ///
  /// - Throws: `GZ5104` where only this entry's name is the matter; else the run cannot go on.
  func deliver(_ outputs: [(PreparedOutput, String)]) throws(ConversionError)

  /// Takes back what was prepared and will not be delivered.
  func discard(_ output: PreparedOutput)

  /// Whether the journal speaks of outputs before they are delivered, so that none is unknown to it.
  var isForetold: Bool { get }

  /// Whether `holds` tells an output by its digest.
  var comparesDigests: Bool { get }

  /// Does a share of what waits to be done between `deliver` and the disk; on any thread.
  func help()

  /// A place to go on from, if this is one; it may be known only later.
  func boundary() throws(ConversionError) -> AwaitedBoundary?

  /// Brings to its end what is under way behind `deliver`.
  func settle() throws(ConversionError)

  /// Hands what was delivered to the system, which keeps it where the program is killed.
  func flush() throws(ConversionError)

  /// Whether what an earlier run delivered is still there as it was.
  func holds(_ output: BatchOutput) -> Bool

  /// Deletes what an earlier run delivered and this one would not.
  func remove(_ output: BatchOutput)

  /// Ends it: the archive appears.
  func finish() throws(ConversionError)
}

/// What a worker uses again and again.
struct BatchTools {
  let deflater = BlockDeflater()
  let inflater = BlockInflater()
}
