import Foundation
import GazetteArchives
import GazetteDocumentModel
import GazetteTestSupport
import GazetteZip
import Synchronization
import Testing

/// What the writer writes, the reader and other programs read; from each boundary a stopped writer goes on
/// to the same bytes.
@Suite struct ArchiveRoundTripTests {
  struct Member: Equatable {
    var name: String
    var bytes: [UInt8]
    var modified: Int64
  }

  /// Names short and long, ASCII and not, at the edges of what `ustar` has room for; contents that are
  /// empty, just a block, a byte more, and longer than what stays in memory.
  static let members: [Member] = {
    let long = String(repeating: "d", count: 99)
    let names = [
      "a.txt", "简报/二〇二一年.txt", long + "/" + long, String(repeating: "n", count: 100),
      String(repeating: "n", count: 101), String(repeating: "简", count: 60), "empty",
    ]
    return names.enumerated().map { index, name in
      let size = [0: 511, 1: 512, 2: 513, 3: 3 << 20, 4: 1 << 20, 5: 7][index] ?? 0
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 3 ^ $0 >> 7) }
      return Member(name: name, bytes: bytes, modified: 1_600_000_000 + Int64(index) * 2)
    }
  }()

  static func content(_ bytes: [UInt8]) throws -> EntryContent {
    guard bytes.count > EntryContent.memoryLimit else { return .memory(bytes) }
    let file = try TemporaryFile()
    try file.append(bytes.span)
    return .file(file)
  }

  static func add(_ member: Member, to writer: ArchiveWriter, _ form: ArchiveForm) throws {
    try writer.add(
      ArchiveWriter.Member(
        member.name, content(member.bytes), modified: member.modified, for: form, BlockDeflater()))
  }

  static func archive(_ form: ArchiveForm) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ArchiveWriter(form, to: sink)
    for member in members { try add(member, to: writer, form) }
    try writer.finish()
    return sink.bytes
  }

  static func read(_ bytes: [UInt8], _ kind: ArchiveKind, named name: String) throws -> [Member] {
    let file = try TemporaryFile()
    try file.append(bytes.span)
    let reader = try ArchiveReader(
      file, named: name, kind: kind, budget: ArchiveBudget(ArchiveLimits()),
      diagnostics: DiagnosticCollector())
    var members: [Member] = []
    while let entry = try reader.next() {
      var bytes: [UInt8] = []
      try reader.content().unpacked(BlockInflater()).read { bytes.append($0) }
      members.append(Member(name: entry.name, bytes: bytes, modified: entry.modified ?? -1))
    }
    return members
  }

  @Test(arguments: ArchiveForm.allCases)
  func whatIsWrittenIsRead(_ form: ArchiveForm) throws {
    let bytes = try Self.archive(form)
    #expect(try Self.archive(form) == bytes)
    let read = try Self.read(bytes, form == .zip ? .zip : .stream, named: "a." + form.rawValue)
    #expect(read == Self.members)
  }

  /// In one go, although a compressed tar is many members or frames.
  @Test func otherProgramsReadIt() throws {
    let folder = try TemporaryFolder()
    let lister = "import sys, tarfile; print(*tarfile.open(sys.argv[1]).getnames(), sep=chr(10))"
    for (form, program, arguments) in [
      (ArchiveForm.tar, "tar", ["tf"]), (.tarGzip, "tar", ["tzf"]), (.tarGzip, "gzip", ["-t"]),
      (.tarGzip, "bsdtar", ["tf"]), (.tarGzip, "python3", ["-c", lister]),
      (.tarZstandard, "zstd", ["-qt"]), (.tarZstandard, "bsdtar", ["tf"]),
      (.zip, "python3", ["-m", "zipfile", "-t"]),
    ] {
      guard let path = OutsideProgram.path(of: program) else { continue }
      let file = try folder.write("a." + form.rawValue, Self.archive(form))
      let result = try #require(OutsideProgram.run(path, arguments + [file]))
      #expect(result.status == 0, "\(program) \(form): \(result.output)")
      if arguments == ["tf"] || arguments == ["tzf"] || arguments == ["-c", lister] {
        #expect(result.output.split(separator: "\n").count == Self.members.count)
      }
    }
  }

  @Test(arguments: ArchiveForm.allCases, [false, true])
  func fromEachBoundaryItGoesOnToTheSameBytes(_ form: ArchiveForm, isSettled: Bool) throws {
    let whole = try Self.archive(form)
    for stop in 1...Self.members.count {
      let first = MemorySink()
      let writer = ArchiveWriter(form, to: first)
      var marks: [(boundary: AwaitedBoundary, reached: Int)] = []
      for (index, member) in Self.members.prefix(stop).enumerated() {
        try Self.add(member, to: writer, form)
        if let boundary = try writer.boundary() { marks.append((boundary, index + 1)) }
      }
      if isSettled { try writer.settle() }
      let known = marks.prefix { $0.boundary.place != nil }
      #expect(known.count == marks.count || !isSettled)
      let places = known.compactMap { $0.boundary.place }
      let second = MemorySink()
      let kept = Array(first.bytes.prefix(Int(places.last?.length ?? 0)))
      second.write(kept.span)
      var start = 0
      for place in places {
        var checksum = Checksum()
        checksum.add(Array(kept[start..<Int(place.length)]))
        #expect(checksum.value == place.checksum)
        start = Int(place.length)
      }
      let other = ArchiveWriter(form, to: second)
      for place in places { try other.restore(place) }
      for member in Self.members.dropFirst(known.last?.reached ?? 0) {
        try Self.add(member, to: other, form)
      }
      try other.finish()
      #expect(second.bytes == whole, "stopped behind \(stop)")
    }
  }

  /// Blocks of a compressed tar are packed by whoever helps, and the bytes stay the same.
  @Test(arguments: [ArchiveForm.tarGzip, .tarZstandard])
  func manyThreadsWriteTheSameBytes(_ form: ArchiveForm) throws {
    let members = (0..<60).map { number in
      Member(
        name: "\(number)", bytes: (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * number >> 3) },
        modified: 0)
    }
    func bytes(_ threads: Int) throws -> [UInt8] {
      let sink = MemorySink()
      let writer = ArchiveWriter(form, to: sink, threads: threads)
      try Helpers(writer).run(threads - 1) {
        for member in members { try Self.add(member, to: writer, form) }
        try writer.finish()
      }
      return sink.bytes
    }
    let alone = try bytes(1)
    for threads in [2, 5] { #expect(try bytes(threads) == alone, "\(threads)") }
  }

  /// Threads that pack while this one writes.
  final class Helpers: @unchecked Sendable {
    private let writer: ArchiveWriter
    private let isOver = Mutex(false)

    init(_ writer: ArchiveWriter) { self.writer = writer }

    func run(_ count: Int, _ body: () throws -> Void) throws {
      guard count > 0 else {
        defer { isOver.withLock { $0 = true } }
        return try body()
      }
      let thread = WorkerThread { [self] in
        while !isOver.withLock({ $0 }) {
          writer.help()
          usleep(1000)
        }
      }
      let result = Result { try run(count - 1, body) }
      thread.join()
      try result.get()
    }
  }

  /// The thread that writes leaves the packing to others while they come after it.
  @Test(arguments: [ArchiveForm.tarGzip, .tarZstandard])
  func whoAddsNeedNotPack(_ form: ArchiveForm) throws {
    let sink = MemorySink()
    let writer = ArchiveWriter(form, to: sink, threads: 2)
    let bytes = [UInt8](repeating: 65, count: 1 << 20)
    try Self.add(Member(name: "a", bytes: bytes, modified: 0), to: writer, form)
    let boundary = try #require(try writer.boundary())
    #expect(sink.bytes.isEmpty && boundary.place == nil)
    writer.help()
    _ = try writer.boundary()
    #expect(UInt64(sink.bytes.count) == boundary.place?.length)
    // Nobody helps any more, and no more than a block for each thread and one waits.
    for number in 0..<4 {
      try Self.add(Member(name: "\(number)", bytes: bytes, modified: 0), to: writer, form)
    }
    #expect(sink.bytes.count > Int(boundary.place?.length ?? 0))
  }

  /// Whatever is cut off or changed, nothing is given that was not there, and the rest is told.
  @Test(arguments: ArchiveForm.allCases)
  func damageIsTold(_ form: ArchiveForm) throws {
    let sink = MemorySink()
    let writer = ArchiveWriter(form, to: sink)
    let members = (0..<6).map { number in
      Member(name: "\(number).txt", bytes: Repository.seed, modified: 1_600_000_000)
    }
    for member in members { try Self.add(member, to: writer, form) }
    try writer.finish()
    let whole = sink.bytes
    for step in 1..<40 {
      let cut = Array(whole[..<(whole.count * step / 40)])
      let file = try TemporaryFile()
      try file.append(cut.span)
      let diagnostics = DiagnosticCollector()
      var read: [Member] = []
      var failed = false
      do throws(ConversionError) {
        let reader = try ArchiveReader(
          file, named: "a", kind: form == .zip ? .zip : .stream,
          budget: ArchiveBudget(ArchiveLimits()), diagnostics: diagnostics)
        while let entry = try reader.next() {
          var bytes: [UInt8] = []
          do throws(ConversionError) {
            try reader.content().unpacked(BlockInflater()).read { bytes.append($0) }
            read.append(Member(name: entry.name, bytes: bytes, modified: entry.modified ?? -1))
          } catch {
            failed = true
          }
        }
      } catch {
        failed = true
      }
      #expect(read == Array(members.prefix(read.count)), "cut at \(step)")
      let isTold = failed || diagnostics.lossCount > 0
      #expect(read.count == members.count || isTold, "cut at \(step)")
    }
  }
}
