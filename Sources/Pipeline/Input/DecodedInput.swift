public import GazetteDocumentModel
public import GazetteTextEncoding

/// An input as valid UTF-8, chunk by chunk: source, detection and decoder joined.
public struct DecodedInput: ~Copyable {
  private let source: InputSource
  private var detection: EncodingDetector.Result
  /// Whether it was ASCII so far, so that nothing could be told from it.
  private var awaitsWide: Bool
  private let diagnostics: DiagnosticCollector?
  /// Whether the first block is all there is, and was seen to be UTF-8 when its encoding was told.
  private let isSeenThrough: Bool
  /// Nil where the bytes are handed on as they are: a container.
  private var decoder: TextDecoder?
  private var buffer: [UInt8]
  /// Bytes of the first block, read for detection.
  private var first: Int
  private var offset: UInt64 = 0
  private var hasEnded = false

  /// The encoding that it is read in.
  public var encoding: TextEncoding { detection.encoding }
  /// What the text's markup says of its encoding, where it is not so.
  public var misdeclaredEncoding: String? { detection.misdeclared }
  /// Whether there is not one byte to read.
  public let isEmpty: Bool
  /// Whether there is more than the first block.
  public let isLarge: Bool
  /// The beginning of the text, up to 64 KB.
  public let sample: [UInt8]
  /// Whether the sample is all of the text.
  public var sampleIsWhole: Bool { !isLarge }
  /// Raw bytes read so far.
  public var bytesRead: UInt64 { offset }

  /// What is read at a time: all of a small input, so that thousands of them do not each clear a
  /// block. What says that it is empty may not be so (`/proc`).
  private static func blockSize(_ source: InputSource) -> Int {
    guard let size = source.size, size > 0 else { return largestBlock }
    return Int(min(size, UInt64(largestBlock)))
  }
  private static let largestBlock = 256 << 10
  private static let sampleSize = 64 << 10
  /// Bytes that tell an encoding.
  private static let leastEvidence = 4 << 10

  /// Reads the first block and tells the encoding from it.
  ///
  /// - Parameters:
  ///   - encoding: overrules detection; a byte order mark of it is still left out.
  ///   - isBinary: says of the first bytes whether they are no text but a container's, which is handed
  ///     on as it is.
  ///   - diagnostics: hears how the encoding was found; nil for a second pass.
  /// - Throws: `GZ1004`, `GZ1006`, `GZ1009`, and `GZ1101` where the sample is undecodable.
  public init(
    _ source: InputSource, encoding: TextEncoding? = nil,
    isBinary: (Span<UInt8>) -> Bool = { _ in false }, diagnostics: DiagnosticCollector? = nil
  ) throws(ConversionError) {
    var buffer: [UInt8]
    let first: Int
    if let bytes = source.memory, bytes.count <= Self.largestBlock {
      // Shared, not copied: nobody writes to it but `lookAgain`, which has one of its own then.
      (buffer, first) = (bytes, bytes.count)
    } else {
      buffer = [UInt8](repeating: 0, count: Self.blockSize(source))
      first = try Self.fill(&buffer, from: source)
    }
    let block = buffer.span.extracting(0..<first)
    let asItIs = isBinary(block)
    do throws(ConversionError) {
      if !asItIs { try ForeignContent.refuse(block) }
    } catch {
      throw error.named(source.name)
    }
    let detection =
      asItIs ? Self.undecoded : try Self.detect(block, of: source, encoding, diagnostics)
    let isSeenThrough =
      !asItIs && detection.encoding == .utf8 && detection.isValidUTF8
      && source.size == UInt64(first)
    let sample =
      if isSeenThrough, first == buffer.count, first <= Self.sampleSize {
        buffer
      } else if asItIs {
        [UInt8](block.extracting(0..<min(block.count, Self.sampleSize)))
      } else {
        try Self.sample(block, detection)
      }
    decoder =
      asItIs ? nil : try TextDecoder(detection.encoding, markLength: detection.markLength)
    self.source = source
    self.isSeenThrough = isSeenThrough
    self.detection = detection
    self.diagnostics = diagnostics
    awaitsWide =
      !asItIs && encoding == nil && detection.encoding == .utf8 && detection.markLength == 0
      && EncodingDetector.firstWide(block) == nil
    self.sample = sample
    isEmpty = first == 0
    isLarge = first >= Self.sampleSize
    self.first = first
    offset = UInt64(first)
    self.buffer = buffer
  }

  /// A second pass over an input that can be read again; what the first found out is not looked for twice,
  /// nor said.
  /// - Throws: `GZ1102`.
  init(again beginning: Beginning) throws(ConversionError) {
    source = beginning.source
    detection = beginning.detection
    diagnostics = nil
    decoder =
      beginning.isText
      ? try TextDecoder(beginning.detection.encoding, markLength: beginning.detection.markLength)
      : nil
    awaitsWide = beginning.awaitsWide
    isSeenThrough = beginning.isSeenThrough
    sample = beginning.sample
    isEmpty = beginning.first == 0
    isLarge = beginning.isLarge
    first = beginning.first
    offset = UInt64(beginning.first)
    buffer = beginning.block
  }

  /// What a second pass begins with.
  struct Beginning {
    fileprivate let source: InputSource
    fileprivate let detection: EncodingDetector.Result
    fileprivate let isText: Bool
    fileprivate let awaitsWide: Bool
    fileprivate let isSeenThrough: Bool
    fileprivate let block: [UInt8]
    fileprivate let first: Int
    let sample: [UInt8]
    let isLarge: Bool
  }

  /// What a second pass begins with, to be asked for before the first block is handed on.
  var beginning: Beginning {
    let isText = if decoder == nil { false } else { true }
    return Beginning(
      source: source, detection: detection, isText: isText, awaitsWide: awaitsWide,
      isSeenThrough: isSeenThrough, block: buffer,
      first: first, sample: sample, isLarge: isLarge)
  }

  /// Reads enough to judge by. A pipe gives little at a time; a slow sender's all is not waited for.
  private static func fill(
    _ buffer: inout [UInt8], from source: InputSource
  ) throws(ConversionError) -> Int {
    var count = try source.read(into: &buffer, at: 0)
    while count > 0, count < min(sampleSize, buffer.count) {
      let n = try source.read(into: &buffer, keeping: count, at: UInt64(count))
      if n == 0 { break }
      count += n
    }
    return count
  }

  private static let undecoded = EncodingDetector.Result(
    encoding: .utf8, markLength: 0, evidence: LocalizedText("a container", "容器"))

  private static func detect(
    _ block: Span<UInt8>, of source: InputSource, _ encoding: TextEncoding?,
    _ diagnostics: DiagnosticCollector?
  ) throws(ConversionError) -> EncodingDetector.Result {
    if let encoding {
      let mark = encoding.byteOrderMark
      let hasMark =
        !mark.isEmpty && block.count >= mark.count
        && block.extracting(0..<mark.count).elementsEqual(mark.span)
      return EncodingDetector.Result(
        encoding: encoding, markLength: hasMark ? mark.count : 0,
        evidence: LocalizedText("as asked", "按指定"))
    }
    let isWhole = source.size.map { $0 <= UInt64(block.count) } ?? false
    let result: EncodingDetector.Result
    do throws(ConversionError) {
      result = try EncodingDetector.detect(block, isWhole: isWhole)
    } catch {
      throw error.named(source.name)
    }
    if let declared = result.misdeclared {
      diagnostics?.report(
        .encodingMisdeclared, [declared, result.encoding.name], at: .start)
    }
    report(result, diagnostics)
    return result
  }

  private static func report(
    _ result: EncodingDetector.Result, _ diagnostics: DiagnosticCollector?
  ) {
    if result.encoding != .utf8 {
      diagnostics?.report(.encodingDetected, [result.encoding.name, result.evidence.english])
    }
    if !result.isSure {
      diagnostics?.report(
        .encodingUndetected, [result.encoding.name, String(result.certainty)])
    }
  }

  /// Decodes the beginning of the first block, apart from the decoder that the text goes through.
  private static func sample(
    _ block: Span<UInt8>, _ detection: EncodingDetector.Result
  ) throws(ConversionError) -> [UInt8] {
    var taster = try TextDecoder(detection.encoding)
    var sample: [UInt8] = []
    let end = min(block.count, sampleSize)
    // What is wrong with the text is said when the text is read.
    try? taster.decode(block.extracting(min(detection.markLength, end)..<end)) { sample.append($0) }
    return sample
  }

  /// Hands the next piece of text on; false when there is no more.
  /// - Throws: `GZ1004`, `GZ1101`, and what the body throws.
  public mutating func next(_ body: TextDecoder.Body) throws(ConversionError) -> Bool {
    guard !hasEnded else { return false }
    var block: [UInt8] = []
    swap(&block, &buffer)
    defer { swap(&block, &buffer) }
    do throws(ConversionError) {
      var start = 0
      var count = first
      if first > 0 {
        start = detection.markLength
        first = 0
        if isSeenThrough {
          try body(block.span.extracting(0..<count))
          return true
        }
      } else {
        count = try source.read(into: &block, at: offset)
        offset += UInt64(count)
      }
      guard count > 0 else {
        hasEnded = true
        try decoder?.finish()
        return false
      }
      if awaitsWide,
        let wide = EncodingDetector.firstWide(block.span.extracting(min(start, count)..<count))
      {
        awaitsWide = false
        try decoder?.decode(block.span.extracting(start..<(start + wide)), body)
        block.removeFirst(start + wide)
        count -= start + wide
        start = 0
        try lookAgain(&block, &count)
      }
      let bytes = block.span.extracting(min(start, count)..<count)
      if decoder == nil { try body(bytes) } else { try decoder?.decode(bytes, body) }
      return true
    } catch {
      throw error.named(source.name)
    }
  }
}

extension DecodedInput {
  /// Tells the encoding from the first bytes that are no ASCII, which the block begins with; more is read
  /// where those are too few to judge by.
  private mutating func lookAgain(
    _ block: inout [UInt8], _ count: inout Int
  ) throws(ConversionError) {
    block.append(contentsOf: [UInt8](repeating: 0, count: Self.largestBlock - block.count))
    var isWhole = false
    while count < Self.leastEvidence, !isWhole {
      let n = try source.read(into: &block, keeping: count, at: offset)
      offset += UInt64(n)
      count += n
      isWhole = n == 0
    }
    let result = EncodingDetector.detect(
      afterASCII: block.span.extracting(0..<count), isWhole: isWhole)
    guard result.encoding != .utf8 else { return }
    Self.report(result, diagnostics)
    detection = result
    try decoder?.change(to: result.encoding)
  }
}

extension ConversionError {
  /// The error with the file it is about, if it names none.
  func named(_ file: String) -> ConversionError {
    var error = self
    if error.diagnostic.file == nil { error.diagnostic.file = file }
    return error
  }
}
