import GazetteDocumentModel
import GazetteXMLKit

/// Validates a document by a DTD, token by token: XML 1.0 §3, the constraints marked VC.
///
/// Memory grows with the depth of the document and with its IDs, not with its length. A fault is told
/// where it stands: a child that cannot come at its own start tag, one that is missing at the tag that
/// came too soon. Behind a fault the validator goes on, and speaks once per element of its content.
struct DTDValidator {
  private struct Open {
    /// Index into the grammar's elements; -1 where it is not declared.
    let element: Int32
    var state: Int32
    let position: SourcePosition
    /// Its content is wrong already: further faults of it follow from the first.
    var isSpoilt = false
    /// The states that its content has left, each with the child that led out of it: what comes too late
    /// could have stood there. A content model has few.
    var left: [(state: Int32, by: Int32)] = []

    mutating func step(to next: Int32, by child: Int32) {
      if next != state, left.count < 32 { left.append((state, child)) }
      state = next
    }
  }

  private var grammar: DTDGrammar
  private let log: LayerLog
  private var path = ElementPath()
  private var open: [Open] = []
  private var identifiers: IdentifierLedger
  /// By the parser's name: the grammar's element, -1 for none, -2 not looked up yet.
  private var numbers: [Int32] = []
  /// By element and the parser's name: the declaration.
  private var attributeNumbers: [UInt64: Int] = [:]
  /// A start tag whose attributes are still coming.
  private var tagIsOpen = false
  private var seen: [Int] = []

  init(_ grammar: DTDGrammar, _ log: LayerLog) {
    self.grammar = grammar
    self.log = log
    identifiers = IdentifierLedger(log)
  }

  mutating func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    switch token.kind {
    case .attribute: return attribute(names[Int(token.name)].qualified, token, value, names)
    case .namespace:
      let prefix = names[Int(token.name)].prefix
      return attribute(prefix.isEmpty ? "xmlns" : "xmlns:" + prefix, token, value, names)
    default: if tagIsOpen { closeTag(names) }
    }
    switch token.kind {
    case .start: start(token, names)
    case .text: text(token, value, names)
    case .entity:
      let name = names[Int(token.name)].local
      if !grammar.entities.contains(name) {
        log.report(.entityUndeclared, [name], at: token.position)
      }
      text(token, value, names)
    case .instruction, .comment: aside(token, names)
    case .end: end(token, names)
    case .attribute, .namespace: break
    }
  }

  mutating func finish() { identifiers.finish() }

  /// Takes note of what the document declares itself, where the DTD is another's.
  mutating func note(_ own: XMLDocumentType.InternalSubset) {
    if !own.entities.isEmpty { grammar.add(own) }
  }

  // MARK: Elements

  private mutating func start(_ token: XMLToken, _ names: [XMLName]) {
    let element = number(token.name, names)
    let name = names[Int(token.name)].qualified
    let isKnown = element >= 0 && grammar.elements[Int(element)].content != .undeclared
    // What is inside an unknown element follows from that.
    if !isKnown, open.last?.element != -1 {
      let hint = hint(name)
      log.report(
        .elementUnknown, [name, path.text(names), hint.english],
        chinese: [name, path.text(names), hint.chinese], at: token.position)
    }
    // An unknown child is one fault, not two: it spoils nothing.
    if !open.isEmpty { child(element, isKnown, name, token, names) }
    path.push(token.name)
    open.append(Open(element: isKnown ? element : -1, state: 0, position: token.position))
    tagIsOpen = true
    seen.removeAll(keepingCapacity: true)
  }

  /// What a child that its parent's content has left behind did wrong, and the other child that this is
  /// told by: it comes too late, a second time, or beside another that shuts it out.
  private func misplacement(
    of element: Int32, in parent: Open, _ automaton: ContentAutomaton
  ) -> (DiagnosticCode, other: Int32)? {
    let fitting = parent.left.filter {
      $0.by != element && automaton.step(from: $0.state, by: element) != nil
    }
    if let later = fitting.last(where: {
      automaton.takes($0.by, behind: element, from: $0.state)
    }) {
      return (.elementTooLate, later.by)
    }
    if parent.left.contains(where: { $0.by == element }) { return (.elementRepeated, element) }
    return fitting.last.map { (.elementExcluded, $0.by) }
  }

  private mutating func child(
    _ element: Int32, _ isKnown: Bool, _ name: String, _ token: XMLToken, _ names: [XMLName]
  ) {
    let top = open.count - 1
    let parent = open[top]
    guard parent.element >= 0 else { return }
    let declaration = grammar.elements[Int(parent.element)]
    switch declaration.content {
    case .undeclared, .any: return
    case .empty:
      spoil(.elementMustBeEmpty, [declaration.name, path.text(names)], at: token.position)
    case .mixed, .elements:
      if let next = declaration.automaton.step(from: parent.state, by: element) {
        open[top].step(to: next, by: element)
        return
      }
      guard isKnown else { return }
      if let (code, other) = misplacement(of: element, in: parent, declaration.automaton) {
        return spoil(code, [name, path.text(names), self.name(other)], at: token.position)
      }
      if let missing = declaration.automaton.missing(from: parent.state, before: element) {
        open[top].state = missing.next
        spoil(
          .elementMissing,
          [
            name, path.text(names),
            missing.skipped.map { "<\(self.name($0))>" }.joined(separator: ", "),
          ],
          at: token.position)
        return
      }
      spoil(
        .elementNotAllowed, [name, path.text(names), expectation(parent.state, declaration)],
        at: token.position)
    }
  }

  private mutating func end(_ token: XMLToken, _ names: [XMLName]) {
    defer { path.pop() }
    guard let closed = open.popLast(), closed.element >= 0, !closed.isSpoilt else { return }
    let declaration = grammar.elements[Int(closed.element)]
    guard declaration.content == .elements, !declaration.automaton.mayEnd(closed.state) else {
      return
    }
    log.report(
      .elementIncomplete,
      [declaration.name, path.text(names), expectation(closed.state, declaration)],
      at: token.position)
  }

  private mutating func text(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    guard let parent = open.last, parent.element >= 0 else { return }
    let declaration = grammar.elements[Int(parent.element)]
    switch declaration.content {
    case .mixed, .any, .undeclared: return
    case .empty:
      spoil(.elementMustBeEmpty, [declaration.name, path.text(names)], at: token.position)
    case .elements:
      guard let at = value.firstIndexThatIsNoSpace else { return }
      spoil(
        .textNotAllowed,
        [
          TextExcerpt.of(value), declaration.name, path.text(names),
          expectation(parent.state, declaration),
        ],
        at: token.position.advanced(over: value.extracting(0..<at)))
    }
  }

  /// A comment or an instruction, which an empty element may not hold either.
  private mutating func aside(_ token: XMLToken, _ names: [XMLName]) {
    guard let parent = open.last, parent.element >= 0,
      grammar.elements[Int(parent.element)].content == .empty
    else { return }
    spoil(
      .elementMustBeEmpty, [grammar.elements[Int(parent.element)].name, path.text(names)],
      at: token.position)
  }

  private mutating func spoil(
    _ code: DiagnosticCode, _ arguments: [String], at position: SourcePosition
  ) {
    let top = open.count - 1
    guard !open[top].isSpoilt else { return }
    open[top].isSpoilt = true
    log.report(code, arguments, at: position)
  }

  // MARK: Attributes

  private mutating func attribute(
    _ name: String, _ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]
  ) {
    guard let element = open.last?.element, element >= 0 else { return }
    let declaration = grammar.elements[Int(element)]
    let key =
      UInt64(UInt32(bitPattern: element)) << 33 | UInt64(token.name) << 1
      | (token.kind == .namespace ? 1 : 0)
    let index: Int
    if let known = attributeNumbers[key] {
      index = known
    } else {
      index = declaration.attributeNumbers[name] ?? -1
      attributeNumbers[key] = index
    }
    guard index >= 0 else {
      let hint = hint(attribute: name, of: declaration)
      let place = path.text(names)
      return log.report(
        .attributeUnknown, [declaration.name, name, place, hint.english],
        chinese: [declaration.name, name, place, hint.chinese], at: token.position)
    }
    seen.append(index)
    let attribute = declaration.attributes[index]
    if let fixed = attribute.fixed, !value.elementsEqual(Array(fixed.utf8).span) {
      let rule = LocalizedText("\"\(fixed)\"", "\"\(fixed)\"")
      return fault(attribute, declaration, value, rule, token, names)
    }
    check(value, attribute, declaration, token, names)
  }

  private mutating func check(
    _ value: Span<UInt8>, _ attribute: DTDGrammar.Attribute, _ element: DTDGrammar.Element,
    _ token: XMLToken, _ names: [XMLName]
  ) {
    switch attribute.kind {
    case .text: break
    case .words(let words):
      let word = String(value.extracting(value.inner))
      if !words.contains(word) {
        let listing = Listing.of(words)
        let rule = LocalizedText("one of \(listing)", "下列之一:\(listing)")
        fault(attribute, element, value, rule, token, names)
      }
    case .id, .reference, .entity:
      let word = value.extracting(value.inner)
      guard XMLNameRule.isName(word) else {
        return fault(attribute, element, value, Self.nameRule, token, names)
      }
      switch attribute.kind {
      case .id: identifiers.define(word, at: token.position)
      case .reference: identifiers.refer(word, at: token.position)
      default: checkEntities([[UInt8](word)], attribute, element, value, token, names)
      }
    case .references, .entities, .tokens, .token:
      checkWords(value, attribute, element, token, names)
    }
  }

  private static let nameRule = LocalizedText(
    "a name: a letter or _ first, then letters, digits, . - _", "一个名称:以字母或 _ 开头,后接字母、数字、. - _")

  /// One or more words: names of what they refer to, or tokens.
  private mutating func checkWords(
    _ value: Span<UInt8>, _ attribute: DTDGrammar.Attribute, _ element: DTDGrammar.Element,
    _ token: XMLToken, _ names: [XMLName]
  ) {
    let words = value.words
    var areNames = false
    var isOne = false
    switch attribute.kind {
    case .references, .entities: areNames = true
    case .token: isOne = true
    default: break
    }
    let isFine = words.allSatisfy {
      areNames ? XMLNameRule.isName($0.span) : XMLNameRule.isToken($0.span)
    }
    guard isFine, !words.isEmpty, !isOne || words.count == 1 else {
      let rule =
        areNames
        ? LocalizedText("names with blanks between", "以空格分隔的名称")
        : LocalizedText("a name token", "名称记号")
      return fault(attribute, element, value, rule, token, names)
    }
    switch attribute.kind {
    case .references: for word in words { identifiers.refer(word.span, at: token.position) }
    case .entities: checkEntities(words, attribute, element, value, token, names)
    default: break
    }
  }

  /// VC Entity Name: an unparsed entity that is declared.
  private func checkEntities(
    _ words: [[UInt8]], _ attribute: DTDGrammar.Attribute, _ element: DTDGrammar.Element,
    _ value: Span<UInt8>, _ token: XMLToken, _ names: [XMLName]
  ) {
    let isDeclared = words.allSatisfy { grammar.unparsedEntities.contains(String($0.span)) }
    guard !isDeclared else { return }
    let rule = LocalizedText(
      "the name of an unparsed entity that is declared (<!ENTITY a SYSTEM \"…\" NDATA b>)",
      "已声明的未解析实体的名称(<!ENTITY a SYSTEM \"…\" NDATA b>)")
    fault(attribute, element, value, rule, token, names)
  }

  private func fault(
    _ attribute: DTDGrammar.Attribute, _ element: DTDGrammar.Element, _ value: Span<UInt8>,
    _ rule: LocalizedText, _ token: XMLToken, _ names: [XMLName]
  ) {
    let excerpt = TextExcerpt.of(value)
    log.report(
      .attributeValue, [excerpt, attribute.name, path.text(names), rule.english],
      chinese: [excerpt, attribute.name, path.text(names), rule.chinese], at: token.position)
  }

  private mutating func closeTag(_ names: [XMLName]) {
    tagIsOpen = false
    guard let top = open.last, top.element >= 0 else { return }
    let declaration = grammar.elements[Int(top.element)]
    for (index, attribute) in declaration.attributes.enumerated()
    where attribute.isRequired && !seen.contains(index) {
      log.report(
        .attributeMissing, [declaration.name, attribute.name, path.text(names)], at: top.position)
    }
  }

  // MARK: Words

  private mutating func number(_ name: UInt32, _ names: [XMLName]) -> Int32 {
    if numbers.count < names.count {
      numbers += [Int32](repeating: -2, count: names.count - numbers.count)
    }
    let known = numbers[Int(name)]
    if known != -2 { return known }
    let found = grammar.elementNumbers[names[Int(name)].qualified] ?? -1
    numbers[Int(name)] = found
    return found
  }

  private func name(_ element: Int32) -> String { grammar.elements[Int(element)].name }

  private func expectation(_ state: Int32, _ element: DTDGrammar.Element) -> String {
    var parts = element.automaton.expected(state).map { "<\(name($0))>" }.sorted()
    if element.automaton.mayEnd(state) { parts.append("</\(element.name)>") }
    return Listing.of(parts)
  }

  /// What to do about an unknown name: the declared one that is nearest, if there is one; of those that
  /// could stand here first.
  private func hint(_ name: String) -> LocalizedText {
    var here: [String] = []
    if let parent = open.last, parent.element >= 0 {
      let automaton = grammar.elements[Int(parent.element)].automaton
      here = automaton.expected(parent.state).map { self.name($0) }
    }
    let declared = grammar.elements.lazy.filter { $0.content != .undeclared }.map(\.name)
    let lowered = name.lowercased()
    let nearest =
      here.first { $0.lowercased() == lowered }
      ?? EditDistance.nearest(to: name, among: here)
      ?? declared.first { $0.lowercased() == lowered }
      ?? EditDistance.nearest(to: name, among: declared)
    guard let nearest else {
      return LocalizedText("take it out, or name another schema", "请删去,或换用其他模式")
    }
    return LocalizedText("did you mean <\(nearest)>?", "是否应为 <\(nearest)>?")
  }

  /// The attribute that is nearest (`xlink:href` for `href`), else those that there are.
  private func hint(attribute name: String, of element: DTDGrammar.Element) -> LocalizedText {
    let known = element.attributes.map(\.name).sorted()
    let nearest =
      known.first { $0.lowercased() == name.lowercased() || $0.hasSuffix(":" + name) }
      ?? EditDistance.nearest(to: name, among: known)
    if let nearest {
      return LocalizedText("did you mean \"\(nearest)\"?", "是否应为 \"\(nearest)\"?")
    }
    guard !known.isEmpty else { return LocalizedText("it has none", "它没有属性") }
    return LocalizedText("it has: \(Listing.of(known))", "可用:\(Listing.of(known))")
  }
}
