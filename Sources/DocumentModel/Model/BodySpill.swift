/// The blocks of a body that outgrew memory, in a temporary file.
///
/// A block is a tape as it stood: its records, then its bytes.
struct BodySpill: ~Copyable {
  private struct Block {
    var offset: UInt64
    var recordCount: Int
    var byteCount: Int
  }

  private var file: TemporaryFile?
  private var blocks: [Block] = []

  var isEmpty: Bool { blocks.isEmpty }
  var blockCount: Int { blocks.count }

  /// Forgets the blocks and gives their room on the disk back.
  mutating func reset() {
    guard !blocks.isEmpty else { return }
    blocks.removeAll(keepingCapacity: true)
    file?.truncate()
  }

  /// Writes the tape as a block and empties it.
  mutating func append(_ tape: inout EventTape) throws(ConversionError) {
    guard !tape.isEmpty else { return }
    let target: TemporaryFile
    if let file { target = file } else { target = try TemporaryFile() }
    file = target
    blocks.append(
      Block(offset: target.size, recordCount: tape.records.count, byteCount: tape.bytes.count))
    // Records are plain bits, written and read back by the same process.
    try Self.write(tape.records, to: target)
    try Self.write(tape.bytes, to: target)
    tape.reset()
  }

  /// Reads a block back into the tape.
  func load(_ index: Int, into tape: inout EventTape) throws(ConversionError) {
    guard let file else { return }
    let block = blocks[index]
    let recordBytes = block.recordCount * MemoryLayout<EventTape.Record>.stride
    tape.records = try Self.read(
      block.recordCount, EventTape.Record(.text, 0, 0, .start), from: file, at: block.offset)
    tape.bytes = try Self.read(
      block.byteCount, 0, from: file, at: block.offset + UInt64(recordBytes))
  }

  private static func write<T: BitwiseCopyable>(
    _ array: [T], to file: TemporaryFile
  ) throws(ConversionError) {
    var failure: ConversionError?
    unsafe array.withUnsafeBytes { bytes in
      do throws(ConversionError) { try unsafe file.append(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private static func read<T: BitwiseCopyable>(
    _ count: Int, _ filler: T, from file: TemporaryFile, at offset: UInt64
  ) throws(ConversionError) -> [T] {
    var array = [T](repeating: filler, count: count)
    var failure: ConversionError?
    unsafe array.withUnsafeMutableBytes { bytes in
      do throws(ConversionError) {
        let n = try unsafe file.read(into: bytes, at: offset)
        if n < bytes.count {
          failure = ConversionError(.spoolFailed, [TemporaryFile.folder, "short read"])
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return array
  }
}
