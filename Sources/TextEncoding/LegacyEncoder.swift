import GazetteDocumentModel

/// UTF-8 to any encoding: the encoders of the Encoding Standard §§ 9–14 (HZ: RFC 1843), but that
/// every character which the decoder gives is written too (docs/encodings.md names them).
struct LegacyEncoder {
  private let scheme: CodingScheme
  private let table: ReverseTable
  private var mode = LegacyDecoder.Mode.ascii
  /// Ê or ê of Big5, held back: with a macron or caron after it, it has another code.
  private var base: UInt32?

  /// nil where the C library lacks the encoding.
  init?(_ encoding: TextEncoding) {
    scheme = encoding.scheme
    guard let table = ReverseTable.of(encoding.scheme) else { return nil }
    self.table = table
  }

  /// Appends the code of a scalar; false where there is none.
  mutating func encode(_ scalar: UInt32, into output: inout [UInt8]) -> Bool {
    switch scheme {
    case .utf8:
      var entry = CodeTable.pack(scalar)
      repeat {
        output.append(UInt8(truncatingIfNeeded: entry))
        entry >>= 8
      } while entry != 0
      return true
    case .utf16(let isBigEndian):
      Self.putUTF16(scalar, isBigEndian, &output)
      return true
    case .iso2022JP: return encodeISO2022JP(scalar, &output)
    case .hz: return encodeHZ(scalar, &output)
    default:
      if scalar < 0x80 {
        if base != nil { writeBase(&output) }
        output.append(UInt8(scalar))
        return true
      }
      if scheme == .big5, joinsBase(scalar, &output) { return true }
      var code = table.code(scalar)
      if code == 0, scheme == .gb18030 { code = GB18030FourByte.code(scalar) ?? 0 }
      guard code != 0 else { return false }
      Self.put(code, &output)
      return true
    }
  }

  /// Writes what is held back, and goes back to ASCII, at the end of the text.
  mutating func finish(into output: inout [UInt8]) {
    writeBase(&output)
    enter(.ascii, &output)
  }

  private mutating func writeBase(_ output: inout [UInt8]) {
    guard let base else { return }
    self.base = nil
    Self.put(table.code(base), &output)
  }

  /// The four codes of Big5 that are two scalars: whether this one is part of such, and taken.
  private mutating func joinsBase(_ scalar: UInt32, _ output: inout [UInt8]) -> Bool {
    if let base, scalar == 0x304 || scalar == 0x30C {
      self.base = nil
      Self.put((base == 0xCA ? 0x8862 : 0x88A3) + (scalar == 0x30C ? 2 : 0), &output)
      return true
    }
    writeBase(&output)
    guard scalar == 0xCA || scalar == 0xEA else { return false }
    base = scalar
    return true
  }

  private static func put(_ code: UInt32, _ output: inout [UInt8]) {
    var shift: UInt32 = code > 0xFFFFFF ? 24 : code > 0xFFFF ? 16 : code > 0xFF ? 8 : 0
    while true {
      output.append(UInt8(truncatingIfNeeded: code >> shift))
      if shift == 0 { return }
      shift -= 8
    }
  }

  private static func putUTF16(_ scalar: UInt32, _ isBigEndian: Bool, _ output: inout [UInt8]) {
    func unit(_ value: UInt32) {
      let (high, low) = (UInt8(value >> 8), UInt8(value & 0xFF))
      output.append(isBigEndian ? high : low)
      output.append(isBigEndian ? low : high)
    }
    guard scalar >= 0x10000 else { return unit(scalar) }
    unit(0xD800 + (scalar - 0x10000) >> 10)
    unit(0xDC00 + (scalar - 0x10000) & 0x3FF)
  }

  // MARK: Seven bits

  private mutating func encodeISO2022JP(_ scalar: UInt32, _ output: inout [UInt8]) -> Bool {
    if scalar < 0x80 {
      // What would be read as an escape or a shift has no place.
      guard scalar != 0x1B, scalar != 0x0E, scalar != 0x0F else { return false }
      let isChanged = mode == .roman && (scalar == 0x5C || scalar == 0x7E)
      if mode != .roman || isChanged || scalar == 0x0A || scalar == 0x0D { enter(.ascii, &output) }
      output.append(UInt8(scalar))
      return true
    }
    if scalar == 0xA5 || scalar == 0x203E {
      enter(.roman, &output)
      output.append(scalar == 0xA5 ? 0x5C : 0x7E)
      return true
    }
    if (0xFF61...0xFF9F).contains(scalar) {
      enter(.katakana, &output)
      output.append(UInt8(scalar - 0xFF40))
      return true
    }
    return encodePair(scalar, &output)
  }

  private mutating func encodeHZ(_ scalar: UInt32, _ output: inout [UInt8]) -> Bool {
    guard scalar < 0x80 else { return encodePair(scalar, &output) }
    enter(.ascii, &output)
    if scalar == 0x7E { output.append(0x7E) }
    output.append(UInt8(scalar))
    return true
  }

  private mutating func encodePair(_ scalar: UInt32, _ output: inout [UInt8]) -> Bool {
    let code = table.code(scalar)
    guard code != 0 else { return false }
    enter(.kanji, &output)
    Self.put(code & 0x7F7F, &output)
    return true
  }

  private mutating func enter(_ wanted: LegacyDecoder.Mode, _ output: inout [UInt8]) {
    guard mode != wanted else { return }
    mode = wanted
    if scheme == .hz {
      output += wanted == .kanji ? [0x7E, 0x7B] : [0x7E, 0x7D]
      return
    }
    switch wanted {
    case .ascii: output += [0x1B, 0x28, 0x42]
    case .roman: output += [0x1B, 0x28, 0x4A]
    case .katakana: output += [0x1B, 0x28, 0x49]
    case .kanji: output += [0x1B, 0x24, 0x42]
    }
  }
}
