public import GazetteDocumentModel

/// How outputs are named after their entries: `{stem}.{ext}`.
public struct NameTemplate: Sendable {
  private enum Part: Sendable {
    case literal(String)
    /// `{stem}`: the file's name without its ending.
    case stem
    /// `{ext}`: the ending of the output's format.
    case ending
    /// `{name}`: the file's name with its ending.
    case name
    /// `{format}`: the name of the output's format.
    case format
  }

  private static let placeholders: [(String, Part)] = [
    ("{stem}", .stem), ("{ext}", .ending), ("{name}", .name), ("{format}", .format),
  ]

  /// The template as it was given.
  public let text: String
  private let parts: [Part]

  /// - Throws: `GZ6001` where a placeholder is not known, or two formats would have one name.
  public init(_ text: String, formats: Int = 1) throws(ConversionError) {
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      let tail = rest[open...]
      guard let known = Self.placeholders.first(where: { tail.hasPrefix($0.0) }) else {
        let all = Self.placeholders.map(\.0).joined(separator: ", ")
        throw ConversionError(
          .usage,
          ["the name template \(text) has a placeholder that is not known; known are \(all)"])
      }
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(known.1)
      rest = tail.dropFirst(known.0.count)
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    if formats > 1, !has("{ext}", "{format}") {
      throw ConversionError(.usage, ["several -t need {ext} or {format} in the name template"])
    }
    if !has("{stem}", "{name}") {
      throw ConversionError(.usage, ["the name template needs {stem} or {name}"])
    }
  }

  /// Whether each format's output has a name of its own.
  func tellsApart(_ formats: [Format]) -> Bool {
    Set(formats.map { name(for: "a.txt", $0).lowercased() }).count == formats.count
  }

  /// The name of an output, beside which its entry would lie.
  func name(for path: String, _ format: Format) -> String {
    let file = path.lastPart
    var name = ""
    for part in parts {
      switch part {
      case .literal(let text): name += text
      case .stem: name += Formats.stem(path)
      case .ending: name += format.fileExtensions.first ?? format.name
      case .name: name += file
      case .format: name += format.name
      }
    }
    return name
  }
}
