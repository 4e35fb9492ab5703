import GazetteDocumentModel
import GazettePipeline

/// The line that a diagnostic is about, with a caret below the place.
struct SourceExcerpt {
  private var source: InputSource?
  private var markLength: UInt64 = 0

  /// How much of a long line is shown before and behind the place.
  private static let width: UInt64 = 60

  /// Nil where the input cannot be read again, or is not UTF-8.
  mutating func lines(at diagnostic: Diagnostic) -> String? {
    guard let file = diagnostic.file, let position = diagnostic.position, file != "<stdin>" else {
      return nil
    }
    if source?.name != file { open(file) }
    guard let source else { return nil }
    let place = position.offset + markLength
    let before = min(Self.width * 3, place)
    var bytes = [UInt8](repeating: 0, count: Int(before + Self.width * 3))
    guard let count = try? source.read(into: &bytes, at: place - before) else { return nil }
    let head = bytes[..<min(Int(before), count)]
    let tail = bytes[min(Int(before), count)..<count]
    guard
      let left = Self.text(
        head.split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []),
      let right = Self.text(
        tail.split(separator: 0x0A, omittingEmptySubsequences: false).first ?? [])
    else { return nil }
    let start = left.suffix(Int(Self.width))
    let line = start + right.prefix(Int(Self.width))
    let indent = start.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    return "  \(line)\n  " + String(repeating: " ", count: indent) + "^\n"
  }

  private mutating func open(_ file: String) {
    source = try? InputSource(file)
    var mark: [UInt8] = [0, 0, 0]
    let count = try? source?.read(into: &mark, at: 0)
    markLength = count == 3 && mark == [0xEF, 0xBB, 0xBF] ? 3 : 0
  }

  /// Text without half characters at its ends; nil where it is not UTF-8. A tab shows as a blank.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    var bytes = bytes
    while let first = bytes.first, first & 0xC0 == 0x80 { bytes.removeFirst() }
    for _ in 0..<4 {
      if let text = String(validating: bytes, as: UTF8.self) {
        return text.replacing("\t", with: " ").replacing("\r", with: "")
          .withVisibleControls
      }
      _ = bytes.popLast()
    }
    return nil
  }
}
