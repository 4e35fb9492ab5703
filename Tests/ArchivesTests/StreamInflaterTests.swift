import GazetteDocumentModel
import GazetteTestSupport
import GazetteZip
import Testing

/// What is deflated comes back, whatever made it; what is not deflate, or not all of it, is told, and what
/// stood before the fault is given.
@Suite struct StreamInflaterTests {
  /// Those of this system.
  static let libraries = DeflateLibrary.allCases.filter(\.isInstalled)

  static func expand(
    _ stream: [UInt8], by library: DeflateLibrary
  ) throws -> (bytes: [UInt8], fault: StreamInflater.Fault?, position: UInt64) {
    let file = try TemporaryFile()
    try file.append(stream.span)
    var inflater = StreamInflater(file, from: 0, to: file.size, by: library)
    var bytes: [UInt8] = []
    while try inflater.next({ bytes.append($0) }) {}
    return (bytes, inflater.fault, inflater.position)
  }

  /// Repetitions at each distance that is copied in a way of its own, of lengths around eight and sixteen and
  /// the longest; nothing to repeat; more than the window has room for.
  static let contents: [[UInt8]] = {
    var state: UInt64 = 1
    let noise = (0..<100_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    var contents: [[UInt8]] = [[7], noise, Repository.seed]
    for period in [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 300, 32_768, 32_769] {
      for count in [3, 7, 8, 9, 15, 16, 17, 258, 259, 70_000] {
        let unit = noise.prefix(period)
        contents.append(
          Array(unit) + (0..<count).map { unit[$0 % period] } + noise.suffix(5))
      }
    }
    let lines = (0..<60_000).map { "\($0 * 7919 % 65_537) \($0 % 13)\n" }
    contents.append(Array(lines.joined().utf8))
    return contents
  }()

  @Test(arguments: [Int32(0), 1, 6, 12], libraries)
  func whatIsDeflatedComesBack(level: Int32, library: DeflateLibrary) throws {
    let deflater = BlockDeflater(level: level)
    for (index, content) in Self.contents.enumerated() {
      let stream = try #require(deflater.compress(content))
      let read = try Self.expand(stream + [0xAA, 0xBB], by: library)
      #expect(read.fault == nil && read.bytes == content, "\(index)")
      // It takes no more than it needs.
      #expect(read.position == UInt64(stream.count), "\(index)")
    }
  }

  /// zlib's own encoder: codes that are fixed, codes without repetitions, codes of one distance, empty blocks
  /// in between.
  @Test(.enabled(if: OutsideProgram.path(of: "python3") != nil), arguments: libraries)
  func whatZlibDeflatesComesBack(library: DeflateLibrary) throws {
    let python = try #require(OutsideProgram.path(of: "python3"))
    let script = """
      import sys, zlib
      data = open(sys.argv[1], "rb").read()
      for level in (1, 6, 9):
          for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED):
              packer = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
              out = packer.compress(data[:5000]) + packer.flush(zlib.Z_FULL_FLUSH)
              out += packer.compress(data[5000:]) + packer.flush()
              open("%s-%d-%d" % (sys.argv[1], level, strategy), "wb").write(out)
      """
    let folder = try TemporaryFolder()
    for (index, content) in [Repository.seed, Self.contents[1], Self.contents.last ?? []]
      .enumerated()
    {
      let path = try folder.write("\(index)", content)
      let made = try #require(OutsideProgram.run(python, ["-c", script, path]))
      #expect(made.status == 0, "\(made.output)")
      for name in folder.names where name.hasPrefix("\(index)-") {
        let read = try Self.expand(Repository.file(folder.path + "/" + name), by: library)
        #expect(read.fault == nil && read.bytes == content, "\(name)")
      }
    }
  }

  /// Streams that reach each branch of an inflater, from zlib's `test/infcover.c`.
  @Test(arguments: libraries)
  func soundStreamsAreRead(library: DeflateLibrary) throws {
    for (stream, size) in [
      ("03 00", 0), ("01 01 00 fe ff 00", 1), ("05 c0 21 0d 00 00 00 80 b0 fe 6d 2f 91 6c", 0),
      ("05 e0 81 91 24 cb b2 2c 49 e2 0f 2e 8b 9a 47 56 9f fb fe ec d2 ff 1f", 0),
      ("ed c0 01 01 00 00 00 40 20 ff 57 1b 42 2c 4f", 516),
      ("ed cf c1 b1 2c 47 10 c4 30 fa 6f 35 1d 01 82 59 3d fb be 2e 2a fc 0f 0c", 518),
    ] {
      let read = try Self.expand(Self.bytes(stream), by: library)
      #expect(read.fault == nil && read.bytes.count == size, "\(stream): \(read.bytes.count)")
    }
  }

  static let unsoundStreams = [
    "00 00 00 00 00", "06", "fc 00 00", "04 00 fe ff", "04 00 24 49 00", "04 00 24 e9 ff ff",
    "04 00 24 e9 ff 6d", "04 80 49 92 24 49 92 24 71 ff ff 93 11 00",
    "04 80 49 92 24 49 92 24 0f b4 ff ff c3 84", "04 c0 81 08 00 00 00 00 20 7f eb 0b 00 00",
    "02 7e ff ff", "0c c0 81 00 00 00 00 00 90 ff 6b 04 00",
  ]

  /// ISA-L takes codes that leave some unused, and sees a fault only where one of those stands.
  @Test(arguments: unsoundStreams, libraries)
  func whatIsNotDeflateIsTold(_ stream: String, library: DeflateLibrary) throws {
    // With enough behind it, so that the end is not what is found.
    let read = try Self.expand(Self.bytes(stream) + [UInt8](repeating: 0, count: 100), by: library)
    #expect(read.fault == .invalid || library != .zlib && read.fault != nil)
  }

  private static func bytes(_ text: String) -> [UInt8] {
    text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
  }

  /// A run of one byte packs thousands to one, so that bytes are due when the last of the stretch is taken:
  /// they come out, and the end is found.
  @Test(arguments: libraries)
  func whatIsDueBehindTheLastByteComesOut(library: DeflateLibrary) throws {
    for count in (65_536..<66_200) {
      let stream = try #require(BlockDeflater().compress([UInt8](repeating: 7, count: count)))
      let read = try Self.expand(stream, by: library)
      #expect(read.fault == nil && read.bytes.count == count, "\(count)")
    }
  }

  /// Up to where it is cut, all is given but for what the last code needs, by each library the same.
  @Test(arguments: [Int32(0), 1, 6])
  func cutAnywhereItIsTold(level: Int32) throws {
    let content = Array(Repository.seed.prefix(3000))
    let stream = try #require(BlockDeflater(level: level).compress(content))
    var longest = 0
    for length in stream.indices {
      let cut = Array(stream[..<length])
      let read = try Self.expand(cut, by: .zlib)
      #expect(read.fault == .cutOff, "cut at \(length)")
      #expect(read.bytes == Array(content.prefix(read.bytes.count)), "cut at \(length)")
      #expect(read.bytes.count >= longest, "cut at \(length)")
      longest = read.bytes.count
      for library in Self.libraries {
        let other = try Self.expand(cut, by: library)
        #expect(other.fault == .cutOff && other.bytes == read.bytes, "cut at \(length)")
      }
    }
    #expect(longest > content.count - 16)
  }

  /// With any bit turned it is told, or is what libdeflate reads; and no library tells a fault before what
  /// another gives of it.
  @Test(arguments: libraries)
  func withAnyBitTurnedItIsNotTrusted(library: DeflateLibrary) throws {
    let content = Array(Repository.seed.prefix(1500))
    let stream = try #require(BlockDeflater(level: 6).compress(content))
    let other = BlockInflater()
    for bit in 0..<(stream.count * 8) {
      var turned = stream
      turned[bit / 8] ^= 1 << UInt8(bit % 8)
      let read = try Self.expand(turned, by: library)
      let zlibs = try Self.expand(turned, by: .zlib)
      #expect(read.bytes.starts(with: zlibs.bytes), "bit \(bit)")
      guard read.fault == nil else { continue }
      let expected = other.expand(turned, 0..<turned.count, size: read.bytes.count)
      #expect(expected == read.bytes || zlibs.fault != nil, "bit \(bit)")
    }
  }
}
