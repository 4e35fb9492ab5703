import GazetteBulletinText
import GazetteDocumentModel

/// What is known of the article at hand, as answers to the comparisons of an expression.
struct SelectFacts {
  private let expression: SelectExpression
  /// Of each comparison: whether a value fits, of the article, its section, its bulletin.
  private var article: [Match]
  private var section: [Match]
  private var bulletin: [Match]
  private var searches: [TextSearch]
  private var scope = Scope.bulletin
  /// Whether the text comparisons are answered.
  private var textIsKnown = false
  /// Depth inside an inline whose text is not the line's own.
  private var asideDepth = 0
  private(set) var bulletinTitle = ""

  /// The front element that is open.
  private var element: Element?
  private var depth = 0
  private var value: [UInt8] = []
  private var attributes = AttributeList()

  /// A value that is longer is compared by its beginning.
  private static var capacity: Int { 1 << 20 }

  private enum Scope { case bulletin, section, article }

  /// Whether there is a value to compare, and whether one fits.
  fileprivate struct Match {
    var isStated = false
    var isFound = false
  }

  init(_ expression: SelectExpression) {
    self.expression = expression
    article = expression.comparisons.map { _ in Match() }
    section = article
    bulletin = article
    searches = expression.comparisons.map { TextSearch($0.value) }
  }

  var source: String { expression.source }

  /// Whether the article is wanted; nil while the text has to tell.
  var isWanted: Bool? {
    expression.isTrue(
      expression.comparisons.indices.map { index in
        switch expression.comparisons[index].field {
        case .text: article[index].isFound ? true : textIsKnown ? false : nil
        case .section: section[index].isFound
        // What an article does not say, its bulletin says for it.
        case .date, .metadata: (article[index].isStated ? article : bulletin)[index].isFound
        default: article[index].isFound
        }
      })
  }

  mutating func beginBulletin() {
    for index in bulletin.indices { bulletin[index] = Match() }
    bulletinTitle = ""
    scope = .bulletin
    beginSection()
    scope = .bulletin
  }

  /// A section begins, or ends.
  mutating func beginSection() {
    for index in section.indices { section[index] = Match() }
    scope = .section
  }

  mutating func beginArticle() {
    for index in article.indices { article[index] = Match() }
    scope = .article
    textIsKnown = false
  }

  mutating func beginBody() {
    asideDepth = 0
    for index in searches.indices { searches[index].reset() }
  }

  mutating func endBody() { textIsKnown = true }

  // MARK: Fronts

  mutating func takeFront(_ event: DocumentEvent) {
    switch event {
    case .metadata(let field, let value): state(.metadata(field.rawValue), [UInt8](value))
    case .start(let started):
      depth += 1
      if depth == 1 {
        element = started
        value.removeAll(keepingCapacity: true)
        attributes.removeAll()
      }
    case .attribute(let name, let value): if depth == 1 { attributes.append(name, value) }
    case .text(let text): if value.count < Self.capacity { value.append(text) }
    case .end:
      // An end without a start is that of the structure around.
      guard depth > 0 else { return }
      depth -= 1
      if depth == 0 { takeElement() }
    case .opaque: break
    }
  }

  private mutating func takeElement() {
    switch element {
    case .title:
      if scope == .bulletin { bulletinTitle = String(value.span) }
      state(scope == .section ? .section : .title, value)
    case .contributor:
      state(.contributor, value)
      if attributes.has(.kind, "organization") { state(.department, value) }
      if let affiliation = attributes[.affiliation] { state(.department, affiliation) }
    case .date:
      guard attributes.has(.type, "published", ifAbsent: true),
        let iso = attributes[.iso] ?? DateText.iso(value.span)
      else { return }
      state(.date, iso)
    default: break
    }
  }

  private mutating func state(_ field: SelectExpression.Field, _ value: [UInt8]) {
    for (index, comparison) in expression.comparisons.enumerated() where comparison.field == field {
      let isFound = Self.fits(value, comparison)
      switch scope {
      case .bulletin: bulletin[index].take(isFound)
      case .section: section[index].take(isFound)
      case .article: article[index].take(isFound)
      }
    }
  }

  private static func fits(_ value: [UInt8], _ comparison: SelectExpression.Comparison) -> Bool {
    if comparison.field == .date {
      // Both as precise as the less precise one: 2021-03-12 is in 2021-03.
      let length = min(value.count, comparison.value.count)
      let stated = value[..<length]
      let wanted = comparison.value[..<length]
      let isLess = stated.lexicographicallyPrecedes(wanted)
      let isEqual = stated == wanted
      return switch comparison.comparison {
      case .less: isLess
      case .lessOrEqual: isLess || isEqual
      case .greater: !isLess && !isEqual
      case .greaterOrEqual: !isLess
      case .equal, .contains: isEqual
      }
    }
    if comparison.comparison == .equal { return value == comparison.value }
    var search = TextSearch(comparison.value)
    return search.find(in: value.span)
  }

  // MARK: Body

  /// Looks at an event of the body; gives whether something was found.
  mutating func takeBody(_ event: DocumentEvent) -> Bool {
    switch event {
    case .start(let started):
      if asideDepth > 0 || started == .noteReference || started == .rubyText {
        asideDepth += 1
      } else if started.level == .block || started == .lineBreak {
        beginBlock()
      }
    case .end(let ended):
      if asideDepth > 0 { asideDepth -= 1 } else if ended.level == .block { beginBlock() }
    case .text(let text):
      guard asideDepth == 0 else { return false }
      var isNew = false
      for index in searches.indices
      where expression.comparisons[index].field == .text && !article[index].isFound {
        if searches[index].find(in: text) {
          article[index].take(true)
          isNew = true
        }
      }
      return isNew
    case .attribute, .metadata, .opaque: break
    }
    return false
  }

  private mutating func beginBlock() {
    for index in searches.indices { searches[index].reset() }
  }
}

extension SelectFacts.Match {
  fileprivate mutating func take(_ isFit: Bool) {
    isStated = true
    isFound = isFound || isFit
  }
}
