/// The stylesheets of `css/`.
public enum Stylesheet {
  /// How a bulletin looks in XHTML and EPUB.
  public static var bulletin: [UInt8] { PackageResources.bulletin_css }
}
