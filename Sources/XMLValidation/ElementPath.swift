import GazetteXMLKit

/// The open elements, root first: where a fault is, as `/article/front/article-meta`.
struct ElementPath {
  private(set) var names: [UInt32] = []

  mutating func push(_ name: UInt32) { names.append(name) }
  mutating func pop() { _ = names.popLast() }

  var depth: Int { names.count }

  func text(_ known: [XMLName]) -> String {
    names.isEmpty ? "/" : names.map { "/" + known[Int($0)].qualified }.joined()
  }
}
