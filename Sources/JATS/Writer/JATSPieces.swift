import GazetteDocumentModel

/// Markup that is ready, fragments above all, to be put between the elements that are written in turn: in the
/// order that the tag library wants. Nearly always there is none.
struct JATSPieces {
  private let order: [String]
  private var pieces: [(rank: Int, name: String, markup: [UInt8])] = []
  private var next = 0

  init(order: [String]) { self.order = order }

  func has(_ name: String) -> Bool { pieces.contains { $0.name == name } }

  /// Adds a piece behind those of its rank; one of no known name comes last.
  mutating func append(_ markup: [UInt8], _ name: String) {
    guard !markup.isEmpty else { return }
    let rank = order.firstIndex(of: name) ?? order.count
    let place = pieces.firstIndex { $0.rank > rank } ?? pieces.count
    pieces.insert((rank, name, markup), at: place)
  }

  /// The next piece, unless its place is behind that of `name`; any piece where no name is given.
  mutating func pop(through name: String? = nil) -> [UInt8]? {
    guard next < pieces.count else { return nil }
    if let name, let rank = order.firstIndex(of: name), pieces[next].rank > rank { return nil }
    next += 1
    return pieces[next - 1].markup
  }
}
