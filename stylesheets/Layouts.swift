/// The layout profiles of `layouts/`, as YAML.
public enum Layouts {
  /// Best known first; those for unknown bulletins of a language last.
  public static var all: [[UInt8]] {
    [
      PackageResources.cast_yaml, PackageResources.news_zh_yaml, PackageResources.gongwen_yaml,
      PackageResources.digest_en_yaml, PackageResources.mailmag_ja_yaml,
      PackageResources.weather_yaml, PackageResources.generic_en_yaml,
      PackageResources.generic_ja_yaml, PackageResources.generic_ko_yaml,
      PackageResources.generic_zh_yaml,
    ]
  }
}
