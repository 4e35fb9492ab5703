import CLibXML2
import GazetteDocumentModel
import GazetteXMLKit

/// XML Schema as a stream: libxml2's validator is fed with the tokens of our own parser, as its SAX
/// functions would be with those of its own (xmlSchemaSAXPlug). So the document is parsed once, the place
/// of each token is known, and nothing is kept but the open elements.
@safe final class XSDRun: SchemaRun {
  /// What is being handed to the validator.
  private enum Phase { case start, text, end }

  private struct Open {
    let position: SourcePosition
    /// Where its text begins.
    var text: SourcePosition?
  }

  private let schema: LibXMLSchema
  private let log: LayerLog
  private let validator: xmlSchemaValidCtxtPtr?
  private var plug: xmlSchemaSAXPlugPtr?
  private var sax: xmlSAXHandlerPtr?
  private var context: UnsafeMutableRawPointer?
  private var listener: LibXMLLog?
  private var strings = XMLNameStrings()

  private var names: [XMLName] = []
  private var path = ElementPath()
  private var open: [Open] = []
  private var phase = Phase.start
  private var place = SourcePosition.start
  /// The element and the phase of the fault that was told last: a second fault of the same value follows
  /// from the first.
  private var lastFault: (subject: String, place: SourcePosition)?

  // The start tag whose attributes are still coming.
  private var tag: XMLToken?
  private var namespaces: [(name: UInt32, value: Range<Int>)] = []
  private var attributes: [(name: UInt32, value: Range<Int>)] = []
  private var values: [UInt8] = []
  /// What is handed over: pointers into `values` and `strings`.
  private var fives: [UnsafePointer<UInt8>?] = unsafe []
  private var pairs: [UnsafePointer<UInt8>?] = unsafe []

  init(_ schema: LibXMLSchema, _ compiled: xmlSchemaPtr?, _ log: LayerLog) {
    self.schema = schema
    self.log = log
    unsafe validator = xmlSchemaNewValidCtxt(compiled)
    guard let validator = unsafe validator else { return }
    // With no handler in front of it, the validator's own functions come back, and their context.
    unsafe plug = xmlSchemaSAXPlug(validator, &sax, &context)
    let listener = LibXMLLog { [unowned self] in self.report($0) }
    self.listener = listener
    unsafe xmlSchemaSetValidStructuredErrors(validator, LibXMLLog.hear, listener.address)
  }

  deinit {
    unsafe xmlSchemaSAXUnplug(plug)
    unsafe xmlSchemaFreeValidCtxt(validator)
  }

  func read(_ chunk: Span<UInt8>) {}

  func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    if self.names.count < names.count { self.names = names }
    switch token.kind {
    case .attribute:
      attributes.append((token.name, keep(value)))
      return
    case .namespace:
      namespaces.append((token.name, keep(value)))
      return
    default: closeTag()
    }
    place = token.position
    switch token.kind {
    case .start:
      tag = token
      path.push(token.name)
      open.append(Open(position: token.position))
    case .text, .entity: text(token, value)
    case .end: end(token)
    case .instruction, .comment, .attribute, .namespace: break
    }
  }

  func finish() { closeTag() }

  private func keep(_ value: Span<UInt8>) -> Range<Int> {
    let start = values.count
    values.append(value)
    return start..<values.count
  }

  /// The start tag is complete: startElementNs.
  private func closeTag() {
    guard let token = tag else { return }
    tag = nil
    phase = .start
    place = token.position
    unsafe values.withUnsafeBufferPointer { values in
      unsafe pairs.removeAll(keepingCapacity: true)
      unsafe fives.removeAll(keepingCapacity: true)
      for (name, range) in namespaces {
        // A namespace's text ends with a zero byte, an attribute's by its end pointer.
        unsafe pairs.append(strings[name, names].prefix)
        unsafe pairs.append(strings.text(Array(values[range])))
      }
      for (name, range) in attributes {
        let name = strings[name, names]
        let start = unsafe values.baseAddress.map { unsafe $0 + range.lowerBound }
        let end = unsafe values.baseAddress.map { unsafe $0 + range.upperBound }
        unsafe fives += [name.local, name.prefix, name.namespace, start, end]
      }
      let name = strings[token.name, names]
      unsafe pairs.withUnsafeMutableBufferPointer { pairs in
        unsafe fives.withUnsafeMutableBufferPointer { fives in
          unsafe sax?.pointee.startElementNs?(
            context, name.local, name.prefix, name.namespace, Int32(namespaces.count),
            pairs.baseAddress, Int32(attributes.count), 0, fives.baseAddress)
        }
      }
    }
    namespaces.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  private func text(_ token: XMLToken, _ value: Span<UInt8>) {
    guard let top = open.indices.last else { return }
    if open[top].text == nil { open[top].text = token.position }
    phase = .text
    unsafe value.withUnsafeBytes { bytes in
      unsafe sax?.pointee.characters?(
        context, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(bytes.count))
    }
  }

  private func end(_ token: XMLToken) {
    phase = .end
    let name = strings[token.name, names]
    unsafe sax?.pointee.endElementNs?(context, name.local, name.prefix, name.namespace)
    path.pop()
    _ = open.popLast()
  }

  /// What the validator says of the token at hand.
  private func report(_ entry: LibXMLLog.Entry) {
    let fault = SchemaFault(xsd: entry)
    var position = place
    // A value is judged at its element's end, and stands where its text begins.
    if phase == .end, !fault.isOfContent, let top = open.last {
      position = top.text ?? top.position
    }
    if let last = lastFault, last.subject == fault.subject, last.place == position,
      fault.followsFromAnother
    {
      return
    }
    lastFault = (fault.subject, position)
    let words = fault.words(path.text(names))
    log.report(words.code, words.english, chinese: words.chinese, at: position)
  }
}

/// The names of a document as C strings, which live as long as the document is validated.
@safe private final class XMLNameStrings {
  @safe struct Name {
    let local: UnsafePointer<UInt8>?
    let prefix: UnsafePointer<UInt8>?
    let namespace: UnsafePointer<UInt8>?
  }

  private var names: [Name?] = []
  private let pool: xmlDictPtr?

  /// xmlDictCreate: one copy of each text, freed all at once.
  init() { unsafe pool = xmlDictCreate() }

  deinit { unsafe xmlDictFree(pool) }

  subscript(index: UInt32, known: [XMLName]) -> Name {
    if names.count < known.count {
      names += [Name?](repeating: nil, count: known.count - names.count)
    }
    if let name = names[Int(index)] { return name }
    let name = known[Int(index)]
    func pointer(_ text: String) -> UnsafePointer<UInt8>? {
      text.isEmpty ? nil : unsafe self.text(Array(text.utf8))
    }
    let made = unsafe Name(
      local: pointer(name.local), prefix: pointer(name.prefix), namespace: pointer(name.namespace))
    names[Int(index)] = made
    return made
  }

  /// xmlDictLookup
  func text(_ bytes: [UInt8]) -> UnsafePointer<UInt8>? {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe xmlDictLookup(pool, bytes.baseAddress, Int32(bytes.count))
    }
  }
}
