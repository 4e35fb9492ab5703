import GazetteArchives
import GazetteDocumentModel
import GazetteTestSupport
import GazetteZip
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

  @Test func otherProgramsReadIt() throws {
    let folder = try TemporaryFolder()
    let names = Self.members.map(\.name)
    for (form, program, arguments) in [
      (ArchiveForm.tar, "tar", ["tf"]), (.tarGzip, "tar", ["tzf"]),
      (.zip, "python3", ["-m", "zipfile", "-t"]),
    ] {
      guard let path = OutsideProgram.path(of: program) else { continue }
      let file = try folder.write("a." + form.rawValue, Self.archive(form))
      let result = try #require(OutsideProgram.run(path, arguments + [file]))
      #expect(result.status == 0, "\(form): \(result.output)")
      if program == "tar" { #expect(result.output.split(separator: "\n").count == names.count) }
    }
  }

  @Test(arguments: ArchiveForm.allCases)
  func fromEachBoundaryItGoesOnToTheSameBytes(_ form: ArchiveForm) throws {
    let whole = try Self.archive(form)
    for stop in 1...Self.members.count {
      let first = MemorySink()
      let writer = ArchiveWriter(form, to: first)
      var boundaries: [(length: UInt64, records: [UInt8])] = []
      var reached = 0
      for (index, member) in Self.members.prefix(stop).enumerated() {
        try Self.add(member, to: writer, form)
        guard let boundary = try writer.boundary() else { continue }
        boundaries.append(boundary)
        reached = index + 1
      }
      let second = MemorySink()
      let kept = Array(first.bytes.prefix(Int(boundaries.last?.length ?? 0)))
      second.write(kept.span)
      let other = ArchiveWriter(form, to: second)
      for boundary in boundaries {
        try other.restore(length: boundary.length, records: boundary.records, count: 1)
      }
      for member in Self.members.dropFirst(reached) { try Self.add(member, to: other, form) }
      try other.finish()
      #expect(second.bytes == whole, "stopped behind \(stop)")
    }
  }

  /// Whatever is cut off or changed, nothing is given that was not there, and the rest is told.
  @Test(arguments: [ArchiveForm.tar, .tarGzip, .zip])
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
