import GazetteDocumentModel
import GazetteJSON

/// A line of a batch's manifest, as `stylesheets/schemas/manifest.schema.json` has it, read back.
struct ManifestEntry {
  enum Status: String { case converted, failed, skipped }

  struct Output {
    let name: String
    let size: Int
    let sha256: String
  }

  let name: String
  let status: Status
  let size: Int
  let outputs: [Output]
  let diagnostics: [(code: String, count: Int)]
  private let object: JSONValue

  /// - Throws: `GZ4101`, `GZ4105`; `GZ4701` where name, status or an output is not what it should be.
  init(_ line: Span<UInt8>) throws(ConversionError) {
    let object = try JSONValue(line)
    guard let name = object["name"]?.string else {
      throw ConversionError(.manifestRecord, ["\"name\""])
    }
    guard let status = object["status"]?.string.flatMap(Status.init) else {
      throw ConversionError(.manifestRecord, ["\"status\""])
    }
    var outputs: [Output] = []
    for output in object["outputs"]?.elements ?? [] {
      guard let name = output["name"]?.string, let size = output["size"]?.integer,
        let sha256 = output["sha256"]?.string
      else { throw ConversionError(.manifestRecord, ["\"outputs\""]) }
      outputs.append(Output(name: name, size: size, sha256: sha256))
    }
    self.object = object
    self.name = name
    self.status = status
    self.outputs = outputs
    size = object["size"]?.integer ?? 0
    diagnostics = Self.counts(object["diagnostics"]).map { ($0.0, $0.1) }
  }

  /// Where it was found: within an archive, behind its name.
  var place: String { (object["archive"]?.string.map { $0 + "/" } ?? "") + name }
  var encoding: String? { object["encoding"]?.string }
  var profile: String? { object["profile"]?.string }
  var format: String? { object["format"]?.string }
  var date: String? { object["date"]?.string }
  var error: JSONValue? { object["error"] }
  var departments: [(String, Int)] { Self.counts(object["departments"]) }
  var dates: [(String, Int)] { Self.counts(object["dates"]) }
  var counts: [String: Int] {
    Dictionary(Self.counts(object["counts"]), uniquingKeysWith: { $1 })
  }

  /// Whether something that was said of it is a loss.
  var isLossy: Bool {
    diagnostics.contains { said in
      UInt16(said.code.dropFirst(2)).flatMap(DiagnosticCode.init)?.isLoss == true
    }
  }

  /// `{"a": 2}` as pairs; what is no number is passed over.
  private static func counts(_ value: JSONValue?) -> [(String, Int)] {
    value?.members.compactMap { member in member.value.integer.map { (member.key, $0) } } ?? []
  }
}
