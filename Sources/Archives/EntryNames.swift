public import GazetteDocumentModel
public import GazetteTextEncoding

/// Decodes the names of an archive's entries, or of a folder's files.
///
/// Only some archives say what their names are in. Where all names are UTF-8 they are taken for it; else
/// the likeliest encoding of all of them together is taken, since one short name says little.
public struct EntryNames {
  /// Of what is not marked as UTF-8.
  public let encoding: TextEncoding
  /// How it was found, where it is a guess.
  public let evidence: LocalizedText?

  private static let separator: UInt8 = 0x0A
  /// Names that are looked at, together.
  static let sampleSize = 64 << 10

  /// - Parameter sample: names that are not marked as UTF-8, each followed by a line end.
  public init(_ sample: [UInt8], asked encoding: TextEncoding?) {
    if let encoding {
      self.encoding = encoding
      evidence = nil
      return
    }
    guard UTF8Validation.validPrefix(sample.span) < sample.count,
      let found = try? EncodingDetector.detect(sample.span, isWhole: true)
    else {
      self.encoding = .utf8
      evidence = nil
      return
    }
    self.encoding = found.encoding
    evidence = found.evidence
  }

  /// Adds a name to a sample; false when there is enough of it.
  public static func add(_ name: [UInt8], to sample: inout [UInt8]) -> Bool {
    if sample.count > sampleSize { return false }
    // ASCII is the same in all of them, and says nothing.
    if !name.span.isASCII { sample += name + [separator] }
    return true
  }

  /// The name, and whether all of it could be decoded.
  public func decode(_ bytes: [UInt8], isUTF8: Bool) -> (name: String, isWhole: Bool) {
    let isValid = UTF8Validation.validPrefix(bytes.span) == bytes.count
    if isValid, isUTF8 || encoding == .utf8 || bytes.span.isASCII {
      return (String(decoding: bytes, as: UTF8.self), true)
    }
    if !isUTF8, encoding != .utf8, let name = decoded(bytes) { return (name, true) }
    var text: [UInt8] = []
    for byte in bytes {
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      text += "%".utf8
      text += String(byte, radix: 16, uppercase: true).utf8
    }
    return (String(decoding: text, as: UTF8.self), false)
  }

  private func decoded(_ bytes: [UInt8]) -> String? {
    guard var decoder = try? TextDecoder(encoding) else { return nil }
    var text: [UInt8] = []
    do throws(ConversionError) {
      try decoder.decode(bytes.span) { text.append($0) }
      try decoder.finish()
    } catch {
      return nil
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Span<UInt8> {
  /// Whether no byte is 80 or more.
  var isASCII: Bool {
    for index in indices where self[index] >= 0x80 { return false }
    return true
  }
}
