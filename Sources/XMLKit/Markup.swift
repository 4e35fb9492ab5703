extension [UInt8] {
  /// Markup without its tags: for places that hold only text.
  public var withoutTags: [UInt8] {
    var text: [UInt8] = []
    var inTag = false
    for byte in self {
      if byte == UInt8(ascii: "<") { inTag = true }
      if !inTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { inTag = false }
    }
    return text
  }
}
