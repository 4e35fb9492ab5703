/// What a writer needs to know when its document is one of several that make a book: a page of an EPUB.
///
/// Such a document stands within a bulletin, and perhaps a section, that other documents have begun: it
/// is given their starts and ends again, without their fronts.
public struct DocumentPart {
  /// What a link or picture points to, as the book has it.
  public enum Reference: Equatable {
    /// It points there.
    case address([UInt8])
    /// There is no such thing in the book: the wanted address is kept beside the element.
    case unavailable
  }

  /// What the document is called.
  public var title: [UInt8]
  /// BCP 47 tag of the document; empty where it is not known.
  public var language: [UInt8]
  /// Addresses of stylesheets, in order.
  public var stylesheets: [String]
  /// EPUB 3 structural semantics of the whole: `titlepage`.
  public var semantics: String
  /// Level of the first title in it.
  public var titleLevel: Int
  /// Where a link (`link`, `noteReference`) or an `image` points.
  public var resolve: (Element, [UInt8]) -> Reference

  public init(
    title: [UInt8], language: [UInt8], stylesheets: [String], semantics: String, titleLevel: Int,
    resolve: @escaping (Element, [UInt8]) -> Reference
  ) {
    self.title = title
    self.language = language
    self.stylesheets = stylesheets
    self.semantics = semantics
    self.titleLevel = titleLevel
    self.resolve = resolve
  }
}
