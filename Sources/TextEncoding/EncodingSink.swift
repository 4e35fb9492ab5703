public import GazetteDocumentModel

/// Encodes what is written through it: UTF-8 in, another encoding out.
public final class EncodingSink: ByteSink {
  private let sink: any ByteSink
  private let encoding: TextEncoding
  private let policy: UnencodablePolicy
  private var iconv: IconvDescriptor
  private var carry: [UInt8] = []
  private var output = [UInt8](repeating: 0, count: 64 << 10)
  private var hasBegun = false

  /// - Throws: `GZ1102` where the C library lacks the encoding.
  public init(
    _ sink: any ByteSink, _ encoding: TextEncoding, _ policy: UnencodablePolicy
  ) throws(ConversionError) {
    guard let iconv = IconvDescriptor(from: "UTF-8", to: encoding.encoderName) else {
      throw ConversionError(.encodingUnknown, [encoding.name, TextEncoding.names])
    }
    self.sink = sink
    self.encoding = encoding
    self.policy = policy
    self.iconv = iconv
  }

  /// - Throws: `GZ3202` for a character that the encoding lacks, where the policy refuses it.
  public func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    if !hasBegun {
      hasBegun = true
      if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
        let mark = encoding.byteOrderMark
        try sink.write(mark.span)
      }
    }
    var input: [UInt8] = []
    swap(&input, &carry)
    input.append(bytes)
    var start = 0
    while start < input.count {
      let result = convert(input, from: start)
      try emit(result.given)
      start += result.taken
      switch result.stop {
      case .done, .outputFull: continue
      case .incomplete:
        carry = Array(input[start...])
        return
      case .invalid:
        let scalar = input.span.scalar(at: start)
        try writeSubstitute(scalar.value)
        start += scalar.length
      }
    }
  }

  public func flush() throws(ConversionError) { try sink.flush() }

  private func convert(
    _ input: [UInt8], from start: Int
  ) -> (taken: Int, given: Int, stop: IconvDescriptor.Stop) {
    // Both arrays outlive the call; the descriptor writes only inside `output`.
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        unsafe iconv.convert(UnsafeRawBufferPointer(rebasing: source[start...]), into: target)
      }
    }
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
    let result = convert(Array(substitute.utf8), from: 0)
    try emit(result.given)
  }

  /// Hands on what the last conversion gave.
  private func emit(_ count: Int) throws(ConversionError) {
    guard count > 0 else { return }
    let bytes = output
    try sink.write(bytes.span.extracting(0..<count))
  }
}
