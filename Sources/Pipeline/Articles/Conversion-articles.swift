public import GazetteDocumentModel

extension Conversion {
  /// Reads the input, and hands each article on as a value as soon as it has ended; memory is bounded by the
  /// largest. Filters change them; `outputs`, where there are any, are written beside.
  ///
  ///     try Conversion(input: "issue.txt").forEachArticle(diagnostics: said) { article in
  ///       print(article.title, article.front.dates.first?[.iso] ?? "")
  ///     }
  ///
  /// - Parameter body: called on the thread of the caller. What it throws stops the conversion.
  /// - Throws: as `run` does.
  @discardableResult
  public func forEachArticle(
    diagnostics: DiagnosticCollector,
    _ body: @escaping (Article) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Summary {
    let receiver = ArticleReceiver(receive: body)
    let values = Format(
      name: "values", summary: LocalizedText("articles as values", "以值表示的文章"),
      mediaType: "", fileExtensions: [],
      makeWriter: { (context) throws(ConversionError) in
        ArticleCollector(context.diagnostics, receive: receiver.receive)
      })
    var conversion = self
    conversion.staysOnThread = true
    conversion.outputs.append(Output(format: values, to: .nowhere))
    return try conversion.run(diagnostics: diagnostics)
  }

  /// All articles of a small input. - Throws: as `run` does.
  public func articles(
    diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> [Article] {
    let list = ArticleList()
    try forEachArticle(diagnostics: diagnostics) { list.articles.append($0) }
    return list.articles
  }
}

/// What takes the articles, on its way through the stages: a conversion that stays on its caller's thread calls it
/// there alone, which makes it safe to pass.
private struct ArticleReceiver: @unchecked Sendable {
  let receive: (Article) throws(ConversionError) -> Void
}

private final class ArticleList { var articles: [Article] = [] }
