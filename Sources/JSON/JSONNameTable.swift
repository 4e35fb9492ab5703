import GazetteDocumentModel

/// Names, looked up by their bytes: a hash of the first byte, the last and the length, then the bytes.
struct JSONNameTable: Sendable {
  /// All names in one run, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Hash → indices to try, one after the other; -1 ends.
  private var slots = [Int8](repeating: -1, count: 256)

  init(_ names: [String]) {
    for (index, name) in names.enumerated() {
      let name = Array(name.utf8)
      bytes += name
      ends.append(bytes.count)
      var slot = Self.hash(name.span)
      while slots[slot] >= 0 { slot = (slot + 1) & 255 }
      slots[slot] = Int8(index)
    }
  }

  /// The index of a name, or nil.
  func find(_ name: Span<UInt8>) -> Int? {
    guard !name.isEmpty else { return nil }
    var slot = Self.hash(name)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let end = ends[index]
      let start = index == 0 ? 0 : ends[index - 1]
      if end - start == name.count, matches(name, start) { return index }
      slot = (slot + 1) & 255
    }
    return nil
  }

  private func matches(_ name: Span<UInt8>, _ start: Int) -> Bool {
    for index in name.indices where bytes[start + index] != name[index] { return false }
    return true
  }

  private static func hash(_ name: Span<UInt8>) -> Int {
    (Int(name[0]) &* 7 &+ Int(name[name.count - 1]) &* 31 &+ name.count &* 13) & 255
  }
}
