/// The names of an enumeration's cases, by raw value: asking the run-time library for a name each time
/// costs more than writing the element it belongs to.
struct CaseNames<Case: RawRepresentable & CaseIterable & Sendable>: Sendable
where Case.RawValue == UInt8 {
  private let strings: [String]
  private let bytes: [[UInt8]]

  init() {
    var strings = [String](repeating: "", count: 256)
    for item in Case.allCases { strings[Int(item.rawValue)] = "\(item)" }
    self.strings = strings
    bytes = strings.map { Array($0.utf8) }
  }

  subscript(item: Case) -> String { strings[Int(item.rawValue)] }

  func bytes(_ item: Case) -> [UInt8] { bytes[Int(item.rawValue)] }
}
