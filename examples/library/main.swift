// Converts a text to JATS XML, looks at its articles, writes them in a form of its own, and validates.
//
//     swift run GazetteLibraryExample issue.txt
import Gazette

let file = CommandLine.arguments.dropFirst().first ?? "issue.txt"
// What is noticed on the way comes here; what stops a conversion is thrown.
let said = DiagnosticCollector(file: file) { print($0.line()) }

// From format to format, as their names tell.
let conversion = try Conversion(input: file, output: "issue.jats.xml")
let summary = try conversion.run(diagnostics: said)
print("\(summary.inputFormat.name) in \(summary.inputEncoding.name), \(said.lossCount) losses")

// Articles as values, one at a time.
try Conversion(input: file).forEachArticle(diagnostics: said) { article in
  let department = article.front.contributors.first?.text ?? "?"
  let date = article.front.dates.first?[.iso] ?? "?"
  print("\(date) \(department): \(article.title), \(article.text.count) characters")
}

/// A filter: stands between a reader and a writer, and hands on what it keeps. Here without notes.
struct WithoutNotes: EventHandler, ~Copyable {
  var next: any EventHandler & ~Copyable
  var depth = 0

  init(_ next: consuming any EventHandler & ~Copyable) { self.next = next }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if case .start(let element) = event, element == .note || depth > 0 { depth += 1 }
    if depth == 0 { try next.handle(event, at: position) }
    if case .end = event, depth > 0 { depth -= 1 }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }
}

/// A writer: a filter that nothing stands behind. Here of titles, as a list in Markdown.
struct OutlineWriter: EventHandler, ~Copyable {
  var output: OutputBuffer
  var mark: StaticString = ""
  var isInTitle = false

  init(_ context: WriterContext) { output = OutputBuffer(context.sink) }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(.bulletin): mark = "# "
    case .start(.section): mark = "\n## "
    case .start(.article): mark = "- "
    case .start(.title):
      isInTitle = true
      try output.write(mark)
    case .text(let text) where isInTitle: try output.write(text)
    case .end(.title):
      isInTitle = false
      try output.write("\n")
    default: break
    }
  }

  mutating func finish() throws(ConversionError) { try output.finish() }
}

let outline = Format(
  name: "outline", summary: LocalizedText("titles as a list", "标题列表"),
  mediaType: "text/markdown", fileExtensions: ["md"],
  makeWriter: { (context) throws(ConversionError) in OutlineWriter(context) })
var outlining = Conversion(input: file)
outlining.filters = [FilterStage(name: "without-notes") { next, _ in WithoutNotes(next) }]
outlining.outputs = [.init(format: outline, to: .file("issue.md"))]
try outlining.run(diagnostics: said)

// Layer by layer; a check that could not run says so.
for layer in try Validation(input: "issue.jats.xml").run(diagnostics: said).layers {
  print(layer.layer.rawValue, layer.verdict)
}
