/// The bytes of an entry as they will stand in the archive: packing is most of the work of writing a zip,
/// and several threads can do it.
public struct PackedEntry: Sendable {
  let data: [UInt8]
  let isDeflated: Bool
  let checksum: Checksum
  let size: Int

  /// Deflates the bytes, which are at most a few megabytes. - Parameter deflater: nil stores them.
  public init(_ bytes: [UInt8], _ deflater: BlockDeflater?) {
    var checksum = Checksum()
    checksum.add(bytes.span)
    self.checksum = checksum
    size = bytes.count
    let packed = deflater?.compress(bytes)
    data = packed ?? bytes
    isDeflated = packed != nil
  }
}
