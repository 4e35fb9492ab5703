/// The stylesheets of `css/` and `xsl/`.
public enum Stylesheet {
  /// How a bulletin looks in XHTML and EPUB.
  public static var bulletin: [UInt8] { PackageResources.bulletin_css }
  /// Lines from top to bottom, the first one at the right; behind `bulletin`.
  public static var vertical: [UInt8] { PackageResources.vertical_css }
  /// How a batch report looks.
  public static var report: [UInt8] { PackageResources.report_css }
  /// Shows JATS by itself, as XHTML: XSLT 1.0.
  public static var jatsToXHTML: [UInt8] { PackageResources.jats_to_xhtml_xsl }

  /// All of them by file name.
  public static var all: [(name: String, content: [UInt8])] {
    [
      ("bulletin.css", bulletin), ("vertical.css", vertical), ("report.css", report),
      ("jats-to-xhtml.xsl", jatsToXHTML),
    ]
  }
}
