public import GazetteDocumentModel

/// A layer of checking.
public enum ValidationLayer: String, Sendable, CaseIterable {
  /// XML 1.0 §2.1, or the grammar of JSON or CSV.
  case wellFormed = "well-formedness"
  /// Gazette's own schema of what it writes.
  case builtInSchema = "built-in schema"
  /// The official schema, or one that was given.
  case givenSchema = "given schema"
  /// What no schema says: dates that exist, titles that are not empty…
  case ownChecks = "own checks"

  /// The layer's name in a report for people.
  public var title: LocalizedText {
    switch self {
    case .wellFormed: LocalizedText(rawValue, "格式良好")
    case .builtInSchema: LocalizedText(rawValue, "内置模式")
    case .givenSchema: LocalizedText(rawValue, "指定模式")
    case .ownChecks: LocalizedText(rawValue, "自有检查")
    }
  }
}

/// What a layer came to. A check that did not run is no pass.
public enum ValidationVerdict: Sendable, Equatable {
  case passed
  /// With warnings only, `errors` is 0.
  case failed(errors: Int, warnings: Int)
  case notRun(LocalizedText)
}

/// What a document is: by its root element, its DOCTYPE or its format.
public enum DocumentKind: Sendable, Equatable {
  case jats, xhtml
  /// Some other XML: the name of its root element.
  case unknown(String)
  /// A format of ours that is not XML.
  case format(String)

  /// The name in reports.
  public var name: String {
    switch self {
    case .jats: "jats"
    case .xhtml: "xhtml"
    case .unknown: "unknown"
    case .format(let name): name
    }
  }
}

/// What all layers say of one document.
public struct ValidationResult: Sendable {
  /// Each layer with what it came to, and by what: the name of the schema.
  public struct Layer: Sendable, Equatable {
    public let layer: ValidationLayer
    public let verdict: ValidationVerdict
    public let schema: String?

    public init(_ layer: ValidationLayer, _ verdict: ValidationVerdict, by schema: String? = nil) {
      self.layer = layer
      self.verdict = verdict
      self.schema = schema
    }
  }

  public let kind: DocumentKind?
  public let layers: [Layer]

  public init(kind: DocumentKind?, layers: [Layer]) {
    self.kind = kind
    self.layers = layers
  }

  public var errors: Int { count { errors, _ in errors } }
  public var warnings: Int { count { _, warnings in warnings } }

  private func count(_ which: (Int, Int) -> Int) -> Int {
    layers.reduce(0) { sum, layer in
      if case .failed(let errors, let warnings) = layer.verdict {
        return sum + which(errors, warnings)
      }
      return sum
    }
  }

  /// The verdict of a layer.
  public func verdict(_ layer: ValidationLayer) -> ValidationVerdict? {
    layers.first { $0.layer == layer }?.verdict
  }
}
