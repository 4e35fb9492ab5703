import GazetteArchives
import GazetteDocumentModel

/// An input that several threads read by position.
final class SharedInput: RandomAccess, @unchecked Sendable {
  // A file or a spool, read by pread(2), which moves nothing.
  private let source: InputSource
  let size: UInt64

  /// - Parameter source: made rereadable.
  init(_ source: InputSource) {
    self.source = source
    size = source.size ?? 0
  }

  func read(into buffer: inout [UInt8], at offset: UInt64) throws(ConversionError) -> Int {
    var done = try source.read(into: &buffer, at: offset)
    // read(2) may give less than there is.
    while done > 0, done < buffer.count, offset + UInt64(done) < size {
      let count = try source.read(into: &buffer, keeping: done, at: offset + UInt64(done))
      if count == 0 { break }
      done += count
    }
    return done
  }
}

extension EntryContent {
  /// The bytes of an entry that is an archive itself.
  func randomAccess() throws(ConversionError) -> any RandomAccess {
    if case .file(let file) = self { return file }
    let file = try TemporaryFile()
    try read { (span) throws(ConversionError) in try file.append(span) }
    return file
  }
}
