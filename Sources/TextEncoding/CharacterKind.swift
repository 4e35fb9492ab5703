/// What a character is to the word that it stands in.
struct CharacterKind {
  private enum Script { case none, latin, alphabet, ideograph }

  private let script: Script
  private let isASCII: Bool
  private let isLowercase: Bool
  private let isUppercase: Bool
  private let isBlank: Bool
  private let isApostrophe: Bool

  /// The kinds of the scalars that alphabets have, since Unicode's properties take long to look up.
  private static let alphabets: [CharacterKind] = (0..<0x1100).map { CharacterKind($0) }

  static let other = CharacterKind(0x20)

  static func of(_ value: UInt32) -> CharacterKind {
    value < 0x1100 ? alphabets[Int(value)] : CharacterKind(value)
  }

  private init(_ value: UInt32) {
    isASCII = value < 0x80
    isBlank = value == 0x20 || value == 0x0A
    isApostrophe = value == 0x2019
    let properties = value < 0x1100 ? Unicode.Scalar(value)?.properties : nil
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: script = .latin
    case 0x386...0x10FF: script = properties?.isAlphabetic == true ? .alphabet : .none
    case 0x3040...0x9FFF, 0xAC00...0xD7A3: script = .ideograph
    default: script = .none
    }
    isLowercase = properties?.isLowercase == true
    isUppercase = properties?.isUppercase == true
  }

  /// In bits, how unlikely it is right after another, in any language.
  func penalty(after before: CharacterKind) -> Double {
    var bits = 0.0
    // пРИВЕТ: KOI8-R and windows-1251 have each other's capitals.
    if before.isLowercase, isUppercase, !(isASCII && before.isASCII) { bits += 6 }
    // A word does not begin with an apostrophe: ISO-8859-7 has it where windows-1253 has Ά.
    if before.isBlank, isApostrophe { bits += 8 }
    switch (before.script, script) {
    case (.latin, .alphabet), (.alphabet, .latin): bits += 5
    case (.latin, .latin) where !isASCII && !before.isASCII: bits += 3
    default: break
    }
    return bits
  }
}
