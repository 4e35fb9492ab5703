/// Paths within the container (OCF §4.2.5): relative addresses resolved, escapes undone.
enum BookPath {
  /// The path of an address in a document, and its fragment; nil where it leads out of the book.
  static func resolve(
    _ address: String, from document: String
  ) -> (path: String, fragment: String?)? {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? unescaped(parts[1]) : nil
    let file = parts.first ?? ""
    if file.isEmpty { return (document, fragment) }
    if file.contains(":") || file.hasPrefix("//") { return nil }
    let base = file.hasPrefix("/") ? [] : document.split(separator: "/").dropLast().map(String.init)
    var path = base
    for step in file.prefix(while: { $0 != "?" }).split(separator: "/") {
      switch step {
      case ".": break
      case "..": if path.popLast() == nil { return nil }
      default: path.append(unescaped(step))
      }
    }
    return (path.joined(separator: "/"), fragment)
  }

  /// `%E5%9B%BE` is 图.
  static func unescaped(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var at = 0
    while at < source.count {
      if source[at] == UInt8(ascii: "%"), at + 2 < source.count,
        let byte = UInt8(String(decoding: source[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        at += 3
      } else {
        bytes.append(source[at])
        at += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
