import GazetteDocumentModel

/// What is said of one document of many: the first of it whole, the rest counted, so that memory is bounded.
final class DocumentLog: @unchecked Sendable {
  // Written under the lock of the collector that hears it, then read by its owner.
  private let most: Int
  private(set) var diagnostics: [Diagnostic] = []
  /// How many were not kept.
  private(set) var omitted = 0

  /// - Parameter most: diagnostics that are kept, besides one that tells of the rest (`GZ6204`).
  init(most: Int) { self.most = most }

  func take(_ diagnostic: Diagnostic) {
    if diagnostics.count < most || diagnostic.code == .diagnosticsCut {
      diagnostics.append(diagnostic)
    } else {
      omitted += 1
    }
  }
}
