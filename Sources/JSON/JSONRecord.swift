public import GazetteDocumentModel

/// Reads the object of one line of JSON Lines: the texts of the keys that are asked for, decoded, and all
/// other members as they stand.
///
///     {"id": 7, "name": "a.txt", "text": "\u4e00\n"}      asked for name, text
///      ~~~~~~~  others[0]        texts: a.txt, 一⏎
///
/// A `null` counts as absent. After an error, what stood before it can still be had.
public struct JSONRecord: ~Copyable {
  private let textKeys: [String]
  private let keys: JSONNameTable
  private var found: Members

  /// - Parameters:
  ///   - texts: keys whose values are strings.
  ///   - skipped: keys whose values, of any kind, are left out.
  public init(texts: [String], skipped: [String] = []) {
    textKeys = texts
    keys = JSONNameTable(texts + skipped)
    found = Members(textKeys: texts)
  }

  /// Where the other members stand in the line: `"id": 7`.
  public var others: [Range<Int>] { found.others }

  /// The first of the skipped keys that was met; counted from the first of them.
  public var firstSkipped: Int? { found.firstSkipped }

  /// Gives a text away; nil where it is absent.
  public mutating func take(_ index: Int) -> [UInt8]? { found.texts[index].take() }

  /// Reads a line; what the one before held is forgotten.
  ///
  /// - Parameters:
  ///   - line: the object, in valid UTF-8.
  ///   - diagnostics: hears of lone surrogates, which become U+FFFD.
  /// - Throws: `GZ4101`, `GZ4103`, `GZ4104`, `GZ4105`; places are counted from the line's beginning, by
  ///   bytes.
  public mutating func read(
    _ line: Span<UInt8>, diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    var builder = Builder(keys: keys, found: Members(textKeys: textKeys))
    var tokenizer = JSONTokenizer(
      acceptsManyValues: false, countsColumns: false, keepsControls: true, diagnostics: diagnostics)
    var nowhere: any EventHandler & ~Copyable = Discard()
    var failure: ConversionError?
    do throws(ConversionError) {
      try tokenizer.read(line, into: &builder, &nowhere)
      try tokenizer.finish(into: &builder, &nowhere)
    } catch {
      failure = error
    }
    found = builder.found
    found.others = found.others.map { Self.trim($0, line) }
    if let failure { throw failure }
  }

  /// Without the comma and the white space behind it.
  private static func trim(_ range: Range<Int>, _ line: Span<UInt8>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, line[end - 1] <= 0x20 || line[end - 1] == UInt8(ascii: ",") {
      end -= 1
    }
    return range.lowerBound..<end
  }

  /// What a line was found to hold.
  private struct Members {
    var texts: [[UInt8]?]
    var others: [Range<Int>] = []
    var firstSkipped: Int?
    let textKeys: [String]

    init(textKeys: [String]) {
      self.textKeys = textKeys
      texts = [[UInt8]?](repeating: nil, count: textKeys.count)
    }
  }

  /// Takes the tokens of a line.
  private struct Builder: JSONTokenHandler, ~Copyable {
    let keys: JSONNameTable
    var found: Members
    private var depth = 0
    /// The text that is to come.
    private var wanted: Int?
    /// Where the other member that is open begins.
    private var otherStart: Int?

    init(keys: JSONNameTable, found: Members) {
      self.keys = keys
      self.found = found
    }

    mutating func beginObject(at position: SourcePosition) throws(ConversionError) {
      if depth > 0 { try refuseWanted(at: position) }
      depth += 1
    }

    mutating func endObject(
      at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
    ) throws(ConversionError) {
      depth -= 1
      if depth == 0 { endOther(at: position) }
    }

    mutating func beginArray(
      at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
    ) throws(ConversionError) {
      try refuseValue(at: position)
      depth += 1
    }

    mutating func endArray(at position: SourcePosition) throws(ConversionError) { depth -= 1 }

    mutating func key(_ key: Span<UInt8>, at position: SourcePosition) throws(ConversionError) {
      guard depth == 1 else { return }
      endOther(at: position)
      wanted = nil
      guard let index = keys.find(key) else {
        otherStart = Int(position.offset)
        return
      }
      guard index < found.textKeys.count else {
        if found.firstSkipped == nil { found.firstSkipped = index - found.textKeys.count }
        return
      }
      guard found.texts[index] == nil else {
        throw ConversionError(
          .jsonStructure, ["the key \"\(found.textKeys[index])\" stands twice; leave one out"],
          at: position)
      }
      wanted = index
    }

    mutating func wholeString(
      _ text: Span<UInt8>, at position: SourcePosition
    ) throws(ConversionError) {
      try beginString(at: position)
      if depth == 1, let wanted { found.texts[wanted] = [UInt8](text) }
    }

    mutating func beginString(at position: SourcePosition) throws(ConversionError) {
      if depth == 0 { throw notAnObject(position) }
      if depth == 1, let wanted { found.texts[wanted] = [] }
    }

    mutating func string(
      _ fragment: Span<UInt8>, at position: SourcePosition
    ) throws(ConversionError) {
      if depth == 1, let wanted { found.texts[wanted]?.append(fragment) }
    }

    mutating func endString(at position: SourcePosition) throws(ConversionError) {}

    mutating func literal(
      _ literal: JSONLiteral, _ text: Span<UInt8>, at position: SourcePosition
    ) throws(ConversionError) {
      if depth > 0, literal == .null { return }
      try refuseValue(at: position)
    }

    /// A value that is neither an object nor a string.
    private func refuseValue(at position: SourcePosition) throws(ConversionError) {
      if depth == 0 { throw notAnObject(position) }
      try refuseWanted(at: position)
    }

    private func refuseWanted(at position: SourcePosition) throws(ConversionError) {
      guard depth == 1, let wanted else { return }
      throw ConversionError(.jsonValue, [found.textKeys[wanted], "a text"], at: position)
    }

    private func notAnObject(_ position: SourcePosition) -> ConversionError {
      ConversionError(.jsonSyntax, ["a record is an object, {\"name\":…}"], at: position)
    }

    private mutating func endOther(at position: SourcePosition) {
      guard let start = otherStart.take() else { return }
      found.others.append(start..<Int(position.offset))
    }
  }
}
