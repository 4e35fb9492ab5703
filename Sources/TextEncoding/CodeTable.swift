import Synchronization

/// What the bytes of a character set stand for: a small array for single bytes, one of 32,768 entries
/// for pairs whose first byte is 80 or more.
///
/// An entry is the character's UTF-8, first byte lowest, in the bytes of a `UInt32`; 0 for none. That
/// decoding needs no arithmetic is what makes it fast, and the two entries of Big5 that are two
/// scalars fit as well. 「中」 in GB18030 is D6 D0, so entry 56D0 of `pairs` is 00ADB8E4.
///
/// The tables come from the C library once a process, in under a millisecond, and are corrected to the
/// indexes of the Encoding Standard: none of them is carried in the program.
final class CodeTable: Sendable {
  /// By a byte; entries below 80 are never looked at.
  let singles: [UInt32]
  /// By `(first << 8 | second) & 7FFF`.
  let pairs: [UInt32]
  /// The pairs after 8F in EUC-JP, that is JIS X 0212.
  let supplement: [UInt32]

  private init(singles: [UInt32], pairs: [UInt32], supplement: [UInt32] = []) {
    self.singles = singles
    self.pairs = pairs
    self.supplement = supplement
  }

  static func index(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) << 8 | Int(second)) & 0x7FFF
  }

  static let none = [UInt32](repeating: 0, count: 256)

  // MARK: The sets

  /// GB18030's one- and two-byte part; 80 is the euro sign of Windows' GBK.
  static let gb18030: CodeTable? = {
    guard var pairs = readPairs("GB18030", 0x81...0xFE, 0x40...0xFE) else { return nil }
    correct(&pairs, gb18030Corrections)
    for moved in gb18030Moved { pairs[moved.code & 0x7FFF] = pack(moved.scalar) }
    var singles = none
    singles[0x80] = pack(0x20AC)
    return CodeTable(singles: singles, pairs: pairs)
  }()

  static let big5: CodeTable? = {
    guard var pairs = readPairs("BIG5-HKSCS", 0x87...0xFE, 0x40...0xFE) else { return nil }
    correct(&pairs, big5Corrections)
    return CodeTable(singles: none, pairs: pairs)
  }()

  static let eucKR: CodeTable? = readPairs("UHC", 0x81...0xFE, 0x41...0xFE).map {
    CodeTable(singles: none, pairs: $0)
  }

  /// Windows' Shift_JIS; half-width katakana are single bytes.
  static let shiftJIS: CodeTable? = {
    guard var pairs = readPairs("CP932", 0x81...0x9F, 0x40...0xFC),
      let upper = readPairs("CP932", 0xE0...0xFC, 0x40...0xFC)
    else { return nil }
    for index in CodeTable.index(0xE0, 0)..<pairs.count { pairs[index] = upper[index] }
    var singles = none
    singles[0x80] = pack(0x80)
    for byte in 0xA1...0xDF { singles[byte] = pack(0xFF61 + UInt32(byte - 0xA1)) }
    return CodeTable(singles: singles, pairs: pairs)
  }()

  /// EUC-JP; JIS X 0208 is Shift_JIS's rows set otherwise, so that both have Windows' mapping.
  static let eucJP: CodeTable? = {
    guard let shiftJIS,
      let supplement = readPairs("EUC-JP", prefix: 0x8F, 0xA1...0xFE, 0xA1...0xFE)
    else { return nil }
    var pairs = [UInt32](repeating: 0, count: 1 << 15)
    for row in 0..<94 {
      let lead = UInt8(row / 2 + (row < 62 ? 0x81 : 0xC1))
      for column in 0..<94 {
        let offset = column + (row % 2 == 0 ? 0 : 94)
        let trail = UInt8(offset + (offset < 63 ? 0x40 : 0x41))
        pairs[index(UInt8(0xA1 + row), UInt8(0xA1 + column))] =
          shiftJIS.pairs[index(lead, trail)]
      }
    }
    for trail in 0xA1...0xDF {
      pairs[index(0x8E, UInt8(trail))] = pack(0xFF61 + UInt32(trail - 0xA1))
    }
    return CodeTable(singles: none, pairs: pairs, supplement: supplement)
  }()

  private static let singleBytes = Mutex<[String: CodeTable]>([:])

  /// A set of one byte a character, by the C library's name of it.
  static func singleByte(_ name: String, controlsFillGaps: Bool) -> CodeTable? {
    singleBytes.withLock { known in
      if let table = known[name] { return table }
      let table = readSingles(name, controlsFillGaps: controlsFillGaps)
      known[name] = table
      return table
    }
  }

  private static func readSingles(_ name: String, controlsFillGaps: Bool) -> CodeTable? {
    guard var iconv = IconvDescriptor(from: name) else { return nil }
    var singles = none
    let records: [UInt8] = (0x80...0xFF as ClosedRange<UInt8>).flatMap { [$0, 0x0A] }
    for (offset, entry) in iconv.entries(records: records, size: 2).enumerated() {
      singles[0x80 + offset] = entry
    }
    correct(&singles, singleByteCorrections[name] ?? [])
    if controlsFillGaps {
      for byte in 0x80...0x9F where singles[byte] == 0 { singles[byte] = pack(UInt32(byte)) }
    }
    return CodeTable(singles: singles, pairs: [])
  }

  // MARK: Reading them

  private static func readPairs(
    _ name: String, prefix: UInt8? = nil, _ firsts: ClosedRange<UInt8>,
    _ seconds: ClosedRange<UInt8>
  ) -> [UInt32]? {
    guard var iconv = IconvDescriptor(from: name) else { return nil }
    var pairs = [UInt32](repeating: 0, count: 1 << 15)
    let size = prefix == nil ? 3 : 4
    var records: [UInt8] = []
    records.reserveCapacity(firsts.count * seconds.count * size)
    for first in firsts {
      for second in seconds {
        if let prefix { records.append(prefix) }
        records.append(first)
        records.append(second)
        records.append(0x0A)
      }
    }
    for (offset, entry) in iconv.entries(records: records, size: size).enumerated() {
      let first = firsts.lowerBound + UInt8(offset / seconds.count)
      let second = seconds.lowerBound + UInt8(offset % seconds.count)
      pairs[index(first, second)] = entry
    }
    return pairs
  }

  private static func correct(_ table: inout [UInt32], _ corrections: [UInt32]) {
    for correction in corrections {
      table[Int(correction >> 16) & (table.count - 1)] = pack(correction & 0xFFFF)
    }
  }

  /// A scalar as an entry.
  @inline(__always)
  static func pack(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar }
    let last = 0x80 | scalar & 0x3F
    if scalar < 0x800 { return 0xC0 | scalar >> 6 | last << 8 }
    let third = 0x80 | scalar >> 6 & 0x3F
    if scalar < 0x10000 { return 0xE0 | scalar >> 12 | third << 8 | last << 16 }
    return 0xF0 | scalar >> 18 | (0x80 | scalar >> 12 & 0x3F) << 8 | third << 16 | last << 24
  }

  /// The scalar of an entry; nil for none and for two scalars.
  static func scalar(_ entry: UInt32) -> UInt32? {
    let first = entry & 0xFF
    let second = entry >> 8 & 0x3F
    let third = entry >> 16 & 0x3F
    let scalar: UInt32
    switch first {
    case 0: return nil
    case ..<0x80: scalar = first
    case ..<0xE0: scalar = (first & 0x1F) << 6 | second
    case ..<0xF0: scalar = (first & 0x0F) << 12 | second << 6 | third
    default: scalar = (first & 0x07) << 18 | second << 12 | third << 6 | entry >> 24 & 0x3F
    }
    return pack(scalar) == entry ? scalar : nil
  }
}

/// GB18030's four-byte characters: a running number, in the order of code points, of what the two-byte
/// part of the year 2000 had left out. (GB 18030-2000, Encoding Standard § 5 "index gb18030 ranges".)
enum GB18030FourByte {
  /// By number, 39,420 code points of the Basic Multilingual Plane.
  private static let scalars: [UInt16] = {
    var isTaken = [Bool](repeating: false, count: 0x10000)
    for entry in CodeTable.gb18030?.pairs ?? [] {
      if let scalar = CodeTable.scalar(entry) { isTaken[Int(scalar)] = true }
    }
    for moved in CodeTable.gb18030Moved {
      isTaken[Int(moved.scalar)] = false
      isTaken[Int(moved.old)] = true
    }
    // Two of the year's two-byte characters are no longer read as such.
    isTaken[0xE5E5] = true
    isTaken[0x3000] = true
    return (0x80...0xFFFF).filter { !isTaken[$0] && !(0xD800...0xDFFF).contains($0) }
      .map { UInt16($0) }
  }()

  /// The first number of plane 1.
  private static let planes: UInt32 = 189_000

  /// The scalar of four bytes; nil for none.
  static func scalar(_ b0: UInt8, _ b1: UInt8, _ b2: UInt8, _ b3: UInt8) -> UInt32? {
    let digits: ClosedRange<UInt8> = 0x30...0x39
    let letters: ClosedRange<UInt8> = 0x81...0xFE
    guard letters.contains(b0), digits.contains(b1), letters.contains(b2), digits.contains(b3)
    else { return nil }
    let high = (UInt32(b0) - 0x81) * 10 + UInt32(b1) - 0x30
    let number = high * 1260 + (UInt32(b2) - 0x81) * 10 + UInt32(b3) - 0x30
    // U+1E3F had this number until it took the two bytes of U+E7C7; they changed places in 2005.
    if number == 7457 { return 0xE7C7 }
    if number < scalars.count { return UInt32(scalars[Int(number)]) }
    let scalar = 0x10000 + number &- planes
    return number >= planes && scalar <= 0x10FFFF ? scalar : nil
  }

  /// The four bytes of a scalar, first byte highest; nil where it has two or none.
  static func code(_ scalar: UInt32) -> UInt32? {
    var number: UInt32
    if scalar >= 0x10000 {
      number = scalar - 0x10000 + planes
    } else if scalar == 0xE7C7 {
      number = 7457
    } else {
      // The first that is not less.
      var low = 0
      var high = scalars.count
      while low < high {
        let middle = (low + high) / 2
        if UInt32(scalars[middle]) < scalar { low = middle + 1 } else { high = middle }
      }
      guard low < scalars.count, UInt32(scalars[low]) == scalar else { return nil }
      number = UInt32(low)
    }
    let b3 = number % 10 + 0x30
    number /= 10
    let b2 = number % 126 + 0x81
    number /= 126
    return (number / 10 + 0x81) << 24 | (number % 10 + 0x30) << 16 | b2 << 8 | b3
  }
}
