import GazetteDocumentModel

/// How sure a JSON format is of an input, by the first key of its first object.
enum JSONBid {
  static func bid(_ sample: Span<UInt8>, firstKey: StaticString, otherKeys: [String]) -> Int {
    var at = skipSpace(sample, 0)
    guard at < sample.count, sample[at] == UInt8(ascii: "{") else { return 0 }
    at = skipSpace(sample, at + 1)
    guard at < sample.count, sample[at] == UInt8(ascii: "\""),
      let end = sample.firstIndex(of: UInt8(ascii: "\""), from: at + 1)
    else { return 5 }
    let key = sample.extracting((at + 1)..<end)
    if key.elementsEqual(firstKey) {
      // A `type` is ours only with a value of ours.
      return key.elementsEqual("type") && !isStructure(sample, end + 1) ? 20 : 95
    }
    // Sorted keys (`jq -S`): any JSON may begin so.
    return otherKeys.contains(String(key)) ? 40 : 5
  }

  /// Whether `:"bulletin"` or the like comes next.
  private static func isStructure(_ sample: Span<UInt8>, _ start: Int) -> Bool {
    var at = skipSpace(sample, start)
    guard at < sample.count, sample[at] == UInt8(ascii: ":") else { return false }
    at = skipSpace(sample, at + 1)
    guard at < sample.count, sample[at] == UInt8(ascii: "\""),
      let end = sample.firstIndex(of: UInt8(ascii: "\""), from: at + 1)
    else { return false }
    return ["bulletin", "section", "article"].contains(String(sample.extracting((at + 1)..<end)))
  }

  private static func skipSpace(_ sample: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < sample.count, [0x20, 0x09, 0x0A, 0x0D].contains(sample[at]) { at += 1 }
    return at
  }
}
