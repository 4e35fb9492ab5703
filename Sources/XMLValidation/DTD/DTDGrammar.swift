import GazetteXMLKit

/// A compiled DTD: which elements there are, what they hold, which attributes they have.
///
/// libxml2 reads the DTD; what it declares is kept here as plain values, so that any number of threads
/// may validate by it, in a stream, whether or not the document names the DTD.
public struct DTDGrammar: Sendable {
  struct Element: Sendable {
    enum Content: Sendable {
      /// Named in a content model, or by an ATTLIST, but declared nowhere.
      case undeclared
      case empty
      case any
      /// Text and elements.
      case mixed
      /// Elements only.
      case elements
    }

    let name: String
    var content: Content = .undeclared
    var automaton = ContentAutomaton.empty
    var attributes: [Attribute] = []
    var attributeNumbers: [String: Int] = [:]
  }

  /// An attribute declaration: XML 1.0 §3.3.
  struct Attribute: Sendable {
    enum Kind: Sendable {
      case text, id, reference, references, entity, entities, token, tokens
      /// One of these: an enumeration, or notations.
      case words([String])
    }

    let name: String
    let kind: Kind
    let isRequired: Bool
    /// The one value that it may have.
    let fixed: String?
  }

  private(set) var elements: [Element] = []
  private(set) var elementNumbers: [String: Int32] = [:]
  /// General entities that it declares, and those of them that are unparsed: a picture, a sound.
  var entities: Set<String> = []
  var unparsedEntities: Set<String> = []

  /// Adds the entities that a document declares itself.
  mutating func add(_ own: XMLDocumentType.InternalSubset) {
    entities.formUnion(own.entities)
    unparsedEntities.formUnion(own.unparsedEntities)
  }

  /// The number of an element; a new one where it is not known yet.
  mutating func number(_ name: String) -> Int32 {
    if let known = elementNumbers[name] { return known }
    let new = Int32(elements.count)
    elements.append(Element(name: name))
    elementNumbers[name] = new
    return new
  }

  mutating func declare(
    _ name: String, _ content: Element.Content, _ model: ContentModel?, _ attributes: [Attribute]
  ) {
    let index = Int(number(name))
    elements[index].content = content
    if let model { elements[index].automaton = ContentAutomaton(ContentModel.Builder(model)) }
    elements[index].attributes = attributes
    for (number, attribute) in attributes.enumerated() {
      elements[index].attributeNumbers[attribute.name] = number
    }
  }
}
