/// The layout profiles of `layouts/`, as YAML.
public enum Layouts {
  /// Best known first; the one for unknown bulletins last.
  public static var all: [[UInt8]] {
    [PackageResources.cast_yaml, PackageResources.generic_zh_yaml]
  }
}
