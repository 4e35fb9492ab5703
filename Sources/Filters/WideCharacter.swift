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
  /// Whether it is wide and written in CJK text: emoji and full-width Latin letters and digits are not
  /// context.
  static func isWide(_ scalar: UInt32) -> Bool {
    guard EastAsianWidth.isWide(scalar) else { return false }
    switch scalar {
    case 0x231A...0x2B55, 0x1F300...0x1FAFF: return false
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return false
    default: return true
    }
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
