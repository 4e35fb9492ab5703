/// Writes JSON text again with the keys of every object sorted, as `jq -cS` does; a plain and slow
/// parser of its own, so that it does not share mistakes with the one that is tested.
struct JSONSorter {
  private var rest: Substring
  private let descending: Bool

  static func sort(_ text: String, descending: Bool) -> String {
    var sorter = JSONSorter(rest: text[...], descending: descending)
    var lines: [String] = []
    sorter.space()
    while !sorter.rest.isEmpty {
      lines.append(sorter.value())
      sorter.space()
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func space() {
    rest = rest.drop { $0 == " " || $0 == "\n" }
  }

  private mutating func value() -> String {
    space()
    switch rest.first {
    case "{":
      var members: [(String, String)] = []
      for part in items(close: "}", withKeys: true) { members.append(part) }
      members.sort { descending ? $0.0 > $1.0 : $0.0 < $1.0 }
      return "{" + members.map { $0.0 + ":" + $0.1 }.joined(separator: ",") + "}"
    case "[":
      return "[" + items(close: "]", withKeys: false).map(\.1).joined(separator: ",") + "]"
    default: return string()
    }
  }

  private mutating func items(close: Character, withKeys: Bool) -> [(String, String)] {
    rest.removeFirst()
    var items: [(String, String)] = []
    space()
    while rest.first != close {
      var key = ""
      space()
      if withKeys {
        key = string()
        rest.removeFirst()
      }
      items.append((key, value()))
      space()
      if rest.first == "," { rest.removeFirst() }
    }
    rest.removeFirst()
    return items
  }

  /// A string; by scalars, since a combining mark would join the quotation mark before it.
  private mutating func string() -> String {
    let scalars = rest.unicodeScalars
    var index = scalars.index(after: scalars.startIndex)
    while scalars[index] != "\"" {
      if scalars[index] == "\\" { index = scalars.index(after: index) }
      index = scalars.index(after: index)
    }
    let end = scalars.index(after: index)
    defer { rest = rest[end...] }
    return String(rest[..<end])
  }
}
