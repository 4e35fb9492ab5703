import GazetteDocumentModel

/// What kind of neighbour a character is to a punctuation mark.
enum Neighbour {
  /// The begin or end of a block.
  case none
  /// Han, kana, hangul and their brackets and marks.
  case wide
  /// A letter or digit of another script, a symbol.
  case other
}

/// Facts of Unicode 16 that punctuation turns on.
enum WideCharacter {
  /// The ranges of East_Asian_Width W and F (EastAsianWidth.txt, Unicode 16) that are written in CJK
  /// text: emoji and full-width Latin letters and digits are not context.
  private static let ranges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]

  static func isWide(_ scalar: UInt32) -> Bool {
    if scalar < 0x1100 { return false }
    if scalar >= 0x4E00 && scalar <= 0x9FFF { return true }
    return ranges.contains { $0.contains(scalar) }
  }

  /// Whether it is no neighbour itself, but stands between a mark and its neighbours: white space, other
  /// marks of either width, dashes and ellipses.
  static func isNeutral(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    // ! " ' ( ) , . : ; ?
    case 0x21, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    // ！（），：；？。 “”‘’ — ― …
    case 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0x3002: true
    case 0x2014, 0x2015, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026: true
    default: false
    }
  }

  static func neighbour(_ scalar: UInt32) -> Neighbour { isWide(scalar) ? .wide : .other }

  static func isASCIIWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
