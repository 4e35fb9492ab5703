/// The schemas of `schemas/`, by which others can check what Gazette writes.
public enum Schemas {
  /// JSON Schema of a JSON document.
  public static var json: [UInt8] { PackageResources.json_schema_json }
  /// JSON Schema of one line of JSON Lines.
  public static var jsonLines: [UInt8] { PackageResources.jsonl_schema_json }
  /// JSON Schema of one record of `gazette pipe`, or its answer.
  public static var pipe: [UInt8] { PackageResources.pipe_schema_json }
}
