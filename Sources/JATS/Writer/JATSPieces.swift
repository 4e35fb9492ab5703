/// Pieces of markup that are put into the order that the tag library wants.
struct JATSPieces {
  private let order: [String]
  private var pieces: [(rank: Int, name: String, markup: [UInt8])] = []

  init(order: [String]) { self.order = order }

  var isEmpty: Bool { pieces.isEmpty }

  func has(_ name: String) -> Bool { pieces.contains { $0.name == name } }

  mutating func append(_ markup: [UInt8], _ name: String) {
    guard !markup.isEmpty else { return }
    pieces.append((order.firstIndex(of: name) ?? order.count, name, markup))
  }

  /// Pieces of one name in the order they came.
  var sorted: [[UInt8]] {
    pieces.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element.markup)
  }
}
