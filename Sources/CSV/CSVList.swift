import GazetteDocumentModel

/// Several values in one cell, each with a label where the column has labels:
///
///     issn:1000-0001; cn:11-0001/G3        two identifiers
///     签发:李明; 王\:丽\;娜                 a label and a name; a name that holds `:` and `;`
///
/// `;` parts values, and one space after it is no part of the next. A backslash stands before each
/// `\` and `;` of a value, before each `:` of a label, and before a `:` of a value without a label.
enum CSVList {
  private static let backslash = UInt8(ascii: "\\")
  private static let semicolon = UInt8(ascii: ";")
  private static let colon = UInt8(ascii: ":")

  /// Adds a value to a cell. - Parameter hasLabels: whether the column has labels.
  static func append(
    _ value: [UInt8], label: [UInt8]?, hasLabels: Bool, to cell: inout [UInt8]
  ) {
    // Nothing to keep, and nothing to part.
    guard !value.isEmpty || label != nil else { return }
    if !cell.isEmpty { cell.append(literal: "; ") }
    if let label {
      escape(label, withColons: true, to: &cell)
      cell.append(colon)
    }
    escape(value, withColons: hasLabels && label == nil, to: &cell)
  }

  private static func escape(_ value: [UInt8], withColons: Bool, to cell: inout [UInt8]) {
    for byte in value {
      if byte == backslash || byte == semicolon || (withColons && byte == colon) {
        cell.append(backslash)
      }
      cell.append(byte)
    }
  }

  /// Hands on each value of a cell with its label. A backslash before another character stands for
  /// itself.
  static func split(
    _ cell: Span<UInt8>, hasLabels: Bool,
    _ body: (_ label: [UInt8]?, _ value: [UInt8]) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var label: [UInt8]?
    var value: [UInt8] = []
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      index += 1
      switch byte {
      case backslash where index < cell.count && isSpecial(cell[index]):
        value.append(cell[index])
        index += 1
      case colon where hasLabels && label == nil:
        label = value
        value = []
      case semicolon:
        if label != nil || !value.isEmpty { try body(label, value) }
        label = nil
        value = []
        if index < cell.count, cell[index] == 0x20 { index += 1 }
      default: value.append(byte)
      }
    }
    if label != nil || !value.isEmpty { try body(label, value) }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == backslash || byte == semicolon || byte == colon
  }
}
