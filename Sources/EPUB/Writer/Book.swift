import GazetteDocumentModel

/// What is remembered of a book while its documents are written: what the package document, the
/// navigation and the NCX list.
struct Book {
  /// A content document.
  struct Page {
    let file: String
    /// What the manifest must say of it (EPUB 3.3 §5.6.2): `mathml`, `svg`.
    var properties: [String] = []
  }

  /// A place in the table of contents.
  struct Entry {
    /// 0 for a bulletin.
    let depth: Int
    let title: [UInt8]
    let address: String
  }

  /// A picture or other resource.
  struct Medium {
    let file: String
    let mediaType: String
  }

  /// Documents and entries of the contents, one a line: they may be a million.
  private let pageLines = SpooledLines()
  private let entryLines = SpooledLines()
  /// The first documents, which the landmarks name.
  private(set) var firstFiles: [String] = []
  private(set) var hasFormula = false
  /// How many bulletins there are, and the title of the first.
  var bulletinCount = 0
  var masthead: [UInt8] = []
  /// What the first bulletin says of itself.
  var facts: FrontFacts?
  private(set) var contributors: [FrontFacts.Contributor] = []
  private var known: Set<FrontFacts.Contributor> = []
  /// First and last day of what is in it.
  var dates: (first: String, last: String)?
  var digest = ContentDigest()

  mutating func add(_ page: Page) throws(ConversionError) {
    if firstFiles.count < 2 { firstFiles.append(page.file) }
    if page.properties.contains("mathml") { hasFormula = true }
    try pageLines.append(Array(([page.file] + page.properties).joined(separator: " ").utf8))
  }

  mutating func add(_ entry: Entry) throws(ConversionError) {
    // Titles have no control characters, so no line ends.
    try entryLines.append(Array("\(entry.depth) \(entry.address) ".utf8) + entry.title)
  }

  /// Hands the documents on in their order.
  func forEachPage(
    _ body: (Page) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    try pageLines.forEach { (line) throws(ConversionError) in
      let words = String(line.span).split(separator: " ").map(String.init)
      try body(Page(file: words.first ?? "", properties: Array(words.dropFirst())))
    }
  }

  /// Hands the entries on in their order.
  func forEachEntry(
    _ body: (Entry) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    try entryLines.forEach { (line) throws(ConversionError) in
      let parts = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return }
      try body(
        Entry(
          depth: Int(String(decoding: parts[0], as: UTF8.self)) ?? 0, title: Array(parts[2]),
          address: String(decoding: parts[1], as: UTF8.self)))
    }
  }

  mutating func note(date: String?) {
    guard let date else { return }
    let range = dates ?? (date, date)
    dates = (min(range.first, date), max(range.last, date))
  }

  mutating func note(_ people: [FrontFacts.Contributor]) {
    for person in people where known.insert(person).inserted { contributors.append(person) }
  }
}
