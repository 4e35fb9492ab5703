import CLibYAML
import GazetteDocumentModel

/// A YAML document as a tree with places, read by libyaml; enough for layout profiles: mappings,
/// sequences and scalars, no anchors.
struct YAMLNode {
  enum Value {
    case scalar(String)
    case sequence([YAMLNode])
    /// Keys in the order of the file.
    case mapping([(key: String, keyPosition: SourcePosition, value: YAMLNode)])
  }

  let value: Value
  let position: SourcePosition

  /// - Throws: `GZ2202` with line and column.
  static func parse(_ bytes: [UInt8], file: String?) throws(ConversionError) -> YAMLNode {
    var parser = YAMLParser(file: file)
    return try parser.parse(bytes)
  }
}

/// Walks libyaml's events. The parser structure lives only inside `parse`.
private struct YAMLParser {
  let file: String?
  private var problem: ConversionError?
  private var depth = 0

  init(file: String?) { self.file = file }

  mutating func parse(_ bytes: [UInt8]) throws(ConversionError) -> YAMLNode {
    // yaml_parser_t and the input must not move while libyaml reads: both stay put in the closures.
    var result: YAMLNode?
    unsafe bytes.withUnsafeBufferPointer { input in
      var parser = unsafe yaml_parser_t()
      guard unsafe yaml_parser_initialize(&parser) == 1 else { return }
      defer { unsafe yaml_parser_delete(&parser) }
      unsafe yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      // Stream start and document start come before the first node.
      while let event = unsafe next(&parser) {
        if case .node(let node)? = unsafe node(event, &parser) {
          result = node
          break
        }
        if event.kind == YAML_STREAM_END_EVENT || problem != nil { break }
      }
    }
    if let problem { throw problem }
    guard let result else {
      throw ConversionError(.profileSyntax, ["it is empty"], file: file, at: .start)
    }
    return result
  }

  private struct Event {
    var kind: yaml_event_type_t
    var scalar: String
    var position: SourcePosition
  }

  private enum Parsed {
    case node(YAMLNode)
    case other
  }

  /// yaml_parser_parse
  private mutating func next(_ parser: inout yaml_parser_t) -> Event? {
    guard problem == nil else { return nil }
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
      let mark = unsafe parser.problem_mark
      let words = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "unreadable"
      problem = ConversionError(.profileSyntax, [words], file: file, at: Self.position(mark))
      return nil
    }
    defer { unsafe yaml_event_delete(&event) }
    var scalar = ""
    if unsafe event.type == YAML_SCALAR_EVENT, let text = unsafe event.data.scalar.value {
      scalar = unsafe String(
        decoding: UnsafeBufferPointer(start: text, count: event.data.scalar.length), as: UTF8.self)
    }
    return unsafe Event(
      kind: event.type, scalar: scalar, position: Self.position(event.start_mark))
  }

  private mutating func node(_ event: Event, _ parser: inout yaml_parser_t) -> Parsed? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 32 else {
      problem = ConversionError(
        .profileSyntax, ["nested too deeply"], file: file, at: event.position)
      return nil
    }
    switch event.kind {
    case YAML_SCALAR_EVENT:
      return .node(YAMLNode(value: .scalar(event.scalar), position: event.position))
    case YAML_SEQUENCE_START_EVENT:
      var items: [YAMLNode] = []
      while let inner = unsafe next(&parser), inner.kind != YAML_SEQUENCE_END_EVENT {
        guard case .node(let item)? = unsafe node(inner, &parser) else { return nil }
        items.append(item)
      }
      return .node(YAMLNode(value: .sequence(items), position: event.position))
    case YAML_MAPPING_START_EVENT:
      var entries: [(key: String, keyPosition: SourcePosition, value: YAMLNode)] = []
      while let key = unsafe next(&parser), key.kind != YAML_MAPPING_END_EVENT {
        guard key.kind == YAML_SCALAR_EVENT, let inner = unsafe next(&parser),
          case .node(let value)? = unsafe node(inner, &parser)
        else {
          problem =
            problem
            ?? ConversionError(
              .profileSyntax, ["a key must be plain text"], file: file, at: key.position)
          return nil
        }
        // YAML 1.2 §3.2.1.1: keys are unique.
        if let first = entries.first(where: { $0.key == key.scalar }) {
          problem = ConversionError(
            .profileSyntax,
            ["the key \"\(key.scalar)\" is in line \(first.keyPosition.line) already"],
            chinese: ["键 \"\(key.scalar)\" 在第 \(first.keyPosition.line) 行已有"], file: file,
            at: key.position)
          return nil
        }
        entries.append((key.scalar, key.position, value))
      }
      return .node(YAMLNode(value: .mapping(entries), position: event.position))
    case YAML_ALIAS_EVENT:
      problem = ConversionError(
        .profileSyntax, ["aliases are not used here"], file: file, at: event.position)
      return nil
    default: return .other
    }
  }

  private static func position(_ mark: yaml_mark_t) -> SourcePosition {
    SourcePosition(
      offset: UInt64(mark.index), line: UInt32(truncatingIfNeeded: mark.line + 1),
      column: UInt32(truncatingIfNeeded: mark.column + 1))
  }
}
