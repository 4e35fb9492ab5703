import GazetteDocumentModel

/// Makes documents by chance, the same for the same seed, within the event laws.
///
///     let events = DocumentGenerator(seed: 7, options: .whole).document()
///     try events.push(into: &writer)
///
/// The facts of a front stand in canonical order (that of `ArticleBuffer`; a bulletin's plain facts
/// before its elements), so that a reader that sorts them gives the same events back.
public struct DocumentGenerator {
  /// What the documents are made of.
  public struct Options: Sendable {
    /// Which part of the model is used.
    public enum Model: Sendable {
      /// What a text bulletin like the seed has: titles, departments, dates, whole paragraphs.
      case plain
      /// Every element, attribute, fact and opaque format.
      case whole
    }
    /// Where a bulletin's contributors and distribution stand.
    public enum LateFacts: Sendable { case inFront, atEnd }

    public var model: Model
    public var lateFacts: LateFacts = .atEnd
    public var bulletins: ClosedRange<Int> = 1...1
    public var articles: ClosedRange<Int> = 0...5
    public var paragraphs: ClosedRange<Int> = 1...4
    /// Which characters the texts are made of.
    public var text: Set<TextGenerator.Kind>
    /// Whether a text may come in several events.
    public var cutsTexts = true

    public init(model: Model, text: Set<TextGenerator.Kind>) {
      self.model = model
      self.text = text
    }

    /// Bulletins like the seed.
    public static let plain = Options(model: .plain, text: [.cjk])
    /// The whole model and all characters.
    public static let whole = Options(model: .whole, text: Set(TextGenerator.Kind.allCases))
  }

  private let options: Options
  private var text: TextGenerator
  private var events: [OwnedEvent] = []
  private var identifierCount = 0
  private var inBody = false
  /// Notes that a reference points to and that are still to come.
  private var pendingNotes: [String] = []

  public init(seed: UInt64, options: Options) {
    self.options = options
    text = TextGenerator(seed: seed, kinds: options.text)
  }

  /// The events of the next document, without `finish`.
  public mutating func document() -> [OwnedEvent] {
    events = []
    identifierCount = 0
    for _ in 0..<text.int(options.bulletins) { bulletin() }
    return events
  }

  // MARK: Structure

  private mutating func bulletin() {
    let whole = options.model == .whole
    events.append(.start(.bulletin))
    if whole { maybe { $0.attributes([.id, .type]) } }
    bulletinFacts()
    if whole { identifiers() }
    element(.title) { $0.plainOrInlines(2...8) }
    if whole { maybe { $0.element(.subtitle) { $0.inlines(1) } } }
    if options.lateFacts == .inFront { contributors(of: .bulletin) }
    if whole {
      dates()
      maybe { $0.element(.abstract) { $0.blocks(1...2, depth: 2) } }
    }
    if options.lateFacts == .inFront { distribution() }
    if whole {
      maybe { $0.element(.contents) { $0.list(depth: 1) } }
      customFacts()
    }
    for _ in 0..<text.int(options.articles) {
      if whole, text.chance(4) { section() } else { article() }
    }
    if options.lateFacts == .atEnd {
      contributors(of: .bulletin)
      distribution()
    }
    events.append(.end(.bulletin))
  }

  private mutating func section() {
    events.append(.start(.section))
    maybe { $0.attributes([.id]) }
    element(.title) { $0.plainOrInlines(2...6) }
    for _ in 0..<text.int(0...3) { article() }
    events.append(.end(.section))
  }

  private mutating func article() {
    let whole = options.model == .whole
    events.append(.start(.article))
    if whole {
      maybe { $0.attributes([.id, .type]) }
      identifiers()
      maybe { $0.element(.kicker) { $0.inlines(1) } }
    }
    if !whole || !text.chance(8) { element(.title) { $0.plainOrInlines(4...20) } }
    if whole { maybe { $0.element(.subtitle) { $0.plainOrInlines(4...12) } } }
    contributors(of: .article)
    dates()
    if whole {
      maybe { $0.element(.abstract) { $0.blocks(1...2, depth: 2) } }
      customFacts()
      facts([.language, .place, .category, .keyword, .source, .license, .copyright])
    }
    events.append(.start(.body))
    inBody = true
    if whole { blocks(0...6, depth: 0) } else { paragraphs() }
    notesPointedTo()
    inBody = false
    events.append(.end(.body))
    events.append(.end(.article))
  }

  /// The notes that the article's references point to.
  private mutating func notesPointedTo() {
    let notes = pendingNotes
    pendingNotes = []
    for note in notes {
      element(.note, [(.type, "footnote"), (.id, note), (.label, "[1]")]) { generator in
        generator.element(.paragraph) { $0.write($0.text.sentences()) }
      }
    }
  }

  // MARK: Fronts

  private mutating func bulletinFacts() {
    events.append(.metadata(.language, "zh"))
    guard options.model == .whole else { return }
    facts([
      .publisher, .volume, .issue, .wholeNumber, .classification, .place, .category, .keyword,
      .source, .license, .copyright,
    ])
  }

  private mutating func facts(_ fields: [MetadataField]) {
    for field in fields where text.chance(3) {
      for _ in 0..<(field.repeats ? text.int(1...3) : 1) {
        let number = field == .volume || field == .issue || field == .wholeNumber
        let value = number ? String(text.int(1...400)) : text.words(2...6)
        events.append(.metadata(field, field == .language ? "zh-Hans" : value))
      }
    }
  }

  private mutating func identifiers() {
    guard text.chance(4) else { return }
    for type in ["issn", "cn", "doi"].prefix(text.int(1...3)) {
      events.append(.start(.identifier))
      events.append(.attribute(.type, type))
      write(type == "issn" ? "1002-\(text.int(1000...9999))" : "10.\(text.int(1000...9999))/x&y")
      events.append(.end(.identifier))
    }
  }

  private mutating func contributors(of parent: Element) {
    let whole = options.model == .whole
    if parent == .article {
      guard text.chance(5, of: 6) else { return }
      contributor("organization", "author", nil, name: text.organization())
    } else {
      guard text.chance(5, of: 6) else { return }
      contributor("person", "editor", "责任编辑", name: text.personName())
    }
    guard whole, text.chance(3) else { return }
    contributor("person", "author", nil, name: text.personName())
    if text.chance(2) { contributor(nil, nil, "签发", name: text.personName()) }
  }

  private mutating func contributor(
    _ kind: String?, _ role: String?, _ label: String?, name: String
  ) {
    events.append(.start(.contributor))
    if let kind { events.append(.attribute(.kind, kind)) }
    if let role { events.append(.attribute(.role, role)) }
    if let label { events.append(.attribute(.label, label)) }
    if options.model == .whole, kind == "person", text.chance(3) {
      events.append(.attribute(.surname, String(name.prefix(1))))
      events.append(.attribute(.givenNames, String(name.dropFirst())))
      events.append(.attribute(.affiliation, text.organization()))
      events.append(.attribute(.email, "a\(text.int(1...99))@example.org"))
      events.append(.attribute(.identifier, "https://orcid.org/0000-0002-1825-0097"))
    }
    write(name)
    events.append(.end(.contributor))
  }

  private mutating func dates() {
    guard text.chance(5, of: 6) else { return }
    let (iso, written) = text.date()
    date("published", iso, options.model == .plain || text.chance(2) ? iso : written)
    guard options.model == .whole else { return }
    if text.chance(4) { date("received", nil, text.words(2...4)) }
    if text.chance(6) { date("event", String(iso.prefix(7)), nil) }
  }

  private mutating func date(_ type: String, _ iso: String?, _ written: String?) {
    events.append(.start(.date))
    events.append(.attribute(.type, type))
    if let iso { events.append(.attribute(.iso, iso)) }
    if let written { write(written) }
    events.append(.end(.date))
  }

  private mutating func distribution() {
    guard options.model == .whole else { return }
    for (type, label) in [("to", "报送"), ("copy", "抄送")] where text.chance(3) {
      events.append(.start(.distribution))
      events.append(.attribute(.type, type))
      events.append(.attribute(.label, label))
      write(text.organization() + "、" + text.organization())
      events.append(.end(.distribution))
    }
  }

  private mutating func customFacts() {
    guard text.chance(4) else { return }
    for _ in 0..<text.int(1...2) {
      events.append(.start(.custom))
      events.append(.attribute(.name, text.words(1...3)))
      write(text.words(1...6))
      events.append(.end(.custom))
    }
  }

  // MARK: Blocks

  private mutating func paragraphs() {
    for _ in 0..<text.int(options.paragraphs) {
      element(.paragraph) { generator in generator.write(generator.text.sentences()) }
    }
  }

  private mutating func blocks(_ count: ClosedRange<Int>, depth: Int) {
    for _ in 0..<text.int(count) { block(depth: depth) }
  }

  private mutating func block(depth: Int) {
    // Half of all blocks are paragraphs; deep inside all are.
    switch depth > 2 ? 0 : text.int(0...23) {
    case 12:
      element(.heading, [(.level, String(text.int(1...6)))]) { $0.plainOrInlines(2...8) }
    case 13: list(depth: depth)
    case 14:
      element(.definitionList) { generator in
        for _ in 0..<generator.text.int(1...2) {
          generator.element(.term) { $0.inlines(1) }
          generator.element(.definition) { $0.blocks(1...2, depth: depth + 1) }
        }
      }
    case 15: element(.quotation) { $0.blocks(1...2, depth: depth + 1) }
    case 16:
      element(.preformatted, [(.language, "swift")]) { generator in
        generator.write("let x = \"" + generator.text.words(1...3) + "\"\n\n\treturn\n")
      }
    case 17: table(depth: depth)
    case 18: figure()
    case 19:
      let type = ["editor", "footnote", "box"][text.int(0...2)]
      element(.note, [(.type, type), (.id, identifier()), (.label, "编者按")]) {
        $0.blocks(1...2, depth: depth + 1)
      }
    case 20: element(.signOff) { $0.inlines(2) }
    case 21: element(.attachments) { $0.list(depth: depth + 1) }
    case 22: element(.thematicBreak) { _ in }
    case 23:
      element(.paragraph) { generator in
        generator.element(.formula, [(.type, "display"), (.alternative, "E=mc²")]) {
          $0.opaque(.mathML)
        }
      }
    default: element(.paragraph) { $0.inlines($0.text.int(1...4)) }
    }
  }

  private mutating func list(depth: Int) {
    let ordered = text.chance(2)
    element(.list, ordered ? [(.type, "ordered"), (.start, "3")] : [(.type, "bullet")]) {
      generator in
      for number in 0..<generator.text.int(1...3) {
        let label = ordered ? [(Attribute.label, "（\(number + 3)）")] : []
        generator.element(.item, label) { $0.blocks(1...2, depth: depth + 1) }
      }
    }
  }

  private mutating func table(depth: Int) {
    element(.table, [(.id, identifier()), (.label, "表 1")]) { generator in
      generator.maybe { $0.element(.caption) { $0.inlines(1) } }
      generator.maybe { $0.element(.tableHead) { $0.row([(.header, "true")]) } }
      generator.element(.tableBody) { generator in
        for _ in 0..<generator.text.int(1...3) { generator.row([]) }
      }
      generator.maybe { $0.element(.tableFoot) { $0.row([(.columnSpan, "2"), (.rowSpan, "1")]) } }
    }
  }

  private mutating func row(_ attributes: [(Attribute, String)]) {
    element(.row) { generator in
      for _ in 0..<generator.text.int(1...3) {
        let align = generator.text.chance(3) ? [(Attribute.align, "center")] : []
        generator.element(.cell, attributes + align) { generator in
          if generator.text.chance(4) {
            generator.blocks(1...1, depth: 3)
          } else if !generator.text.chance(5) {
            generator.inlines(1)
          }
        }
      }
    }
  }

  private mutating func figure() {
    element(.figure, [(.id, identifier()), (.label, "图 1")]) { generator in
      generator.image()
      generator.element(.caption) { $0.plainOrInlines(2...6) }
    }
  }

  // MARK: Inlines

  private mutating func plainOrInlines(_ count: ClosedRange<Int>) {
    if options.model == .whole, text.chance(4) {
      inlines(2)
    } else {
      write(text.words(count))
    }
  }

  private mutating func inlines(_ count: Int, depth: Int = 0) {
    for _ in 0..<count {
      if text.chance(3, of: 4) { write(text.sentences()) } else { inline(depth: depth) }
    }
  }

  private mutating func inline(depth: Int) {
    guard depth < 3 else { return write(text.words(1...3)) }
    let marks: [Element] = [
      .emphasis, .strong, .underline, .strike, .superscript, .subscript,
    ]
    switch text.int(0...14) {
    case let n where n < marks.count:
      element(marks[n]) { $0.inlines($0.text.int(1...2), depth: depth + 1) }
    case 6: element(.code) { $0.write("if a < b && c > \"d\" { }") }
    case 7:
      element(.link, [(.target, "https://example.org/?a=1&b=2"), (.title, "T \"x\"")]) {
        $0.inlines(1, depth: depth + 1)
      }
    case 8: element(.lineBreak) { _ in }
    case 9:
      element(.ruby) { generator in
        generator.write("汉")
        generator.element(.rubyText) { $0.write("hàn") }
      }
    case 10: image()
    case 11 where inBody:
      let note = identifier()
      pendingNotes.append(note)
      element(.noteReference, [(.target, "#" + note)]) { $0.write("[1]") }
    case 12:
      element(.formula, [(.type, "inline"), (.alternative, "x²")]) { generator in
        if generator.text.chance(2) { generator.opaque(.mathML) } else { generator.write("x²") }
      }
    case 13:
      element(.span, [(.language, "en"), (.name, "foreign")]) { $0.write("et cetera") }
    default: opaque(text.chance(2) ? .jats : .xhtml)
    }
  }

  private mutating func image() {
    element(.image, [(.target, "images/a b.png"), (.alternative, text.words(1...3))]) { _ in }
  }

  private mutating func opaque(_ format: OpaqueFormat) {
    let fragment =
      switch format {
      case .mathML:
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>\(text.int(1...9))</mi></math>"
      case .jats: "<styled-content style-type=\"x\">式</styled-content>"
      case .xhtml: "<ins xmlns=\"http://www.w3.org/1999/xhtml\">改</ins>"
      }
    events.append(.opaque(format, Array(fragment.utf8)))
  }

  // MARK: Parts

  private mutating func element(
    _ element: Element, _ attributes: [(Attribute, String)] = [],
    _ content: (inout DocumentGenerator) -> Void
  ) {
    events.append(.start(element))
    for (attribute, value) in attributes { events.append(.attribute(attribute, value)) }
    content(&self)
    events.append(.end(element))
  }

  private mutating func attributes(_ attributes: [Attribute]) {
    for attribute in attributes where text.chance(2) {
      events.append(.attribute(attribute, attribute == .id ? identifier() : "news"))
    }
  }

  private mutating func maybe(_ make: (inout DocumentGenerator) -> Void) {
    if text.chance(4) { make(&self) }
  }

  private mutating func identifier() -> String {
    identifierCount += 1
    return "x\(identifierCount)"
  }

  /// A text, in one event or cut into several.
  private mutating func write(_ value: String) {
    guard options.cutsTexts, text.chance(3) else { return events.append(.text(value)) }
    let scalars = Array(value.unicodeScalars)
    let cut = text.int(0...scalars.count)
    for part in [scalars[..<cut], scalars[cut...]] where !part.isEmpty {
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: part)
      events.append(.text(String(piece)))
    }
  }
}
