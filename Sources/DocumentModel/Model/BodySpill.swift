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
    // Records are plain bits without gaps, written and read back by the same process.
    assert(MemoryLayout<EventTape.Record>.size == MemoryLayout<EventTape.Record>.stride)
    unsafe try target.append(raw: tape.records.buffer.span.bytes)
    try unsafe target.append(tape.bytes.buffer.span)
    tape.reset()
  }

  /// Reads a block back into the tape.
  func load(_ index: Int, into tape: inout EventTape) throws(ConversionError) {
    guard let file else { return }
    let block = blocks[index]
    let recordBytes = block.recordCount * MemoryLayout<EventTape.Record>.stride
    tape.reset()
    let records = try Self.read(
      block.recordCount, EventTape.Record(.text, 0, 0, .start), from: file, at: block.offset)
    tape.records.append(records.span)
    let bytes: [UInt8] = try Self.read(
      block.byteCount, 0, from: file, at: block.offset + UInt64(recordBytes))
    tape.bytes.append(bytes.span)
  }

  private static func read<T: BitwiseCopyable>(
    _ count: Int, _ filler: T, from file: TemporaryFile, at offset: UInt64
  ) throws(ConversionError) -> [T] {
    var array = [T](repeating: filler, count: count)
    let size = try file.read(into: &array, at: offset)
    guard size == count * MemoryLayout<T>.stride else {
      throw ConversionError(.spoolFailed, [TemporaryFile.folder, "short read"])
    }
    return array
  }
}
