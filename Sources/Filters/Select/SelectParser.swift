import GazetteDocumentModel

/// Reads the expression of `select`:
///
///     expression = term { "or" term }
///     term       = factor { "and" factor }
///     factor     = "not" factor | "(" expression ")" | field operator value
///     operator   = "=" | "!=" | "~" | "!~" | "<" | "<=" | ">" | ">="
///     value      = '"' … '"' | "'" … "'" | characters but blanks and brackets
struct SelectParser {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var depth = 0
  private var comparisons: [SelectExpression.Comparison] = []

  private static let capacity = 100

  /// - Throws: `GZ7002` with the column.
  static func parse(_ source: String) throws(ConversionError) -> SelectExpression {
    var parser = SelectParser(source)
    let root = try parser.expression()
    parser.skipBlanks()
    guard parser.at == parser.scalars.count else {
      throw parser.fault("expects \"and\", \"or\" or the end")
    }
    return SelectExpression(source: source, comparisons: parser.comparisons, root: root)
  }

  private init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  private mutating func expression() throws(ConversionError) -> SelectExpression.Node {
    var node = try term()
    while takeWord("or") { node = .or(node, try term()) }
    return node
  }

  private mutating func term() throws(ConversionError) -> SelectExpression.Node {
    var node = try factor()
    while takeWord("and") { node = .and(node, try factor()) }
    return node
  }

  private mutating func factor() throws(ConversionError) -> SelectExpression.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.capacity else { throw fault("nests too deep") }
    if takeWord("not") { return .not(try factor()) }
    if take("(") {
      let node = try expression()
      guard take(")") else { throw fault("expects \")\"") }
      return node
    }
    return try comparison()
  }

  private mutating func comparison() throws(ConversionError) -> SelectExpression.Node {
    skipBlanks()
    let start = at
    while at < scalars.count, scalars[at].properties.isAlphabetic { at += 1 }
    let name = text(start..<at)
    guard let field = Self.field(name) else {
      at = start
      throw fault(
        name.isEmpty
          ? "expects a field: \(Self.fieldNames)"
          : "has no field \"\(name)\"; known are \(Self.fieldNames)")
    }
    skipBlanks()
    let operatorStart = at
    let isNegated = take("!")
    let comparison = try comparisonOperator(isNegated)
    let valueStart = at
    let value = try value()
    if field == .date {
      guard comparison != .contains else {
        at = operatorStart
        throw fault("compares a date by =, !=, <, <=, > or >=")
      }
      guard Attribute.iso.accepts(value.span) else {
        at = valueStart
        throw fault("expects a date that exists: YYYY, YYYY-MM or YYYY-MM-DD")
      }
    } else if comparison != .equal && comparison != .contains {
      at = operatorStart
      throw fault("compares \(name) by =, !=, ~ or !~")
    } else if field == .text, comparison == .equal {
      at = operatorStart
      throw fault("compares text by ~ or !~")
    }
    comparisons.append(.init(field: field, comparison: comparison, value: value))
    let node = SelectExpression.Node.comparison(comparisons.count - 1)
    return isNegated ? .not(node) : node
  }

  private mutating func comparisonOperator(
    _ isNegated: Bool
  ) throws(ConversionError) -> SelectExpression.Operator {
    if take("=") { return .equal }
    if take("~") { return .contains }
    if !isNegated {
      if take("<") { return takeHere("=") ? .lessOrEqual : .less }
      if take(">") { return takeHere("=") ? .greaterOrEqual : .greater }
    }
    throw fault("expects one of = != ~ !~ < <= > >=")
  }

  private mutating func value() throws(ConversionError) -> [UInt8] {
    skipBlanks()
    let start = at
    if at < scalars.count, scalars[at] == "\"" || scalars[at] == "'" {
      let quote = scalars[at]
      at += 1
      while at < scalars.count, scalars[at] != quote { at += 1 }
      guard at < scalars.count else {
        at = start
        throw fault("has no end of this quotation")
      }
      at += 1
      guard at > start + 2 else {
        at = start
        throw fault("expects a value that is not empty")
      }
      return Array(text((start + 1)..<(at - 1)).utf8)
    }
    while at < scalars.count, !scalars[at].properties.isWhitespace, scalars[at] != "(",
      scalars[at] != ")"
    {
      at += 1
    }
    guard at > start else { throw fault("expects a value") }
    return Array(text(start..<at).utf8)
  }

  // MARK: Words

  static let fieldNames =
    (["date", "department", "contributor", "section", "title", "text"]
    + MetadataField.allCases.map(\.name)).joined(separator: ", ")

  private static func field(_ name: String) -> SelectExpression.Field? {
    switch name {
    case "date": .date
    case "department": .department
    case "contributor": .contributor
    case "section": .section
    case "title": .title
    case "text": .text
    default:
      MetadataField.allCases.first { $0.name == name }.map { .metadata($0.rawValue) }
    }
  }

  private mutating func skipBlanks() {
    while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    return takeHere(scalar)
  }

  private mutating func takeHere(_ scalar: Unicode.Scalar) -> Bool {
    guard at < scalars.count, scalars[at] == scalar else { return false }
    at += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    skipBlanks()
    let end = at + word.unicodeScalars.count
    guard end <= scalars.count, text(at..<end) == word,
      end == scalars.count || !scalars[end].properties.isAlphabetic
    else { return false }
    at = end
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private func fault(_ what: String) -> ConversionError {
    ConversionError(.filterArgument, ["select", "at column \(at + 1): \(what)"])
  }
}
