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

  fileprivate static func isSpecial(_ byte: UInt8) -> Bool {
    byte == backslash || byte == semicolon || byte == colon
  }
}

/// The values of one cell, taken apart; used again for the next cell, without new memory.
///
/// A backslash before a character that is not special stands for itself.
struct CSVListItems {
  struct Item {
    /// Empty and absent are two things: `:李明` has an empty label.
    var label: Range<Int>?
    var value: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var items: [Item] = []

  mutating func split(_ cell: Span<UInt8>, hasLabels: Bool) {
    bytes.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    var label: Range<Int>?
    var start = 0
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\") where index < cell.count && CSVList.isSpecial(cell[index]):
        bytes.append(cell[index])
        index += 1
      case UInt8(ascii: ":") where hasLabels && label == nil:
        label = start..<bytes.count
        start = bytes.count
      case UInt8(ascii: ";"):
        add(label, start)
        label = nil
        start = bytes.count
        if index < cell.count, cell[index] == 0x20 { index += 1 }
      default: bytes.append(byte)
      }
    }
    add(label, start)
  }

  private mutating func add(_ label: Range<Int>?, _ start: Int) {
    guard label != nil || start < bytes.count else { return }
    items.append(Item(label: label, value: start..<bytes.count))
  }
}
