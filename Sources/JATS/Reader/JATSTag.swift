/// The elements of JATS that the reader knows; all others are kept as fragments.
enum JATSTag: String, CaseIterable {
  // MARK: Structure (tag library, "Top-level Elements")
  case article, front, body, back, response
  case subArticle = "sub-article"
  case frontStub = "front-stub"
  case floatsGroup = "floats-group"
  case floatsWrap = "floats-wrap"
  case processingMeta = "processing-meta"
  case journalMeta = "journal-meta"
  case articleMeta = "article-meta"

  // MARK: Facts that hold running text
  case titleGroup = "title-group"
  case articleTitle = "article-title"
  case subtitle
  case altTitle = "alt-title"
  case abstract
  case transAbstract = "trans-abstract"

  // MARK: Blocks
  case p, sec, title, label, list, def, term, code, table, caption, thead, tbody, tfoot, tr, th, td
  case fig, graphic, fn, ref, ack, app, glossary, notes, bio, statement, speech, speaker, attrib
  case col, colgroup, note
  case listItem = "list-item"
  case defList = "def-list"
  case defItem = "def-item"
  case dispQuote = "disp-quote"
  case preformat
  case tableWrap = "table-wrap"
  case tableWrapFoot = "table-wrap-foot"
  case tableWrapGroup = "table-wrap-group"
  case figGroup = "fig-group"
  case boxedText = "boxed-text"
  case fnGroup = "fn-group"
  case refList = "ref-list"
  case appGroup = "app-group"
  case dispFormula = "disp-formula"
  case verseGroup = "verse-group"
  case verseLine = "verse-line"
  case mixedCitation = "mixed-citation"
  case elementCitation = "element-citation"
  case citation
  case nlmCitation = "nlm-citation"
  case citationAlternatives = "citation-alternatives"
  case alternatives

  // MARK: Inlines
  case italic, bold, underline, strike, sup, sub, monospace, xref, email, uri, ruby, rb, rt
  case lineBreak = "break"
  case extLink = "ext-link"
  case namedContent = "named-content"
  case inlineGraphic = "inline-graphic"
  case inlineFormula = "inline-formula"
  case altText = "alt-text"
  /// Any of `JATSVocabulary.spans` and `citationParts`; which one is told by the name.
  case part = "*"
}
