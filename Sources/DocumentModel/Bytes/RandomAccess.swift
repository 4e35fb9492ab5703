/// Bytes that can be read from anywhere, by several threads at once: a file, or what was spooled of a pipe.
public protocol RandomAccess: AnyObject, Sendable {
  var size: UInt64 { get }

  /// Fills the buffer from `offset` on, less at the end; gives how many bytes.
  func read(into buffer: inout [UInt8], at offset: UInt64) throws(ConversionError) -> Int
}

/// Who shares one between threads writes it first and reads it then, by position.
extension TemporaryFile: RandomAccess, @unchecked Sendable {
  public func read(into buffer: inout [UInt8], at offset: UInt64) throws(ConversionError) -> Int {
    try read(into: &buffer, keeping: 0, at: offset)
  }
}
