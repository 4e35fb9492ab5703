import Foundation
import GazetteArchives
import GazetteDocumentModel
import GazetteTestSupport
import GazetteZip
import Testing

/// Compressed tars of other programs: whole, joined, cut off and damaged. All that stands before a fault comes
/// out, as much as the program itself brings out.
@Suite struct UnpackerTests {
  /// A compression: its program, the ending of its files, and what makes blocks that are not too large.
  struct Compression: CustomTestStringConvertible, Sendable {
    let program: String
    let ending: String
    var options = ""
    var testDescription: String { program }
  }

  private static let known = [
    Compression(program: "gzip", ending: "gz"),
    Compression(program: "bzip2", ending: "bz2", options: "-1"),
    Compression(program: "xz", ending: "xz", options: "--block-size=300000"),
    Compression(program: "zstd", ending: "zst", options: "-q"),
  ]

  /// Bulletins that differ so much that a compressed one is long.
  static let members: [[UInt8]] = {
    var state: UInt64 = 1
    return (0..<20).map { _ in
      let noise = (0..<30_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return 0x41 + UInt8(truncatingIfNeeded: state >> 59)
      }
      return Repository.seed + noise
    }
  }()

  static let tar = Result {
    let sink = MemorySink()
    let writer = ArchiveWriter(.tar, to: sink)
    for (number, bytes) in members.enumerated() {
      try writer.add(
        ArchiveWriter.Member(
          "\(number).txt", .memory(bytes), modified: 0, for: .tar, BlockDeflater()))
    }
    try writer.finish()
    return sink.bytes
  }

  /// What a shell's line makes of bytes.
  static func piped(
    _ bytes: [UInt8], _ compression: Compression, _ options: String
  ) throws -> [UInt8] {
    let program = try #require(OutsideProgram.path(of: compression.program))
    let folder = try TemporaryFolder()
    let path = try folder.write("in", bytes)
    let line = "\(program) \(options) -c <'\(path)' >'\(folder.path)/out' 2>/dev/null"
    _ = try #require(OutsideProgram.run("/bin/sh", ["-c", line]))
    return Repository.file(folder.path + "/out")
  }

  static func packed(_ compression: Compression) throws -> [UInt8] {
    try piped(tar.get(), compression, compression.options)
  }

  /// Those whose programs are installed.
  static let compressions = known.filter { OutsideProgram.path(of: $0.program) != nil }
  static let hasZstandard = compressions.contains { $0.program == "zstd" }

  /// How many members the program itself brings out as they are.
  static func due(_ bytes: [UInt8], _ compression: Compression) throws -> Int {
    let out = try piped(bytes, compression, "-d")
    let tar = try tar.get()
    var start = 0
    for (count, member) in members.enumerated() {
      let end = start + 512 + member.count
      guard out.count >= end, out[start..<end] == tar[start..<end] else { return count }
      start = end + (512 - member.count % 512) % 512
    }
    return members.count
  }

  @Test(.enabled(if: !compressions.isEmpty), arguments: compressions)
  func streamsAreReadAsOne(_ compression: Compression) throws {
    let whole = try Self.packed(compression)
    let tar = try Self.tar.get()
    let cut = tar.count / 3
    let first = try Self.piped(Array(tar[..<cut]), compression, compression.options)
    let second = try Self.piped(Array(tar[cut...]), compression, compression.options)
    let zeros = [UInt8](repeating: 0, count: 1024)
    for bytes in [whole, first + second, whole + zeros, first + zeros + second] {
      let read = try GzipInflaterTests.read(bytes)
      #expect(read.entries == Self.members && read.code == nil)
    }
  }

  @Test(.enabled(if: !compressions.isEmpty), arguments: compressions)
  func cutAnywhereAllBeforeItComesOut(_ compression: Compression) throws {
    let whole = try Self.packed(compression)
    for step in 1..<16 {
      let cut = Array(whole[..<(whole.count * step / 16)])
      let read = try GzipInflaterTests.read(cut)
      #expect(try read.entries.count >= Self.due(cut, compression), "cut at \(step)")
      #expect(read.entries == Array(Self.members.prefix(read.entries.count)), "cut at \(step)")
      #expect(read.code == .archiveDamaged, "cut at \(step)")
    }
  }

  /// With a bit turned anywhere it is told, and what the program brings out comes out.
  @Test(.enabled(if: !compressions.isEmpty), arguments: compressions)
  func withABitTurnedItIsTold(_ compression: Compression) throws {
    let whole = try Self.packed(compression)
    for step in 1..<12 {
      var turned = whole
      turned[whole.count * step / 12] ^= 4
      let read = try GzipInflaterTests.read(turned)
      let due = try Self.due(turned, compression)
      #expect(read.entries.prefix(due) == Self.members.prefix(due), "at \(step)")
      #expect(read.code == .archiveDamaged, "at \(step)")
    }
  }

  /// What stands behind the last stream is told when all before it has come out.
  @Test(.enabled(if: !compressions.isEmpty), arguments: compressions)
  func whatStandsBehindIsTold(_ compression: Compression) throws {
    let whole = try Self.packed(compression)
    let read = try GzipInflaterTests.read(whole + Array("something else".utf8))
    #expect(read.entries == Self.members && read.code == .archiveDamaged)
  }

  /// A window of two gigabytes, which nobody who sends bulletins needs.
  @Test(.enabled(if: hasZstandard)) func whatAsksForTooMuchMemoryIsNotRead() throws {
    let packed = try Self.piped(
      Self.tar.get(), Compression(program: "zstd", ending: "zst"), "-q --long=31")
    #expect(try GzipInflaterTests.read(packed).code == .archiveUnreadable)
  }

  /// Frames that are skipped, before and between others.
  @Test(.enabled(if: hasZstandard)) func skippedFramesAreSkipped() throws {
    let whole = try Self.packed(#require(Self.compressions.last))
    let skipped: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let read = try GzipInflaterTests.read(skipped + whole + skipped)
    #expect(read.entries == Self.members && read.code == nil)
    let file = try TemporaryFile()
    try file.append((skipped + whole).span)
    #expect(try ArchiveKind.of(file) == .stream)
  }
}
