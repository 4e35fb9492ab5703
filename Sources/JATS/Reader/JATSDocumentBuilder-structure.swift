import GazetteDocumentModel
import GazetteXMLKit

/// An `article`, `sub-article` or `response` that is open.
struct JATSArticle {
  let tag: XMLStartTag
  /// It is a bulletin, whose articles are its sub-articles.
  let isCollection: Bool
  let isRoot: Bool
  /// Its front has been passed on.
  var frontIsComplete = false
  /// The model's article is open, up to its body.
  var isOpen = false
}

/// Articles in one another, and when their fronts are complete.
extension JATSDocumentBuilder {
  mutating func beginRoot(_ tag: XMLStartTag) throws(ConversionError) {
    guard known(tag) == .article else {
      throw ConversionError(
        .xmlNotThisFormat, [name(tag).qualified, "JATS", "<article>"], at: tag.position)
    }
    isOwn = tag.hasInstruction("version")
    beginArticle(tag, .article)
  }

  private mutating func beginArticle(_ tag: XMLStartTag, _ kind: JATSTag) {
    let type = text("article-type", of: tag)
    let isCollection = type == "collection"
    let isRoot = articles.isEmpty
    closeArticle(tag.position)
    if isCollection, !isRoot { closeBulletin(tag.position) }
    articles.append(JATSArticle(tag: tag, isCollection: isCollection, isRoot: isRoot))
    facts = JATSFrontFacts()
    if !isCollection { articleCount += 1 }
    frames.append(JATSFrame(kind, .structure))
    for (index, _) in tag.attributes {
      switch names[Int(index)].qualified {
      case "article-type", "xml:lang", "dtd-version", "id", "response-type": break
      case let other: losses.note(attribute: "@\(other)", of: kind.rawValue, at: tag.position)
      }
    }
  }

  mutating func startStructure(_ tag: XMLStartTag) {
    switch known(tag) {
    case .subArticle, .response:
      completeFront(tag.position)
      beginArticle(tag, known(tag) ?? .subArticle)
    case .front: frames.append(JATSFrame(.front, .structure))
    case .frontStub: frames.append(JATSFrame(.frontStub, .meta))
    case .journalMeta:
      facts.isJournal = true
      frames.append(JATSFrame(.journalMeta, .meta))
    case .articleMeta:
      facts.isJournal = false
      frames.append(JATSFrame(.articleMeta, .meta))
    case .notes where frames.last?.tag == .front, .processingMeta:
      facts.isJournal = false
      capture(tag, for: .fact)
    case .body, .back, .floatsGroup, .floatsWrap:
      completeFront(tag.position)
      beginImpliedArticle(tag.position)
      var frame = JATSFrame(known(tag) ?? .body, .blocks)
      frame.hasBlocks = true
      frames.append(frame)
      whiteSpace.reset()
    default:
      completeFront(tag.position)
      beginImpliedArticle(tag.position)
      // No text stands here: what it may be nobody knows.
      beginFragment(tag)
    }
  }

  /// A collection with a text of its own: that is its first article.
  private mutating func beginImpliedArticle(_ position: SourcePosition) {
    guard let last = articles.indices.last, !articles[last].isOpen else { return }
    route = .out
    emit(.start(.article), position)
    emit(.start(.body), position)
    articles[last].isOpen = true
  }

  mutating func endStructure(
    _ frame: JATSFrame, _ position: SourcePosition
  ) throws(ConversionError) {
    frames.removeLast()
    switch frame.tag {
    case .front: completeFront(position)
    case .article, .subArticle, .response:
      completeFront(position)
      closeArticle(position)
      if let article = articles.popLast(), article.isCollection || article.isRoot {
        closeBulletin(position)
      }
    default: break
    }
  }

  /// Ends the innermost article of the model, if one is open.
  private mutating func closeArticle(_ position: SourcePosition) {
    guard let last = articles.indices.last, articles[last].isOpen else { return }
    articles[last].isOpen = false
    flushDeferred(position)
    emit(.end(.body), position)
    emit(.end(.article), position)
    sectionDepth = 0
  }

  private mutating func closeBulletin(_ position: SourcePosition) {
    guard bulletinIsOpen else { return }
    closeSection(position)
    emit(.end(.bulletin), position)
    bulletinIsOpen = false
  }

  private mutating func closeSection(_ position: SourcePosition) {
    guard sectionKey != nil else { return }
    sectionKey = nil
    emit(.end(.section), position)
  }

  // MARK: Fronts

  /// All facts of the innermost article are there: passes its start and them on.
  mutating func completeFront(_ position: SourcePosition) {
    guard let last = articles.indices.last, !articles[last].frontIsComplete else { return }
    articles[last].frontIsComplete = true
    let article = articles[last]
    // An empty stream, for which there must be a root all the same.
    if article.tag.hasInstruction("empty") { return }
    settleFacts(article)
    route = .out
    let place = article.tag.position
    if article.isCollection || !bulletinIsOpen { beginBulletin(article, place) }
    guard !article.isCollection else { return }
    beginSection(place)
    emit(.start(.article), place)
    emitArticleAttributes(article)
    articleFront.moveFront(to: &out)
    emit(.start(.body), place)
    articles[last].isOpen = true
  }

  private mutating func beginBulletin(_ article: JATSArticle, _ place: SourcePosition) {
    bulletinIsOpen = true
    emit(.start(.bulletin), place)
    if isOwn {
      let prefix = article.isCollection ? "" : "bulletin-"
      for (name, value) in article.tag.instruction where name.hasPrefix(prefix) {
        let name = String(name.dropFirst(prefix.count))
        guard name != "language", let attribute = Self.attributes[name] else { continue }
        emit(attribute, value, place)
      }
    } else if article.isRoot, !article.isCollection {
      emit(.type, "article", place)
    }
    bulletinFront.moveFront(metadataFirst: true, to: &out)
  }

  private mutating func emitArticleAttributes(_ article: JATSArticle) {
    let place = article.tag.position
    if isOwn {
      for (name, value) in article.tag.instruction where name != "language" {
        guard let attribute = Self.attributes[name] else { continue }
        emit(attribute, value, place)
      }
    } else {
      if let id = value("id", of: article.tag) { emit(.id, id, place) }
      let type = value("article-type", of: article.tag) ?? value("response-type", of: article.tag)
      if let type { emit(.type, type, place) }
    }
  }

  /// Articles that name the same section one after the other stand in it together.
  private mutating func beginSection(_ place: SourcePosition) {
    let begins = sectionBegins
    sectionBegins = nil
    guard let section = facts.section else { return closeSection(place) }
    let key = section.fragment(names)
    guard begins != nil || key != sectionKey else { return }
    closeSection(place)
    sectionKey = key
    emit(.start(.section), place)
    for (name, value) in begins ?? [] {
      guard let attribute = Self.attributes[name] else { continue }
      emit(attribute, value, place)
    }
    emitElement(.title, section)
  }
}
