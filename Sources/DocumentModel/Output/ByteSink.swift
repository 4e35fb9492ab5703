/// Where a writer's bytes go: a file, standard output, an encoder, an archive entry.
///
/// A class, so that who made it can deliver or abandon the output after the writer is done with it.
public protocol ByteSink: AnyObject {
  /// Takes all of the bytes, or throws.
  func write(_ bytes: Span<UInt8>) throws(ConversionError)
  /// No more bytes follow: writes what is held back. Does not yet deliver a file.
  func flush() throws(ConversionError)
}

/// A sink in memory, for tests and for callers that want the bytes.
///
/// A conversion hands it from thread to thread, but one at a time writes; who made it looks at it when
/// the conversion is done. That is what makes it safe to share.
public final class MemorySink: ByteSink, @unchecked Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Forgets the bytes and keeps their room, for the next output.
  public func reset() { bytes.removeAll(keepingCapacity: true) }

  public func write(_ span: Span<UInt8>) { bytes.append(span) }
  public func flush() {}
}
