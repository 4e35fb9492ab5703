/// Bytes that are put by until they are wanted: in memory while they are few, else in a temporary file.
public final class Spool {
  private var tail: [UInt8] = []
  /// Holds what is before the tail.
  private var file: TemporaryFile?

  private static let memory = 64 << 10

  public init() {}

  /// How many bytes there are.
  public var size: UInt64 { (file?.size ?? 0) + UInt64(tail.count) }

  /// Appends bytes. - Throws: `GZ1201`.
  public func append(_ bytes: Span<UInt8>) throws(ConversionError) {
    tail.append(bytes)
    guard tail.count > Self.memory else { return }
    if file == nil { file = try TemporaryFile() }
    // A span of a property may not pass into a call; that of a variable may.
    var full: [UInt8] = []
    swap(&full, &tail)
    try file?.append(full.span)
    full.removeAll(keepingCapacity: true)
    swap(&full, &tail)
  }

  /// Hands the bytes of a range on, piece by piece. - Throws: `GZ1201`, and what the body throws.
  public func read(
    _ range: Range<UInt64>, _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var at = range.lowerBound
    if let file {
      while at < min(range.upperBound, file.size) {
        let count = min(UInt64(Self.memory), min(range.upperBound, file.size) - at)
        var block = [UInt8](repeating: 0, count: Int(count))
        guard try file.read(into: &block, at: at) == block.count else { return }
        try body(block.span)
        at += count
      }
    }
    let start = file?.size ?? 0
    guard at < range.upperBound else { return }
    let last = tail
    try body(last.span.extracting(Int(at - start)..<Int(range.upperBound - start)))
  }

  /// Hands all bytes on, piece by piece. - Throws: as `read(_:_:)`.
  public func read(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    try read(0..<size, body)
  }

  /// Forgets what is behind a place. - Throws: `GZ1201`.
  public func truncate(to size: UInt64) throws(ConversionError) {
    let kept = file?.size ?? 0
    if size >= kept {
      tail.removeSubrange(Int(size - kept)...)
    } else {
      tail.removeAll(keepingCapacity: true)
      file?.truncate(to: size)
    }
  }

  /// Forgets what is there.
  public func removeAll() {
    tail.removeAll(keepingCapacity: true)
    file?.truncate()
  }
}

/// Lines put by: records of a list that may grow without bound, such as a book's table of contents.
public final class SpooledLines {
  private let spool = Spool()
  /// How many lines there are.
  public private(set) var count = 0

  public init() {}

  /// Appends a line, which holds no line end. - Throws: `GZ1201`.
  public func append(_ line: [UInt8]) throws(ConversionError) {
    count += 1
    let whole = line + [UInt8(ascii: "\n")]
    try spool.append(whole.span)
  }

  /// Hands the lines on in their order. - Throws: `GZ1201`, and what the body throws.
  public func forEach(
    _ body: ([UInt8]) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var line: [UInt8] = []
    try spool.read { (span) throws(ConversionError) in
      var start = 0
      while let end = span.extracting(start..<span.count).firstIndex(of: UInt8(ascii: "\n")) {
        line.append(span.extracting(start..<(start + end)))
        try body(line)
        line.removeAll(keepingCapacity: true)
        start += end + 1
      }
      line.append(span.extracting(start..<span.count))
    }
  }

  /// Forgets the lines.
  public func removeAll() {
    spool.removeAll()
    count = 0
  }
}
