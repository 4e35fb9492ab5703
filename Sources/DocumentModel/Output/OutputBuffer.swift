/// The 64 KB in front of a sink: a writer's many small pieces become few writes.
///
/// A piece costs little more than its copy. An array would be asked with each of them whether somebody else
/// has it, which takes longer than copying most pieces does.
@safe public struct OutputBuffer: ~Copyable {
  @usableFromInline static var capacity: Int { 64 << 10 }

  // Memory of its own, that nobody else points to; `count` bytes of it are written, and `room` never says
  // more than there is.
  @usableFromInline var start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  @usableFromInline var count = 0
  /// How many bytes it may have before it is drained, or grows while something is held.
  @usableFromInline var room = capacity
  @usableFromInline let sink: any ByteSink
  /// Where that begins which is held, while something is.
  private var held: Int?
  private var allocated = capacity

  public init(_ sink: any ByteSink) { self.sink = sink }

  deinit { unsafe start.deallocate() }

  /// Fixed syntax.
  @inlinable
  public mutating func write(_ literal: StaticString) throws(ConversionError) {
    let length = literal.utf8CodeUnitCount
    if length > room - count { try makeRoom(length) }
    // A StaticString's bytes live as long as the program; there is room for them.
    unsafe (start + count).update(from: literal.utf8Start, count: length)
    count += length
  }

  /// Fixed syntax in three pieces: `</`, `title`, `>`.
  @inlinable @inline(__always)
  public mutating func write(
    _ first: StaticString, _ second: StaticString, _ third: StaticString
  ) throws(ConversionError) {
    let length =
      first.utf8CodeUnitCount + second.utf8CodeUnitCount + third.utf8CodeUnitCount
    if length > room - count { try makeRoom(length) }
    append(first)
    append(second)
    append(third)
  }

  /// Fixed syntax for which there is room.
  @inlinable @inline(__always)
  mutating func append(_ literal: StaticString) {
    let length = literal.utf8CodeUnitCount
    // A StaticString's bytes live as long as the program.
    unsafe (start + count).update(from: literal.utf8Start, count: length)
    count += length
  }

  /// A run of bytes as they are.
  @inlinable
  public mutating func write(_ span: Span<UInt8>) throws(ConversionError) {
    if span.count > room - count, try !fits(span) { return }
    // The bytes are read during this call only; there is room for them.
    unsafe span.withUnsafeBufferPointer { bytes in
      guard let from = bytes.baseAddress else { return }
      unsafe (start + count).update(from: from, count: bytes.count)
    }
    count += span.count
  }

  @inlinable
  public mutating func write(_ array: [UInt8]) throws(ConversionError) {
    try write(array.span)
  }

  /// A text that was made at run time.
  public mutating func write(string: String) throws(ConversionError) {
    try write(string.utf8.span)
  }

  @inlinable
  public mutating func write(byte: UInt8) throws(ConversionError) {
    if count == room { try makeRoom(1) }
    unsafe start[count] = byte
    count += 1
  }

  /// A decimal number.
  public mutating func write(decimal number: Int) throws(ConversionError) {
    if number < 0 { try write("-") }
    try write(digits: number.magnitude)
  }

  private mutating func write(digits number: UInt) throws(ConversionError) {
    if number >= 10 { try write(digits: number / 10) }
    try write(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// Hands everything to the sink and tells it that no more follows.
  public mutating func finish() throws(ConversionError) {
    try drain()
    try sink.flush()
  }

  /// What is written from here on is held, of whatever length, until `takeHeld`.
  public mutating func hold() {
    held = count
    room = allocated
  }

  /// Takes what was written since `hold`, which is no longer on its way to the sink, in place of what the
  /// array has.
  public mutating func takeHeld(into bytes: inout [UInt8]) {
    let from = held ?? count
    // The bytes before `count` are written.
    bytes.replaceAll(
      with: unsafe UnsafeBufferPointer(start: start + from, count: count - from).span)
    count = from
    held = nil
    room = Self.capacity
  }

  /// Makes room for a run, unless it goes to the sink at once; false then.
  @usableFromInline
  mutating func fits(_ span: Span<UInt8>) throws(ConversionError) -> Bool {
    if held == nil, span.count >= Self.capacity {
      try drain()
      try sink.write(span)
      return false
    }
    try makeRoom(span.count)
    return true
  }

  /// Makes room for some bytes: those before them go to the sink, unless they are held.
  @usableFromInline
  mutating func makeRoom(_ length: Int) throws(ConversionError) {
    if held == nil {
      try drain()
      if length <= room { return }
    }
    let larger = max(2 * allocated, count + length)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    // The new memory has room for all of the old.
    unsafe memory.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = memory
    allocated = larger
    room = larger
  }

  private mutating func drain() throws(ConversionError) {
    guard count > 0 else { return }
    // The sink reads the bytes during this call only.
    try unsafe sink.write(UnsafeBufferPointer(start: start, count: count).span)
    count = 0
  }
}

extension [UInt8] {
  /// Appends a copy of borrowed bytes.
  @inlinable
  public mutating func append(_ span: Span<UInt8>) {
    // The pointer does not leave the closure; `append(contentsOf:)` copies by memcpy.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Becomes a copy of borrowed bytes, in the memory that it has.
  @inlinable
  public mutating func replaceAll(with span: Span<UInt8>) {
    guard count == span.count else {
      removeAll(keepingCapacity: true)
      return append(span)
    }
    // Both are as long as each other.
    unsafe withUnsafeMutableBytes { bytes in
      unsafe span.withUnsafeBytes { unsafe bytes.copyMemory(from: $0) }
    }
  }

  /// Appends fixed syntax.
  @inlinable
  public mutating func append(literal: StaticString) {
    // A StaticString's bytes live as long as the program.
    unsafe append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// A copy of borrowed bytes.
  @inlinable
  public init(_ span: Span<UInt8>) {
    // The pointer does not leave the closure; the array is made at its length.
    self = unsafe span.withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }
}
