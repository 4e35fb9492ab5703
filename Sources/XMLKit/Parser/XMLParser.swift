public import GazetteDocumentModel

/// Parses XML as a stream: libxml2's push parser, whose callbacks record tokens.
///
///     try parser.parse(chunk)
///     while let tape = try parser.takeTape() {
///       try tape.forEach { token, value in … }
///       parser.giveBack(tape)
///     }
///
/// A document of many chunks is parsed on a thread of its own, some pieces ahead of who takes the
/// tapes: so libxml2 and the making of events, which take about as long, go on at once.
///
/// The input is UTF-8 whatever its XML declaration says: the decoder has seen to that. Nothing is
/// loaded from outside, neither DTD nor entity; entities that the document declares itself are
/// expanded within libxml2's bounds, and HTML's names (`&nbsp;`) are known.
public struct XMLParser: ~Copyable {
  /// Elements that may stand in one another.
  public static let maximumDepth = 256

  private let recorder: XMLTokenRecorder
  private var thread: XMLParserThread?

  /// - Parameter knowsHTML: HTML's names stand for their characters though the document does not declare
  ///   them, as readers of what people write need it; a validator holds to XML 1.0 §4.1.
  public init(knowsHTML: Bool = true) { recorder = XMLTokenRecorder(knowsHTML: knowsHTML) }

  /// Parses a chunk of any size.
  /// - Throws: `GZ4301` where it is not well-formed, `GZ4302` where it nests too deep, `GZ4303` where
  ///   an entity lies outside the document; or `takeTape` does.
  public mutating func parse(_ chunk: Span<UInt8>) throws(ConversionError) {
    if thread == nil {
      guard chunk.count >= XMLParserThread.pieceSize else { return try recorder.parse(chunk) }
      // From here on the recorder is the thread's alone.
      thread = XMLParserThread(recorder)
    }
    thread?.send(chunk)
  }

  /// The input has ended. - Throws: `GZ4301` where the document has not; or `takeTape` does.
  public mutating func finish() throws(ConversionError) {
    guard thread != nil else { return try recorder.finish() }
    thread?.sendEnd()
  }

  /// The next tape of tokens; nil where there is none yet, after `finish` where there is none left.
  /// - Throws: as `parse` does.
  public mutating func takeTape() throws(ConversionError) -> XMLTokenTape? {
    guard thread == nil else { return try thread?.receive() }
    let tape = recorder.takeTape()
    guard !tape.tokens.isEmpty else { return nil }
    return tape
  }

  /// When parsing has failed: the tokens between the last tape and the fault, for who tells of faults
  /// before it. Readers, which deliver nothing then, do not ask.
  public mutating func takeRest() -> XMLTokenTape {
    thread?.takeRest() ?? recorder.takeTape()
  }

  /// Returns a tape that is read, for its memory.
  public mutating func giveBack(_ tape: consuming XMLTokenTape) {
    tape.reset()
    if thread == nil { recorder.giveBack(tape) } else { thread?.giveBack(tape) }
  }
}
