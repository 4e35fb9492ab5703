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

  var pages: [Page] = []
  var entries: [Entry] = []
  /// Of each bulletin: its title, for the cover of a volume.
  var mastheads: [[UInt8]] = []
  /// What the first bulletin says of itself.
  var facts: FrontFacts?
  var contributors: [FrontFacts.Contributor] = []
  /// First and last day of what is in it.
  var dates: (first: String, last: String)?
  var digest = ContentDigest()

  mutating func note(date: String?) {
    guard let date else { return }
    let range = dates ?? (date, date)
    dates = (min(range.first, date), max(range.last, date))
  }

  mutating func note(_ people: [FrontFacts.Contributor]) {
    for person in people where !contributors.contains(person) { contributors.append(person) }
  }
}
