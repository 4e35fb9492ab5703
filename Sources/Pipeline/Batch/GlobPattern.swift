/// A pattern of file names: `*` any characters but `/`, `**` those too, `**/` any folders or none, `?` one
/// character, `[a-z]` one of a set. A pattern without a `/` is held against the last part of a path, any other
/// against the whole path.
public struct GlobPattern: Sendable {
  fileprivate enum Piece: Sendable {
    case one(Unicode.Scalar)
    case any
    case run
    case deepRun
    /// Any folders, each with its slash, or none.
    case folders
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  public let text: String
  private let pieces: [Piece]
  private let isPath: Bool

  public init(_ text: String) {
    self.text = text
    isPath = text.contains("/")
    var pieces: [Piece] = []
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      at += 1
      switch scalar {
      case "?": pieces.append(.any)
      case "*":
        var isDeep = false
        while at < scalars.count, scalars[at] == "*" {
          isDeep = true
          at += 1
        }
        let isWholePart = scalars[..<at].last { $0 != "*" }.map { $0 == "/" } ?? true
        if isDeep, isWholePart, at < scalars.count, scalars[at] == "/" {
          at += 1
          pieces.append(.folders)
        } else {
          pieces.append(isDeep ? .deepRun : .run)
        }
      case "[":
        guard let (set, end) = Self.set(scalars, at) else {
          pieces.append(.one(scalar))
          continue
        }
        pieces.append(set)
        at = end
      case "\\" where at < scalars.count:
        pieces.append(.one(scalars[at]))
        at += 1
      default: pieces.append(.one(scalar))
      }
    }
    self.pieces = pieces
  }

  private static func set(_ scalars: [Unicode.Scalar], _ start: Int) -> (Piece, Int)? {
    var at = start
    let isNegated = at < scalars.count && (scalars[at] == "!" || scalars[at] == "^")
    if isNegated { at += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while at < scalars.count, scalars[at] != "]" || ranges.isEmpty {
      let first = scalars[at]
      if at + 2 < scalars.count, scalars[at + 1] == "-", scalars[at + 2] != "]",
        first <= scalars[at + 2]
      {
        ranges.append(first...scalars[at + 2])
        at += 3
      } else {
        ranges.append(first...first)
        at += 1
      }
    }
    return at < scalars.count ? (.set(ranges, isNegated: isNegated), at + 1) : nil
  }

  /// Whether the pattern takes a path.
  public func matches(_ path: String) -> Bool {
    let name = isPath ? path[...] : path.split(separator: "/").last ?? path[...]
    return matches(Array(name.unicodeScalars))
  }

  /// All places that the pieces so far can have come to: time grows with the lengths, never with their power.
  private func matches(_ name: [Unicode.Scalar]) -> Bool {
    var places: Set<Int> = [0]
    for piece in pieces {
      var next: Set<Int> = []
      for place in places {
        switch piece {
        case .run, .deepRun:
          next.insert(place)
          var at = place
          while at < name.count, name[at] != "/" || piece.isDeep {
            at += 1
            next.insert(at)
          }
        case .folders:
          next.insert(place)
          for at in place..<name.count where name[at] == "/" { next.insert(at + 1) }
        default: if place < name.count, piece.takes(name[place]) { next.insert(place + 1) }
        }
      }
      if next.isEmpty { return false }
      places = next
    }
    return places.contains(name.count)
  }
}

extension GlobPattern.Piece {
  fileprivate var isDeep: Bool { if case .deepRun = self { true } else { false } }

  /// Whether it takes one scalar.
  fileprivate func takes(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .one(let own): own == scalar
    case .any: scalar != "/"
    case .set(let ranges, let isNegated):
      scalar != "/" && ranges.contains { $0.contains(scalar) } != isNegated
    case .run, .deepRun, .folders: false
    }
  }
}
