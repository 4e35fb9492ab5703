import GazetteBulletinText
public import GazetteDocumentModel
public import GazetteTextEncoding

/// What a layout profile makes of a text, line by line, in the order of the lines.
public struct TextExplanation: Sendable {
  /// What one line was taken for, and why.
  public struct Row: Sendable {
    public let line: UInt32
    public let kind: String
    /// The template that took it.
    public let template: String?
    /// What the template's placeholders captured.
    public let fields: [(name: String, value: String)]
    public let reason: LocalizedText
    public let text: String
    /// The templates that nearly took it, best first.
    public let nearMisses: [NearMiss]
  }

  /// A template that a line has the beginning of, or all of, though it did not take the line.
  public struct NearMiss: Sendable {
    /// The part of the profile: `sign-off`.
    public let part: String
    public let template: String
    /// The longest beginning of the line that has the template's shape.
    public let matched: String
    /// What the template wants behind it; nil where the line has all of the shape, and its place or
    /// another template decided.
    public let expected: LocalizedText?
  }

  let input: String
  let profile: String?
  let encoding: TextEncoding?
  let rejoin: Bool

  /// - Parameter profile: a built-in name or a YAML file; nil chooses by the text.
  public init(input: String, profile: String?, encoding: TextEncoding?, rejoin: Bool) {
    self.input = input
    self.profile = profile
    self.encoding = encoding
    self.rejoin = rejoin
  }

  /// Reads the text.
  ///
  /// - Parameters:
  ///   - began: gets the profile's name, and its score if it was chosen.
  ///   - row: gets each line.
  public func run(
    diagnostics: DiagnosticCollector,
    began: (String, Int?) throws(ConversionError) -> Void,
    row: (Row) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    let source = try InputSource(input)
    var decoded = try DecodedInput(source, encoding: encoding, diagnostics: diagnostics)
    guard !decoded.isEmpty else { throw ConversionError(.inputEmpty, file: source.name) }
    let chosen: LayoutProfile
    if let profile {
      chosen = try Profiles.layout(profile)
      try began(chosen.name, nil)
    } else {
      guard let choice = ProfileChoice.best(for: decoded.sample) else {
        throw ConversionError(.profileNotFound, ["generic", LayoutProfile.names])
      }
      chosen = choice.profile
      try began(chosen.name, choice.score)
    }
    let queue = Queue()
    let nearMisses = NearMisses(chosen)
    var reader = TextReader(
      profile: chosen, diagnostics: diagnostics, rejoin: rejoin, sample: decoded.sample,
      sampleIsWhole: decoded.sampleIsWhole,
      explain: { queue.rows.append(Row($0, nearMisses)) })
    var handler: any EventHandler & ~Copyable = Discard()
    while try decoded.next({ (span) throws(ConversionError) in
      try reader.read(span, into: &handler)
    }) {
      try queue.drain(row)
    }
    try reader.finish(into: &handler)
    try queue.drain(row)
  }

  /// Puts rows in order: a line that waits for the next one is explained after it, and one that was taken for
  /// something else at first is explained again.
  private final class Queue {
    var rows: [Row] = []

    func drain(_ body: (Row) throws(ConversionError) -> Void) throws(ConversionError) {
      var last: [UInt32: Row] = [:]
      for row in rows { last[row.line] = row }
      for row in last.values.sorted(by: { $0.line < $1.line }) { try body(row) }
      rows.removeAll(keepingCapacity: true)
    }
  }
}

extension TextExplanation.Row {
  init(_ explanation: LineExplanation, _ near: NearMisses) {
    line = explanation.line
    kind = explanation.kind.rawValue
    template = explanation.template
    fields = explanation.fields
    reason = explanation.reason
    text = explanation.text
    nearMisses = near.find(explanation.text, besides: explanation.template).map {
      TextExplanation.NearMiss(
        part: $0.part, template: $0.template, matched: $0.matched, expected: $0.expected)
    }
  }
}
