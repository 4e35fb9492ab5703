public import GazetteDocumentModel
public import GazetteXMLValidation
import GazetteZip

/// Validates a book: EPUB 3.3, and of EPUB 2 what both have in common.
///
///     var validator = try EPUBValidator(ValidationRequest(), diagnostics: diagnostics)
///     try validator.read(chunk)
///     let result = try validator.finish()
///
/// The bytes are spooled to a temporary file, for the directory of a zip archive is at its end. Documents
/// then go by one after the other; what stays in memory are the directory, the package and the contents.
/// Faults go to the collector as they are found, with the code that epubcheck gives the same.
public struct EPUBValidator: ~Copyable {
  private let spool: TemporaryFile
  private let log: BookLog

  /// - Throws: `GZ1201` where no temporary file can be made.
  public init(
    _ request: ValidationRequest, diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    spool = try TemporaryFile()
    log = BookLog(diagnostics, maximumFaults: request.maximumFaults)
  }

  /// Takes a chunk of any size. - Throws: `GZ1201`.
  public mutating func read(_ chunk: Span<UInt8>) throws(ConversionError) {
    try spool.append(chunk)
  }

  /// The book has ended: what the layers came to. - Throws: `GZ1201`.
  public mutating func finish() throws(ConversionError) -> ValidationResult {
    let archive: ZipArchive
    do throws(ConversionError) {
      archive = try ZipArchive(spool)
    } catch {
      guard error.code == .zipDamaged else { throw error }
      log.report(
        .bookArchiveDamaged, error.diagnostic.arguments, chinese: error.diagnostic.chineseArguments)
      return result(
        ran: [.wellFormed],
        LocalizedText("the archive cannot be read", "归档无法读取"))
    }
    let book = BookUnderCheck(archive, log)
    ArchiveCheck(book: book).run()
    guard let path = ContainerCheck(book: book).run() else {
      return result(
        ran: [.wellFormed, .archive, .container],
        LocalizedText("no package was found", "没有找到包文档"))
    }
    guard let package = PackageCheck(book: book, path: path).run() else {
      return result(
        ran: [.wellFormed, .archive, .container, .package],
        LocalizedText("the package cannot be read", "包文档无法读取"))
    }
    let links = LinkCheck(book: book)
    let navigation = NavigationCheck(book: book, links: links)
    let hasNavigation = navigation.run(package)
    for index in book.items.indices {
      ItemCheck(book: book, links: links, index: index).run()
    }
    links.finish()
    navigation.finish()
    book.reportUndeclared()
    book.readTheRest()
    return result(
      ran: Self.layers.filter { $0 != .navigation || hasNavigation },
      LocalizedText("the navigation document cannot be read", "导航文档无法读取"))
  }

  private static let layers: [ValidationLayer] = [
    .wellFormed, .archive, .container, .package, .navigation, .contentDocuments, .resources, .links,
  ]

  /// - Parameter because: why the layers that did not run did not.
  private func result(
    ran: [ValidationLayer], _ because: LocalizedText
  ) -> ValidationResult {
    ValidationResult(
      kind: .format("epub"),
      layers: Self.layers.map { layer in
        let verdict = log.verdict(layer)
        // A layer that found something before it was cut short has failed all the same.
        return .init(
          layer, ran.contains(layer) || verdict != .passed ? verdict : .notRun(because))
      })
  }
}
