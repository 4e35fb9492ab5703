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
      json.add("name", output.path)
      json.add("format", output.format)
      json.add("size", output.size)
      json.add("sha256", ContentHash.text(output.digest))
      json.endObject()
    }
    json.endArray()
    if let counts = result.counts {
      json.add("counts", counts.named.map { ($0.name, $0.count) })
    }
    if let facts = result.facts {
      json.addOptional("date", facts.date)
      json.add("departments", sorted: facts.departments)
      json.add("dates", sorted: facts.months)
    }
    json.add("diagnostics", result.codes.map { ($0.code.name, $0.count) })
    if let error = result.error?.diagnostic { addError(error, to: &json) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func addEntry(_ result: BatchResult, to json: inout JSONBuilder) {
    let entry = result.entry
    json.add("name", entry.name)
    if let archive = entry.archive { json.add("archive", archive) }
    if let size = result.size ?? entry.size { json.add("size", size) }
    if !result.digest.isEmpty { json.add("sha256", ContentHash.text(result.digest)) }
    if let modified = entry.modified { json.add("modified", UTCTime(modified).text) }
    json.addOptional("encoding", result.encoding)
    json.addOptional("profile", result.profile)
    json.addOptional("format", result.format)
    json.add("status", result.status.rawValue)
  }

  private static func addError(_ error: Diagnostic, to json: inout JSONBuilder) {
    json.key("error")
    json.beginObject()
    json.add("code", error.code.name)
    json.add("message", error.message())
    if let position = error.position {
      json.add("line", UInt64(position.line))
      json.add("column", UInt64(position.column))
    }
    json.endObject()
  }
}

extension JSONBuilder {
  fileprivate mutating func add(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  fileprivate mutating func add(_ name: String, _ number: UInt64) {
    key(name)
    value(Int(clamping: number))
  }

  /// Null where there is none.
  fileprivate mutating func addOptional(_ name: String, _ text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  /// How often each was there, in the order of their names.
  fileprivate mutating func add(_ name: String, sorted counts: [String: Int]) {
    add(name, counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// How often each was there.
  fileprivate mutating func add(_ name: String, _ counts: [(String, Int)]) {
    key(name)
    beginObject()
    for (name, count) in counts {
      key(name)
      value(count)
    }
    endObject()
  }
}
