@testable import GazetteArchives
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

  /// What comes out of a file by one library, the fault, and how far it was read.
  static func unpack(
    _ bytes: [UInt8], by library: DeflateLibrary
  ) throws -> (bytes: [UInt8], fault: [String]?, position: UInt64) {
    let file = try TemporaryFile()
    try file.append(bytes.span)
    let inflater = try #require(try GzipInflater(file, by: library))
    var unpacked: [UInt8] = []
    do throws(ConversionError) {
      while try inflater.next({ unpacked.append($0) }) {}
    } catch {
      return (unpacked, error.diagnostic.arguments, inflater.reached)
    }
    return (unpacked, nil, inflater.reached)
  }

  /// Two members, one with all that a header may have, and zeros behind them: whole, cut anywhere, with
  /// another member's or no member's bytes in each place, the same comes out by each library, and the same is
  /// told.
  @Test(arguments: StreamInflaterTests.libraries)
  func eachLibraryGivesAndTellsTheSame(library: DeflateLibrary) throws {
    let content = Array(Repository.seed.prefix(700))
    let text: [UInt8] = Array("name".utf8) + [0]
    let first = try Self.member(
      content, flags: 30, between: [3, 0, 1, 2, 3] + text + text + [9, 9])
    let second = try Self.member(Array(content.prefix(300)))
    let joined = first + second
    let files =
      joined.indices.dropFirst(10).map { Array(joined[..<$0]) }
      + [joined, joined + [0, 0, 0], joined + Array("garbage".utf8), first + [0, 0] + second]
      + (first.count - 8..<first.count + 10).map { place in
        var wrong = joined
        wrong[place] ^= 1
        return wrong
      }
    for (number, file) in files.enumerated() {
      let expected = try Self.unpack(file, by: .zlib)
      let read = try Self.unpack(file, by: library)
      #expect(read.bytes == expected.bytes && read.fault == expected.fault, "\(number)")
    }
    let whole = try Self.unpack(joined, by: library)
    #expect(whole.bytes == content + content.prefix(300) && whole.fault == nil)
  }

  /// Members that end anywhere within the 64 KB that are read at once, and at their edge.
  @Test(arguments: StreamInflaterTests.libraries)
  func membersEndAnywhere(library: DeflateLibrary) throws {
    let small = try Self.member([65])
    for count in 65_470..<65_540 {
      // Stored, and hence of a length that is known.
      let content = [UInt8](repeating: 66, count: count)
      let stored = try #require(BlockDeflater(level: 0).compress(content))
      let first = try Self.member(content)
      let file = Array(first.prefix(10)) + stored + first.suffix(8) + small
      let read = try Self.unpack(file, by: library)
      #expect(read.fault == nil && read.bytes == content + [65], "\(count)")
    }
  }
}
