import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport

/// What filters made of a document, and what they said.
struct Filtered {
  var events: [OwnedEvent] = []
  var diagnostics: [Diagnostic] = []

  private final class Log { var diagnostics: [Diagnostic] = [] }

  /// Puts events through filters, one after the other, held to the event laws before and behind each.
  init(_ input: [OwnedEvent], by filters: String...) throws(ConversionError) {
    let log = Log()
    let collector = DiagnosticCollector(minimumSeverity: .information) {
      log.diagnostics.append($0)
    }
    let recorder = EventRecorder()
    var handler: any EventHandler & ~Copyable = EventLawChecker(recorder.handler())
    for filter in filters.reversed() {
      handler = try Filters.stage(filter).make(handler, FilterContext(diagnostics: collector))
      handler = EventLawChecker(handler)
    }
    try input.push(into: &handler)
    events = recorder.events
    diagnostics = log.diagnostics
  }

  var codes: [DiagnosticCode] { diagnostics.map(\.code) }
  /// All text of blocks and titles, a line for each that has some.
  var text: String {
    var text = ""
    for event in events {
      if case .text(let piece) = event { text += piece }
      if case .end(let element) = event, element.level != .inline, !text.isEmpty,
        text.last != "\n"
      {
        text += "\n"
      }
    }
    return text
  }
}

extension [OwnedEvent] {
  /// The same document with its texts cut into single characters.
  var cutIntoScalars: [OwnedEvent] {
    flatMap { event -> [OwnedEvent] in
      guard case .text(let text) = event else { return [event] }
      return text.unicodeScalars.map { .text(String($0)) }
    }
  }

  /// Texts that follow one another as one.
  var joined: [OwnedEvent] {
    get throws {
      let recorder = EventRecorder()
      var handler: any EventHandler & ~Copyable = recorder.handler()
      try push(into: &handler)
      return recorder.events
    }
  }

  /// A bulletin with one article of such a body.
  static func bulletin(_ body: [OwnedEvent]) -> [OwnedEvent] {
    [.start(.bulletin)] + article(body) + [.end(.bulletin)]
  }

  static func article(_ body: [OwnedEvent], title: String = "题") -> [OwnedEvent] {
    [.start(.article)] + element(.title, title) + [.start(.body)] + body + [
      .end(.body), .end(.article),
    ]
  }
}

/// Documents by chance, over the whole model.
func generated(_ seed: UInt64, _ change: (inout DocumentGenerator.Options) -> Void = { _ in })
  -> [OwnedEvent]
{
  var options = DocumentGenerator.Options.whole
  options.bulletins = 1...2
  change(&options)
  var generator = DocumentGenerator(seed: seed, options: options)
  return generator.document()
}
