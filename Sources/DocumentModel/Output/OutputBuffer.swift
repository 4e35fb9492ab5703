/// The 64 KB in front of a sink: a writer's many small pieces become few writes.
public struct OutputBuffer: ~Copyable {
  @usableFromInline static var capacity: Int { 64 << 10 }

  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline let sink: any ByteSink

  public init(_ sink: any ByteSink) {
    self.sink = sink
    bytes.reserveCapacity(Self.capacity)
  }

  /// Fixed syntax.
  @inlinable
  public mutating func write(_ literal: StaticString) throws(ConversionError) {
    try reserve(literal.utf8CodeUnitCount)
    // A StaticString's bytes live as long as the program.
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// A run of bytes as they are.
  @inlinable
  public mutating func write(_ span: Span<UInt8>) throws(ConversionError) {
    guard span.count < Self.capacity else {
      try drain()
      try sink.write(span)
      return
    }
    try reserve(span.count)
    bytes.append(span)
  }

  @inlinable
  public mutating func write(_ array: [UInt8]) throws(ConversionError) {
    try write(array.span)
  }

  /// A text that was made at run time; not for the hot path.
  public mutating func write(string: String) throws(ConversionError) {
    try write(Array(string.utf8))
  }

  @inlinable
  public mutating func write(byte: UInt8) throws(ConversionError) {
    try reserve(1)
    bytes.append(byte)
  }

  /// A decimal number.
  public mutating func write(decimal number: some BinaryInteger) throws(ConversionError) {
    try write(Array(String(number).utf8))
  }

  /// Hands everything to the sink and tells it that no more follows.
  public mutating func finish() throws(ConversionError) {
    try drain()
    try sink.flush()
  }

  @usableFromInline
  mutating func reserve(_ count: Int) throws(ConversionError) {
    if bytes.count + count > Self.capacity { try drain() }
  }

  @usableFromInline
  mutating func drain() throws(ConversionError) {
    guard !bytes.isEmpty else { return }
    try sink.write(bytes.span)
    bytes.removeAll(keepingCapacity: true)
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
    self = []
    append(span)
  }
}
