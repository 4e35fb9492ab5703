import GazetteDocumentModel

/// Cuts an input into lines, as soon as they come: who sends one and waits for its answer is not made to
/// send more.
struct RecordLines: ~Copyable {
  /// What is known of a line beside its bytes.
  struct Line {
    /// From 1.
    var number: UInt32
    /// Where it begins in the input.
    var offset: UInt64
    /// Whether it outgrew the limit; then only its beginning was kept.
    var isTooLong = false
  }

  private let source: InputSource
  private let limit: Int
  private var block = [UInt8](repeating: 0, count: 256 << 10)
  private var start = 0
  private var end = 0
  /// Where the block ends in the input.
  private var offset: UInt64 = 0
  private var number: UInt32 = 0

  /// What is kept of a line that is too long: enough to tell whose it is.
  private static let keptBeginning = 64 << 10

  /// - Parameter limit: bytes of the longest line.
  init(_ source: InputSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// Reads the next line that is not blank, without its end; nil at the end of the input.
  /// - Throws: `GZ1004`.
  mutating func next(into line: inout [UInt8]) throws(ConversionError) -> Line? {
    while var found = try nextLine(into: &line) {
      if found.number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      if found.isTooLong {
        line.removeLast(max(0, line.count - Self.keptBeginning))
        line.removeLast(UTF8Validation.incompleteSuffix(line.span))
      }
      found.isTooLong = found.isTooLong || line.count > limit
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return found }
    }
    return nil
  }

  private mutating func nextLine(into line: inout [UInt8]) throws(ConversionError) -> Line? {
    line.removeAll(keepingCapacity: true)
    var found = Line(number: number &+ 1, offset: offset - UInt64(end - start))
    while true {
      if start == end {
        end = try source.read(into: &block, at: offset)
        start = 0
        offset += UInt64(end)
        if end == 0 {
          guard offset > found.offset else { return nil }
          break
        }
      }
      let lineEnd = keep(of: &found, in: &line)
      start = lineEnd.map { $0 + 1 } ?? end
      if lineEnd != nil { break }
    }
    number = found.number
    return found
  }

  /// Adds to a line what the block has of it; gives where it ends there.
  private func keep(of found: inout Line, in line: inout [UInt8]) -> Int? {
    let rest = block.span.extracting(start..<end)
    let length = rest.firstIndex(of: 0x0A)
    let piece = rest.extracting(0..<(length ?? rest.count))
    found.isTooLong = found.isTooLong || line.count + piece.count > limit
    let room = found.isTooLong ? max(0, Self.keptBeginning - line.count) : piece.count
    line.append(piece.extracting(0..<min(room, piece.count)))
    return length.map { start + $0 }
  }
}
