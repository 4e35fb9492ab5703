/// Endings that names of files may have, `.tar.gz` and `.gz`, and what each says; whatever their case.
public struct NameEndings<Value: Sendable>: Sendable {
  private let endings: [[UInt8]]
  private let values: [Value]

  /// - Parameter endings: ASCII, in lower case, without the dot in front of them.
  public init(_ endings: [(String, Value)]) {
    self.endings = endings.map { Array(("." + $0.0).utf8) }
    values = endings.map(\.1)
  }

  /// What the longest ending says that the name has, and how many bytes that is with its dot.
  public func longest(of name: String) -> (value: Value, length: Int)? {
    let bytes = Array(name.utf8)
    var best: Int?
    for (index, ending) in endings.enumerated()
    where ending.count > best.map({ endings[$0].count }) ?? 0
      && Self.ends(bytes.span, in: ending.span)
    {
      best = index
    }
    return best.map { (values[$0], endings[$0].count) }
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
