public import GazetteDocumentModel

/// The bytes of an entry of a zip archive.
public struct ZipMember {
  private let file: any RandomAccess
  private let entry: ZipEntry

  public init(_ entry: ZipEntry, in file: any RandomAccess) {
    self.entry = entry
    self.file = file
  }

  /// Hands the bytes on, piece by piece.
  ///
  /// - Throws: `GZ4401` where the entry is damaged, `GZ4403` where it is encrypted, and what `body` throws.
  public func read(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    let start = try dataOffset()
    let end = start + entry.packedSize
    guard end <= file.size else { throw damaged("is cut off") }
    var checksum = Checksum()
    var size: UInt64 = 0
    func take(_ span: Span<UInt8>) throws(ConversionError) {
      checksum.add(span)
      size += UInt64(span.count)
      guard size <= entry.size else { throw damaged("is longer than the directory says") }
      try body(span)
    }
    if entry.method == 8 {
      var inflater = StreamInflater(file, from: start, to: end)
      while try inflater.next(take) {}
      if inflater.fault != nil { throw damaged("is not valid deflate") }
    } else {
      var at = start
      while at < end {
        let block = try Self.bytes(of: file, at, Int(min(256 << 10, end - at)))
        at += UInt64(block.count)
        try take(block.span)
      }
    }
    guard size == entry.size, checksum.value == entry.checksum else {
      throw damaged("has a wrong checksum")
    }
  }

  /// All bytes at once, with one read and no pieces; for entries that fit into memory.
  ///
  /// - Throws: as `read`.
  public func whole(_ inflater: BlockInflater) throws(ConversionError) -> [UInt8] {
    try checkReadable()
    // Nothing is made room for that cannot be there.
    guard entry.packedSize <= file.size else { throw damaged("is cut off") }
    // The local header's extra field may be longer than the directory's: a guess, mended where it is wrong.
    let guess = 30 + entry.nameBytes.count + 64 + Int(entry.packedSize)
    var block = [UInt8](repeating: 0, count: guess)
    let count = try file.read(into: &block, at: entry.headerOffset)
    guard count >= 30, block.span.number(0, 4) == 0x0403_4B50 else {
      throw damaged("is not where the directory says")
    }
    let start = 30 + Int(block.span.number(26, 2)) + Int(block.span.number(28, 2))
    let end = start + Int(entry.packedSize)
    if end > count {
      block = try Self.bytes(of: file, entry.headerOffset, end) { damaged("is cut off") }
    }
    let bytes =
      entry.method == 8
      ? inflater.expand(block, start..<end, size: Int(entry.size)) : Array(block[start..<end])
    guard let bytes else {
      throw damaged("is not valid deflate, or not as long as the directory says")
    }
    var checksum = Checksum()
    checksum.add(bytes)
    guard bytes.count == Int(entry.size), checksum.value == entry.checksum else {
      throw damaged("has a wrong checksum")
    }
    return bytes
  }

  /// Where the bytes begin: behind the local header, whose extra field has a length of its own.
  private func dataOffset() throws(ConversionError) -> UInt64 {
    try checkReadable()
    let header = try Self.bytes(of: file, entry.headerOffset, 30)
    guard header.span.number(0, 4) == 0x0403_4B50 else {
      throw damaged("is not where the directory says")
    }
    return entry.headerOffset + 30 + header.span.number(26, 2) + header.span.number(28, 2)
  }

  private func checkReadable() throws(ConversionError) {
    guard !entry.isEncrypted else {
      throw ConversionError(.epubEncrypted, [entry.name, "zip encryption"])
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw damaged("is packed by method \(entry.method), which is not known here")
    }
  }

  private func damaged(_ what: String) -> ConversionError {
    ZipDirectory.damaged("\(entry.name) \(what)")
  }

  /// So many bytes, or the error.
  static func bytes(
    of file: any RandomAccess, _ offset: UInt64, _ count: Int,
    orElse error: () -> ConversionError = { ZipDirectory.damaged("it ends too early") }
  ) throws(ConversionError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard try file.read(into: &bytes, at: offset) == count else { throw error() }
    return bytes
  }
}
