import GazetteBulletinText
import GazetteDocumentModel
import GazetteJSON
import GazetteTextEncoding

/// What one record asks for.
struct RecordRequest {
  var name: String
  var content: [UInt8]
  /// Nil: told from the bytes.
  var encoding: TextEncoding?
  /// Nil: by name or content.
  var format: Format?
  var profile: String?
  var language: String?
}

/// Takes lines of JSON Lines apart into requests.
struct RecordRequestReader: ~Copyable {
  /// The profile of the command line, which a record may name even where it is a file.
  private let ownProfile: String?
  private var record = JSONRecord(texts: texts, skipped: answers)

  /// Keys that say what to do; their numbers are those of `Key`.
  private static let texts = [
    "name", "text", "bytes", "profile", "encoding", "format", "language", "status",
  ]
  private enum Key {
    static let name = 0
    static let text = 1
    static let bytes = 2
    static let profile = 3
    static let encoding = 4
    static let format = 5
    static let language = 6
    static let status = 7
  }
  /// Keys of answers; where an answer is sent on as a record, they are replaced.
  private static let answers = [
    "error", "outputs", "from", "counts", "losses", "diagnostics", "diagnosticsOmitted",
  ]

  /// The name, as soon as it is known; nil where the record has none.
  private(set) var name: String?

  init(ownProfile: String?) { self.ownProfile = ownProfile }

  /// Where the members stand that are passed on untouched.
  var others: [Range<Int>] { record.others }

  /// Reads a line; nil where it is the answer of a record that has failed already.
  /// - Throws: `GZ1101`, `GZ1102`, `GZ1301`, `GZ1303`, `GZ2201`, `GZ4101`…`GZ4105`, `GZ4601`…`GZ4603`; places are
  ///   counted from the line's beginning.
  mutating func read(
    _ line: Span<UInt8>, diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> RecordRequest? {
    name = nil
    let valid = UTF8Validation.validPrefix(line)
    if valid < line.count {
      let hex = String(line[valid], radix: 16, uppercase: true)
      throw ConversionError(
        .undecodableBytes, ["0x" + (hex.count < 2 ? "0" : "") + hex, "UTF-8"],
        at: SourcePosition(offset: UInt64(valid), line: 1, column: 1))
    }
    do throws(ConversionError) {
      try record.read(line, diagnostics: diagnostics)
    } catch {
      name = record.take(Key.name).map { String(decoding: $0, as: UTF8.self) }
      throw error
    }
    name = text(Key.name)
    let status = text(Key.status)
    guard let name, !name.isEmpty else { throw ConversionError(.recordKeyMissing, ["\"name\""]) }
    let text = record.take(Key.text)
    let bytes = record.take(Key.bytes)
    if status == "failed", text == nil, bytes == nil { return nil }
    if status == nil, let index = record.firstSkipped {
      throw ConversionError(.recordKeyReserved, [Self.answers[index]])
    }
    guard (text == nil) != (bytes == nil) else {
      throw text == nil
        ? ConversionError(.recordKeyMissing, ["\"text\" or \"bytes\""])
        : ConversionError(.recordAmbiguous)
    }
    var request = RecordRequest(name: name, content: text ?? [])
    let encoding = self.text(Key.encoding)
    if let bytes {
      request.content = try Self.decoded(bytes)
      // An answer's encoding is what its document was read in; its bytes may be of another.
      if let encoding, status == nil { request.encoding = try Self.encoding(encoding) }
    } else {
      request.encoding = .utf8
    }
    if let format = self.text(Key.format) { request.format = try Formats.readable(format) }
    if let profile = self.text(Key.profile) {
      // A record may come from anywhere: it does not name files of this machine.
      guard profile == ownProfile || Profiles.isBuiltIn(profile) else {
        throw Profiles.notFound(profile)
      }
      request.profile = profile
    }
    if let language = self.text(Key.language) {
      guard Array(language.utf8).span.isLanguageTag else {
        throw ConversionError(.jsonValue, ["language", "a language tag such as zh or en-GB"])
      }
      request.language = language
    }
    return request
  }

  private mutating func text(_ key: Int) -> String? {
    record.take(key).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Base 64; line ends within it, as MIME (RFC 2045 §6.8) has them, are passed over.
  private static func decoded(_ text: [UInt8]) throws(ConversionError) -> [UInt8] {
    if let bytes = Base64.decode(text) { return bytes }
    let joined = text.filter { $0 != 0x0A && $0 != 0x0D }
    guard joined.count < text.count, let bytes = Base64.decode(joined) else {
      throw ConversionError(.jsonValue, ["bytes", "base 64 (RFC 4648 §4)"])
    }
    return bytes
  }

  private static func encoding(_ label: String) throws(ConversionError) -> TextEncoding {
    if let encoding = TextEncoding(label: label) { return encoding }
    throw ConversionError(.encodingUnknown, [label, TextEncoding.names])
  }
}
