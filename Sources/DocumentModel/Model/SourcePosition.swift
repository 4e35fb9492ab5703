/// A place in the decoded input.
///
/// Line and column count from 1, the column in Unicode scalars, as an editor shows it. The offset
/// counts bytes of the UTF-8 text, a byte order mark not included.
public struct SourcePosition: Sendable, Equatable {
  public var offset: UInt64
  public var line: UInt32
  public var column: UInt32

  @inlinable
  public init(offset: UInt64, line: UInt32, column: UInt32) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The first byte of the input.
  public static let start = SourcePosition(offset: 0, line: 1, column: 1)
}
