import GazetteDocumentModel

/// Writes a tar (POSIX.1-2001, `ustar` with `pax` headers for what does not fit) member by member.
///
///     header of 512 bytes · data, filled up to 512     per member
///     two blocks of zeros
///
/// Where each member begins and ends is known to the byte, which is what an interrupted run goes on from;
/// owner, group and mode are fixed, so the same members give the same bytes on any machine.
public struct TarWriter {
  public init() {}

  /// What stands before a member's data.
  public func header(_ name: String, size: UInt64, modified: Int64) -> [UInt8] {
    let path = Array(name.utf8)
    let time = max(0, modified)
    let fitting = split(path)
    let fitsSize = size < 1 << 33
    guard fitting == nil || !fitsSize else {
      return block(fitting ?? ([], path), size, time, kind: 0x30)
    }
    var records: [UInt8] = []
    if fitting == nil { records += record("path", path) }
    if !fitsSize { records += record("size", Array(String(size).utf8)) }
    // The name that old readers see says what the header is.
    let extended = block(
      ([], Array("PaxHeader".utf8)), UInt64(records.count), time, kind: 0x78)
    let shortened = (fitting ?? ([], cut(path)))
    return extended + records + padding(UInt64(records.count))
      + block(shortened, fitsSize ? size : 0, time, kind: 0x30)
  }

  /// What stands behind a member's data.
  public func padding(_ size: UInt64) -> [UInt8] {
    [UInt8](repeating: 0, count: Int((512 - size % 512) % 512))
  }

  /// What ends the archive.
  public var end: [UInt8] { [UInt8](repeating: 0, count: 1024) }

  /// A name as `ustar` has room for it: prefix and name, parted at a slash; nil where it has none, or where
  /// it is not ASCII, which only `pax` says the encoding of.
  private func split(_ path: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
    guard path.span.isASCII else { return nil }
    if path.count <= 100 { return ([], path) }
    guard path.count <= 256 else { return nil }
    for index in path.indices.dropFirst() where path[index] == 0x2F {
      let rest = path.count - index - 1
      if rest <= 100, rest > 0 {
        return index <= 155 ? ([UInt8](path[..<index]), [UInt8](path[(index + 1)...])) : nil
      }
    }
    return nil
  }

  /// The end of a name that does not fit, at a character's boundary.
  private func cut(_ path: [UInt8]) -> [UInt8] {
    guard path.count > 100 else { return path }
    return [UInt8](path.suffix(100).drop { $0 & 0xC0 == 0x80 })
  }

  /// `30 path=…\n`: the length counts itself.
  private func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = key.utf8.count + value.count + 3
    var length = rest + 1
    while String(length).utf8.count + rest != length { length = String(length).utf8.count + rest }
    return Array("\(length) \(key)=".utf8) + value + [0x0A]
  }

  private func block(
    _ path: (prefix: [UInt8], name: [UInt8]), _ size: UInt64, _ modified: Int64, kind: UInt8
  ) -> [UInt8] {
    var block = Self.blank
    block.put(path.name, at: 0)
    block.put(octal: size, 11, at: 124)
    block.put(octal: UInt64(modified) & 0o77777777777, 11, at: 136)
    block[156] = kind
    block.put(path.prefix, at: 345)
    // 512 bytes do not come to more than 32 bits hold.
    block.put(octal: UInt64(block.reduce(0 as UInt32) { $0 &+ UInt32($1) }), 6, at: 148)
    block[154] = 0
    return block
  }

  /// What all headers have alike: mode, owner, group, blanks for the sum, and what format it is.
  private static let blank: [UInt8] = {
    var block = [UInt8](repeating: 0, count: 512)
    block.put(octal: 0o644, 7, at: 100)
    block.put(octal: 0, 7, at: 108)
    block.put(octal: 0, 7, at: 116)
    for index in 148..<156 { block[index] = 0x20 }
    block.put(Array("ustar\u{0}00".utf8), at: 257)
    return block
  }()
}

extension [UInt8] {
  fileprivate mutating func put(_ bytes: [UInt8], at place: Int) {
    for index in bytes.indices { self[place + index] = bytes[index] }
  }

  /// Octal digits, as many as the field is wide.
  fileprivate mutating func put(octal number: UInt64, _ width: Int, at place: Int) {
    var rest = number
    for index in (place..<(place + width)).reversed() {
      self[index] = 0x30 | UInt8(truncatingIfNeeded: rest & 7)
      rest >>= 3
    }
  }
}
