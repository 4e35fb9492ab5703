/// The stylesheets of `css/`.
public enum Stylesheet {
  /// How a bulletin looks in XHTML and EPUB.
  public static var bulletin: [UInt8] { PackageResources.bulletin_css }
  /// Lines from top to bottom, the first one at the right; behind `bulletin`.
  public static var vertical: [UInt8] { PackageResources.vertical_css }
}
