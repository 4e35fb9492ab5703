import GazetteDocumentModel
import GazetteStylesheets
import Synchronization

/// A profile that comes with the program: its name and language at once, the rest when it is first asked
/// for. A conversion needs one or three of them, and reading all would be half of its start.
final class BuiltInProfile: Sendable {
  let name: String
  let language: String
  let yaml: [UInt8]
  private let read = Mutex<LayoutProfile?>(nil)

  /// Best known first; those for unknown bulletins of a language last.
  static let all: [BuiltInProfile] = Layouts.all.map(BuiltInProfile.init)

  init(yaml: [UInt8]) {
    name = Self.value(of: "name: ", in: yaml.span)
    language = Self.value(of: "language: ", in: yaml.span)
    self.yaml = yaml
  }

  /// Whether the built-in profile of this name is for bulletins that no other fits.
  static func isGeneric(_ name: String) -> Bool { name.hasPrefix("generic-") }

  /// Whether it has been asked for.
  var isRead: Bool { read.withLock { $0 != nil } }

  /// Nil only if the YAML cannot be read, which a test rules out.
  var profile: LayoutProfile? {
    read.withLock { read in
      if read == nil { read = try? LayoutProfile(yaml: yaml, file: nil) }
      return read
    }
  }

  /// The plain value of a key that begins a line: a test holds it to what the parser makes of the YAML.
  private static func value(of key: StaticString, in yaml: Span<UInt8>) -> String {
    let length = key.utf8CodeUnitCount
    var start = 0
    while start + length <= yaml.count {
      let end = yaml.firstIndex(of: 0x0A, from: start) ?? yaml.count
      if start + length <= end, yaml.extracting(start..<(start + length)).elementsEqual(key) {
        return String(yaml.extracting((start + length)..<end))
      }
      start = end + 1
    }
    return ""
  }
}
