import CLibXML2
import GazetteDocumentModel
import Synchronization

/// What holds for libxml2 in the whole process.
enum LibXML {
  private static let isPrepared = Mutex(false)

  /// xmlInitParser, and in place of the loader that would fetch one that knows our own schemas, and else
  /// is xmlNoNetExternalEntityLoader.
  static func prepare() {
    isPrepared.withLock { isPrepared in
      guard !isPrepared else { return }
      isPrepared = true
      xmlInitParser()
      unsafe xmlSetExternalEntityLoader { url, id, context in
        if let url = unsafe url, let schema = unsafe BuiltInSchema.text(at: String(cString: url)) {
          return unsafe memoryInput(schema, url, context)
        }
        return unsafe xmlNoNetExternalEntityLoader(url, id, context)
      }
      xmlInitializeCatalog()
    }
  }
}

/// xmlNewIOInputStream over a copy of the bytes; nil where memory ran out.
private func memoryInput(
  _ bytes: [UInt8], _ url: UnsafePointer<CChar>, _ context: xmlParserCtxtPtr?
) -> xmlParserInputPtr? {
  let buffer = unsafe bytes.withUnsafeBytes { bytes in
    unsafe xmlParserInputBufferCreateMem(
      bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      XML_CHAR_ENCODING_UTF8)
  }
  guard let buffer = unsafe buffer else { return nil }
  guard let input = unsafe xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
    unsafe xmlFreeParserInputBuffer(buffer)
    return nil
  }
  // What it imports is looked for beside it; the input's owner frees the name.
  if let name = unsafe xmlCharStrdup(url) {
    unsafe input.pointee.filename = unsafe UnsafeRawPointer(name)
      .assumingMemoryBound(to: CChar.self)
  }
  return unsafe input
}

/// What libxml2 reports while a closure runs.
final class LibXMLLog {
  /// One report: its number, words and place.
  struct Entry {
    let code: Int
    let words: String
    let line: Int
    /// In a tree, the element that it is about and those around it, innermost first: each one's name, and
    /// what its `_private` holds.
    let elements: [(name: String, number: Int)]
  }

  private let heard: ((Entry) -> Void)?
  /// The first report; the others only reach who listens.
  private(set) var first: Entry?

  init(_ heard: ((Entry) -> Void)? = nil) { self.heard = heard }

  /// xmlSetStructuredErrorFunc, which is per thread: set before the call, cleared after it.
  func collecting<T>(_ body: () -> T) -> T {
    unsafe xmlSetStructuredErrorFunc(address, Self.hear)
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return body()
  }

  /// What a context of libxml2 reports to; the log outlives it.
  var address: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

  /// Takes a report; its context is a log's address.
  static let hear: xmlStructuredErrorFunc = { context, error in
    guard let context = unsafe context, let error = unsafe error else { return }
    let log = unsafe Unmanaged<LibXMLLog>.fromOpaque(context).takeUnretainedValue()
    unsafe log.take(error.pointee)
  }

  func take(_ error: xmlError) {
    let words = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
    let entry = unsafe Entry(
      code: Int(error.code), words: words.split(separator: "\n").joined(separator: " "),
      line: Int(error.line), elements: Self.elements(error.node))
    if first == nil { first = entry }
    heard?(entry)
  }

  /// The element that a node is or stands in, and those around it.
  private static func elements(
    _ node: UnsafeMutableRawPointer?
  ) -> [(name: String, number: Int)] {
    var elements: [(name: String, number: Int)] = []
    var at = unsafe node?.assumingMemoryBound(to: xmlNode.self)
    while let node = unsafe at, unsafe node.pointee.type != XML_DOCUMENT_NODE {
      if unsafe node.pointee.type == XML_ELEMENT_NODE {
        let prefix = unsafe node.pointee.ns?.pointee.prefix.map { unsafe String(cString: $0) + ":" }
        let local = unsafe node.pointee.name.map { unsafe String(cString: $0) }
        unsafe elements.append(
          ((prefix ?? "") + (local ?? ""), Int(bitPattern: node.pointee._private)))
      }
      unsafe at = node.pointee.parent
    }
    return elements
  }

  func unreadable(_ path: String) -> ConversionError {
    let why = first.map { "\($0.words)" + ($0.line > 0 ? " (\($0.line))" : "") }
    return ConversionError(.schemaUnreadable, [path, why ?? "it declares nothing"])
  }
}
