import CLibXML2
import GazetteDocumentModel
import GazetteXMLKit

/// RELAX NG: libxml2 validates by it only a tree, so the document is held in memory, and faults come at
/// its end. It tells the element; where that stands, the tokens have told.
@safe final class RelaxNGRun: SchemaRun {
  private let schema: LibXMLSchema
  private let compiled: xmlRelaxNGPtr?
  private let log: LayerLog
  private var document: [UInt8] = []
  /// Of each element, in the order of the document.
  private var positions: [SourcePosition] = []
  /// Where the last fault was told.
  private var last: SourcePosition?

  init(_ schema: LibXMLSchema, _ compiled: xmlRelaxNGPtr?, _ log: LayerLog) {
    self.schema = schema
    unsafe self.compiled = unsafe compiled
    self.log = log
  }

  func read(_ chunk: Span<UInt8>) { document.append(chunk) }

  func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    if token.kind == .start { positions.append(token.position) }
  }

  func finish() {
    guard let validator = unsafe xmlRelaxNGNewValidCtxt(compiled) else { return }
    defer { unsafe xmlRelaxNGFreeValidCtxt(validator) }
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
    // The bytes outlive the call.
    let tree = unsafe LibXMLLog().collecting {
      unsafe document.withUnsafeBytes { bytes in
        unsafe xmlReadMemory(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, nil,
          options)
      }
    }
    guard let tree = unsafe tree else { return }
    defer { unsafe xmlFreeDoc(tree) }
    unsafe number(tree)
    let listener = LibXMLLog { [unowned self] in self.report($0) }
    unsafe xmlRelaxNGSetValidStructuredErrors(validator, LibXMLLog.hear, listener.address)
    _ = unsafe xmlRelaxNGValidateDoc(validator, tree)
    // The validator holds the listener's address until here.
    withExtendedLifetime(listener) {}
  }

  /// Writes into each element which one of the document it is, for the reports: libxml2 leaves a node's
  /// `_private` to its users.
  private func number(_ tree: xmlDocPtr) {
    var number = 0
    var next = unsafe xmlDocGetRootElement(tree)
    while let node = unsafe next {
      // Elements of an entity are tokens of ours, and not nodes of this tree: then the line has to do.
      if unsafe node.pointee.type == XML_ENTITY_REF_NODE { positions = [] }
      if unsafe node.pointee.type == XML_ELEMENT_NODE {
        number += 1
        unsafe node.pointee._private = UnsafeMutableRawPointer(bitPattern: number)
        if let child = unsafe node.pointee.children {
          unsafe next = child
          continue
        }
      }
      unsafe next = Self.following(node)
    }
  }

  /// The node behind a node and all that it holds.
  private static func following(_ node: xmlNodePtr) -> xmlNodePtr? {
    var at: xmlNodePtr? = unsafe node
    while let node = unsafe at {
      if let next = unsafe node.pointee.next { return unsafe next }
      unsafe at = node.pointee.parent
    }
    return nil
  }

  private func report(_ entry: LibXMLLog.Entry) {
    let fault = SchemaFault(relaxNG: entry)
    // It names one element and points to another where attributes are wrong: the name is right.
    let named = entry.elements.firstIndex { $0.name == fault.element }
    let elements = entry.elements[(named ?? 0)...]
    let path = elements.reversed().map { "/" + $0.name }.joined()
    let index = (elements.first?.number ?? 0) - 1
    let position =
      positions.indices.contains(index)
      ? positions[index] : SourcePosition(offset: 0, line: UInt32(max(1, entry.line)), column: 1)
    // Each pattern around a fault fails too, which says nothing new.
    guard !fault.followsFromAnother || position != last else { return }
    last = position
    let words = fault.words(path.isEmpty ? "/" : path)
    log.report(words.code, words.english, chinese: words.chinese, at: position)
  }
}
