public import GazetteDocumentModel

/// A layer of checking.
public enum ValidationLayer: String, Sendable, CaseIterable {
  /// XML 1.0 §2.1, or the grammar of JSON or CSV; of a book the zip archive and every XML in it.
  case wellFormed = "well-formedness"
  /// Gazette's own schema of what it writes.
  case builtInSchema = "built-in schema"
  /// The official schema, or one that was given.
  case givenSchema = "given schema"
  /// What no schema says: dates that exist, titles that are not empty…
  case ownChecks = "own checks"
  /// Of a book: how the archive begins, and the names in it (OCF §4.2).
  case archive = "archive"
  /// META-INF (OCF §4.2.6.3).
  case container = "container"
  /// The package document: metadata, manifest, spine (EPUB 3.3 §5).
  case package = "package"
  /// Navigation document and NCX (§7).
  case navigation = "navigation"
  /// XHTML and SVG (§6).
  case contentDocuments = "content documents"
  /// Pictures, stylesheets, fonts: that they are what the manifest says (§3).
  case resources = "resources"
  /// Addresses, and the identifiers that they lead to.
  case links = "links"

  /// The layer's name in a report for people.
  public var title: LocalizedText {
    switch self {
    case .wellFormed: LocalizedText(rawValue, "格式良好")
    case .builtInSchema: LocalizedText(rawValue, "内置模式")
    case .givenSchema: LocalizedText(rawValue, "指定模式")
    case .ownChecks: LocalizedText(rawValue, "自有检查")
    case .archive: LocalizedText(rawValue, "归档")
    case .container: LocalizedText(rawValue, "容器")
    case .package: LocalizedText(rawValue, "包文档")
    case .navigation: LocalizedText(rawValue, "导航")
    case .contentDocuments: LocalizedText(rawValue, "内容文档")
    case .resources: LocalizedText(rawValue, "资源")
    case .links: LocalizedText(rawValue, "链接")
    }
  }
}

extension DiagnosticCode {
  /// The layer that says this of a book; nil where the code is not about books.
  public var bookLayer: ValidationLayer? {
    switch rawValue {
    // The form of the archive, and of any document in it.
    case DiagnosticCode.bookArchiveDamaged.rawValue,
      DiagnosticCode.bookDocumentMalformed.rawValue:
      .wellFormed
    case 8401...8409: .archive
    case 8411...8419: .container
    case 8421...8459: .package
    case 8461...8469: .navigation
    case 8471...8479: .contentDocuments
    case 8481...8493: .links
    case 8494...8499: .resources
    default: nil
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
    /// What is to be known of how it was checked.
    public let remark: LocalizedText?

    public init(
      _ layer: ValidationLayer, _ verdict: ValidationVerdict, by schema: String? = nil,
      remark: LocalizedText? = nil
    ) {
      self.layer = layer
      self.verdict = verdict
      self.schema = schema
      self.remark = remark
    }
  }

  public let kind: DocumentKind?
  public let layers: [Layer]

  public init(kind: DocumentKind?, layers: [Layer]) {
    self.kind = kind
    self.layers = layers
  }

  /// What a document comes to that is no text.
  public static let unreadable = ValidationResult(
    kind: nil,
    layers: [ValidationLayer.wellFormed, .builtInSchema, .givenSchema, .ownChecks].map { layer in
      let cutShort = LocalizedText("the document cannot be read as text", "无法将文档读作文本")
      return .init(
        layer, layer == .wellFormed ? .failed(errors: 1, warnings: 0) : .notRun(cutShort))
    })

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
