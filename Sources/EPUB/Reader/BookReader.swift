import GazetteDocumentModel
import GazetteZip
import GazetteXMLKit

/// Reads the documents of one book in the order of its spine.
struct BookReader {
  let archive: ZipArchive
  let package: BookPackage
  /// Encrypted entries and by what.
  let locked: [String: String]
  let content: Format
  let purpose: ReaderContext.Purpose
  let media: (any MediaStore)?
  let diagnostics: DiagnosticCollector

  /// Reads the book into a handler, which is the caller's again when it returns.
  func read(into handler: inout any EventHandler & ~Copyable) throws(ConversionError) {
    let prefixes = package.isOwn ? [:] : Self.prefixes(package)
    let merger = BookMerger(handler, diagnostics: diagnostics) { target, element, page in
      resolve(target, element, page, prefixes)
    }
    handler = NoHandler()
    var failure: ConversionError?
    do throws(ConversionError) {
      try read(into: merger, prefixes)
    } catch {
      failure = error
    }
    if let released = merger.release() { handler = released }
    if let failure { throw failure }
  }

  private func read(
    into merger: BookMerger, _ prefixes: [String: String]
  ) throws(ConversionError) {
    let contents = try contents()
    if !package.isOwn { try merger.begin(BookMetadata(package)) }
    var read: Set<String> = []
    for item in package.spine {
      guard let document = package.document(for: item) else {
        diagnostics.report(
          .epubResourceSkipped, [item.path, "neither XHTML nor with a fallback that is"])
        continue
      }
      guard read.insert(document.path).inserted else { continue }
      if package.isOwn, isMadeForTheBook(document.path) { continue }
      if let part = contents.sections[document.path], !package.isOwn {
        if part.isEmpty { try merger.endSection() } else { try merger.beginSection(part) }
      }
      let file = document.path.split(separator: "/").last ?? ""
      merger.begin(
        .init(
          path: document.path,
          name: package.isOwn ? EPUBVocabulary.PageName(file: file) : nil,
          label: contents.labels[document.path] ?? [], prefix: prefixes[document.path] ?? ""))
      try readDocument(document, into: merger)
      merger.endPage()
    }
    try merger.end(isOwn: package.isOwn)
    reportUnread(read)
  }

  /// Contents, and the cover of a volume: Gazette makes them anew.
  private func isMadeForTheBook(_ path: String) -> Bool {
    path.hasSuffix("/" + EPUBVocabulary.navigation) || path.hasSuffix("/" + EPUBVocabulary.cover)
  }

  /// A document that cannot be read to its end does not stop the book.
  private func readDocument(
    _ document: BookPackage.Item, into merger: BookMerger
  ) throws(ConversionError) {
    guard let entry = archive.entry(document.path) else {
      return diagnostics.report(
        .epubEntryIncomplete, [document.path, "the archive does not hold it"])
    }
    if let algorithm = locked[document.path] {
      throw ConversionError(.epubEncrypted, [document.path, algorithm])
    }
    guard let make = content.makeReader else {
      throw ConversionError(.formatNotReadable, [content.name, ""])
    }
    let own = diagnostics.collector(within: document.path)
    var handler: any EventHandler & ~Copyable = PageHandler(merger: merger)
    do throws(ConversionError) {
      var reader = try make(ReaderContext(diagnostics: own, purpose: purpose))
      try BookDocument.read(entry, in: archive) { (span) throws(ConversionError) in
        try reader.read(span, into: &handler)
      }
      try reader.finish(into: &handler)
    } catch {
      // What is wrong with the output is no matter of the document.
      guard error.code.exitStatus == .badInput else { throw error }
      own.report(
        .epubEntryIncomplete, [document.path, error.diagnostic.message()],
        at: error.diagnostic.position)
      try merger.abandonPage()
    }
  }

  // MARK: Contents

  /// What the table of contents says of documents: labels, and where a section begins (its title) or
  /// the last one ends (nothing).
  private func contents() throws(ConversionError) -> (
    labels: [String: [UInt8]], sections: [String: [UInt8]]
  ) {
    var labels: [String: [UInt8]] = [:]
    var sections: [String: [UInt8]] = [:]
    guard !package.isOwn, let item = package.contents, let entry = archive.entry(item.path) else {
      return (labels, sections)
    }
    let tree: XMLTree
    do throws(ConversionError) {
      tree = try BookDocument.tree(entry, in: archive)
    } catch {
      diagnostics.report(.epubEntryIncomplete, [item.path, error.diagnostic.message()])
      return (labels, sections)
    }
    func label(_ entries: [BookPackage.Entry]) {
      for entry in entries {
        if labels[entry.path] == nil { labels[entry.path] = entry.label }
        label(entry.children)
      }
    }
    let entries = BookPackage.entries(tree, path: item.path)
    label(entries)
    for entry in entries {
      let inner = Set(entry.children.map(\.path)).subtracting([entry.path])
      sections[entry.path] = inner.isEmpty ? [] : entry.label
      // A part whose heading leads to its first chapter lends it no title.
      if !inner.isEmpty, let first = entry.children.first, first.path == entry.path {
        labels[entry.path] = first.label
      }
    }
    return (labels, sections)
  }

  // MARK: Addresses

  /// What the identifiers of each document begin with.
  private static func prefixes(_ package: BookPackage) -> [String: String] {
    var prefixes: [String: String] = [:]
    var taken: Set<String> = []
    for item in package.spine {
      guard let document = package.document(for: item), prefixes[document.path] == nil else {
        continue
      }
      let file = document.path.split(separator: "/").last ?? ""
      let stem = file.split(separator: ".").first.map(String.init) ?? "document"
      var prefix = stem.replacing(" ", with: "_")
      while !taken.insert(prefix).inserted { prefix += "_" }
      prefixes[document.path] = prefix
    }
    return prefixes
  }

  private func resolve(
    _ target: [UInt8], _ element: Element, _ page: BookMerger.Page, _ prefixes: [String: String]
  ) -> [UInt8] {
    let text = String(target.span)
    guard let place = BookPath.resolve(text, from: page.path) else { return target }
    if element == .image { return picture(place.path) ?? target }
    if page.name != nil {
      // Written by Gazette: `b1-a2.xhtml#id` is `#id` again.
      guard let hash = target.firstIndex(of: UInt8(ascii: "#")),
        EPUBVocabulary.PageName(file: text.prefix { $0 != "#" }) != nil
      else { return target }
      return Array(target[hash...])
    }
    guard let prefix = prefixes[place.path] else { return target }
    let fragment = place.fragment.map { $0.isEmpty ? "" : "-" + $0 } ?? ""
    return Array(("#" + prefix + fragment).utf8)
  }

  /// Hands a picture of the book to whom it may concern; gives what it is called from now on.
  private func picture(_ path: String) -> [UInt8]? {
    guard let entry = archive.entry(path) else { return nil }
    guard let media, purpose == .document, locked[path] == nil else { return Array(path.utf8) }
    do throws(ConversionError) {
      return Array(try media.keep(try archive.bytes(entry, limit: 256 << 20), named: path).utf8)
    } catch {
      diagnostics.report(.epubEntryIncomplete, [path, error.diagnostic.message()])
      return Array(path.utf8)
    }
  }

  // MARK: What is left

  /// Names what is neither text nor a picture of it.
  private func reportUnread(_ read: Set<String>) {
    guard !package.isOwn else { return }
    let contents = package.contents?.path
    var skipped: [String] = []
    for item in package.items.values.sorted(by: { $0.path < $1.path }) {
      let isKnown =
        read.contains(item.path) || item.path == contents || locked[item.path] != nil
        || item.mediaType.hasPrefix("image/") || item.mediaType == "text/css"
        || item.mediaType == EPUBVocabulary.ncxMediaType || item.properties.contains("nav")
      if !isKnown { skipped.append(item.path) }
    }
    guard !skipped.isEmpty else { return }
    diagnostics.report(
      .epubResourceSkipped,
      [
        "\(skipped.count) × \(skipped.joined(separator: ", "))",
        "neither text of the spine nor a picture",
      ])
  }
}

/// Stands where a handler was while it is lent.
private struct NoHandler: EventHandler, ~Copyable {
  mutating func handle(_ event: DocumentEvent, at position: SourcePosition) {}
  mutating func finish() {}
}
