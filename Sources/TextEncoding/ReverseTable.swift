import Synchronization

/// The codes of characters: a code table turned round.
final class ReverseTable: Sendable {
  /// By code point of the Basic Multilingual Plane, the code: its bytes, first byte highest; 0 for none.
  private let codes: [UInt32]
  /// The others: Hong Kong's characters of plane 2.
  private let planeCodes: [UInt32: UInt32]

  private static let cache = Mutex<[CodingScheme: ReverseTable]>([:])

  /// The table of a scheme, made once a process; nil where the C library lacks the encoding.
  static func of(_ scheme: CodingScheme) -> ReverseTable? {
    cache.withLock { cache in
      if let table = cache[scheme] { return table }
      let table = Builder(scheme).map { ReverseTable($0) }
      cache[scheme] = table
      return table
    }
  }

  private init(_ builder: Builder) {
    codes = builder.codes
    planeCodes = builder.planeCodes
  }

  /// The code of a scalar; 0 for none.
  @inline(__always)
  func code(_ scalar: UInt32) -> UInt32 {
    scalar < 0x10000 ? codes[Int(scalar)] : planeCodes[scalar] ?? 0
  }
}

/// Collects codes; of several for a character the first that comes is the one to write.
private struct Builder {
  var codes = [UInt32](repeating: 0, count: 0x10000)
  var planeCodes: [UInt32: UInt32] = [:]

  init?(_ scheme: CodingScheme) {
    switch scheme {
    case .utf8, .utf16: break
    case .singleByte(let name, let controlsFillGaps):
      guard let table = CodeTable.singleByte(name, controlsFillGaps: controlsFillGaps) else {
        return nil
      }
      takeSingles(table)
    case .gb18030, .gbk:
      guard let table = CodeTable.gb18030 else { return nil }
      if scheme == .gbk { takeSingles(table) }
      takePairs(table, [0x81...0xFE])
      for moved in CodeTable.gb18030Moved where codes[Int(moved.old)] == 0 {
        // U+E7C7 has four bytes of its own.
        if moved.old != 0xE7C7 { codes[Int(moved.old)] = UInt32(moved.code) }
      }
    case .hz:
      guard let table = CodeTable.gb18030 else { return nil }
      takePairs(table, [0xA1...0xF7], from: 0xA1)
    case .big5:
      guard let table = CodeTable.big5 else { return nil }
      // Six characters whose later code is the one in use.
      for code: UInt32 in [0xF9F9, 0xF9E9, 0xF9EA, 0xF9EB, 0xA451, 0xA4CA] {
        take(table.pairs[Int(code) & 0x7FFF], code)
      }
      takePairs(table, [0xA1...0xFE, 0x87...0xA0])
    case .eucKR:
      guard let table = CodeTable.eucKR else { return nil }
      takePairs(table, [0x81...0xFE])
    case .shiftJIS:
      guard let table = CodeTable.shiftJIS else { return nil }
      takeSingles(table)
      // NEC's choice of IBM's characters repeats them.
      takePairs(table, [0x81...0xEC, 0xEF...0xFC, 0xED...0xEE])
      takeJapaneseExtras(table)
    case .eucJP, .iso2022JP:
      guard let table = CodeTable.eucJP else { return nil }
      takePairs(table, scheme == .eucJP ? [0x8E...0x8E, 0xA1...0xFE] : [0xA1...0xFE])
      takeJapaneseExtras(table)
      if scheme == .eucJP { takeSupplement(table) }
    }
  }

  private mutating func take(_ entry: UInt32, _ code: UInt32) {
    guard let scalar = CodeTable.scalar(entry) else { return }
    if scalar >= 0x10000 {
      if planeCodes[scalar] == nil { planeCodes[scalar] = code }
    } else if codes[Int(scalar)] == 0 {
      codes[Int(scalar)] = code
    }
  }

  private mutating func takeSingles(_ table: CodeTable) {
    for byte in 0x80...0xFF { take(table.singles[byte], UInt32(byte)) }
  }

  private mutating func takePairs(
    _ table: CodeTable, _ leads: [ClosedRange<Int>], from trail: Int = 0
  ) {
    for lead in leads.joined() {
      for second in trail...0xFF {
        let code = UInt32(lead << 8 | second)
        take(table.pairs[Int(code) & 0x7FFF], code)
      }
    }
  }

  private mutating func takeSupplement(_ table: CodeTable) {
    for (index, entry) in table.supplement.enumerated() where entry != 0 {
      take(entry, 0x8F8000 | UInt32(index))
    }
  }

  /// The minus sign is written as the full-width one, as the standard has it: JIS has one minus, which
  /// Windows maps to U+FF0D.
  private mutating func takeJapaneseExtras(_ table: CodeTable) {
    if codes[0x2212] == 0 { codes[0x2212] = codes[0xFF0D] }
  }
}
