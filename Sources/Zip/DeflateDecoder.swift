/// A library that inflates raw deflate (RFC 1951), piece by piece.
///
/// Whichever it is, the same comes out of a sound stream, and of one that is cut off. What is no deflate one
/// may see later than another, and have made bytes of it by then; a checksum tells what none sees.
protocol DeflateDecoder: AnyObject {
  /// Takes what it can of the input, and puts what comes of it behind the first `count` bytes of the output,
  /// which has room for more.
  ///
  /// Where it takes nothing and gives nothing, it needs more input. What stands before a fault is given before
  /// the fault is told.
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DeflateStep

  /// Another stream begins.
  func begin()
}

/// What a decoder did at once.
struct DeflateStep {
  enum State {
    case goingOn
    /// The stream is whole.
    case ended
    /// What follows is not deflate.
    case failed
  }

  /// Less than zero where it took more before than the stream has.
  var taken: Int
  var given: Int
  var state: State
}
