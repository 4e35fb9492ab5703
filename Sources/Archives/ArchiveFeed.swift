import GazetteDocumentModel

/// What libarchive reads from: a file, unpacked where there is an `Unpacker` for it.
///
/// It keeps a pointer to the block until it asks for the next.
@safe final class ArchiveFeed {
  private let file: any RandomAccess
  private let unpacker: (any Unpacker)?
  private var offset: UInt64 = 0
  private(set) var failure: ConversionError?
  private var buffer: [UInt8]
  private let block = UnsafeMutablePointer<UInt8>.allocate(capacity: blockSize)

  private static let blockSize = 256 << 10

  /// - Throws: what reading does.
  init(_ file: any RandomAccess) throws(ConversionError) {
    self.file = file
    unpacker = try Unpackers.of(file)
    buffer = unpacker == nil ? [UInt8](repeating: 0, count: Self.blockSize) : []
  }

  deinit { unsafe block.deallocate() }

  /// Whether it unpacks; then there is no other way through it than from its beginning to its end.
  var isUnpacking: Bool { unpacker != nil }

  /// How many bytes of the file were taken.
  var position: UInt64 { unpacker?.reached ?? offset }

  /// When what was packed was changed, in seconds since 1970; nil where that does not say.
  var modified: Int64? { unpacker?.modified }

  var size: UInt64 { file.size }

  /// The next block, and how long it is; -1 after a failure.
  func next() -> (UnsafeRawPointer, Int) {
    do throws(ConversionError) {
      return unsafe (UnsafeRawPointer(block), try fill())
    } catch {
      failure = error
      return unsafe (UnsafeRawPointer(block), -1)
    }
  }

  private func fill() throws(ConversionError) -> Int {
    guard let unpacker else {
      var bytes: [UInt8] = []
      swap(&bytes, &buffer)
      defer { swap(&bytes, &buffer) }
      let count = try file.read(into: &bytes, at: offset)
      offset += UInt64(count)
      put(bytes.span.extracting(0..<count))
      return count
    }
    var count = 0
    _ = try unpacker.next { (span) in
      put(span)
      count = span.count
    }
    return count
  }

  private func put(_ bytes: Span<UInt8>) {
    // An unpacker's pieces and the buffer are no longer than the block.
    precondition(bytes.count <= Self.blockSize)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { unsafe block.update(from: start, count: bytes.count) }
    }
  }

  /// Goes on elsewhere; of a file that it does not unpack.
  func seek(to offset: UInt64) { self.offset = offset }

  /// Passes bytes by; gives how many.
  func skip(_ count: Int64) -> Int64 {
    let step = min(UInt64(max(0, count)), file.size - min(offset, file.size))
    offset += step
    return Int64(step)
  }
}
