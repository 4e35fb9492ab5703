import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// The body of a document in one line: `list(item[1.](paragraph"…"))`.
struct Outline: EventHandler, ~Copyable {
  final class Log { var text = "" }

  let log: Log
  private var isInBody = false

  init(log: Log) { self.log = log }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(.body): isInBody = true
    case .end(.body): isInBody = false
    case .start(let element) where isInBody: log.text += "\(element)("
    case .end where isInBody: log.text += ")"
    case .attribute(.label, let value) where isInBody: log.text += "[\(String(value))]"
    case .attribute(.header, _) where isInBody: log.text += "!"
    case .text(let text) where isInBody: log.text += String(text)
    default: break
    }
  }

  mutating func finish() throws(ConversionError) {}

  static func of(_ text: String, profile: String) throws -> String {
    try of(Array(text.utf8), profile: try #require(LayoutProfile.named(profile)))
  }

  static func of(_ bytes: [UInt8], profile: LayoutProfile) throws -> String {
    let log = Log()
    var reader = TextReader(
      profile: profile, diagnostics: DiagnosticCollector(), sample: bytes,
      sampleIsWhole: true)
    var handler: any EventHandler & ~Copyable = EventLawChecker(Outline(log: log))
    try reader.read(bytes.span, into: &handler)
    try reader.finish(into: &handler)
    try handler.finish()
    return log.text
  }
}
