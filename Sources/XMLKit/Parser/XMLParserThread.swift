import GazetteDocumentModel

/// A recorder at work on a thread of its own: pieces of the document go there, and come back with
/// their tokens. It works a few pieces ahead, no more, so that memory is bounded.
struct XMLParserThread: ~Copyable {
  /// What goes to the parser at once; its buffer is searched again with each call.
  static let pieceSize = 64 << 10
  /// How many pieces are on their way between one chunk and the next.
  private static let lead = 4

  private let pieces = Channel<XMLPiece>()
  private let parsed = Channel<XMLPiece>()
  private let thread: WorkerThread
  private var spare: [XMLPiece] = []
  /// Pieces sent and not received.
  private var underWay = 0
  private var hasEnded = false
  private var failure: ConversionError?
  /// What came before the failure in its piece.
  private var rest = XMLTokenTape()

  init(_ recorder: XMLTokenRecorder) {
    let work = Work(recorder: recorder, pieces: pieces, parsed: parsed)
    thread = WorkerThread { work.run() }
  }

  deinit {
    pieces.close(discarding: true)
    thread.join()
  }

  /// Sends a chunk off.
  mutating func send(_ chunk: Span<UInt8>) {
    var start = 0
    while start < chunk.count {
      let end = min(start + Self.pieceSize, chunk.count)
      let piece = spare.popLast() ?? XMLPiece()
      piece.bytes.append(chunk.extracting(start..<end))
      send(piece)
      start = end
    }
  }

  /// Tells the parser that the document has ended.
  mutating func sendEnd() {
    guard !hasEnded else { return }
    hasEnded = true
    let piece = spare.popLast() ?? XMLPiece()
    piece.isEnd = true
    send(piece)
  }

  private mutating func send(_ piece: XMLPiece) {
    underWay += 1
    pieces.send(piece)
  }

  /// The tokens of the next piece, waited for; nil while the parser has no more than its lead.
  /// - Throws: what has stopped the parser; `takeRest` has what came before it in the same piece.
  mutating func receive() throws(ConversionError) -> XMLTokenTape? {
    if let failure { throw failure }
    guard underWay > (hasEnded ? 0 : Self.lead), let piece = parsed.receive() else { return nil }
    underWay -= 1
    if let failure = piece.failure {
      self.failure = failure
      swap(&rest, &piece.tape)
      throw failure
    }
    var tape = XMLTokenTape()
    swap(&tape, &piece.tape)
    spare.append(piece)
    return tape
  }

  /// The tokens between the last tape and the failure.
  mutating func takeRest() -> XMLTokenTape {
    var taken = XMLTokenTape()
    swap(&taken, &rest)
    return taken
  }

  mutating func giveBack(_ tape: consuming XMLTokenTape) { spare.last?.tape = tape }

  /// What the thread does. The recorder is its own from its start on.
  private struct Work: @unchecked Sendable {
    let recorder: XMLTokenRecorder
    let pieces: Channel<XMLPiece>
    let parsed: Channel<XMLPiece>

    func run() {
      while let piece = pieces.receive() {
        do throws(ConversionError) {
          var tape = XMLTokenTape()
          swap(&tape, &piece.tape)
          recorder.giveBack(tape)
          if piece.isEnd { try recorder.finish() } else { try recorder.parse(piece.bytes.span) }
          piece.bytes.removeAll(keepingCapacity: true)
        } catch {
          piece.failure = error
        }
        piece.tape = recorder.takeTape()
        parsed.send(piece)
      }
    }
  }
}

/// A piece of the document, and the tokens that are made of it; only one thread has it at a time.
private final class XMLPiece: @unchecked Sendable {
  var bytes: [UInt8] = []
  var isEnd = false
  var tape = XMLTokenTape()
  var failure: ConversionError?
}
