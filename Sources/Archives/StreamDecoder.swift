/// A compression as its library unpacks it: a stream from its beginning to its end, then the next.
protocol StreamDecoder: AnyObject {
  /// In messages.
  static var name: String { get }

  /// Whether a file is of this compression, by its first ten bytes.
  static func reads(_ beginning: ArraySlice<UInt8>) -> Bool

  /// Takes what it can of the input, and puts what comes of it behind the first `count` bytes of the output.
  ///
  /// Where it takes nothing and gives nothing it needs more input. What it gave before a fault counts.
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DecodedStep

  /// Another stream begins.
  func begin()
}

/// What a decoder did at once.
struct DecodedStep {
  enum State: Equatable {
    case goingOn
    /// The stream is whole.
    case ended
    /// `foreign` only where a stream should begin.
    case failed(StreamFault)
  }

  var taken: Int
  var given: Int
  var state: State
}
