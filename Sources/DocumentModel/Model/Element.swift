/// What a `start`/`end` pair of events encloses: the nouns of the document model.
///
/// The order of the elements inside one another:
///
///     bulletin(front) → (section(title) →)* article(front) → body → blocks → inlines
///
/// A *front* element says something about its bulletin, section or article and comes before the
/// content; a *block* stands in a body; an *inline* stands in a block or in a title.
public enum Element: UInt8, Sendable, CaseIterable {
  // MARK: Structure

  /// One issue of a periodical. JATS `article[@article-type='collection']`; a file may hold several.
  case bulletin = 1
  /// A column (栏目) that groups articles under a title; its front holds the `title`.
  case section
  /// One contribution. JATS `sub-article`; the unit that is buffered, split and written on a line.
  case article
  /// The blocks of an article; begins when its front is complete.
  case body

  // MARK: Front

  /// The masthead of a bulletin, the name of a section, the headline of an article. Holds inlines.
  case title = 16
  /// `——副标题`: a second title line under the headline. JATS `subtitle`.
  case subtitle
  /// 引题: the line above the headline. JATS `alt-title[@alt-title-type='kicker']`.
  case kicker
  /// A person or an organisation with a role; its text is the whole name as it was written.
  /// Attributes: `role`, `kind` (`person`, `organization`), `label` (the wording of the role),
  /// `surname`, `givenNames`, `affiliation`, `email`, `identifier`, `type` (`lead`: the text's first words name him).
  case contributor
  /// A date; its text is the wording of the source (`2021年3月12日`).
  /// Attributes: `type` (`published`, `received`, `event`…), `iso` (ISO 8601, as precise as known).
  case date
  /// An identifier; its text is the value. Attributes: `type` (`issn`, `cn`, `doi`, `publisher-id`…).
  case identifier
  /// Who gets the bulletin; its text is the list as written. Attributes: `type` (`to`: 报送, `copy`: 抄送), `label`.
  case distribution
  /// Printed list of contents; holds a `list`.
  case contents
  /// JATS `abstract`; holds blocks. Attributes: `type`.
  case abstract
  /// A fact that the model has no name for; its text is the value. Attributes: `name`.
  case custom

  // MARK: Blocks

  /// A paragraph of running text. Holds inlines.
  case paragraph = 48
  /// `一、总体要求`: a heading within an article. Attributes: `level` (1…6). Holds inlines.
  case heading
  /// A list of `item`s. Attributes: `type` (`bullet`, `ordered`, `simple`), `start`.
  case list
  /// An item of a `list`; holds blocks. Attributes: `label` (its mark as written).
  case item
  /// A list of `term` and `definition` pairs.
  case definitionList
  /// Holds inlines.
  case term
  /// Holds blocks.
  case definition
  /// A quotation set off from the text; holds blocks.
  case quotation
  /// Text whose line breaks and spaces count. Attributes: `language`. Holds text.
  case preformatted
  /// A table: `caption`?, then `tableHead`?, `tableBody`*, `tableFoot`?. Attributes: `id`, `label`.
  case table
  /// The caption of a `table` or `figure`; holds inlines or paragraphs.
  case caption
  /// Header rows.
  case tableHead
  /// Rows.
  case tableBody
  /// Footer rows.
  case tableFoot
  /// A row of `cell`s.
  case row
  /// A cell; holds inlines or blocks. Attributes: `header`, `columnSpan`, `rowSpan`, `align`.
  case cell
  /// A figure: `image`s and a `caption`. Attributes: `id`, `label`.
  case figure
  /// An editor's note (编者按), a footnote, a box. Attributes: `type` (`editor`, `footnote`, `box`), `id`, `label`.
  case note
  /// `中国科协办公厅 [2021-03-12]` kept as running text, where it is more than its fields.
  case signOff
  /// 附件：a list of attachments; holds a `list`.
  case attachments
  /// `* * *`: a break of theme. Empty.
  case thematicBreak

  // MARK: Inlines

  /// Emphasis, by italics or by 着重号.
  case emphasis = 96
  /// Strong emphasis, by weight.
  case strong
  case underline
  case strike
  case superscript
  case `subscript`
  /// Computer code or other literal text.
  case code
  /// A hyperlink. Attributes: `target`, `title`.
  case link
  /// A forced line end. Empty.
  case lineBreak
  /// Base text and its `rubyText`.
  case ruby
  /// The reading above a ruby base.
  case rubyText
  /// A picture. Attributes: `target`, `alternative`, `title`. Empty.
  case image
  /// A mark that points to a `note`. Attributes: `target`; its text is the mark.
  case noteReference
  /// A formula. Attributes: `type` (`inline`, `display`), `alternative`; holds `opaque` or text.
  case formula
  /// A stretch of another language or style. Attributes: `language`, `name`.
  case span
}

extension Element {
  /// What the element is for; decides where the event laws let it stand.
  public enum Level: Sendable { case structure, front, block, inline }

  public var level: Level {
    switch rawValue {
    case ..<16: .structure
    case ..<48: .front
    case ..<96: .block
    default: .inline
    }
  }

  /// The name on the wire (`jsonl`, `json`), in messages and in `explain`.
  public var name: String { Self.names[self] }

  /// The name's UTF-8 bytes.
  public var nameBytes: [UInt8] { Self.names.bytes(self) }

  private static let names = CaseNames<Element>()
}
