/// Endings that names of files may have, `.tar.gz` and `.gz`, and what each says; whatever their case.
public struct NameEndings<Value: Sendable>: Sendable {
  private let entries: [(ending: [UInt8], value: Value)]
  private let longest: Int

  /// - Parameter endings: ASCII, in lower case, without the dot in front of them.
  public init(_ endings: [(String, Value)]) {
    entries = endings.map { (Array(("." + $0.0).utf8), $0.1) }
    longest = entries.map(\.ending.count).max() ?? 0
  }

  /// What the longest ending says that the name has, and how many bytes that is with its dot.
  public func longest(of name: String) -> (value: Value, length: Int)? {
    let tail = name.utf8.suffix(longest).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    var best: Int?
    for index in entries.indices
    where entries[index].ending.count > best.map({ entries[$0].ending.count }) ?? 0
      && tail.count >= entries[index].ending.count
      && tail[(tail.count - entries[index].ending.count)...] == entries[index].ending[...]
    {
      best = index
    }
    return best.map { (entries[$0].value, entries[$0].ending.count) }
  }
}

extension String {
  /// What is behind the last slash of a path.
  public var lastPart: Substring {
    self[(utf8.lastIndex(of: 0x2F).map(utf8.index(after:)) ?? startIndex)...]
  }
}
