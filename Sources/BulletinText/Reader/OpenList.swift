/// A list that is open: what its items' marks are, and how far in they stand.
struct OpenList {
  /// Which of the item templates takes its items.
  var kind: Int
  var rank: Int
  /// Columns in front of its items, where the profile asks for them.
  var indent: Int
  /// How many items it has.
  var items = 0
}

extension [OpenList] {
  /// Where an item belongs.
  enum Place: Equatable {
    /// To the list that so many stand around.
    case sibling(depth: Int)
    /// To a new list, within so many of those that are open.
    case nested(depth: Int)
  }

  /// Where an item with such a mark belongs: told by how far in it stands first, then by its mark.
  ///
  ///     1. …           a list
  ///       • …          one within its item: further in
  ///     （1）…          the same at one place: `1.` ranks above （1）
  ///     2. …           the mark of the first list again
  ///
  /// - Parameter isApart: whether a blank line stands above the item.
  func place(of item: OpenList, isApart: Bool) -> Place {
    guard let last else { return .nested(depth: 0) }
    for depth in indices.reversed() where self[depth].kind == item.kind {
      let difference = item.indent - self[depth].indent
      if difference >= 2, depth == count - 1 { return .nested(depth: count) }
      if difference >= -1 { return .sibling(depth: depth) }
    }
    if item.indent > last.indent + 1 { return .nested(depth: count) }
    if item.indent >= last.indent - 1 {
      // At one place: a lower mark, or another bullet right below.
      if item.rank > last.rank
        || (item.rank == Template.bulletRank && !isApart && last.rank == item.rank)
      {
        return .nested(depth: count)
      }
      return .nested(
        depth: lastIndex { $0.rank < item.rank && $0.indent <= item.indent + 1 }.map { $0 + 1 } ?? 0
      )
    }
    return .nested(depth: firstIndex { $0.indent >= item.indent - 1 } ?? 0)
  }
}

extension Template {
  static let bulletRank = 6

  /// Which marks stand within which where items stand at one place: 一、（一）1.（1）① a) and bullets last.
  var listRank: Int {
    let fields = lines[0].compactMap { if case .field(let field) = $0 { field } else { nil } }
    guard let field = fields.first, field.isNumber else { return Self.bulletRank }
    let isBracketed = lines[0].first == .literal(0x28)
    return switch field {
    case .circled: 4
    case .letter: 5
    case .digits: isBracketed ? 3 : 2
    default: isBracketed ? 1 : 0
    }
  }
}
