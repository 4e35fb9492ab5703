import GazetteDocumentModel

/// Saying what a line was taken for.
extension TextReader {
  /// Tells `explain`, if anybody listens.
  func note(
    _ kind: LineExplanation.Kind, _ text: Span<UInt8>, _ line: UInt32,
    _ match: LineClassifier.Match?, _ reason: LocalizedText
  ) {
    guard let explain else { return }
    let shown = text.extracting(
      0..<text.scalarBoundary(before: min(text.count, LineExplanation.textLimit)))
    let fields =
      match?.captures.map { (name: $0.field.name, value: String(text.extracting($0.range))) }
      ?? []
    explain(
      LineExplanation(
        line: line, kind: kind, template: match?.template.source, fields: fields, reason: reason,
        text: kind == .blank ? "" : String(shown)))
  }

  enum Reasons {
    static let blank = LocalizedText("nothing on it", "空行")
    static let template = LocalizedText("has the template's shape", "符合模板")
    static let creditsWithLabels = LocalizedText(
      "among or below credits, behind a label of its own", "编务信息之中或之下,自带标签")
    static let closingMatter = LocalizedText(
      "at the end of the text, where lines say who makes the bulletin and how to get it",
      "位于全文末尾,其中有编印、联系或订阅的说明")
    static let underlinesSection = LocalizedText(
      "underlined as titles are that stand right above others", "其下划线与直接位于其他标题之上的标题相同")
    static let signature = LocalizedText(
      "a word of farewell, or the name below it", "结尾敬语,或其下的署名")
    static let closingBrackets = LocalizedText(
      "a word in brackets right below the end of a text, as below others here",
      "正文结束后紧接的括号词语,与此文他处相同")
    static let bulletTitle = LocalizedText(
      "behind a bullet, and text stands right below, as below most bullets here",
      "项目符号之后,其下紧接正文,此文多数符号皆如此")
    static let runIn = LocalizedText(
      "capitals and a full stop in front of the text, as most paragraphs begin",
      "正文之前的大写词语与句点,多数段落皆如此起头")
    static let rightSet = LocalizedText(
      "a name set to the right, below the end of a text", "正文结束后靠右的署名")
    static let amongHead = LocalizedText(
      "right below the lines of the head, and a short line stands below it", "紧接报头各行,其下另有一短行")
    static let tableCaption = LocalizedText(
      "the caption of the table below it", "其下表格的标题")
    static let labelledHead = LocalizedText(
      "one of several lines with labels, below the masthead", "报头之下带标签的几行之一")
    static let headTemplate = LocalizedText(
      "has the template's shape, below the masthead", "位于报头之下,符合模板")
    static let aboveHead = LocalizedText(
      "first line, and a line of the bulletin's head follows", "首行,且下一行是报头内容")
    static let aboveBody = LocalizedText(
      "one of the short lines above the first rule, contents or gap, among which a date or a number stands",
      "首条分隔线、目录或空白之上的短行之一,其中有日期或期号")
    static let department = LocalizedText(
      "stands above a date line of the same template", "位于同一模板的日期行之上")
    static let titleFirst = LocalizedText(
      "first line of an article, short, no stop at its end", "文章首行,较短,末尾无句末标点")
    static let titleSaidAgain = LocalizedText(
      "short, no stop, and the next line takes its words up: a new article without a sign-off before",
      "较短,无句末标点,且下一行重复其用词:上一篇没有落款,新文章由此开始")
    static let standsAlone = LocalizedText(
      "short, no stop, and set off from the running text", "较短,无句末标点,与正文分开")
    static let mailHead = LocalizedText(
      "a header line of the mail that the text came in", "文本所在邮件的信头")
    static let backLink = LocalizedText(
      "a link of the page, said again below each article", "网页链接,每篇文章之下皆有")
    static let lead = LocalizedText(
      "names in brackets at the beginning of a report", "报道开头括号中的署名")
    static let numberAbove = LocalizedText(
      "a number stands alone above it", "其上一行只有序号")
    static let numberAboveText = LocalizedText(
      "a number in a short line, and text stands right below, set in, as below most numbers here",
      "编号开头的短行，下面紧接缩进的正文，与此处多数编号行一样")
    static let markAboveText = LocalizedText(
      "short, and text stands right below, as below most lines of its mark here",
      "较短,其下紧接正文,此文同一符号的多数行皆如此")
    static let markInRows = LocalizedText(
      "a mark whose lines stand one below the other here, and that no template has",
      "此符号的各行在此文中相连排列,且无模板使用该符号")
    static let headingUnlisted = LocalizedText(
      "the mark of a title, in an article that the contents name; they do not name this line",
      "有标题符号,但所在文章列入目录,而目录中无此行")
    static let aboveTitleAlone = LocalizedText(
      "short, alone, and another line that stands alone has the text below it",
      "较短而独立成行,其下另有独立成行的标题,正文在后")
    static let numberFollows = LocalizedText(
      "its number follows that of the title above", "序号接续上一篇标题的序号")
    static let inContents = LocalizedText("the contents list it", "目录中列有此题")
    static let ruled = LocalizedText("a rule sets it off", "上下有分隔线")
    static let aboveTitle = LocalizedText(
      "has the template's shape, above a title", "位于标题之上,符合模板")
    static let belowTitle = LocalizedText(
      "has the template's shape, below a title", "位于标题之下,符合模板")
    static let contentsItem = LocalizedText("an item of the contents", "目录中的一项")
    static let nextAttachment = LocalizedText(
      "a number below an attachment", "附件之下的下一个编号")
    static let bylineFollows = LocalizedText(
      "short, no stop, and a line that stands below titles follows", "较短,无句末标点,其下为署名等行")
    static let bylineByForm = LocalizedText(
      "a name below a title, by its form or its place", "标题之下的署名,由形式或位置判断")
    static let rule = LocalizedText("an ornament of the layout", "版式的装饰线")
    static let runningHead = LocalizedText(
      "comes back at the edges of pages", "在页首或页末重复出现")
    static let columns = LocalizedText("stands in columns with the lines around", "与相邻各行按列对齐")
    static let table = LocalizedText(
      "a row of a table: stands in columns with the lines around", "表格的一行:与相邻各行按列对齐")
    static let filled = LocalizedText(
      "stands right below a line of the same paragraph", "紧接同一段落的上一行")
    static let paragraph = LocalizedText("running text", "正文")
    static let continuation = LocalizedText(
      "the paragraph above stops in mid-sentence", "上一段在句中中断")
  }
}
