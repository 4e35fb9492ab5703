import GazetteDocumentModel
import GazetteXMLKit

/// Facts of a front that wait until all of it is known.
struct JATSFrontFacts {
  /// A fact that keeps its place among its like: an instruction may tell another `order`.
  struct Held {
    let element: Element
    let attributes: [(Attribute, [UInt8])]
    /// What its content is: a node's, or a text.
    let node: XMLNode?
    let text: [UInt8]
    let tag: XMLStartTag
    let isJournal: Bool
  }

  /// `journal-meta` is open, or was the last.
  var isJournal = false
  var held: [Held] = []
  var journalTitle: XMLNode?
  var hasTitle = false
  /// The `subject` that names the section of the bulletin.
  var section: XMLNode?
  var contributorGroups: [(node: XMLNode, isJournal: Bool)] = []
  var keywordGroups: [XMLNode] = []
  /// Affiliations by `id`.
  var affiliations: [[UInt8]: [UInt8]] = [:]
}

/// The facts in `journal-meta`, `article-meta` and `front-stub`.
///
/// What the model can say wholly is said. Of what it can say in part, the facts are said and the
/// element is kept beside them as a custom fact of its name, raw.
extension JATSDocumentBuilder {
  /// The front that a fact belongs to.
  private func factRoute(isJournal: Bool, ofBulletin: Bool = false) -> Route {
    guard let article = articles.last else { return .bulletinFront }
    if article.isCollection || isJournal { return .bulletinFront }
    return ofBulletin && article.isRoot ? .bulletinFront : .articleFront
  }

  /// A child of a front: running text streams, other facts are captured.
  mutating func startFact(_ tag: XMLStartTag) throws(ConversionError) {
    switch known(tag) {
    case .titleGroup: frames.append(JATSFrame(.titleGroup, .meta))
    case .articleTitle:
      facts.hasTitle = true
      startFront(.title, tag, .articleTitle, .inlines, [])
    case .subtitle: startFront(.subtitle, tag, .subtitle, .inlines, [])
    case .altTitle where text("alt-title-type", of: tag) == "kicker":
      startFront(.kicker, tag, .altTitle, .inlines, [], but: ["alt-title-type"])
    case .abstract:
      let isContents = tag.instruction("element") == Array("contents".utf8)
      startFront(
        isContents ? .contents : .abstract, tag, .abstract, .blocks,
        isContents ? [] : [("abstract-type", .type), ("xml:lang", .language)],
        but: isContents ? ["abstract-type"] : [])
    case .transAbstract:
      startFront(.abstract, tag, .transAbstract, .blocks, [("xml:lang", .language)])
      emit(.type, "trans-abstract", tag.position)
    default: capture(tag, for: .fact)
    }
  }

  private mutating func startFront(
    _ element: Element, _ tag: XMLStartTag, _ kind: JATSTag, _ content: JATSFrame.Content,
    _ known: [(String, Attribute)], but shown: [String] = []
  ) {
    var frame = JATSFrame(kind, content, ends: element)
    frame.outerRoute = route
    route = factRoute(isJournal: facts.isJournal)
    frame.hasBlocks = content == .blocks
    emit(.start(element), tag.position)
    attributes(tag, known, but: shown)
    frames.append(frame)
    whiteSpace.reset()
  }

  /// A fact is captured whole.
  mutating func keepFact(_ node: XMLNode) {
    let outer = route
    defer { route = outer }
    route = factRoute(isJournal: facts.isJournal)
    let name = node.name.qualified
    switch name {
    case "journal-title-group", "journal-title": keepJournalTitle(node)
    case "journal-id", "article-id", "issn": hold(identifier: node)
    case "pub-date": hold(date: node)
    case "history": keepHistory(node)
    case "contrib-group": facts.contributorGroups.append((node, facts.isJournal))
    case "aff", "aff-alternatives": keepAffiliation(node)
    case "kwd-group": facts.keywordGroups.append(node)
    case "article-categories": keepCategories(node)
    case "permissions": keepPermissions(node)
    case "publisher": keepPublisher(node)
    case "custom-meta-group": keepCustoms(node)
    case "volume" where node.isPlain && node.tag.attributes.isEmpty:
      keepNumber(.volume, node)
    case "issue" where node.isPlain && node.tag.attributes.isEmpty:
      keepNumber(.issue, node)
    case _
    where JATSVocabulary.plainFacts.contains(name) && node.isPlain
      && node.tag.attributes.isEmpty:
      emitCustom(name, node.text, node.tag.position)
    default: keepFragment(node)
    }
  }

  private mutating func emitCustom(_ name: String, _ value: [UInt8], _ position: SourcePosition) {
    emit(.start(.custom), position)
    emit(.name, name, position)
    emit(.text(value.span), position)
    emit(.end(.custom), position)
  }

  /// A custom fact that holds the element as it is.
  private mutating func keepFragment(_ node: XMLNode, isJournal: Bool? = nil) {
    let position = node.tag.position
    let name = node.name.qualified
    emit(.start(.custom), position)
    emit(
      .name, (isJournal ?? facts.isJournal ? JATSVocabulary.journalPrefix : "") + name, position)
    emit(.opaque(.jats, node.fragment(names).span), position)
    emit(.end(.custom), position)
  }

  private mutating func keepNumber(_ field: MetadataField, _ node: XMLNode) {
    route = factRoute(isJournal: false, ofBulletin: true)
    emit(.metadata(field, node.text.collapsed(!isOwn).span), node.tag.position)
  }

  private mutating func keepJournalTitle(_ node: XMLNode) {
    let title = node.name.local == "journal-title" ? node : node.first("journal-title")
    facts.journalTitle = title
    guard node.name.local == "journal-title-group" else { return }
    if isOwn {
      for subtitle in node.all("journal-subtitle") { emitElement(.subtitle, subtitle) }
    } else if node.elements.count > 1 || title == nil {
      keepFragment(node, isJournal: true)
    }
  }

  private mutating func keepPublisher(_ node: XMLNode) {
    guard let name = node.first("publisher-name") else { return keepFragment(node) }
    emit(.metadata(.publisher, name.text.collapsed(!isOwn).span), node.tag.position)
    if node.elements.count > 1 || !name.isPlain { keepFragment(node) }
  }

  // MARK: Identifiers and dates

  private mutating func hold(identifier node: XMLNode) {
    var attributes: [(Attribute, [UInt8])] = []
    let isArticle = node.name.local == "article-id"
    if node.name.local == "issn" {
      attributes.append((.type, Array("issn".utf8)))
      let kind = value("pub-type", of: node.tag) ?? value("publication-format", of: node.tag)
      if let kind { attributes.append((.kind, kind)) }
    } else if let type = text(isArticle ? "pub-id-type" : "journal-id-type", of: node.tag) {
      let isKnown = isArticle || JATSVocabulary.journalIdentifiers.contains(type)
      attributes.append((.type, Array((isKnown ? type : "journal:" + type).utf8)))
    } else if !isArticle {
      attributes.append((.type, Array("journal:".utf8)))
    }
    facts.held.append(held(.identifier, attributes, node, node.text))
  }

  /// A fact with the attributes that its elements tell, and those of its instruction, which win.
  private func held(
    _ element: Element, _ attributes: [(Attribute, [UInt8])], _ node: XMLNode?,
    _ text: [UInt8], tag: XMLStartTag? = nil
  ) -> JATSFrontFacts.Held {
    let tag = tag ?? node?.tag ?? XMLStartTag()
    var all = attributes.filter { !tag.hasInstruction($0.0.wireName) }
    for (name, value) in tag.instruction {
      // An empty kind or type says that the document has none.
      guard let attribute = Self.attributes[name], name != "text", !value.isEmpty else { continue }
      all.append((attribute, value))
    }
    return JATSFrontFacts.Held(
      element: element, attributes: all, node: node, text: text, tag: tag,
      isJournal: facts.isJournal)
  }

  /// `pub-date` and `date`: ISO 8601 of its parts, and the wording where that says more.
  private mutating func hold(date node: XMLNode) {
    var attributes: [(Attribute, [UInt8])] = []
    let isPublication = node.name.local == "pub-date"
    let type = value("date-type", of: node.tag)
    if isPublication {
      attributes.append((.type, Array("published".utf8)))
      let kind =
        value("pub-type", of: node.tag) ?? value("publication-format", of: node.tag)
        ?? (type?.span.elementsEqual("pub") == true ? nil : type)
      if let kind, !kind.span.elementsEqual("pub") { attributes.append((.kind, kind)) }
    } else if let type {
      attributes.append((.type, type))
    }
    let parts = JATSDate(node)
    // What some write there is no ISO 8601: 2013-12-4.
    let stated = value("iso-8601-date", of: node.tag)
    let sound = stated.flatMap { Attribute.iso.accepts($0.span) ? $0 : nil }
    let iso = sound ?? parts.iso
    if let iso { attributes.append((.iso, iso)) }
    let text = node.tag.instruction("text")
    let words = node.first("string-date")
    facts.held.append(
      held(
        .date, attributes, text == nil ? words : nil, text ?? parts.wording ?? iso ?? stated ?? [],
        tag: node.tag))
  }

  private mutating func keepHistory(_ node: XMLNode) {
    for date in node.all("date") { hold(date: date) }
    if node.elements.contains(where: { $0.name.local != "date" }) { keepFragment(node) }
  }

  // MARK: Subjects, keywords, permissions

  private mutating func keepCategories(_ node: XMLNode) {
    var isSimple = true
    for group in node.elements {
      let subjects = group.all("subject")
      if text("subj-group-type", of: group.tag) == JATSVocabulary.sectionType, subjects.count == 1 {
        facts.section = subjects[0]
        continue
      }
      isSimple = isSimple && group.tag.attributes.isEmpty
      keepSubjects(group, &isSimple)
    }
    if !isSimple, !isOwn { keepFragment(node) }
  }

  private mutating func keepSubjects(_ group: XMLNode, _ isSimple: inout Bool) {
    for child in group.elements {
      if child.name.local == "subject" {
        if !child.isPlain { isSimple = false }
        emit(.metadata(.category, child.text.collapsed(!isOwn).span), child.tag.position)
      } else {
        isSimple = false
        if child.name.local == "subj-group" { keepSubjects(child, &isSimple) }
      }
    }
  }

  private mutating func settleKeywords() {
    let groups = facts.keywordGroups
    let isSimple =
      groups.count == 1
      && groups[0].tag.attributes.isEmpty
      && groups[0].elements.allSatisfy { $0.name.local == "kwd" && $0.isPlain }
    for group in groups {
      keepKeywords(group)
      if !isSimple, !isOwn { keepFragment(group, isJournal: false) }
    }
  }

  private mutating func keepKeywords(_ group: XMLNode) {
    for child in group.elements {
      switch child.name.local {
      case "kwd", "compound-kwd":
        let parts = child.all("compound-kwd-part").map(\.text)
        let text = parts.isEmpty ? child.text : Array(parts.joined(separator: [0x20]))
        emit(.metadata(.keyword, text.collapsed(!isOwn).span), child.tag.position)
      case "nested-kwd": keepKeywords(child)
      default: break
      }
    }
  }

  private mutating func keepPermissions(_ node: XMLNode) {
    let position = node.tag.position
    if let statement = node.first("copyright-statement") {
      emit(.metadata(.copyright, statement.text.collapsed(!isOwn).span), position)
    }
    let license = node.first("license")
    let terms = license?.all("license-p") ?? []
    if !terms.isEmpty {
      var text: [UInt8] = []
      for (index, term) in terms.enumerated() {
        text += (index > 0 ? [0x20] : []) + term.text.collapsed(!isOwn)
      }
      emit(.metadata(.license, text.span), position)
    } else if let license, let address = value("xlink:href", of: license.tag) {
      emit(.metadata(.license, address.span), position)
    }
    let names = node.elements.map(\.name.local)
    let isSimple =
      names.allSatisfy { $0 == "copyright-statement" || $0 == "license" }
      && Set(names).count == names.count && node.first("copyright-statement")?.isPlain != false
      && license?.tag.attributes.isEmpty != false && terms.count < 2
      && terms.allSatisfy(\.isPlain) && license?.elements.count == terms.count
    if !isSimple, !isOwn { keepFragment(node) }
  }

  private mutating func keepCustoms(_ group: XMLNode) {
    for custom in group.elements {
      guard custom.name.local == "custom-meta", let name = custom.first("meta-name"),
        let content = custom.first("meta-value")
      else {
        keepFragment(custom)
        continue
      }
      if let field = custom.tag.instruction("metadata") {
        let name = String(field.span)
        if let field = MetadataField.allCases.first(where: { $0.name == name }) {
          emit(.metadata(field, content.text.span), custom.tag.position)
        }
      } else if let element = custom.tag.instruction("element") {
        let name = String(element.span)
        guard let element = Element.allCases.first(where: { $0.name == name }) else { continue }
        emitCustomElement(element, custom.tag, content)
      } else {
        emitElement(.custom, content, [(.name, isOwn ? name.text : name.text.collapsedWhiteSpace)])
      }
    }
  }

  /// An element of the model in a `custom-meta`, whose instruction has its attributes.
  private mutating func emitCustomElement(
    _ element: Element, _ tag: XMLStartTag, _ content: XMLNode
  ) {
    if element == .date || element == .identifier {
      return facts.held.append(held(element, [], content, [], tag: tag))
    }
    emit(.start(element), tag.position)
    emitPairs(tag)
    emitContent(content)
    emit(.end(element), tag.position)
  }

  // MARK: At the end of the front

  /// Passes on what waited.
  mutating func settleFacts(_ article: JATSArticle) {
    settleLanguage(article)
    route = .bulletinFront
    if let title = facts.journalTitle {
      if !article.isCollection {
        emitElement(.title, title)
      } else if !facts.hasTitle {
        emitElement(.title, title)
      } else if !isOwn {
        emitCustom("journal-title", title.text.collapsedWhiteSpace, title.tag.position)
      }
    }
    settleContributors()
    route = factRoute(isJournal: false)
    settleKeywords()
    for element in [Element.identifier, .date] {
      let items = facts.held.filter { $0.element == element }
      let ordered = items.enumerated().sorted {
        let a = Self.order($0.element) ?? $0.offset
        let b = Self.order($1.element) ?? $1.offset
        return (a, $0.offset) < (b, $1.offset)
      }
      for (_, item) in ordered { emit(item) }
    }
    facts.held = []
  }

  private static func order(_ item: JATSFrontFacts.Held) -> Int? {
    item.tag.instruction("order").flatMap { Int(String($0.span)) }
  }

  mutating func emit(_ item: JATSFrontFacts.Held) {
    route = factRoute(isJournal: item.isJournal)
    let position = item.tag.position
    emit(.start(item.element), position)
    for (attribute, value) in item.attributes { emit(attribute, value, position) }
    if let node = item.node {
      emitContent(node)
    } else if !item.text.isEmpty {
      emit(.text(item.text.span), position)
    }
    emit(.end(item.element), position)
  }

  private mutating func settleLanguage(_ article: JATSArticle) {
    let place = article.tag.position
    var language = value("xml:lang", of: article.tag)
    if language?.span.elementsEqual("und") == true { language = nil }
    let isDocument = article.isRoot && !article.isCollection
    if isOwn, isDocument, let own = article.tag.instruction("language") {
      articleFront.recordFront(.metadata(.language, own.span), at: place)
      language = article.tag.instruction("bulletin-language").flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let language else { return }
    if article.isCollection || article.isRoot {
      bulletinFront.recordFront(.metadata(.language, language.span), at: place)
    } else {
      articleFront.recordFront(.metadata(.language, language.span), at: place)
    }
  }
}

extension [UInt8] {
  /// White space collapsed, where it does not count.
  func collapsed(_ wanted: Bool) -> [UInt8] { wanted ? collapsedWhiteSpace : self }
}
