import GazetteArchives
import GazetteDocumentModel
import GazetteTestSupport
import GazetteZip
import Testing

/// Members of gzip (RFC 1952), whole, damaged and cut off.
@Suite struct GzipInflaterTests {
  /// A tar of so many bulletins, as one gzip member.
  static func tarGzip(_ count: Int) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ArchiveWriter(.tar, to: sink)
    for number in 0..<count {
      try writer.add(
        ArchiveWriter.Member(
          "\(number).txt", .memory(Repository.seed), modified: 1_600_000_000, for: .tar,
          BlockDeflater()))
    }
    try writer.finish()
    return try member(sink.bytes)
  }

  static func member(
    _ content: [UInt8], flags: UInt8 = 0, between header: [UInt8] = []
  ) throws -> [UInt8] {
    let packed = try #require(BlockDeflater().compress(content))
    var checksum = Checksum()
    checksum.add(content)
    func number(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    return [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3] + header + packed + number(checksum.value)
      + number(UInt32(content.count))
  }

  /// The whole entries, and the code of what was told of the rest.
  static func read(_ bytes: [UInt8]) throws -> (entries: [[UInt8]], code: DiagnosticCode?) {
    let file = try TemporaryFile()
    try file.append(bytes.span)
    var entries: [[UInt8]] = []
    let diagnostics = DiagnosticCollector()
    do throws(ConversionError) {
      let reader = try ArchiveReader(
        file, named: "a.gz", kind: .stream, budget: ArchiveBudget(ArchiveLimits()),
        diagnostics: diagnostics)
      while try reader.next() != nil {
        var entry: [UInt8] = []
        do throws(ConversionError) {
          try reader.content().read { entry.append($0) }
        } catch {
          continue
        }
        entries.append(entry)
      }
    } catch {
      return (entries, error.code)
    }
    return (entries, diagnostics.lossCount > 0 ? .archiveWithoutEnd : nil)
  }

  @Test func headersMayHaveAllThereIs() throws {
    let extra: [UInt8] = [3, 0, 1, 2, 3]
    let text: [UInt8] = Array("name".utf8) + [0]
    for (flags, header) in [
      (UInt8(0), []), (4, extra), (8, text), (16, text), (2, [9, 9]),
      (30, extra + text + text + [9, 9]),
    ] {
      let read = try Self.read(Self.member(Repository.seed, flags: flags, between: header))
      #expect(read.entries == [Repository.seed] && read.code == nil, "flags \(flags)")
    }
  }

  @Test func membersAreReadAsOne() throws {
    let first = try Self.member([65])
    let read = try Self.read(first + Self.member([66]) + [0, 0, 0])
    #expect(read.entries == [[65, 66]] && read.code == nil)
  }

  @Test func whatIsWrongIsTold() throws {
    let whole = try Self.member(Repository.seed)
    for (place, what) in [(whole.count - 8, "checksum"), (whole.count - 1, "length")] {
      var wrong = whole
      wrong[place] ^= 1
      #expect(try Self.read(wrong).code == .archiveDamaged, "\(what)")
    }
    #expect(try Self.read(whole + Array("garbage".utf8)).code == .archiveDamaged)
  }

  /// Wherever it is cut, every entry whose bytes stand before the cut comes out, and the rest is told.
  @Test func cutAnywhereAllBeforeItComesOut() throws {
    let count = 12
    let whole = try Self.tarGzip(count)
    for step in 1..<30 {
      let cut = Array(whole[..<(whole.count * step / 30)])
      let file = try TemporaryFile()
      try file.append(cut.span)
      var inflater = StreamInflater(file, from: 10, to: file.size)
      var unpacked = 0
      while try inflater.next({ unpacked += $0.count }) {}
      let size = 512 + (Repository.seed.count + 511) / 512 * 512
      let due = min(count, (unpacked + size - 512 - Repository.seed.count) / size)
      let read = try Self.read(cut)
      #expect(read.entries.count >= due, "cut at \(step)")
      #expect(read.entries.allSatisfy { $0 == Repository.seed }, "cut at \(step)")
      #expect(read.code == .archiveDamaged, "cut at \(step)")
    }
  }
}
