import CLibXML2
import GazetteDocumentModel
import Synchronization

/// The yardstick: libxml2's own validation of a tree, which what we stream is held to.
///
/// The document is parsed as a stream, so memory does not grow with it. Nothing is fetched from the
/// network, and no entity of the document's own is loaded from outside.
struct ReferenceValidator {
  /// What is wrong, where.
  struct Issue: Sendable, Equatable {
    /// 1-based line of the document.
    let line: Int
    /// libxml2's words.
    let message: String
  }

  /// A layer of checking, with its result: a check that did not run is no pass.
  enum Verdict: Sendable, Equatable {
    case passed
    case failed([Issue])
    case notRun(String)
  }

  /// A compiled DTD, used for any number of documents.
  private let dtd: DTD?

  /// Checks well-formedness only.
  init() { dtd = nil }

  /// Checks validity by the DTD in a file; its modules are found beside it.
  /// - Throws: `GZ1003` where it cannot be read as a DTD.
  init(dtd path: String) throws(ConversionError) { dtd = try DTD(path) }

  /// Checks a document in memory for well-formedness.
  func wellFormedness(of document: [UInt8]) -> Verdict {
    let log = IssueLog()
    let tree = log.collecting { Self.parse(document) }
    return tree != nil && log.issues.isEmpty ? .passed : .failed(log.issues)
  }

  /// Checks a document in memory by the DTD.
  func validity(of document: [UInt8]) -> Verdict {
    guard let dtd else { return .notRun("no DTD was given") }
    let log = IssueLog()
    let isValid = log.collecting { () -> Bool in
      guard let tree = Self.parse(document), let context = unsafe xmlNewValidCtxt() else {
        return false
      }
      defer { unsafe xmlFreeValidCtxt(context) }
      return unsafe xmlValidateDtd(context, tree.pointer, dtd.pointer) == 1
    }
    return isValid && log.issues.isEmpty ? .passed : .failed(log.issues)
  }

  /// xmlReadMemory, without network, entities or the document's DTD.
  private static func parse(_ document: [UInt8]) -> Tree? {
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue)
    // The bytes outlive the call.
    let tree = unsafe document.withUnsafeBytes { bytes in
      unsafe xmlReadMemory(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, nil,
        options)
    }
    return unsafe tree.map { unsafe Tree($0) }
  }
}

/// A parsed document, freed with its owner.
@safe private final class Tree {
  let pointer: xmlDocPtr
  init(_ pointer: xmlDocPtr) { unsafe self.pointer = pointer }
  deinit { unsafe xmlFreeDoc(pointer) }
}

/// A parsed DTD, freed with its owner.
@safe private final class DTD {
  let pointer: xmlDtdPtr

  /// xmlParseDTD
  init(_ path: String) throws(ConversionError) {
    let log = IssueLog()
    let parsed = unsafe log.collecting { unsafe xmlParseDTD(nil, path) }
    guard let parsed = unsafe parsed else {
      throw ConversionError(.inputUnreadable, [log.issues.first?.message ?? "no DTD"], file: path)
    }
    unsafe pointer = parsed
  }

  deinit { unsafe xmlFreeDtd(pointer) }
}

/// Collects what libxml2 reports while a closure runs.
private final class IssueLog {
  var issues: [ReferenceValidator.Issue] = []

  /// xmlSetStructuredErrorFunc, which is per thread: set before the call, cleared after it.
  func collecting<T>(_ body: () -> T) -> T {
    unsafe xmlSetStructuredErrorFunc(Unmanaged.passUnretained(self).toOpaque()) { context, error in
      guard let context = unsafe context, let error = unsafe error else { return }
      let log = unsafe Unmanaged<IssueLog>.fromOpaque(context).takeUnretainedValue()
      let words = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
      let line = unsafe Int(error.pointee.line)
      log.issues.append(
        ReferenceValidator.Issue(
          line: line, message: words.split(separator: "\n").joined(separator: " "))
      )
    }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return body()
  }
}

/// The official Archiving DTD, read once for all tests; libxml2 completes it while it validates, so one
/// test at a time uses it.
enum OfficialArchiving {
  private static let validator = Mutex<ReferenceValidator?>(nil)

  static func validity(of document: [UInt8]) throws -> ReferenceValidator.Verdict {
    try validator.withLock { validator in
      if let validator { return validator.validity(of: document) }
      let made = try ReferenceValidator(dtd: ConformanceTests.archiving)
      validator = made
      return made.validity(of: document)
    }
  }
}
