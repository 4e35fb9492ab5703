internal import CLibXML2
public import GazetteDocumentModel

/// Parses XML as a stream: libxml2's push parser, whose callbacks record tokens.
///
///     try parser.parse(chunk)
///     let tape = parser.takeTape()
///     try tape.forEach { token, value in … }
///     parser.giveBack(tape)
///
/// The input is UTF-8 whatever its XML declaration says: the decoder has seen to that. Nothing is
/// loaded from outside, neither DTD nor entity; entities that the document declares itself are
/// expanded within libxml2's bounds, and HTML's names (`&nbsp;`) are known.
public struct XMLParser: ~Copyable {
  /// Elements that may stand in one another.
  public static let maximumDepth = 256

  private let recorder: XMLTokenRecorder

  public init() { recorder = XMLTokenRecorder() }

  /// The names that tokens point to; grows with the document.
  public var names: [XMLName] { recorder.names }

  /// Parses a chunk of any size.
  /// - Throws: `GZ4301` where it is not well-formed, `GZ4302` where it nests too deep, `GZ4303` where
  ///   an entity lies outside the document.
  public mutating func parse(_ chunk: Span<UInt8>) throws(ConversionError) {
    try recorder.parse(chunk)
  }

  /// The input has ended. - Throws: `GZ4301` where the document has not.
  public mutating func finish() throws(ConversionError) { try recorder.finish() }

  /// The tokens recorded since the tape was given back.
  public mutating func takeTape() -> XMLTokenTape {
    var tape = XMLTokenTape()
    swap(&tape, &recorder.tape)
    return tape
  }

  /// Returns a tape that is read, for its memory.
  public mutating func giveBack(_ tape: consuming XMLTokenTape) {
    tape.reset()
    recorder.tape = tape
  }
}
