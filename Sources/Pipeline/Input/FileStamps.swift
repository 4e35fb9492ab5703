/// What files looked like, to see that one has changed: its time, its size, and which file it is (an
/// editor that saves by renaming puts another in its place).
public struct FileStamps: Sendable, Equatable {
  private let stamps: [FileStatus?]

  /// The files as they are now; one that is missing is noted as missing.
  public init(_ paths: [String]) { stamps = paths.map { FileStatus($0) } }
}
