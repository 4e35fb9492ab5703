import GazetteDocumentModel
import GazetteZip

/// Unpacks a gzip file (RFC 1952): its members, one behind another.
///
///     1F 8B · 8 · flags · time · 2 bytes · extra field, name, comment, checksum, by the flags
///     deflate · CRC-32 · length                                                       per member
///
/// No `StreamDecoder`: the libraries' own CRC-32 takes longer than libdeflate's, and zlib's much.
final class GzipInflater: Unpacker {
  private var inflater: StreamInflater
  private var isWithinMember = false
  /// Of the member's bytes.
  private var checksum = Checksum()
  private var size: UInt32 = 0
  /// Seconds since 1970, when what is in the first member was changed; nil where it does not say.
  private(set) var modified: Int64?

  /// §2.3.1
  private enum Flag {
    static let headerChecksum: UInt8 = 1 << 1
    static let extra: UInt8 = 1 << 2
    static let name: UInt8 = 1 << 3
    static let comment: UInt8 = 1 << 4
    static let reserved: UInt8 = 7 << 5
  }

  /// Of a file that begins as a gzip file does; nil for another.
  ///
  /// - Parameter library: nil for the one that suits the file's size.
  /// - Throws: what reading does.
  init?(
    _ file: any RandomAccess, by library: DeflateLibrary? = nil
  ) throws(ConversionError) {
    var beginning = [UInt8](repeating: 0, count: 4)
    guard try file.read(into: &beginning, at: 0) == 4, beginning.starts(with: [0x1F, 0x8B, 8]),
      beginning[3] & Flag.reserved == 0
    else { return nil }
    inflater = StreamInflater(file, from: 0, to: file.size, by: library)
  }

  /// How far the file was read.
  var reached: UInt64 { inflater.reached }

  func next(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Bool {
    while true {
      if !isWithinMember {
        guard try beginMember() else { return false }
        isWithinMember = true
      }
      let isMore = try inflater.next { (span) throws(ConversionError) in
        checksum.add(span)
        size &+= UInt32(truncatingIfNeeded: span.count)
        try body(span)
      }
      if isMore { return true }
      switch inflater.fault {
      case .cutOff: throw fault(.cutOff)
      case .invalid: throw fault(.broken, inflater.reached)
      case nil: try endMember()
      }
      isWithinMember = false
    }
  }

  /// §2.3; false at the end of the file, where zeros may stand that fill a block of a tape.
  private func beginMember() throws(ConversionError) -> Bool {
    let start = inflater.position
    guard var first = try inflater.byte() else { return false }
    while first == 0, start > 0 {
      guard let next = try inflater.byte() else { return false }
      first = next
    }
    let second = try inflater.byte()
    guard first == 0x1F, second == 0x8B else {
      throw fault(.foreign, start)
    }
    let method = try byte()
    let flags = try byte()
    guard method == 8, flags & Flag.reserved == 0 else {
      throw fault(.unknownKind, inflater.position)
    }
    let time = try number(4)
    if start == 0, time > 0 { modified = Int64(time) }
    _ = try number(2)
    if flags & Flag.extra != 0 { for _ in 0..<(try number(2)) { _ = try byte() } }
    if flags & Flag.name != 0 { while try byte() != 0 {} }
    if flags & Flag.comment != 0 { while try byte() != 0 {} }
    if flags & Flag.headerChecksum != 0 { _ = try number(2) }
    inflater.begin()
    checksum = Checksum()
    size = 0
    return true
  }

  private func endMember() throws(ConversionError) {
    let end = inflater.position
    guard try number(4) == checksum.value, try number(4) == size else {
      throw fault(.checksum, end)
    }
  }

  /// So many bytes, the least first.
  private func number(_ width: UInt32) throws(ConversionError) -> UInt32 {
    var number: UInt32 = 0
    for place in 0..<width { number |= UInt32(try byte()) << (8 * place) }
    return number
  }

  private func byte() throws(ConversionError) -> UInt8 {
    guard let byte = try inflater.byte() else { throw fault(.cutOff) }
    return byte
  }

  private func fault(_ fault: StreamFault, _ place: UInt64 = 0) -> ConversionError {
    fault.error("gzip", place)
  }
}
