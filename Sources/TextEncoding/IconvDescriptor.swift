import CTextEncoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An iconv(3) conversion descriptor, closed with its owner: what code tables are read from.
@safe struct IconvDescriptor: ~Copyable {
  private let handle: iconv_t

  /// iconv_open; nil where the C library lacks the encoding.
  init?(from source: String) {
    // iconv_open says (iconv_t)-1 for failure.
    guard let opened = unsafe iconv_open("UTF-8", source), Int(bitPattern: opened) != -1 else {
      return nil
    }
    unsafe handle = opened
  }

  deinit { unsafe iconv_close(handle) }

  /// iconv: what each of the records becomes, as an entry of a `CodeTable`; 0 for one that is no text
  /// and for one that is, in part, ASCII.
  ///
  /// A record is a candidate character and a line feed, so that the C library's own opinion on where
  /// a character ends shows, and what it holds back comes out. One call converts all, but for a stop
  /// at each candidate that is none: a call a candidate would take ten times as long.
  mutating func entries(records: [UInt8], size: Int) -> [UInt32] {
    var entries = [UInt32](repeating: 0, count: records.count / size)
    var input = records
    var output = [UInt8](repeating: 0, count: records.count * 4 + 16)
    var start = 0
    while start < input.count {
      let (taken, given) = convert(&input, from: start, into: &output)
      var record = start / size
      var entry: UInt32 = 0
      var length: UInt32 = 0
      var isWide = true
      for index in 0..<given {
        let byte = output[index]
        if byte == 0x0A {
          if isWide, length <= 4, record < entries.count { entries[record] = entry }
          record += 1
          (entry, length, isWide) = (0, 0, true)
        } else {
          if length < 4 { entry |= UInt32(byte) << (8 * length) }
          length += 1
          isWide = isWide && byte >= 0x80
        }
      }
      start += taken
      // It stopped within this record: no text.
      if start < input.count { start = (record + 1) * size }
    }
    return entries
  }

  private mutating func convert(
    _ input: inout [UInt8], from start: Int, into output: inout [UInt8]
  ) -> (taken: Int, given: Int) {
    // Both arrays outlive the call, which reads and writes only inside them.
    unsafe input.withUnsafeMutableBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        // Back to the initial state: a stop may have left half a character.
        _ = unsafe iconv(handle, nil, nil, nil, nil)
        var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
        unsafe from = from.map { unsafe $0 + start }
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count - start
        var toLeft = target.count
        _ = unsafe iconv(handle, &from, &fromLeft, &to, &toLeft)
        return (source.count - start - fromLeft, target.count - toLeft)
      }
    }
  }
}
