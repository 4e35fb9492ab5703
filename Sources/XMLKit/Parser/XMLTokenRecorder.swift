import CLibXML2
import GazetteDocumentModel

/// Owns a libxml2 push parser and records what it calls back.
///
/// Only its parser's thread touches it. Errors are noted and thrown after the call, for C frames cannot
/// be unwound.
@safe final class XMLTokenRecorder {
  private let context: xmlParserCtxtPtr
  /// Of its own memory, whose address C holds: callbacks come for each tag and text, and would have to
  /// count references and check accesses of a class.
  private let recording = UnsafeMutablePointer<XMLRecording>.allocate(capacity: 1)
  private var hasEnded = false
  private var isEmpty = true

  /// xmlCreatePushParserCtxt, with the default handlers for declarations and our own for content.
  init(knowsHTML: Bool) {
    var handler = unsafe xmlSAXHandler()
    unsafe xmlSAXVersion(&handler, 2)
    unsafe Self.install(&handler)
    // With no user data the context itself is passed to callbacks, as the default ones expect.
    let made = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
    guard let made = unsafe made else { preconditionFailure("libxml2 has no memory left") }
    unsafe context = made
    unsafe recording.initialize(to: XMLRecording(made, knowsHTML: knowsHTML))
    // The declaration's encoding is that of the file; what comes here is decoded.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_BIG_LINES.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(options))
    // Entities parsed for the first time run in a context of their own, which inherits `_private`.
    unsafe context.pointee._private = UnsafeMutableRawPointer(recording)
  }

  deinit {
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe xmlFreeParserCtxt(context)
    unsafe recording.deinitialize(count: 1)
    unsafe recording.deallocate()
  }

  func parse(_ chunk: Span<UInt8>) throws(ConversionError) {
    var start = 0
    while start < chunk.count {
      let end = min(start + XMLParserThread.pieceSize, chunk.count)
      unsafe recording.pointee.taken += end - start
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
    let isFine = unsafe xmlParseChunk(context, nil, 0, 1) == 0
    if let cutOff = unsafe recording.pointee.cutOff { throw cutOff }
    try check(isFine)
  }

  /// The tokens so far, with what their names point to.
  func takeTape() -> XMLTokenTape {
    var taken = XMLTokenTape()
    unsafe swap(&taken, &recording.pointee.tape)
    taken.names = unsafe recording.pointee.names
    taken.documentType = unsafe recording.pointee.documentType
    return taken
  }

  /// Gives an empty tape to record on, for its memory.
  func giveBack(_ tape: consuming XMLTokenTape) { unsafe recording.pointee.tape = tape }

  /// Throws what a callback noted. Errors of a namespace do not stop libxml2, nor us.
  private func check(_ isFine: Bool) throws(ConversionError) {
    if let failure = unsafe recording.pointee.failure { throw failure }
    guard !isFine, unsafe context.pointee.wellFormed == 0 else { return }
    throw unsafe ConversionError(.xmlSyntax, ["the parser stopped"], at: recording.pointee.position)
  }
}

// MARK: - C callbacks

/// Calls what records for a parser context; a free function, since C callbacks cannot capture a type.
@inline(__always)
private func record(_ context: UnsafeMutableRawPointer?, _ body: (inout XMLRecording) -> Void) {
  guard let recording = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private
  else { return }
  unsafe body(&recording.assumingMemoryBound(to: XMLRecording.self).pointee)
}

extension XMLTokenRecorder {
  /// Puts the callbacks for content into a handler. Those for declarations stay libxml2's own, which
  /// keep the entities that a document declares.
  fileprivate static func install(_ handler: inout xmlSAXHandler) {
    unsafe handler.startElementNs = {
      context, local, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes in
      unsafe record(context) {
        unsafe $0.start(
          local, prefix, uri,
          UnsafeBufferPointer(start: namespaces, count: Int(namespaceCount) * 2),
          UnsafeBufferPointer(start: attributes, count: Int(attributeCount) * 5))
      }
    }
    unsafe handler.endElementNs = { context, local, prefix, uri in
      unsafe record(context) { unsafe $0.end(local, prefix, uri) }
    }
    let text: charactersSAXFunc = { context, start, count in
      unsafe record(context) {
        unsafe $0.text(UnsafeBufferPointer(start: start, count: Int(count)))
      }
    }
    unsafe handler.characters = text
    unsafe handler.ignorableWhitespace = text
    unsafe handler.cdataBlock = text
    unsafe handler.processingInstruction = { context, target, data in
      unsafe record(context) { unsafe $0.instruction(target, data) }
    }
    unsafe handler.comment = { context, value in unsafe record(context) { unsafe $0.comment(value) }
    }
    unsafe handler.reference = { context, name in
      unsafe record(context) { unsafe $0.reference(name) }
    }
    unsafe handler.getEntity = { context, name in
      var found: xmlEntityPtr?
      unsafe record(context) { unsafe found = $0.entities.entity(name) }
      return unsafe found
    }
    unsafe handler.getParameterEntity = { context, name in
      let found = unsafe xmlSAX2GetParameterEntity(context, name)
      if let entity = unsafe found { unsafe record(context) { unsafe $0.parameterEntity(entity) } }
      return unsafe found
    }
    unsafe handler.warning = nil
    unsafe handler.error = nil
    unsafe handler.fatalError = nil
    unsafe handler.resolveEntity = nil
    unsafe handler.serror = { context, error in
      guard let error = unsafe error else { return }
      unsafe record(context) { unsafe $0.error(error) }
    }
  }
}
