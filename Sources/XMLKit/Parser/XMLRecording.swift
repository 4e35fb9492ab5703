import CLibXML2
import GazetteDocumentModel

/// What the callbacks of a parser have said: tokens, names, and the first error.
@safe struct XMLRecording: ~Copyable {
  var tape = XMLTokenTape()
  private(set) var names: [XMLName] = []
  /// What the document says of its own type; known from its first start tag on.
  private(set) var documentType: XMLDocumentType?
  let entities: XMLEntities
  private(set) var failure: ConversionError?
  private let context: xmlParserCtxtPtr
  private var interner = XMLNameInterner()
  private var depth = 0
  /// The first error is that elements are open at the end.
  private var endIsMissing = false
  /// How much has come in, and how much has been recorded of it.
  var taken = 0
  private var recorded = 0
  /// Where the token before this one ended.
  private var previous = SourcePosition.start

  /// How many times its size, but for a megabyte, entities may make of a document: nothing that people
  /// write comes near, and an attack by entities that hold one another has no end.
  private static let maximumGrowth = 20

  init(_ context: xmlParserCtxtPtr, knowsHTML: Bool) {
    unsafe self.context = unsafe context
    entities = unsafe XMLEntities(context, knowsHTML: knowsHTML)
  }

  /// Where the parser stands: its own counts, which are of the document, not of an entity.
  var position: SourcePosition {
    guard let input = unsafe context.pointee.inputTab?.pointee else { return previous }
    let read = unsafe input.pointee.cur - input.pointee.base
    return unsafe SourcePosition(
      offset: UInt64(input.pointee.consumed) + UInt64(max(0, read)),
      line: UInt32(max(1, input.pointee.line)), column: UInt32(max(1, input.pointee.col)))
  }

  /// Where the tag begins at whose end the parser stands: what comes before the root element makes no
  /// token whose end would be that place.
  private var tagStart: SourcePosition {
    guard let input = unsafe context.pointee.inputTab?.pointee,
      let base = unsafe input.pointee.base, let end = unsafe input.pointee.cur
    else { return previous }
    // The parser reads a start tag only when all of it is in its buffer; no value holds a `<`.
    let read = unsafe Span(_unsafeStart: base, count: end - base)
    guard let start = read.lastIndex(of: UInt8(ascii: "<")) else { return previous }
    let tag = read.extracting(start..<read.count)
    var place = position
    place.offset -= UInt64(tag.count)
    let lines = tag.lineFeedCount
    place.line -= UInt32(min(lines, Int(place.line) - 1))
    if lines == 0 {
      place.column -= UInt32(min(tag.scalarCount, Int(place.column) - 1))
    } else {
      let before = read.extracting(0..<start)
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      place.column = UInt32(before.extracting(lineStart..<start).scalarCount + 1)
    }
    return place
  }

  private mutating func record(
    _ kind: XMLToken.Kind, _ name: UInt32, _ value: UnsafeBufferPointer<UInt8>? = nil
  ) {
    guard failure == nil else { return }
    recorded += unsafe value?.count ?? 0
    if recorded > allowance { return noteGrowth() }
    unsafe tape.append(kind, name, value, previous)
  }

  private var allowance: Int { taken * Self.maximumGrowth + (1 << 20) }

  private mutating func noteGrowth() {
    note(ConversionError(.xmlExpansion, ["\(Self.maximumGrowth)"], at: position))
  }

  /// What libxml2 finds missing at the end has many names; to a reader it is one thing.
  var cutOff: ConversionError? {
    guard let failure, let name = unsafe context.pointee.name, depth > 0,
      failure.code == .xmlSyntax, let place = failure.diagnostic.position,
      endIsMissing || place.offset >= UInt64(taken)
    else { return nil }
    return unsafe ConversionError(.xmlCutOff, [String(cString: name)], at: place)
  }

  private mutating func name(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>? = nil,
    _ namespace: UnsafePointer<UInt8>? = nil
  ) -> UInt32 {
    let (index, isNew) = unsafe interner.intern(local, prefix, namespace)
    if isNew {
      let prefix = unsafe prefix.map { unsafe String(cString: $0) } ?? ""
      let uri = unsafe namespace.map { unsafe XMLNamespace.uri(String(cString: $0)) }
      names.append(
        XMLName(
          prefix: prefix, local: unsafe local.map { unsafe String(cString: $0) } ?? "",
          namespace: uri ?? XMLNamespace.customary(prefix)))
    }
    return index
  }

  private mutating func note(_ error: ConversionError) {
    guard failure == nil else { return }
    failure = error
    unsafe xmlStopParser(context)
  }

  // MARK: What the callbacks say

  mutating func start(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?,
    _ namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>,
    _ attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    depth += 1
    if depth == 1 {
      documentType = unsafe XMLDocumentType(of: context)
      previous = tagStart
    }
    if depth > XMLParser.maximumDepth {
      return note(ConversionError(.xmlTooDeep, ["\(XMLParser.maximumDepth)"], at: position))
    }
    unsafe record(.start, name(local, prefix, namespace))
    // Pairs of prefix and URI.
    for pair in stride(from: 0, to: namespaces.count, by: 2) {
      unsafe record(
        .namespace, name(nil, namespaces[pair]), XMLEntities.bytes(namespaces[pair + 1]))
    }
    // Fives of local name, prefix, URI, begin and end of the value.
    for five in stride(from: 0, to: attributes.count, by: 5) {
      let value = unsafe UnsafeBufferPointer(
        start: attributes[five + 3],
        count: (attributes[five + 4] ?? attributes[five + 3]).map { end in
          unsafe attributes[five + 3].map { unsafe end - $0 } ?? 0
        } ?? 0)
      let index = unsafe name(attributes[five], attributes[five + 1], attributes[five + 2])
      if unsafe value.contains(UInt8(ascii: "&")) {
        guard let resolved = unsafe entities.resolve(value, upTo: allowance) else {
          return noteGrowth()
        }
        unsafe resolved.withUnsafeBufferPointer { unsafe record(.attribute, index, $0) }
      } else {
        unsafe record(.attribute, index, value)
      }
    }
    previous = position
    // The parser stands before the `>` of the tag.
    previous.offset += 1
    previous.column += 1
  }

  mutating func end(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?
  ) {
    depth -= 1
    unsafe record(.end, name(local, prefix, namespace))
    previous = position
  }

  mutating func text(_ value: UnsafeBufferPointer<UInt8>) {
    unsafe record(.text, 0, value)
    previous = position
  }

  mutating func instruction(
    _ target: UnsafePointer<UInt8>?, _ data: UnsafePointer<UInt8>?
  ) {
    unsafe record(.instruction, name(target), XMLEntities.bytes(data))
    previous = position
  }

  mutating func comment(_ value: UnsafePointer<UInt8>?) {
    unsafe record(.comment, 0, XMLEntities.bytes(value))
    previous = position
  }

  /// `&name;` that the document does not declare, or declares to lie elsewhere.
  mutating func reference(_ name: UnsafePointer<UInt8>?) {
    guard let name = unsafe name else { return }
    if let entity = unsafe xmlGetDocEntity(context.pointee.myDoc, name) {
      let isOutside =
        unsafe entity.pointee.etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY
        || entity.pointee.etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY
      // The text of others has come by itself.
      if isOutside {
        unsafe note(ConversionError(.xmlExternalEntity, [String(cString: name)], at: position))
      }
    } else {
      unsafe record(.entity, self.name(name), XMLEntities.bytes(name))
    }
    previous = position
  }

  /// A parameter entity is asked for; one that lies outside would bring declarations with it.
  mutating func parameterEntity(_ entity: xmlEntityPtr) {
    guard unsafe entity.pointee.etype == XML_EXTERNAL_PARAMETER_ENTITY,
      let name = unsafe entity.pointee.name
    else { return }
    unsafe note(ConversionError(.xmlExternalEntity, [String(cString: name)], at: position))
  }

  mutating func error(_ error: UnsafePointer<xmlError>) {
    if unsafe error.pointee.domain == Int32(XML_FROM_NAMESPACE.rawValue) {
      return unsafe namespaceError(error)
    }
    guard unsafe error.pointee.level == XML_ERR_FATAL else { return }
    if failure == nil, unsafe error.pointee.code == Int32(XML_ERR_DOCUMENT_END.rawValue) {
      endIsMissing = true
    }
    // libxml2's own bounds, and what its word for both is.
    if unsafe error.pointee.code == Int32(XML_ERR_ENTITY_LOOP.rawValue) { return noteGrowth() }
    unsafe syntaxError(error)
  }

  /// A prefix without a declaration, but for those that everybody knows.
  private mutating func namespaceError(_ error: UnsafePointer<xmlError>) {
    switch unsafe error.pointee.code {
    case Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue):
      let prefix = unsafe error.pointee.str1.map { unsafe String(cString: $0) } ?? ""
      guard XMLNamespace.customary(prefix).isEmpty else { return }
      note(ConversionError(.xmlPrefixUnknown, [prefix + ":…"], at: previous))
    case Int32(XML_NS_ERR_ATTRIBUTE_REDEFINED.rawValue): unsafe syntaxError(error)
    // Names and declarations that Namespaces in XML forbids: a validator says so, a reader reads on.
    default: if !entities.knowsHTML { unsafe syntaxError(error) }
    }
  }

  private mutating func syntaxError(_ error: UnsafePointer<xmlError>) {
    let words = unsafe XMLSyntaxWording.words(for: error.pointee)
    // The parser has read the end tag that does not fit; the fault is where that begins.
    let isMismatch = unsafe error.pointee.code == Int32(XML_ERR_TAG_NAME_MISMATCH.rawValue)
    note(
      ConversionError(
        .xmlSyntax, [words.english], chinese: [words.chinese],
        at: isMismatch ? previous : position))
  }
}

extension Span where Element == UInt8 {
  fileprivate func lastIndex(of byte: UInt8) -> Int? {
    var at = count - 1
    while at >= 0, self[at] != byte { at -= 1 }
    return at < 0 ? nil : at
  }

  /// How many Unicode scalars begin in it.
  fileprivate var scalarCount: Int {
    var number = 0
    for index in indices where self[index] & 0xC0 != 0x80 { number += 1 }
    return number
  }
}
