import GazetteDocumentModel

/// Addresses of mail with the names of those who have them (RFC 5322 §3.4).
extension Span where Element == UInt8 {
  /// The name and the address of a mailbox, in either order; the address twice, where it has no name. Nil where the
  /// text is no mailbox.
  ///
  ///     Ron Sykes <rsykes@uwplatt.example>       "Dale Pruett" <dpruett@csn.example>
  ///     kellery@aol.example (karen ellery)       help@list.example
  var mailbox: (name: Range<Int>, address: Range<Int>)? {
    guard firstIndex(of: 0x40) != nil || firstIndex(of: 0x3C) != nil else { return nil }
    if let open = firstIndex(of: 0x3C), self[count - 1] == 0x3E {
      let address = (open + 1)..<(count - 1)
      guard extracting(address).isAddressOfMail else { return nil }
      var name = extracting(0..<open).trimmedRange
      if name.count > 2, self[name.lowerBound] == 0x22, self[name.upperBound - 1] == 0x22 {
        name = (name.lowerBound + 1)..<(name.upperBound - 1)
      }
      return (name.isEmpty ? address : name, address)
    }
    if let open = firstIndex(of: 0x28), open > 1, self[open - 1] == 0x20, self[count - 1] == 0x29 {
      let address = 0..<(open - 1)
      guard extracting(address).isAddressOfMail, open + 2 < count else { return nil }
      return ((open + 1)..<(count - 1), address)
    }
    return isAddressOfMail ? (0..<count, 0..<count) : nil
  }

  /// Whether it is one word with an @ in it, or two with `at` between them, as archives write them: `gtodd at orwell.example`.
  private var isAddressOfMail: Bool {
    let blank = firstIndex(of: 0x20) ?? 0
    if blank > 0 {
      return count > blank + 4
        && extracting(blank..<(blank + 4)).elementsEqual(" at " as StaticString)
        && (0..<count).allSatisfy { self[$0] > 0x20 || $0 == blank || $0 == blank + 3 }
    }
    guard let at = firstIndex(of: 0x40), at > 0, at + 1 < count else { return false }
    return (0..<count).allSatisfy { self[$0] > 0x20 && self[$0] != 0x3C && self[$0] != 0x2C }
  }
}
