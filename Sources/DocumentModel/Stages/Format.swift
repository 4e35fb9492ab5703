/// A format that Gazette reads, writes or both: everything the program knows of it.
///
/// The registry (`Pipeline/Formats.swift`) is one array of these; help, listings, detection and the
/// test matrix derive from it.
public struct Format: Sendable {
  public typealias ReaderFactory =
    @Sendable (ReaderContext) throws(ConversionError) -> any DocumentReader & ~Copyable
  public typealias WriterFactory =
    @Sendable (WriterContext) throws(ConversionError) -> any EventHandler & ~Copyable
  public typealias OptionChooser =
    @Sendable (OptionValues, [UInt8], DiagnosticCollector) throws(ConversionError) -> OptionValues

  /// The name after `-f` and `-t`: lower case.
  public let name: String
  /// One line for `gazette formats`.
  public let summary: LocalizedText
  /// IANA media type.
  public let mediaType: String
  /// File name endings without the leading dot; the first is the one that is written (`jats.xml`).
  public let fileExtensions: [String]
  /// Values of options that an ending stands for: `["tsv": ["delimiter": "tab"]]`.
  public let optionsByExtension: [String: OptionValues]
  /// What `-O NAME.KEY=VALUE` can set.
  public let options: [FormatOption]
  /// What its files hold: text, which is decoded and encoded on the way, or bytes that are left alone.
  public let content: FormatContent
  /// What a character outside the output encoding becomes.
  public let unencodable: UnencodablePolicy
  /// Whether the writer must know a bulletin's late facts (see `DocumentEvent`) before its first
  /// article. Then they are looked up ahead: an input that cannot be read twice is spooled.
  public let needsFactsFirst: Bool
  /// Whether the reader gives all facts of a bulletin before its first article, as the format has
  /// them, so that there are none to look up.
  public let givesFactsFirst: Bool
  /// Whether a reader that is made for late facts alone finds, with these options, just those that reading
  /// in earnest finds. Where it may not, what a bulletin holds waits until its end.
  public let looksAheadExactly: @Sendable (OptionValues) -> Bool
  /// Whether, with these options, late facts may stay where they are all the same.
  public let takesLateFacts: @Sendable (OptionValues) -> Bool
  /// Whether the reader parses large inputs on a thread of its own. Then what follows it shares the
  /// thread that it is called on; otherwise that is given a thread of its own.
  public let parsesAhead: Bool
  /// How sure the format is, 0…100, that an input beginning with these bytes is its own.
  public let bid: @Sendable (Span<UInt8>) -> Int
  /// The schema of what it writes, for `gazette schema`.
  public let schema: (@Sendable () -> [UInt8])?
  /// Values for options that nobody set, taken from the first bytes of an input, such as the layout of a
  /// text; said to the collector. The reader is given them, and a writer of the same format too, so that
  /// its output is like the input.
  public let chooseOptions: OptionChooser
  public let makeReader: ReaderFactory?
  public let makeWriter: WriterFactory?

  public init(
    name: String, summary: LocalizedText, mediaType: String, fileExtensions: [String],
    optionsByExtension: [String: OptionValues] = [:], options: [FormatOption] = [],
    content: FormatContent = .text,
    unencodable: UnencodablePolicy = .refuse,
    needsFactsFirst: Bool = false,
    takesLateFacts: @escaping @Sendable (OptionValues) -> Bool = { _ in false },
    givesFactsFirst: Bool = false,
    looksAheadExactly: @escaping @Sendable (OptionValues) -> Bool = { _ in true },
    parsesAhead: Bool = false,
    bid: @escaping @Sendable (Span<UInt8>) -> Int = { _ in 0 },
    schema: (@Sendable () -> [UInt8])? = nil,
    chooseOptions: @escaping OptionChooser = { _, _, _ in OptionValues() },
    makeReader: ReaderFactory? = nil, makeWriter: WriterFactory? = nil
  ) {
    self.name = name
    self.summary = summary
    self.mediaType = mediaType
    self.fileExtensions = fileExtensions
    self.optionsByExtension = optionsByExtension
    self.options = options
    self.content = content
    self.unencodable = unencodable
    self.needsFactsFirst = needsFactsFirst
    self.takesLateFacts = takesLateFacts
    self.givesFactsFirst = givesFactsFirst
    self.looksAheadExactly = looksAheadExactly
    self.parsesAhead = parsesAhead
    self.bid = bid
    self.schema = schema
    self.chooseOptions = chooseOptions
    self.makeReader = makeReader
    self.makeWriter = makeWriter
  }
}

/// A text in the two languages that the program speaks.
public struct LocalizedText: Sendable, Equatable, CustomStringConvertible {
  public let english: String
  public let chinese: String

  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The words in one language.
  public func text(_ language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }

  /// The English words, for logs of programs.
  public var description: String { english }
}

/// A setting of a format: `-O jats.version=1.3`.
public struct FormatOption: Sendable {
  public let key: String
  /// The values it takes; empty where it takes any text.
  public let values: [String]
  public let defaultValue: String
  public let summary: LocalizedText

  public init(key: String, values: [String] = [], defaultValue: String, summary: LocalizedText) {
    self.key = key
    self.values = values
    self.defaultValue = defaultValue
    self.summary = summary
  }
}

/// What a format's files hold.
public enum FormatContent: Sendable {
  /// Characters of some encoding. A reader is fed UTF-8, a writer writes it.
  case text
  /// A container, such as a zip archive. A reader is fed the bytes as they are.
  case binary
}

/// What a character that the output encoding lacks becomes.
public enum UnencodablePolicy: Sendable {
  /// `&#x20BB7;`, which an XML parser gives back as the character.
  case xmlCharacterReference
  /// `\uD842\uDFB7` (RFC 8259 §7), which a JSON parser gives back as the character.
  case jsonEscape
  /// The conversion stops and names it.
  case refuse
}

/// Values of a format's options, as checked against its `FormatOption`s.
public struct OptionValues: Sendable {
  private var values: [String: String]

  public init(_ values: [String: String] = [:]) { self.values = values }

  public subscript(key: String) -> String? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// These values, and others where these have none.
  public func filled(from others: OptionValues) -> OptionValues {
    values.isEmpty ? others : OptionValues(values.merging(others.values) { own, _ in own })
  }

  /// The values given, by key.
  public var sorted: [(key: String, value: String)] {
    values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The value given, or the option's default.
  public func value(_ key: String, in options: [FormatOption]) -> String {
    values[key] ?? options.first { $0.key == key }?.defaultValue ?? ""
  }
}

/// What a reader is made with.
public struct ReaderContext {
  /// What the events are wanted for.
  public enum Purpose: Sendable {
    /// The whole document.
    case document
    /// Only the late facts of bulletins (see `DocumentEvent`); a reader may leave out text and
    /// diagnostics, and must keep the starts and ends of bulletins, sections and articles.
    case lateFacts
  }

  public let diagnostics: DiagnosticCollector
  public let options: OptionValues
  /// The first bytes of the decoded input, for a reader that chooses by them.
  public let sample: [UInt8]
  /// Whether the sample is all of the input.
  public let sampleIsWhole: Bool
  public let purpose: Purpose
  /// Where a container's pictures go; nil where nobody wants them.
  public let media: (any MediaStore)?

  public init(
    diagnostics: DiagnosticCollector, options: OptionValues = OptionValues(),
    sample: [UInt8] = [], sampleIsWhole: Bool = false, purpose: Purpose = .document,
    media: (any MediaStore)? = nil
  ) {
    self.media = media
    self.diagnostics = diagnostics
    self.options = options
    self.sample = sample
    self.sampleIsWhole = sampleIsWhole
    self.purpose = purpose
  }
}

/// What a writer is made with.
public struct WriterContext {
  /// What one output file holds.
  public enum Scope: Sendable {
    /// Everything that is read: one bulletin, or several one after the other.
    case document
    /// Exactly one article inside its bulletin's front (`--split`).
    case article
  }

  public let sink: any ByteSink
  public let diagnostics: DiagnosticCollector
  public let options: OptionValues
  public let scope: Scope
  /// IANA name of the output's encoding, for formats that state it.
  public let encodingName: String
  /// Set where the output is one of the documents of a book.
  public let part: DocumentPart?
  /// Where pictures come from, for a format that holds them.
  public let media: (any MediaStore)?

  public init(
    sink: any ByteSink, diagnostics: DiagnosticCollector, options: OptionValues = OptionValues(),
    scope: Scope = .document, encodingName: String = "UTF-8", part: DocumentPart? = nil,
    media: (any MediaStore)? = nil
  ) {
    self.part = part
    self.media = media
    self.sink = sink
    self.diagnostics = diagnostics
    self.options = options
    self.scope = scope
    self.encodingName = encodingName
  }
}
