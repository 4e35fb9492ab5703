import GazetteDocumentModel
import GazetteJSON

/// A line of the manifest: what an entry is, and what became of it. The same run gives the same lines,
/// whatever the time and the number of threads. `stylesheets/schemas/manifest.schema.json` describes it,
/// `ManifestEntry` reads it back.
enum ManifestRecord {
  /// The line, with its end.
  static func line(_ result: BatchResult) -> [UInt8] {
    var json = JSONBuilder()
    json.beginObject()
    addEntry(result, to: &json)
    json.key("outputs")
    json.beginArray()
    for output in result.outputs {
      json.beginObject()
      json.member("name", output.path)
      json.member("format", output.format)
      json.member("size", output.size)
      json.member("sha256", output.digest.hexadecimal)
      json.endObject()
    }
    json.endArray()
    if let counts = result.counts {
      json.member("counts", counts.named)
    }
    if let facts = result.facts {
      json.key("date")
      if let date = facts.date { json.value(date.span) } else { json.null() }
      json.member("departments", sorted: facts.departments)
      json.member("dates", sorted: facts.months)
    }
    json.member("diagnostics", result.codes.map { (name: $0.code.name, count: $0.count) })
    if let error = result.error?.diagnostic { addError(error, to: &json) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func addEntry(_ result: BatchResult, to json: inout JSONBuilder) {
    let entry = result.entry
    json.member("name", entry.name)
    if let archive = entry.archive { json.member("archive", archive) }
    if let size = result.size ?? entry.size { json.member("size", size) }
    if !result.digest.isEmpty { json.member("sha256", result.digest.hexadecimal) }
    if let modified = entry.modified { json.member("modified", UTCTime(modified).text) }
    json.member("encoding", result.encoding)
    json.member("profile", result.profile)
    json.member("format", result.format)
    json.member("status", result.status.rawValue)
  }

  private static func addError(_ error: Diagnostic, to json: inout JSONBuilder) {
    json.key("error")
    json.beginObject()
    json.member("code", error.code.name)
    json.member("message", error.message())
    if let position = error.position {
      json.member("line", Int(position.line))
      json.member("column", Int(position.column))
    }
    json.endObject()
  }
}

extension JSONBuilder {
  /// How often each was there, in the order of their names.
  fileprivate mutating func member(_ name: String, sorted counts: [ByteKey: Int]) {
    key(name)
    beginObject()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      key(name.bytes.span)
      value(count)
    }
    endObject()
  }
}
