import CLibXML2
import GazetteDocumentModel

/// Owns a libxml2 push parser and records what it calls back.
///
/// A class, since C holds its address; only its parser's thread touches it. Errors are noted and
/// thrown after the call, for C frames cannot be unwound.
@safe final class XMLTokenRecorder {
  var tape = XMLTokenTape()
  private var names: [XMLName] = []
  private var interner = XMLNameInterner()
  private let context: xmlParserCtxtPtr
  private var failure: ConversionError?
  private var depth = 0
  /// Where the token before this one ended.
  private var previous = SourcePosition.start
  private var hasEnded = false
  private var isEmpty = true

  /// xmlCreatePushParserCtxt, with the default handlers for declarations and our own for content.
  init() {
    var handler = unsafe xmlSAXHandler()
    unsafe xmlSAXVersion(&handler, 2)
    unsafe Self.install(&handler)
    // With no user data the context itself is passed to callbacks, as the default ones expect.
    let made = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
    guard let made = unsafe made else { preconditionFailure("libxml2 has no memory left") }
    unsafe context = made
    // The declaration's encoding is that of the file; what comes here is decoded.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_BIG_LINES.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    // Entities parsed for the first time run in a context of their own, which inherits `_private`.
    unsafe context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe xmlFreeParserCtxt(context)
  }

  func parse(_ chunk: Span<UInt8>) throws(ConversionError) {
    var start = 0
    while start < chunk.count {
      let end = min(start + XMLParserThread.pieceSize, chunk.count)
      let isFine = unsafe chunk.extracting(start..<end).withUnsafeBytes { bytes in
        unsafe xmlParseChunk(
          context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
          == 0
      }
      try check(isFine)
      start = end
      isEmpty = false
    }
  }

  func finish() throws(ConversionError) {
    guard !hasEnded, !isEmpty else { return }
    hasEnded = true
    try check(unsafe xmlParseChunk(context, nil, 0, 1) == 0)
  }

  /// The tokens so far; nil where there is none.
  func takeTape() -> XMLTokenTape? {
    guard !tape.tokens.isEmpty else { return nil }
    nameTape()
    var taken = XMLTokenTape()
    swap(&taken, &tape)
    return taken
  }

  /// Gives the tape what its names point to.
  func nameTape() { tape.names = names }

  /// Throws what a callback noted. Errors of a namespace do not stop libxml2, nor us.
  private func check(_ isFine: Bool) throws(ConversionError) {
    if let failure { throw failure }
    guard !isFine, unsafe context.pointee.wellFormed == 0 else { return }
    throw ConversionError(.xmlSyntax, ["the parser stopped"], at: position)
  }

  /// Where the parser stands: its own counts, which are of the document, not of an entity.
  private var position: SourcePosition {
    guard let input = unsafe context.pointee.inputTab?.pointee else { return previous }
    let read = unsafe input.pointee.cur - input.pointee.base
    return unsafe SourcePosition(
      offset: UInt64(input.pointee.consumed) + UInt64(max(0, read)),
      line: UInt32(max(1, input.pointee.line)), column: UInt32(max(1, input.pointee.col)))
  }

  private func record(
    _ kind: XMLToken.Kind, _ name: UInt32, _ value: UnsafeBufferPointer<UInt8>? = nil
  ) {
    unsafe tape.append(kind, name, value, previous)
  }

  private func name(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>? = nil,
    _ namespace: UnsafePointer<UInt8>? = nil
  ) -> UInt32 {
    let (index, isNew) = unsafe interner.intern(local, prefix, namespace)
    if isNew {
      let prefix = unsafe prefix.map { unsafe String(cString: $0) } ?? ""
      let uri = unsafe namespace.map { unsafe String(cString: $0) }
      names.append(
        XMLName(
          prefix: prefix, local: unsafe local.map { unsafe String(cString: $0) } ?? "",
          namespace: uri ?? XMLNamespace.customary(prefix)))
    }
    return index
  }

  private func note(_ error: ConversionError) {
    guard failure == nil else { return }
    failure = error
    unsafe xmlStopParser(context)
  }

  // MARK: What the callbacks say

  fileprivate func start(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?,
    _ namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>,
    _ attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    depth += 1
    if depth > XMLParser.maximumDepth {
      return note(ConversionError(.xmlTooDeep, ["\(XMLParser.maximumDepth)"], at: position))
    }
    unsafe record(.start, name(local, prefix, namespace))
    // Pairs of prefix and URI.
    for pair in stride(from: 0, to: namespaces.count, by: 2) {
      unsafe record(.namespace, name(nil, namespaces[pair]), Self.bytes(namespaces[pair + 1]))
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
        let resolved = unsafe resolve(value)
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

  fileprivate func end(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?
  ) {
    depth -= 1
    unsafe record(.end, name(local, prefix, namespace))
    previous = position
  }

  fileprivate func text(_ value: UnsafeBufferPointer<UInt8>) {
    unsafe record(.text, 0, value)
    previous = position
  }

  fileprivate func instruction(
    _ target: UnsafePointer<UInt8>?, _ data: UnsafePointer<UInt8>?
  ) {
    unsafe record(.instruction, name(target), Self.bytes(data))
    previous = position
  }

  fileprivate func comment(_ value: UnsafePointer<UInt8>?) {
    unsafe record(.comment, 0, Self.bytes(value))
    previous = position
  }

  /// An attribute's value with its references resolved: without a tree, libxml2 leaves them standing, and
  /// an ampersand as `&#38;`. An entity that holds others is not taken apart.
  private func resolve(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var resolved: [UInt8] = []
    var rest = unsafe Array(value)[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      resolved += rest[..<start]
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")) else { break }
      let name = Array(rest[(start + 1)..<end])
      resolved += entityText(name) ?? Array(rest[start...end])
      rest = rest[(end + 1)...]
    }
    return resolved + rest
  }

  /// What an entity stands for: `#38`, one of HTML's, or one that the document declares.
  private func entityText(_ name: [UInt8]) -> [UInt8]? {
    if name == Array("#38".utf8) { return [UInt8(ascii: "&")] }
    return unsafe (name + [0]).withUnsafeBufferPointer { name -> [UInt8]? in
      if let entity = unsafe xmlGetDocEntity(context.pointee.myDoc, name.baseAddress),
        unsafe entity.pointee.etype == XML_INTERNAL_GENERAL_ENTITY
          || entity.pointee.etype == XML_INTERNAL_PREDEFINED_ENTITY
      {
        return unsafe Self.bytes(entity.pointee.content).map { unsafe Array($0) }
      }
      guard let known = unsafe htmlEntityLookup(name.baseAddress),
        let scalar = unsafe Unicode.Scalar(UInt32(known.pointee.value))
      else { return nil }
      return Array(String(Character(scalar)).utf8)
    }
  }

  /// `&name;` that the document does not declare, or declares to lie elsewhere.
  fileprivate func reference(_ name: UnsafePointer<UInt8>?) {
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
      unsafe record(.entity, self.name(name), Self.bytes(name))
    }
    previous = position
  }

  /// xmlSAX2GetEntity; what the document does not declare may be one of HTML's, which is declared then.
  fileprivate func entity(
    _ name: UnsafePointer<UInt8>?, in context: UnsafeMutableRawPointer?
  ) -> xmlEntityPtr? {
    if let found = unsafe xmlSAX2GetEntity(context, name) { return unsafe found }
    guard let name = unsafe name, let document = unsafe self.context.pointee.myDoc,
      let text = unsafe entityText(
        Array(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))))
    else { return nil }
    if unsafe document.pointee.intSubset == nil {
      unsafe xmlCreateIntSubset(document, name, nil, nil)
    }
    return unsafe (text + [0]).withUnsafeBufferPointer { text in
      unsafe xmlAddDocEntity(
        document, name, Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), nil, nil, text.baseAddress)
    }
  }

  fileprivate func error(_ error: UnsafePointer<xmlError>) {
    guard unsafe error.pointee.level == XML_ERR_FATAL else { return }
    let words = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
    let place = position
    note(
      ConversionError(
        .xmlSyntax, [words.split(separator: "\n").joined(separator: " ")], at: place))
  }

  private static func bytes(_ text: UnsafePointer<UInt8>?) -> UnsafeBufferPointer<UInt8>? {
    guard let text = unsafe text else { return nil }
    return unsafe UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
  }
}

// MARK: - C callbacks

/// The recorder behind a parser context; a free function, since C callbacks cannot capture a type.
private func recorder(of context: UnsafeMutableRawPointer?) -> XMLTokenRecorder? {
  guard let owner = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private
  else { return nil }
  return unsafe Unmanaged<XMLTokenRecorder>.fromOpaque(owner).takeUnretainedValue()
}

extension XMLTokenRecorder {
  /// Puts the callbacks for content into a handler. Those for declarations stay libxml2's own, which
  /// keep the entities that a document declares.
  fileprivate static func install(_ handler: inout xmlSAXHandler) {
    unsafe handler.startElementNs = {
      context, local, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes in
      unsafe recorder(of: context)?.start(
        local, prefix, uri,
        UnsafeBufferPointer(start: namespaces, count: Int(namespaceCount) * 2),
        UnsafeBufferPointer(start: attributes, count: Int(attributeCount) * 5))
    }
    unsafe handler.endElementNs = { context, local, prefix, uri in
      unsafe recorder(of: context)?.end(local, prefix, uri)
    }
    let text: charactersSAXFunc = { context, start, count in
      unsafe recorder(of: context)?.text(UnsafeBufferPointer(start: start, count: Int(count)))
    }
    unsafe handler.characters = text
    unsafe handler.ignorableWhitespace = text
    unsafe handler.cdataBlock = text
    unsafe handler.processingInstruction = { context, target, data in
      unsafe recorder(of: context)?.instruction(target, data)
    }
    unsafe handler.comment = { context, value in unsafe recorder(of: context)?.comment(value) }
    unsafe handler.reference = { context, name in unsafe recorder(of: context)?.reference(name) }
    unsafe handler.getEntity = { context, name in
      unsafe recorder(of: context)?.entity(name, in: context)
    }
    unsafe handler.warning = nil
    unsafe handler.error = nil
    unsafe handler.fatalError = nil
    unsafe handler.resolveEntity = nil
    unsafe handler.serror = { context, error in
      guard let error = unsafe error else { return }
      unsafe recorder(of: context)?.error(error)
    }
  }
}
