/// Endings that names of files may have, `.tar.gz` and `.gz`, and what each says; whatever their case.
public struct NameEndings<Value: Sendable>: Sendable {
  @usableFromInline let endings: [[UInt8]]
  @usableFromInline let values: [Value]

  /// - Parameter endings: ASCII, in lower case, without the dot in front of them.
  public init(_ endings: [(String, Value)]) {
    self.endings = endings.map { Array(("." + $0.0).utf8) }
    values = endings.map(\.1)
  }

  /// What the longest ending says that the name has, and how many bytes that is with its dot.
  @inlinable
  public func longest(of name: String) -> (value: Value, length: Int)? {
    guard let index = Self.longest(of: name, among: endings) else { return nil }
    return (values[index], endings[index].count)
  }

  @usableFromInline
  static func longest(of name: String, among endings: [[UInt8]]) -> Int? {
    let name = name.utf8.span
    var best: Int?
    var length = 0
    for (index, ending) in endings.enumerated()
    where ending.count > length && ends(name, in: ending.span) {
      best = index
      length = ending.count
    }
    return best
  }

  /// From the last byte backwards, which is another one in most cases.
  private static func ends(_ name: Span<UInt8>, in ending: Span<UInt8>) -> Bool {
    guard name.count >= ending.count else { return false }
    for back in 1...ending.count {
      let byte = name[name.count - back]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower != ending[ending.count - back] { return false }
    }
    return true
  }
}

extension String {
  /// What is behind the last slash of a path.
  public var lastPart: Substring {
    self[(utf8.lastIndex(of: 0x2F).map(utf8.index(after:)) ?? startIndex)...]
  }
}
