import GazetteDocumentModel

/// The apostrophe before cells that a spreadsheet would run as a formula (`csv.safe`).
///
///     =1+1   ⇄  '=1+1
///     '=1+1  ⇄  ''=1+1       a text that begins so by itself
///     'tis   ⇄  'tis
enum CSVFormulaGuard {
  static let apostrophe = UInt8(ascii: "'")

  /// Whether a spreadsheet would take a cell that begins so for a formula.
  static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }

  /// Whether an apostrophe before this byte is a guard, or would be taken for one.
  static func isGuard(before byte: UInt8) -> Bool {
    byte == apostrophe || beginsFormula(byte)
  }

  /// Whether a written value needs a guard.
  static func needsGuard(_ value: Span<UInt8>) -> Bool {
    guard value.count > 0 else { return false }
    return beginsFormula(value[0]) || isGuarded(value)
  }

  /// Whether a read value begins with a guard.
  static func isGuarded(_ value: Span<UInt8>) -> Bool {
    value.count > 1 && value[0] == apostrophe && isGuard(before: value[1])
  }
}
