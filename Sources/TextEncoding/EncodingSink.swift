public import GazetteDocumentModel

/// Encodes what is written through it: UTF-8 in, another encoding out.
public final class EncodingSink: ByteSink {
  private let sink: any ByteSink
  private let encoding: TextEncoding
  private let policy: UnencodablePolicy
  private var encoder: LegacyEncoder
  /// Bytes of a scalar that the last write cut.
  private var carry: [UInt8] = []
  private var output: [UInt8] = []
  private var hasBegun = false

  /// - Throws: `GZ1102` where the C library lacks the encoding.
  public init(
    _ sink: any ByteSink, _ encoding: TextEncoding, _ policy: UnencodablePolicy
  ) throws(ConversionError) {
    guard let encoder = LegacyEncoder(encoding) else {
      throw ConversionError(.encodingUnknown, [encoding.name, TextEncoding.names])
    }
    self.sink = sink
    self.encoding = encoding
    self.policy = policy
    self.encoder = encoder
  }

  /// - Throws: `GZ3202` for a character that the encoding lacks, where the policy refuses it.
  public func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    if !hasBegun {
      hasBegun = true
      if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
        output += encoding.byteOrderMark
      }
    }
    var input: [UInt8] = []
    swap(&input, &carry)
    input.append(bytes)
    let text = input.span
    let end = text.count - UTF8Validation.incompleteSuffix(text)
    var at = 0
    while at < end {
      let scalar = text.scalar(at: at)
      if !encoder.encode(scalar.value, into: &output) { try writeSubstitute(scalar.value) }
      at += scalar.length
    }
    carry.append(text.extracting(end..<text.count))
    try emit()
  }

  public func flush() throws(ConversionError) {
    encoder.finish(into: &output)
    try emit()
    try sink.flush()
  }

  private func writeSubstitute(_ scalar: UInt32) throws(ConversionError) {
    let hex = String(scalar, radix: 16, uppercase: true)
    let substitute: String
    switch policy {
    case .xmlCharacterReference: substitute = "&#x\(hex);"
    case .jsonEscape:
      substitute =
        Unicode.Scalar(scalar).map { scalar in
          scalar.utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: true)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }.joined()
        } ?? ""
    case .refuse:
      let character = Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
      throw ConversionError(
        .characterNotEncodable,
        [
          "\(character) (U+\(String(repeating: "0", count: max(0, 4 - hex.count)))\(hex))",
          encoding.name,
        ])
    }
    for ascii in substitute.utf8 { _ = encoder.encode(UInt32(ascii), into: &output) }
  }

  /// Hands on what has been encoded.
  private func emit() throws(ConversionError) {
    guard !output.isEmpty else { return }
    var encoded: [UInt8] = []
    swap(&encoded, &output)
    try sink.write(encoded.span)
    encoded.removeAll(keepingCapacity: true)
    swap(&encoded, &output)
  }
}
