import GazetteDocumentModel
import GazetteXMLKit

/// A list for a message, cut where it grows too long to read.
enum Listing {
  static let limit = 12

  static func of(_ parts: [String]) -> String {
    parts.count <= limit
      ? parts.joined(separator: ", ")
      : parts[..<limit].joined(separator: ", ") + "… (\(parts.count))"
  }
}

/// The beginning of a text, on one line.
enum TextExcerpt {
  static let limit = 40

  static func of(_ text: Span<UInt8>) -> String {
    let words = String(text.extracting(text.inner)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    return words.count <= limit ? words : words.prefix(limit) + "…"
  }
}

/// XML 1.0 §2.3: Name and Nmtoken.
enum XMLNameRule {
  static func isName(_ text: Span<UInt8>) -> Bool {
    guard isToken(text) else { return false }
    let first = text[0]
    return
      !(first == UInt8(ascii: "-") || first == UInt8(ascii: ".")
      || (0x30...0x39).contains(first))
      && !String(text).unicodeScalars.prefix(1).allSatisfy(isOnlyInside)
  }

  static func isToken(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0 else { return false }
    var isASCII = true
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: ":"):
        continue
      case 0x80...: isASCII = false
      default: return false
      }
    }
    return isASCII
      || String(text).unicodeScalars.allSatisfy {
        isStart($0) || isOnlyInside($0) || $0.value < 0x80
      }
  }

  /// NameStartChar above ASCII.
  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// NameChar above ASCII that may not come first.
  private static func isOnlyInside(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  var firstIndexThatIsNoSpace: Int? {
    for index in indices where !self[index].isXMLSpace { return index }
    return nil
  }

  /// Words between white space.
  var words: [[UInt8]] {
    var words: [[UInt8]] = []
    var at = 0
    while at < count {
      while at < count, self[at].isXMLSpace { at += 1 }
      let start = at
      while at < count, !self[at].isXMLSpace { at += 1 }
      if at > start { words.append([UInt8](extracting(start..<at))) }
    }
    return words
  }

  /// What is left without white space at the ends.
  var inner: Range<Int> {
    var start = 0
    var end = count
    while start < end, self[start].isXMLSpace { start += 1 }
    while end > start, self[end - 1].isXMLSpace { end -= 1 }
    return start..<end
  }
}

extension SourcePosition {
  /// The place behind some text.
  func advanced(over text: Span<UInt8>) -> SourcePosition {
    var place = self
    place.offset += UInt64(text.count)
    for index in text.indices {
      if text[index] == 0x0A {
        place.line += 1
        place.column = 1
      } else if text[index] & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }
}
