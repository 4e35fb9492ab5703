import GazetteDocumentModel
public import GazetteTextEncoding

extension Sequence<UInt8> {
  /// UTF-8 in another encoding, which has all its characters.
  public func encoded(in encoding: TextEncoding) throws -> [UInt8] {
    let sink = MemorySink()
    let encoder = try EncodingSink(sink, encoding, .refuse)
    let bytes = Array(self)
    try encoder.write(bytes.span)
    try encoder.flush()
    return sink.bytes
  }
}

extension String {
  /// The text in an encoding, which has all its characters.
  public func encoded(in encoding: TextEncoding) throws -> [UInt8] {
    try utf8.encoded(in: encoding)
  }
}
