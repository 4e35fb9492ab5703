import GazetteDocumentModel
import GazetteXMLKit

/// The parts of a `date` or `pub-date` (tag library, `date`): ISO 8601 as far as they are numbers, and
/// the words where they are not.
struct JATSDate {
  let iso: [UInt8]?
  let wording: [UInt8]?

  init(_ node: XMLNode) {
    func part(_ name: String) -> [UInt8]? { node.first(name)?.text.collapsedWhiteSpace }
    let year = part("year")
    let month = part("month")
    let day = part("day")
    if let year, Self.number(year, 4) != nil {
      var iso = year
      if let month = month.flatMap({ Self.number($0, 2) }), (1...12).contains(month) {
        iso += Self.two(month)
        if let day = day.flatMap({ Self.number($0, 2) }) {
          let whole = iso + Self.two(day)
          if Attribute.iso.accepts(whole.span) { iso = whole }
        }
      }
      self.iso = iso
    } else {
      iso = nil
    }
    // What ISO 8601 does not show is shown as it stands.
    let shown = iso?.count ?? 0
    let isWhole = shown == 10 || (shown == 7 && day == nil) || (shown == 4 && month == nil)
    let season = part("season")
    let era = part("era")
    if isWhole, season == nil, era == nil {
      wording = nil
    } else {
      let words = [day, month, season, year, era].compactMap { $0 }
      wording = words.isEmpty ? nil : Array(words.joined(separator: [0x20]))
    }
  }

  /// Digits of at most `digits` places.
  private static func number(_ text: [UInt8], _ digits: Int) -> Int? {
    guard (1...digits).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }),
      digits != 4 || text.count == 4
    else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func two(_ number: Int) -> [UInt8] {
    Array((number < 10 ? "-0" : "-").utf8) + Array(String(number).utf8)
  }
}
