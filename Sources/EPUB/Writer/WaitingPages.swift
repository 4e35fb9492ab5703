import GazetteDocumentModel
import GazetteZip

/// Documents that lead to what comes later in the bulletin: where that will be is not known when they are
/// written, so they are put by with marks in the place of addresses, and go into the archive at the
/// bulletin's end. The order of entries is of no account; the order of reading is the package's.
///
/// A mark is the target between two bytes that no UTF-8 has:
///
///     <a href="␀#later␀">   →   <a href="b1-a7.xhtml#later">, or <a data-href="#later">
final class WaitingPages {
  private let pages = Spool()
  /// Of each document that waits: its length and name.
  private let index = SpooledLines()
  private var name = ""
  private var start: UInt64 = 0
  private var hasMark = false

  fileprivate static let bound: UInt8 = 0xFF
  fileprivate static let attribute = Array(" href=\"".utf8)

  /// What a link is given as its address until that is known.
  static func mark(_ target: [UInt8]) -> [UInt8] { [bound] + target + [bound] }

  func begin(_ name: String) {
    self.name = name
    start = pages.size
    hasMark = false
  }

  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    if !hasMark, bytes.firstIndex(of: Self.bound) != nil { hasMark = true }
    try pages.append(bytes)
  }

  /// Ends a document: it waits, or, where it has no mark, is written.
  func end(into zip: ZipWriter) throws(ConversionError) {
    guard !hasMark else {
      return try index.append(Array("\(pages.size - start) \(name)".utf8))
    }
    zip.begin(name)
    try pages.read(start..<pages.size) { (span) throws(ConversionError) in try zip.write(span) }
    try zip.end()
    try pages.truncate(to: start)
  }

  /// The bulletin has ended: writes what waits.
  ///
  /// - Parameter resolve: where a target is, seen from a document; nil where there is no such place.
  func write(
    into zip: ZipWriter, resolve: (_ target: [UInt8], _ file: String) -> [UInt8]?
  ) throws(ConversionError) {
    var at: UInt64 = 0
    try index.forEach { (line) throws(ConversionError) in
      let words = String(line.span).split(separator: " ", maxSplits: 1)
      guard words.count == 2, let length = UInt64(words[0]) else { return }
      let name = String(words[1])
      let file = name.split(separator: "/").last.map(String.init) ?? ""
      var patch = Patch()
      zip.begin(name)
      try pages.read(at..<(at + length)) { (span) throws(ConversionError) in
        try patch.take(span, into: zip) { resolve($0, file) }
      }
      try patch.finish(into: zip)
      try zip.end()
      at += length
    }
    pages.removeAll()
    index.removeAll()
  }

  /// Puts addresses in the place of marks, piece by piece.
  private struct Patch {
    /// Bytes that a mark may yet change: the beginning of its attribute, and the mark while it is not whole.
    private var held: [UInt8] = []

    mutating func take(
      _ span: Span<UInt8>, into zip: ZipWriter, _ resolve: ([UInt8]) -> [UInt8]?
    ) throws(ConversionError) {
      held.append(span)
      var start = 0
      while let mark = held.span.firstIndex(of: WaitingPages.bound, from: start) {
        guard let end = held.span.firstIndex(of: WaitingPages.bound, from: mark + 1) else {
          // The rest of the mark is in the next piece.
          let from = max(start, mark - WaitingPages.attribute.count)
          try zip.write(held.span.extracting(start..<from))
          held.removeFirst(from)
          return
        }
        let target = Array(held[(mark + 1)..<end])
        let before = max(start, mark - WaitingPages.attribute.count)
        try zip.write(held.span.extracting(start..<before))
        let address = resolve(target.replacing(Array("&amp;".utf8), with: Array("&".utf8)))
        let escaped = address?.replacing(Array("&".utf8), with: Array("&amp;".utf8))
        let text = Array((escaped == nil ? " data-href=\"" : " href=\"").utf8) + (escaped ?? target)
        try zip.write(text.span)
        start = end + 1
      }
      let rest = max(start, held.count - WaitingPages.attribute.count)
      try zip.write(held.span.extracting(start..<rest))
      held.removeFirst(rest)
    }

    mutating func finish(into zip: ZipWriter) throws(ConversionError) {
      try zip.write(held.span)
      held = []
    }
  }
}
