import GazetteDocumentModel

/// Why decoding or encoding stopped before the end of its input.
enum CodingStop {
  /// All input is converted.
  case done
  /// The output is full: call again.
  case outputFull
  /// The input begins with the first bytes of a character whose rest is missing.
  case incomplete
  /// The input begins with bytes that are no character, or with one that the target lacks.
  case invalid
}

/// Any encoding but UTF-8, to UTF-8, by the decoders of the Encoding Standard §§ 9–14 (HZ: RFC 1843),
/// with one difference: a fault stops, nothing is replaced.
struct LegacyDecoder {
  /// What a step gave: a character's entry (0 for an escape) and the bytes it took, or a stop.
  private enum Step {
    case character(UInt32, Int)
    case stop(CodingStop)
  }

  /// The set that seven-bit encodings are in.
  enum Mode { case ascii, roman, katakana, kanji }

  private let scheme: CodingScheme
  private let table: CodeTable
  private(set) var mode = Mode.ascii

  /// nil where the C library lacks the encoding, and for UTF-8.
  init?(_ encoding: TextEncoding) {
    scheme = encoding.scheme
    let table: CodeTable? =
      switch encoding.scheme {
      case .utf8: nil
      case .gb18030, .gbk, .hz, .utf16: CodeTable.gb18030
      case .big5: CodeTable.big5
      case .eucJP, .iso2022JP: CodeTable.eucJP
      case .shiftJIS: CodeTable.shiftJIS
      case .eucKR: CodeTable.eucKR
      case .singleByte(let name, let controlsFillGaps):
        CodeTable.singleByte(name, controlsFillGaps: controlsFillGaps)
      }
    guard let table else { return nil }
    self.table = table
  }

  /// Converts as much as it can; says how many bytes were taken and given.
  ///
  /// An output of less than 64 bytes may take nothing. The mode goes on in the next call.
  mutating func convert(
    _ input: Span<UInt8>, into output: inout [UInt8]
  ) -> (taken: Int, given: Int, stop: CodingStop) {
    var target = output.mutableSpan
    switch scheme {
    case .utf16(let isBigEndian):
      return run(input, &target) { input, at in Self.utf16(input, at, isBigEndian) }
    case .iso2022JP:
      var mode = mode
      defer { self.mode = mode }
      let pairs = table.pairs
      return run(input, &target) { input, at in Self.iso2022JP(input, at, &mode, pairs) }
    case .hz:
      var mode = mode
      defer { self.mode = mode }
      let pairs = table.pairs
      return run(input, &target) { input, at in Self.hz(input, at, &mode, pairs) }
    default:
      return convertByTable(input, &target)
    }
  }

  /// The loop of the encodings that have no ASCII runs worth the name.
  private func run(
    _ input: Span<UInt8>, _ output: inout MutableSpan<UInt8>, _ step: (Span<UInt8>, Int) -> Step
  ) -> (taken: Int, given: Int, stop: CodingStop) {
    var at = 0
    var out = 0
    while at < input.count {
      guard out + 4 <= output.count else { return (at, out, .outputFull) }
      switch step(input, at) {
      case .stop(let stop): return (at, out, stop)
      case .character(let entry, let taken):
        out += Self.put(entry, at: out, in: &output)
        at += taken
      }
    }
    return (at, out, .done)
  }

  /// The loop of the eight-bit encodings: what one and two bytes are by table, the rest one by one.
  private func convertByTable(
    _ input: Span<UInt8>, _ output: inout MutableSpan<UInt8>
  ) -> (taken: Int, given: Int, stop: CodingStop) {
    var at = 0
    var out = 0
    while at < input.count {
      guard out + Self.room <= output.count else { return (at, out, .outputFull) }
      lookUp(input, &at, &output, &out)
      // It stopped at something longer, wrong or cut, or for want of room.
      guard at < input.count, out + Self.room <= output.count else { continue }
      switch longer(input, at) {
      case .stop(let stop): return (at, out, stop)
      case .character(let entry, let taken):
        out += Self.put(entry, at: out, in: &output)
        at += taken
      }
    }
    return (at, out, .done)
  }

  /// What one step of looking up may write.
  private static let room = 16

  /// Copies ASCII by the block and looks bytes and pairs of bytes up, to the first that the table does
  /// not have, or until the output is full. This is the hot path of every archive from before UTF-8.
  ///
  /// Most of such a text are runs of pairs of three bytes of UTF-8 each: four of them go at once.
  private func lookUp(
    _ input: Span<UInt8>, _ at: inout Int, _ output: inout MutableSpan<UInt8>, _ out: inout Int
  ) {
    let count = input.count
    let limit = output.count - Self.room
    let singles = table.singles
    let pairs = table.pairs
    var from = at
    var to = out
    // All buffers outlive the closure. Reads are below `count`, and below 256 and 32,768 in tables of
    // that many entries (or none, which is looked at first); a write takes at most 16 bytes from `limit`:
    // a block of ASCII, or four entries, the last of which ends 13 bytes on.
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        unsafe singles.withUnsafeBufferPointer { singles in
          unsafe pairs.withUnsafeBufferPointer { pairs in
            let hasPairs = !pairs.isEmpty
            while from < count, to <= limit {
              let first = unsafe source[from]
              if first < 0x80 {
                if from + 16 <= count {
                  let block = unsafe source.loadUnaligned(
                    fromByteOffset: from, as: SIMD16<UInt8>.self)
                  if block.max() < 0x80 {
                    unsafe target.storeBytes(of: block, toByteOffset: to, as: SIMD16<UInt8>.self)
                    from += 16
                    to += 16
                    continue
                  }
                }
                unsafe target[to] = first
                from += 1
                to += 1
                continue
              }
              if hasPairs, from + 8 <= count {
                let four = unsafe UInt64(
                  bigEndian: source.loadUnaligned(fromByteOffset: from, as: UInt64.self))
                if four & 0x8000_8000_8000_8000 == 0x8000_8000_8000_8000 {
                  let a = unsafe pairs[Int(four >> 48 & 0x7FFF)]
                  let b = unsafe pairs[Int(four >> 32 & 0x7FFF)]
                  let c = unsafe pairs[Int(four >> 16 & 0x7FFF)]
                  let d = unsafe pairs[Int(four & 0x7FFF)]
                  // A third byte has its highest bit set; a fourth there is not.
                  if a & b & c & d & 0x80_0000 != 0, (a | b | c | d) >> 24 == 0 {
                    unsafe target.storeBytes(of: a.littleEndian, toByteOffset: to, as: UInt32.self)
                    unsafe target.storeBytes(
                      of: b.littleEndian, toByteOffset: to + 3, as: UInt32.self)
                    unsafe target.storeBytes(
                      of: c.littleEndian, toByteOffset: to + 6, as: UInt32.self)
                    unsafe target.storeBytes(
                      of: d.littleEndian, toByteOffset: to + 9, as: UInt32.self)
                    from += 8
                    to += 12
                    continue
                  }
                }
              }
              var entry = unsafe singles[Int(first)]
              var length = 1
              if entry == 0 {
                guard hasPairs, from + 1 < count else { break }
                entry = unsafe pairs[CodeTable.index(first, source[from + 1])]
                guard entry != 0 else { break }
                length = 2
              }
              unsafe target.storeBytes(of: entry.littleEndian, toByteOffset: to, as: UInt32.self)
              from += length
              to += Self.length(entry)
            }
          }
        }
      }
    }
    at = from
    out = to
  }

  /// Writes an entry's bytes: always four, of which as many count as it has.
  @inline(__always)
  private static func put(
    _ entry: UInt32, at out: Int, in output: inout MutableSpan<UInt8>
  ) -> Int {
    precondition(out >= 0 && out + 4 <= output.count)
    // The four bytes lie within the output, as was just checked.
    unsafe output.withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: entry.littleEndian, toByteOffset: out, as: UInt32.self)
    }
    return length(entry)
  }

  /// How many bytes an entry has.
  @inline(__always)
  private static func length(_ entry: UInt32) -> Int { (39 - entry.leadingZeroBitCount) >> 3 }

  /// What one or two bytes are not: three or four, or not all there, or wrong.
  private func longer(_ input: Span<UInt8>, _ at: Int) -> Step {
    let left = input.count - at
    let first = input[at]
    switch scheme {
    case .singleByte: return .stop(.invalid)
    case .gb18030, .gbk:
      guard (0x81...0xFE).contains(first) else { return .stop(.invalid) }
      guard left > 1 else { return .stop(.incomplete) }
      guard (0x30...0x39).contains(input[at + 1]) else { return .stop(.invalid) }
      guard left > 2 else { return .stop(.incomplete) }
      guard (0x81...0xFE).contains(input[at + 2]) else { return .stop(.invalid) }
      guard left > 3 else { return .stop(.incomplete) }
      let scalar = GB18030FourByte.scalar(first, input[at + 1], input[at + 2], input[at + 3])
      return scalar.map { .character(CodeTable.pack($0), 4) } ?? .stop(.invalid)
    case .eucJP where first == 0x8F:
      guard left > 1 else { return .stop(.incomplete) }
      guard (0xA1...0xFE).contains(input[at + 1]) else { return .stop(.invalid) }
      guard left > 2 else { return .stop(.incomplete) }
      let entry = table.supplement[CodeTable.index(input[at + 1], input[at + 2])]
      guard input[at + 2] >= 0x80, entry != 0 else { return .stop(.invalid) }
      return .character(entry, 3)
    default:
      return .stop(left == 1 && Self.isLead(first, scheme) ? .incomplete : .invalid)
    }
  }

  /// Whether a byte is the first of two.
  private static func isLead(_ byte: UInt8, _ scheme: CodingScheme) -> Bool {
    switch scheme {
    case .eucJP: byte == 0x8E || (0xA1...0xFE).contains(byte)
    case .shiftJIS: (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
    default: (0x81...0xFE).contains(byte)
    }
  }

  // MARK: The others

  private static func utf16(_ input: Span<UInt8>, _ at: Int, _ isBigEndian: Bool) -> Step {
    func unit(_ index: Int) -> UInt32 {
      let (one, two) = (UInt32(input[index]), UInt32(input[index + 1]))
      return isBigEndian ? one << 8 | two : two << 8 | one
    }
    guard at + 1 < input.count else { return .stop(.incomplete) }
    let first = unit(at)
    // U+0000 has no entry, and no text holds it.
    guard first != 0, !(0xDC00...0xDFFF).contains(first) else { return .stop(.invalid) }
    guard (0xD800...0xDBFF).contains(first) else {
      return .character(CodeTable.pack(first), 2)
    }
    guard at + 3 < input.count else { return .stop(.incomplete) }
    let second = unit(at + 2)
    guard (0xDC00...0xDFFF).contains(second) else { return .stop(.invalid) }
    return .character(CodeTable.pack(0x10000 + (first - 0xD800) << 10 + second - 0xDC00), 4)
  }

  /// `ESC $ B … ESC ( B`: bytes of two to a character between escapes.
  private static func iso2022JP(
    _ input: Span<UInt8>, _ at: Int, _ mode: inout Mode, _ pairs: [UInt32]
  ) -> Step {
    let first = input[at]
    let left = input.count - at
    if first == 0x1B {
      guard left > 1 else { return .stop(.incomplete) }
      let set = input[at + 1]
      guard set == 0x28 || set == 0x24 else { return .stop(.invalid) }
      guard left > 2 else { return .stop(.incomplete) }
      switch (set, input[at + 2]) {
      case (0x28, 0x42): mode = .ascii
      case (0x28, 0x4A): mode = .roman
      case (0x28, 0x49): mode = .katakana
      case (0x24, 0x40), (0x24, 0x42): mode = .kanji
      default: return .stop(.invalid)
      }
      return .character(0, 3)
    }
    // Shift out and shift in belong to other profiles of ISO/IEC 2022.
    guard first < 0x80, first != 0x0E, first != 0x0F, first != 0 else { return .stop(.invalid) }
    switch mode {
    case .ascii: return .character(UInt32(first), 1)
    case .roman:
      let isChanged = first == 0x5C || first == 0x7E
      return .character(
        isChanged ? CodeTable.pack(first == 0x5C ? 0xA5 : 0x203E) : UInt32(first), 1)
    case .katakana:
      guard (0x21...0x5F).contains(first) else { return lineEnd(first, &mode) }
      return .character(CodeTable.pack(0xFF40 + UInt32(first)), 1)
    case .kanji:
      guard (0x21...0x7E).contains(first) else { return lineEnd(first, &mode) }
      guard left > 1 else { return .stop(.incomplete) }
      let entry = pairs[CodeTable.index(first | 0x80, input[at + 1] | 0x80)]
      guard input[at + 1] < 0x80, entry != 0 else { return .stop(.invalid) }
      return .character(entry, 2)
    }
  }

  /// A line ends in ASCII even where the escape before it is missing (RFC 1468); what else is no
  /// character of the set is a fault.
  private static func lineEnd(_ byte: UInt8, _ mode: inout Mode) -> Step {
    guard byte == 0x0A || byte == 0x0D else { return .stop(.invalid) }
    mode = .ascii
    return .character(UInt32(byte), 1)
  }

  /// `~{ … ~}`, `~~` for a tilde, and a tilde at a line's end that joins it to the next.
  private static func hz(
    _ input: Span<UInt8>, _ at: Int, _ mode: inout Mode, _ pairs: [UInt32]
  ) -> Step {
    let first = input[at]
    guard first < 0x80, first != 0 else { return .stop(.invalid) }
    if first == 0x7E {
      guard at + 1 < input.count else { return .stop(.incomplete) }
      switch (mode, input[at + 1]) {
      case (.ascii, 0x7E): return .character(0x7E, 2)
      case (.ascii, 0x7B): mode = .kanji
      case (.kanji, 0x7D): mode = .ascii
      case (.ascii, 0x0A): break
      default: return .stop(.invalid)
      }
      return .character(0, 2)
    }
    guard mode == .kanji else { return .character(UInt32(first), 1) }
    guard (0x21...0x7D).contains(first) else { return lineEnd(first, &mode) }
    guard at + 1 < input.count else { return .stop(.incomplete) }
    let entry = pairs[CodeTable.index(first | 0x80, input[at + 1] | 0x80)]
    guard (0x21...0x7E).contains(input[at + 1]), entry != 0 else { return .stop(.invalid) }
    return .character(entry, 2)
  }
}
