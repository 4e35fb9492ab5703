import Foundation
import GazetteTestSupport

/// A text of `Tests/Accuracy/Corpus`, in which each line says what it is.
///
/// A line begins with its tag and a blank: `T` a title, `P` a paragraph, `I` an item, `S` a body of the
/// sign-off (or several, in brackets), `PS` a paragraph and the sign-off at its end, `D` a date, `SD` a sign-off and a date, `H` a heading, `R` a row of a table, `T+` more
/// of the title above, `.` anything else. What the document holds of the line is the line without its indent, or what stands in ⟦brackets⟧.
struct LabelledText {
  struct Line {
    var tag: String
    /// The line as it stands in the text, without brackets.
    var text: String
    /// What the document holds of it.
    var labels: [String]
  }

  let name: String
  let profile: String
  var lines: [Line] = []

  init(file: String, profile: String) {
    name = profile + "/" + (file as NSString).lastPathComponent
    self.profile = profile
    let text = String(decoding: Repository.file(file), as: UTF8.self)
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false) where !raw.isEmpty {
      let parts = raw.split(separator: " ", maxSplits: 1)
      let tag = String(parts[0])
      let words = parts.count > 1 ? String(parts[1]) : ""
      var labels: [String] = []
      var rest = words[...]
      while let open = rest.firstIndex(of: "⟦"), let close = rest.firstIndex(of: "⟧") {
        labels.append(String(rest[rest.index(after: open)..<close]))
        rest = rest[rest.index(after: close)...]
      }
      let plain = words.replacing("⟦", with: "").replacing("⟧", with: "")
      if labels.isEmpty { labels = [plain.trimmingCharacters(in: .whitespaces)] }
      lines.append(Line(tag: tag, text: plain, labels: labels))
    }
  }

  /// Whether the layout cannot be told once it is cut: titles right above their text, without an indent.
  var isWhole: Bool { name.hasSuffix(".whole.txt") }

  /// All documents of the corpus, by the profile that fits them.
  static let corpus: [LabelledText] = {
    let root = Repository.root + "/Tests/Accuracy/Corpus"
    let manager = FileManager.default
    return ((try? manager.contentsOfDirectory(atPath: root)) ?? []).sorted().flatMap { profile in
      ((try? manager.contentsOfDirectory(atPath: root + "/" + profile)) ?? []).sorted().map {
        LabelledText(file: root + "/" + profile + "/" + $0, profile: profile)
      }
    }
  }()

  /// The text as it was written.
  var text: String { lines.map { $0.text + "\n" }.joined() }

  func labels(_ tags: Set<String>, at index: Int = 0) -> [String] {
    var found: [String] = []
    for line in lines where !line.labels.isEmpty {
      if line.tag == "T+", tags.contains("T"), !found.isEmpty {
        found[found.count - 1] += line.labels[0]
      } else if line.tag == "S", tags.contains("S") {
        found += line.labels
      } else if line.tag == "PS" {
        if tags.contains("P") { found.append(line.labels[0]) }
        if tags.contains("S") { found += line.labels.dropFirst() }
      } else if tags.contains(line.tag) {
        found.append(line.labels[line.tag == "SD" ? index : 0])
      }
    }
    return found
  }
}

/// A text cut up as printing and mailing do, with the places where a paragraph was cut.
struct CutText {
  var text = ""
  /// The ends of the pieces before and after each cut.
  var cuts: [(left: String, right: String)] = []

  /// How a text is cut.
  struct Manner {
    /// Columns to which lines are filled; nil leaves paragraphs whole.
    var width: Int?
    /// Of how many paragraphs one is cut by a page's end.
    var pageEvery: Int?
    var page = "\n\n"

    var name: String {
      var parts: [String] = []
      if let width { parts.append("\(width) columns") }
      if pageEvery != nil { parts.append("pages") }
      return parts.isEmpty ? "whole" : parts.joined(separator: ", ")
    }
  }

  init(_ document: LabelledText, _ manner: Manner, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for line in document.lines {
      guard ["P", "PS", "I"].contains(line.tag) else {
        text += line.text + "\n"
        continue
      }
      var pieces = [line.text]
      if let width = manner.width {
        pieces = Self.fill(line.text, width, hanging: line.tag == "I" ? "  " : "")
      }
      var isPaged = false
      if let every = manner.pageEvery, Int.random(in: 0..<every, using: &random) == 0 {
        if manner.width == nil {
          pieces = Self.cutInTwo(line.text, &random)
          isPaged = pieces.count > 1
        }
      }
      // Filled lines are parted by a page's end between two of them, in mid-sentence.
      let places = pieces.indices.dropFirst().filter { !Self.endsSentence(pieces[$0 - 1]) }
      let page =
        manner.width != nil
          && manner.pageEvery.map { Int.random(in: 0..<$0, using: &random) == 0 }
            ?? false
        ? places.randomElement(using: &random) : nil
      for (index, piece) in pieces.enumerated() {
        if index > 0 {
          let (left, right) = (Self.words(pieces[index - 1]), Self.words(piece))
          // A sign-off at the paragraph's end is cut as well, which joins no paragraph.
          if line.tag != "PS"
            || Self.words(line.labels[0]).contains(left.suffix(10) + right.prefix(10))
          {
            cuts.append((left, right))
          }
          text += isPaged || index == page ? manner.page : "\n"
        }
        text += piece
      }
      text += "\n"
    }
  }

  static func words(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

  private static func endsSentence(_ piece: String) -> Bool {
    guard let last = piece.last(where: { !"”\"』」）)’".contains($0) }) else { return true }
    return "。！？；：…!?.;:".contains(last)
  }

  /// Cuts in mid-sentence, at no blank and no stop.
  private static func cutInTwo(_ text: String, _ random: inout SeededGenerator) -> [String] {
    let characters = Array(text)
    guard characters.count >= 40 else { return [text] }
    let at = Int.random(in: 12..<(characters.count - 10), using: &random)
    let left = characters[at - 1]
    let right = characters[at]
    let isLatin = left.isASCII && right.isASCII
    guard !"。！？；：…!?;:”\")） ’」』".contains(left), !"。，、；！？…”）)( ,.;:」』".contains(right),
      !left.isWhitespace, !isLatin
    else { return cutInTwo(text, &random) }
    return [String(characters[..<at]), String(characters[at...])]
  }

  /// Fills lines to a width, with marks that must not begin a line left on the line before.
  private static func fill(_ text: String, _ width: Int, hanging: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    func isWide(_ c: Character) -> Bool { (c.unicodeScalars.first?.value ?? 0) >= 0x1100 }
    var words: [String] = []
    for character in text {
      // A wide character may be parted from its neighbours, a Latin one only at blanks.
      if isWide(character) || words.isEmpty || words.last?.last == " "
        || words.last?.last.map(isWide) == true
      {
        words.append(String(character))
      } else {
        words[words.count - 1].append(character)
      }
    }
    for word in words {
      let size = word.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
      let ink = word.last == " " ? size - 1 : size
      let mayBegin = !(word.first.map { "。，、；：！？）」』”’ー・".contains($0) } ?? false)
      if columns + ink > width, mayBegin, !line.isEmpty,
        !(line.last.map { "（「『“‘《".contains($0) } ?? false)
      {
        lines.append(line.trimmingTrailingBlanks)
        line = hanging
        columns = hanging.count
      }
      line += word
      columns += size
    }
    if !line.isEmpty { lines.append(line.trimmingTrailingBlanks) }
    return lines
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// Random numbers that are the same in every run: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
