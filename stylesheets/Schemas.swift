/// The schemas of `schemas/`, by which others can check what Gazette writes.
public enum Schemas {
  /// JSON Schema of a JSON document.
  public static var json: [UInt8] { PackageResources.json_schema_json }
  /// JSON Schema of one line of JSON Lines.
  public static var jsonLines: [UInt8] { PackageResources.jsonl_schema_json }
  /// W3C XML Schema 1.0 of the JATS that is written.
  public static var jats: [UInt8] { PackageResources.jats_xsd }
  /// W3C XML Schema 1.0 of the XHTML that is written.
  public static var xhtml: [UInt8] { PackageResources.xhtml_xsd }

  /// The XML Schema of a file's name: one of those above, or what they import.
  public static func xsd(named name: String) -> [UInt8]? {
    switch name {
    case "jats.xsd": jats
    case "xhtml.xsd": xhtml
    case "mathml.xsd": PackageResources.mathml_xsd
    case "xlink.xsd": PackageResources.xlink_xsd
    case "xml.xsd": PackageResources.xml_xsd
    case "ops.xsd": PackageResources.ops_xsd
    default: nil
    }
  }

  /// What `jats.xsd` and `xhtml.xsd` import.
  public static let imported = ["mathml", "xlink", "xml", "ops"]
  /// JSON Schema of one record of `gazette pipe`, or its answer.
  public static var pipe: [UInt8] { PackageResources.pipe_schema_json }
  /// JSON Schema of a line of a batch's manifest.
  public static var manifest: [UInt8] { PackageResources.manifest_schema_json }
}
