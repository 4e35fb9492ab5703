import ArgumentParser

/// A number of bytes on the command line: 65536, 64K, 16M, 1G.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  private static let units: [(letter: Character, shift: Int)] = [
    ("K", 10), ("M", 20), ("G", 30), ("T", 40),
  ]

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let unit = Self.units.first { argument.uppercased().last == $0.letter }
    let shift = unit?.shift ?? 0
    guard let number = Int(unit == nil ? argument : String(argument.dropLast())), number > 0,
      number <= Int.max >> shift
    else { return nil }
    bytes = number << shift
  }

  /// In the largest unit that it is a multiple of.
  var defaultValueDescription: String {
    guard let unit = Self.units.last(where: { bytes > 0 && bytes & ((1 << $0.shift) - 1) == 0 })
    else { return "\(bytes)" }
    return "\(bytes >> unit.shift)\(unit.letter)"
  }
}
