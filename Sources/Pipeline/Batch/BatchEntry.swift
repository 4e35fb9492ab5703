import GazetteArchives
import GazetteDocumentModel

/// One thing to convert, as it was found: a file, an entry of an archive, or what stands for one that
/// cannot be read.
struct BatchEntry: Sendable {
  enum Content: Sendable {
    case file(FilePath)
    case entry(EntryContent)
    /// Nothing to convert: why.
    case failed(ConversionError)
    case skipped(Diagnostic)
    /// No entry, only something to say of an archive.
    case notice
  }

  /// From 0 on, in the order of the inputs.
  var number = 0
  /// The archive's name, where it is of one: `in.zip`, `in.zip/inner.tar`.
  var archive: String?
  /// Within its archive or folder.
  var name: String
  /// The whole name, for messages: `in.zip/a.txt`.
  var place: String
  var size: UInt64?
  /// Seconds since 1970.
  var modified: Int64?
  /// What tells without reading that it is as it was; empty where only its content can tell.
  var stamp: [UInt8] = []
  var content: Content
  /// Below the output folder, one for each format.
  var outputs: [String] = []
  /// What there is to say of its name.
  var notices: [Diagnostic] = []

  /// What the journal knows it by.
  var key: String { outputs.first ?? Self.placeMark + place }

  /// What keys without an output begin with; of what is no entry, which has no place, it is the whole.
  static let placeMark = "\u{0}"

  /// How much of its content is held.
  var bytesInMemory: Int {
    if case .entry(.memory(let bytes)) = content { bytes.count } else { 0 }
  }

  /// Whether it is none, only something to say.
  var isNotice: Bool { if case .notice = content { true } else { false } }
}

/// What became of an entry.
public enum BatchStatus: String, Sendable {
  case converted, failed, skipped
}

/// An output that was delivered, or will be.
struct BatchOutput: Sendable {
  let path: String
  let format: String
  let size: UInt64
  let digest: [UInt8]
}

/// An entry and what became of it.
struct BatchResult: Sendable {
  var entry: BatchEntry
  var status: BatchStatus
  var error: ConversionError?
  var diagnostics: [Diagnostic] = []
  /// How often each code was reported.
  var codes: [(code: DiagnosticCode, count: Int)] = []
  var size: UInt64?
  var digest: [UInt8] = []
  var encoding: String?
  var format: String?
  var profile: String?
  var counts: DocumentCounts?
  var facts: BulletinFacts?
  var outputs: [BatchOutput] = []
  var prepared: [PreparedOutput] = []
  /// Of an earlier run: the record as it was written then.
  var kept: JournalRecord?
  /// What the whole run cannot go on after.
  var ending: ConversionError?

  var lossCount: Int { codes.reduce(0) { $0 + ($1.code.isLoss ? $1.count : 0) } }
}

/// An output on its way: what could be done on any thread is done.
enum PreparedOutput: Sendable {
  /// In a file of the work folder.
  case staged(String)
  case member(ArchiveWriter.Member)
}
