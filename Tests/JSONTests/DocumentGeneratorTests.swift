import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite("The document generator")
struct DocumentGeneratorTests {
  static let options: [DocumentGenerator.Options] = {
    var early = DocumentGenerator.Options.whole
    early.lateFacts = .inFront
    early.bulletins = 0...3
    return [.plain, .whole, early]
  }()

  @Test("obeys the event laws", arguments: 0..<3, [1, 2, 3, 40, 500] as [UInt64])
  func laws(_ option: Int, _ seed: UInt64) throws {
    for step in 0..<20 {
      var generator = DocumentGenerator(
        seed: seed + UInt64(step) * 1000, options: Self.options[option])
      _ = try generator.document().log()
    }
  }

  @Test("gives the same document for the same seed, and others for others")
  func deterministic() {
    var a = DocumentGenerator(seed: 7, options: .whole)
    var b = DocumentGenerator(seed: 7, options: .whole)
    var c = DocumentGenerator(seed: 8, options: .whole)
    let first = a.document()
    #expect(first == b.document())
    #expect(first != c.document())
    #expect(first != a.document())
  }

  @Test("reaches the whole model")
  func reach() {
    var elements: Set<Element> = []
    var attributes: Set<Attribute> = []
    var fields: Set<MetadataField> = []
    var formats: Set<OpaqueFormat> = []
    var generator = DocumentGenerator(seed: 1, options: .whole)
    for _ in 0..<200 {
      for event in generator.document() {
        switch event {
        case .start(let element): elements.insert(element)
        case .attribute(let attribute, _): attributes.insert(attribute)
        case .metadata(let field, _): fields.insert(field)
        case .opaque(let format, _): formats.insert(format)
        case .text, .end: break
        }
      }
    }
    #expect(Set(Element.allCases).subtracting(elements).isEmpty)
    #expect(Set(Attribute.allCases).subtracting(attributes).isEmpty)
    #expect(Set(MetadataField.allCases).subtracting(fields).isEmpty)
    #expect(Set(OpaqueFormat.allCases).subtracting(formats).isEmpty)
  }
}
