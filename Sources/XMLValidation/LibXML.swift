import CLibXML2
import GazetteDocumentModel
import Synchronization

/// What holds for libxml2 in the whole process.
enum LibXML {
  private static let isPrepared = Mutex(false)

  /// xmlInitParser, and xmlNoNetExternalEntityLoader in place of the loader that would fetch.
  static func prepare() {
    isPrepared.withLock { isPrepared in
      guard !isPrepared else { return }
      isPrepared = true
      xmlInitParser()
      unsafe xmlSetExternalEntityLoader { url, id, context in
        unsafe xmlNoNetExternalEntityLoader(url, id, context)
      }
      xmlInitializeCatalog()
    }
  }
}

/// What libxml2 reports while a closure runs.
final class LibXMLLog {
  /// One report: its number, words and place.
  struct Entry {
    let code: Int
    let words: String
    let line: Int
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
      line: Int(error.line))
    if first == nil { first = entry }
    heard?(entry)
  }

  func unreadable(_ path: String) -> ConversionError {
    let why = first.map { "\($0.words)" + ($0.line > 0 ? " (\($0.line))" : "") }
    return ConversionError(.schemaUnreadable, [path, why ?? "it declares nothing"])
  }
}
