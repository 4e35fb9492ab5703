/// What `select=EXPR` asks of an article: comparisons joined by `and`, `or`, `not`.
///
///     date>=2021-03-01 and (department~"科协" or not section="要闻")
struct SelectExpression: Sendable {
  /// What an article has that can be compared.
  enum Field: Equatable, Sendable {
    case date, department, contributor, section, title, text
    /// A plain fact: `keyword`, `category`, `place`…
    case metadata(UInt8)
  }

  enum Operator: Equatable, Sendable {
    case equal, contains, less, lessOrEqual, greater, greaterOrEqual
  }

  struct Comparison: Equatable, Sendable {
    var field: Field
    var comparison: Operator
    var value: [UInt8]
  }

  indirect enum Node: Sendable {
    /// The number of a comparison.
    case comparison(Int)
    case not(Node)
    case and(Node, Node)
    case or(Node, Node)
  }

  let source: String
  let comparisons: [Comparison]
  let root: Node

  /// Whether the article is wanted; nil while what decides is not known yet.
  ///
  /// - Parameter outcome: of each comparison, nil where it is not known.
  func isTrue(_ outcome: [Bool?]) -> Bool? { Self.value(root, outcome) }

  private static func value(_ node: Node, _ outcome: [Bool?]) -> Bool? {
    switch node {
    case .comparison(let index): return outcome[index]
    case .not(let node): return value(node, outcome).map { !$0 }
    case .and(let a, let b):
      let left = value(a, outcome)
      let right = value(b, outcome)
      if left == false || right == false { return false }
      return left == nil || right == nil ? nil : true
    case .or(let a, let b):
      let left = value(a, outcome)
      let right = value(b, outcome)
      if left == true || right == true { return true }
      return left == nil || right == nil ? nil : false
    }
  }
}
