import GazetteDocumentModel

/// Unpacks a file by a decoder: brings its bytes, joins its streams, and keeps a fault until all before it is
/// given.
final class StreamUnpacker<Decoder: StreamDecoder>: Unpacker {
  private let file: any RandomAccess
  private let decoder: Decoder
  /// Bytes of the file, and which of them comes next.
  private var input = [UInt8](repeating: 0, count: blockSize)
  private var count = 0
  private var at = 0
  private var output = [UInt8](repeating: 0, count: blockSize)
  private(set) var reached: UInt64 = 0
  private var isBetweenStreams = false
  private var hasEnded = false
  private var fault: ConversionError?

  private static var blockSize: Int { 64 << 10 }

  init(_ file: any RandomAccess, _ decoder: Decoder) {
    self.file = file
    self.decoder = decoder
  }

  /// These compressions do not say.
  var modified: Int64? { nil }

  func next(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Bool {
    // A span of what a class holds cannot be handed on.
    var output: [UInt8] = []
    swap(&output, &self.output)
    defer { swap(&output, &self.output) }
    var produced = 0
    while produced < output.count, !hasEnded {
      if isBetweenStreams {
        guard try beginStream() else { break }
      }
      try step(&output, &produced)
    }
    if produced > 0 {
      try body(output.span.extracting(0..<produced))
      return true
    }
    if let fault { throw fault }
    return false
  }

  private func step(
    _ output: inout [UInt8], _ produced: inout Int
  ) throws(ConversionError) {
    let done = decoder.step(input.span.extracting(at..<count), &output, behind: produced)
    at += done.taken
    produced += done.given
    switch done.state {
    case .ended: isBetweenStreams = true
    case .failed(let fault): end(fault)
    case .goingOn where done.taken > 0 || done.given > 0: break
    case .goingOn where at < count: end(.broken)
    case .goingOn: if try !refill() { end(.cutOff) }
    }
  }

  private func end(_ fault: StreamFault) {
    self.fault = fault.error(Decoder.name, reached - UInt64(count - at))
    hasEnded = true
  }

  /// False at the end of the file, where zeros may stand that fill a block of a tape.
  private func beginStream() throws(ConversionError) -> Bool {
    repeat {
      while at < count, input[at] == 0 { at += 1 }
      if at < count {
        decoder.begin()
        isBetweenStreams = false
        return true
      }
    } while try refill()
    hasEnded = true
    return false
  }

  /// Reads on where nothing is left; false at the end. - Throws: what reading does.
  private func refill() throws(ConversionError) -> Bool {
    at = 0
    count = 0
    count = try file.read(into: &input, at: reached)
    reached += UInt64(count)
    return count > 0
  }
}
