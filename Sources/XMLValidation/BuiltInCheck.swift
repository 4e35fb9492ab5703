import GazetteDocumentModel
import GazetteXMLKit

/// The layer of the built-in schema, over the tokens of one document.
struct BuiltInCheck {
  private enum State {
    case off(LocalizedText)
    /// Who wrote the document is not known yet: its first tokens wait.
    case looking(MarkFinder, held: [(token: XMLToken, value: [UInt8])])
    case running(any SchemaRun)
    /// An element that the schema does not describe was met in a line.
    case carried(String, line: UInt32)
  }

  /// Before the root element is known.
  static var none: BuiltInCheck { BuiltInCheck() }

  let schema: BuiltInSchema?
  private var state: State
  private let store: SchemaStore?
  private let log: LayerLog?
  private let carried: Set<String>
  private var depth = 0
  /// The names that were looked up in `carried` already.
  private var described: [Bool?] = []

  /// How many tokens may come before the mark of a document of ours.
  private static let longestWait = 100

  private init() {
    schema = nil
    store = nil
    log = nil
    carried = []
    state = .off(LocalizedText("there is no element", "没有元素"))
  }

  init(
    _ choice: BuiltInSchemaChoice, _ kind: DocumentKind, _ store: SchemaStore, _ log: LayerLog
  ) {
    self.store = store
    self.log = log
    if case .schema(let chosen) = choice { schema = chosen } else { schema = BuiltInSchema(kind) }
    carried = schema?.carried ?? []
    guard let schema else {
      state = .off(
        LocalizedText("there is none for this kind of document", "没有用于此类文档的内置模式"))
      return
    }
    state = .looking(MarkFinder(schema), held: [])
    if choice != .ofOwnDocuments { begin(schema) }
  }

  private mutating func begin(_ schema: BuiltInSchema) {
    guard let store, let log else { return }
    do throws(ConversionError) {
      state = .running(try store.builtIn(schema).makeRun(log))
    } catch {
      log.report(error.code, error.diagnostic.arguments, at: nil)
      state = .off(LocalizedText("it cannot be read", "无法读取"))
    }
  }

  mutating func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    switch state {
    case .off, .carried: return
    case .running(let run): check(run, token, value, names)
    case .looking(var finder, var held):
      held.append((token, [UInt8](value)))
      let isOurs = finder.take(token, value, names)
      if isOurs == true, let schema {
        begin(schema)
        for (token, value) in held { take(token, value.span, names) }
      } else if isOurs == false || held.count > Self.longestWait {
        state = .off(Self.notOurs(finder.schema))
      } else {
        state = .looking(finder, held: held)
      }
    }
  }

  mutating func finish() {
    if case .running(let run) = state { run.finish() }
  }

  private mutating func check(
    _ run: any SchemaRun, _ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]
  ) {
    if token.kind == .start {
      depth += 1
      if !isDescribed(token.name, names) {
        run.finish()
        state = .carried(names[Int(token.name)].qualified, line: token.position.line)
        return
      }
    } else if token.kind == .end {
      depth -= 1
    }
    if schema == .jats { checkPrefix(token, value, names) }
    run.take(token, value, names)
  }

  private mutating func isDescribed(_ name: UInt32, _ names: [XMLName]) -> Bool {
    if described.count < names.count {
      described += [Bool?](repeating: nil, count: names.count - described.count)
    }
    if let known = described[Int(name)] { return known }
    let isDescribed = !carried.contains(BuiltInSchema.listed(names[Int(name)]))
    described[Int(name)] = isDescribed
    return isDescribed
  }

  /// A DTD knows prefixes, not namespaces; a schema the other way round. So that what passes here passes there,
  /// the prefixes must be the customary ones, declared at the root or at the formula.
  private func checkPrefix(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    guard token.kind != .text, token.kind != .end, token.kind != .comment, !names.isEmpty else {
      return
    }
    let name = names[Int(token.name)]
    let isFine: Bool
    switch token.kind {
    case .namespace:
      let uri = XMLNamespace.customary(name.prefix)
      let isInPlace = depth == 1 || name.prefix == "mml"
      isFine =
        isInPlace && !uri.isEmpty && name.prefix != "m" && value.elementsEqual(Array(uri.utf8).span)
    case .start, .attribute:
      isFine =
        name.namespace.isEmpty
        || XMLNamespace.customary(name.prefix) == name.namespace
          && name.prefix != "m"
    default: isFine = true
    }
    if !isFine {
      log?.report(
        .namespaceMisplaced, [name.prefix, token.kind == .namespace ? "xmlns" : name.qualified],
        at: token.position)
    }
  }

  /// What the layer came to. - Parameter cutShort: what it is where the document is not well-formed.
  func verdict(_ log: LayerLog, _ cutShort: ValidationVerdict?) -> ValidationVerdict {
    if log.errors > 0 || (log.warnings > 0 && cutShort == nil) { return log.verdict }
    switch state {
    case .off(let why): return cutShort ?? .notRun(why)
    case .looking(let finder, _): return cutShort ?? .notRun(Self.notOurs(finder.schema))
    case .running: return cutShort ?? log.verdict
    case .carried(let name, let line):
      return cutShort
        ?? .notRun(
          LocalizedText(
            "it does not describe <\(name)> of line \(line); the official DTD does",
            "其中没有第 \(line) 行的 <\(name)>;请用官方 DTD"))
    }
  }

  private static func notOurs(_ schema: BuiltInSchema) -> LocalizedText {
    LocalizedText(
      "Gazette did not write the document; --schema \(schema.rawValue) holds it to the schema all the same",
      "文档不是 Gazette 写出的;仍要检查请用 --schema \(schema.rawValue)")
  }
}
