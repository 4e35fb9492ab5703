import GazetteDocumentModel

/// Lines on which several people stand, each behind a word that says what they did.
///
///     主编：张华   编辑：李明            credits, where each of them is one
///     编辑：李明   电话：6277            the same: one is, and the others have a label
///     （记者 张三 通讯员 李四）          below a title, or below a text: who wrote it
///     撰稿：王敏  审核：赵建国           the same
extension TextReader {
  /// A part of a line that a template takes by itself.
  struct Piece {
    var range: Range<Int>
    var match: LineClassifier.Match

    /// The match with its captures where the line has them.
    var inLine: LineClassifier.Match {
      let captures = match.captures.map { capture in
        var moved = capture
        let (start, end) = (capture.range.lowerBound, capture.range.upperBound)
        moved.range = (range.lowerBound + start)..<(range.lowerBound + end)
        return moved
      }
      return LineClassifier.Match(template: match.template, captures: captures)
    }
  }

  /// More words than this are running text.
  private static let mostWords = 10
  /// So are longer lines, in bytes.
  static let longestRoles = 160

  /// - Parameter known: the line's roles, where they have been looked for.
  mutating func takeRoles(
    _ line: Span<UInt8>, _ known: inout [Piece]?, _ place: LinePlace, _ position: SourcePosition,
    atLeast least: Int, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, line.count <= Self.longestRoles, state != .outside, state != .contents,
      state != .head || pending.isHeld
    else { return false }
    let isBracketed = line.isBracketed
    let least = isBracketed ? least : 2
    if let known, known.count < least { return false }
    let inner = isBracketed ? line.withoutBrackets : 0..<line.count
    guard !inner.isEmpty,
      case let beginning =
        isBracketed ? classifier.beginning(line.extracting(inner)) : place.beginning,
      !beginning.parts.isDisjoint(with: Self.people),
      // Without brackets there are two at least; a mark is none of them.
      isBracketed
        || (line.isBlockMark ? line.extracting(line.behindMark) : line).mayHoldWords
    else {
      known = []
      return false
    }
    if !isBracketed {
      if try takeLabelsBelowTitle(line, place, position, &handler) { return true }
      if try takeLabelledCredits(line, position, &handler) { return true }
    }
    let roles = known ?? roles(of: line, in: inner, place)
    known = roles
    guard roles.count >= least else { return false }
    // A piece is matched by itself: what it captures begins where it does.
    func each(_ body: (Span<UInt8>, LineClassifier.Match) throws(ConversionError) -> Void)
      throws(ConversionError)
    {
      for role in roles { try body(line.extracting(role.range), role.match) }
    }
    if !isBracketed, roles.allSatisfy({ isCredit(line.extracting($0.range)) }) {
      for role in roles {
        if role.range == roles[0].range {
          note(.credits, line, position.line, role.inLine, Reasons.template)
        }
        try credits(line.extracting(role.range), role.match, position, &handler)
      }
      return true
    }
    if isBelowTitle,
      place.blanks == 0 || !pending.isHeld
        || (place.blanks == 1 && pending.lines.count == 1 && !pending.bytes.span.endsWithStop)
    {
      try settleTitle(above: line, place, &handler)
    }
    if state == .body, !pending.isHeld, isBelowTitle {
      note(.below, line, position.line, roles[0].inLine, Reasons.belowTitle)
      try each { (piece, match) throws(ConversionError) in try articleFacts(piece, match, position)
      }
      return true
    }
    guard articleOpen, isAtRest || isBracketed, isSignOffPlace(place) else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, roles[0].inLine, Reasons.template)
    try each { (piece, match) throws(ConversionError) in
      marks.count(piece, match)
      try signOff(piece, match, position)
    }
    return true
  }

  /// `편집위원: 손유진, 공민수, 차은영`; `발행처: 도 경제진흥원 | 주소: 수원시 …`.
  mutating func takeListOfCredits(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    // A label tells more lines apart than the marks between the names.
    guard line.count <= 240, state != .head, let labelled = line.labelled,
      line.firstIndex(of: 0x7C) != nil || line.firstIndex(of: 0x2C) != nil
        || line.firstIndex(of: 0x2F) != nil
    else { return false }
    let pieces = line.headPieces
    if pieces.count > 1 {
      guard let match = classifier.match(.credits, line.extracting(pieces[0]), &budget),
        match.template.hasLiteral,
        pieces.dropFirst().allSatisfy({ range in
          let piece = line.extracting(range)
          return piece.labelled != nil || piece.holdsNumberToCall || piece.isAddress
        })
      else { return false }
      note(.credits, line, position.line, nil, Reasons.creditsWithLabels)
      try credits(line.extracting(pieces[0]), match, position, &handler)
      for range in pieces.dropFirst() {
        let piece = line.extracting(range)
        if let labelled = piece.labelled {
          try labelledCredit(piece, labelled, position, &handler)
        } else {
          try distribution(piece, nil, position, &handler)
        }
      }
      return true
    }
    let names = line.piecesBetweenCommas
    guard names.count > 1,
      names.dropFirst().allSatisfy({ Byline(line.extracting($0), isSetRight: true) != nil }),
      let match = classifier.match(.credits, line.extracting(names[0]), &budget),
      match.template.hasLiteral, let field = match.captures.first?.field, field.isContributor
    else { return false }
    note(.credits, line, position.line, nil, Reasons.creditsWithLabels)
    try credits(line.extracting(names[0]), match, position, &handler)
    for range in names.dropFirst() {
      let label = String(line.extracting(labelled.label))
      try creditor(line.extracting(range), field, label, position, &handler)
    }
    return true
  }

  /// What a page says of an article, right below its title or a blank line further down, each with a label of its own:
  /// `作者：何思远（1992届）　　发布时间：2011-10-09　　点击：326`.
  private mutating func takeLabelsBelowTitle(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard profile.takesAnyMasthead, line.mayHoldGap, isBelowTitle else { return false }
    let pieces = line.piecesBetweenGaps
    guard pieces.count > 1,
      pieces.allSatisfy({ line.extracting($0).labelled.map { !$0.value.isEmpty } ?? false })
    else { return false }
    let matches = pieces.map { classifier.match(.below, line.extracting($0)) }
    guard matches.contains(where: { $0?.template.hasLiteral ?? false }),
      try settleTitle(above: line, place, &handler)
    else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    for (range, match) in zip(pieces, matches) {
      let piece = line.extracting(range)
      if let match, match.template.hasLiteral {
        try articleFacts(piece, match, position)
      } else {
        recordFact(.custom, piece, position, .name, Array("note".utf8))
      }
    }
    return true
  }

  /// Credits with labels between gaps: at least one that a template takes, and one that none does.
  private mutating func takeLabelledCredits(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard line.mayHoldGap else { return false }
    let pieces = line.piecesBetweenGaps
    guard pieces.count > 1 else { return false }
    let matches = pieces.map { classifier.match(.credits, line.extracting($0)) }
    let labels = pieces.map { line.extracting($0).labelled }
    guard matches.contains(where: { $0?.template.hasLiteral ?? false }),
      zip(pieces, matches).contains(where: { range, match in
        // What stands below titles elsewhere is the article's here.
        match.map { !($0.captures.first?.field.isContributor ?? false) }
          ?? (classifier.match(.below, line.extracting(range)) == nil)
      }),
      zip(matches, labels).allSatisfy({ $0 != nil || $1 != nil })
    else { return false }
    note(.credits, line, position.line, nil, Reasons.creditsWithLabels)
    for (index, range) in pieces.enumerated() {
      let piece = line.extracting(range)
      if let match = matches[index] {
        try credits(piece, match, position, &handler)
      } else if let labelled = labels[index] {
        try labelledCredit(piece, labelled, position, &handler)
      }
    }
    return true
  }

  /// The line cut up into as many roles as there are; empty where a part of it is none.
  private mutating func roles(
    of line: Span<UInt8>, in inner: Range<Int>, _ place: LinePlace
  ) -> [Piece] {
    // Most lines are running text: without a gap in it, each space is behind a word.
    if !place.mayBeRow, line.extracting(inner).count(of: 0x20) >= Self.mostWords { return [] }
    let words = line.words(in: inner, atMost: Self.mostWords)
    // Most others show by the beginning that there are none; without brackets there are two, and a mark is none.
    guard let first = words.first,
      words.count > 2 || inner.count < line.count || first.count > 3
        || !line.extracting(first).isBlockMark,
      words.contains(where: { role(line.extracting(first.lowerBound..<$0.upperBound)) != nil })
    else { return [] }
    // From the end: the most pieces that the words from here on make.
    var best = [[Piece]?](repeating: nil, count: words.count + 1)
    best[words.count] = []
    for first in words.indices.reversed() {
      for last in first..<words.count {
        let range = words[first].lowerBound..<words[last].upperBound
        guard let rest = best[last + 1], rest.count >= best[first]?.count ?? 0,
          let match = role(line.extracting(range))
        else { continue }
        best[first] = [Piece(range: range, match: match)] + rest
      }
    }
    return best[0] ?? []
  }

  private func isCredit(_ piece: Span<UInt8>) -> Bool {
    classifier.match(.credits, piece) != nil
  }

  /// The template of credits, or of lines below a title, that names somebody.
  private mutating func role(_ piece: Span<UInt8>) -> LineClassifier.Match? {
    let parts = classifier.candidates(piece)
    return role(.credits, of: parts, piece) ?? role(.below, of: parts, piece) ?? roleByLabel(piece)
  }

  private mutating func role(
    _ part: LayoutPart, of parts: LayoutParts, _ piece: Span<UInt8>
  ) -> LineClassifier.Match? {
    guard parts.has(part), let match = classifier.match(part, piece, &budget),
      match.template.hasLiteral, match.captures.count == 1,
      match.captures[0].field.isContributor || match.captures[0].field == .source
    else { return nil }
    return match
  }

  /// `报送人：王晓明`: the role of a person whose name stands behind the label.
  mutating func personByLabel(_ line: Span<UInt8>) -> LineClassifier.Match? {
    guard usesPlace, profile.rejoin == .cjk, line.count <= 60, let labelled = line.labelled,
      PersonName.areNames(line.extracting(labelled.value))
    else { return nil }
    return roleByLabel(line)
  }

  /// `撰稿人：学生会`: a word of writing or editing before the colon names the role, though no template has it. (Mutating: a call that
  /// borrows would copy the reader.)
  private mutating func roleByLabel(_ piece: Span<UInt8>) -> LineClassifier.Match? {
    guard profile.rejoin == .cjk, let labelled = piece.labelled ?? piece.labelledAsRole else {
      return nil
    }
    let label = String(piece.extracting(labelled.label))
    guard
      let field = Self.field(
        of: label, areNames: PersonName.areNames(piece.extracting(labelled.value)))
    else { return nil }
    let mark =
      piece.extracting(labelled.label.upperBound..<labelled.value.lowerBound)
        .contains("／") ? "／" : "："
    guard let template = try? Template(label + mark + "{\(field.name)}") else { return nil }
    let capture = LineClassifier.Capture(field: field, range: labelled.value)
    return LineClassifier.Match(template: template, captures: [capture])
  }

  private static let editing = ["编", "編", "审", "審", "校"]
  private static let publishing = ["编发", "编印", "編印"]
  private static let translating = ["编译", "編譯"]
  private static let writing = [
    "稿", "撰", "採訪", "采访", "采写", "攝影", "報導", "报送人", "执笔", "主笔", "记者", "記者", "作者", "通讯员", "摄影", "攝影",
    "文字", "图文",
    "文图", "图片", "/文", "/图", "文并图", "口述", "讲述", "整理", "记录", "译",
  ]

  /// `采访/文：白露`, `口述：张晓明　整理：李小军` below a title: who wrote the article, behind words that no template has.
  mutating func takeAuthorByLabel(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard profile.takesAnyMasthead, profile.rejoin == .cjk, line.count <= 80, place.blanks <= 1,
      state != .outside, state != .head, state != .credits, line.mayHoldRole,
      pending.isHeld ? pending.lines.count <= 2 && !pending.isAbove : isBelowTitle
    else { return false }
    let pieces = line.mayHoldGap ? line.piecesBetweenGaps : [0..<line.count]
    var roles: [(label: Range<Int>, value: Range<Int>)] = []
    for range in pieces {
      let piece = line.extracting(range)
      guard let labelled = piece.labelled ?? piece.labelledAsRole,
        PersonName.areNames(piece.extracting(labelled.value)),
        classifier.match(.below, piece, &budget) == nil || pieces.count > 1,
        Self.field(of: String(piece.extracting(labelled.label)), areNames: true) == .author
      else { return false }
      let start = range.lowerBound
      roles.append(
        (
          (start + labelled.label.lowerBound)..<(start + labelled.label.upperBound),
          (start + labelled.value.lowerBound)..<(start + labelled.value.upperBound)
        ))
    }
    guard !pending.isHeld || pending.bytes.span.labelled == nil,
      try settleTitle(above: line, place, &handler)
    else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    for role in roles {
      marks.count(line.extracting(role.label.upperBound..<role.value.lowerBound))
      recordSigners(
        line.extracting(role.value), label: String(line.extracting(role.label)), position)
    }
    return true
  }

  /// What a word in front of a colon or a slash says of whom stands behind it; nil where it is no word of writing or
  /// editing.
  ///
  /// - Parameter areNames: whether people stand behind it; else `编发：县人武部政工科` is a body.
  private static func field(of label: String, areNames: Bool) -> Template.Field? {
    let isEditor = editing.contains(where: label.contains) && !translating.contains(label)
    guard isEditor || writing.contains(where: label.contains) else { return nil }
    if !areNames, publishing.contains(where: label.contains) { return .publisher }
    return isEditor ? .editor : .author
  }
}

/// A word, a colon and what it says: `电话：6277`.
struct Labelled {
  var label: Range<Int>
  var value: Range<Int>
}

extension Span where Element == UInt8 {
  /// Whether a colon or a slash may stand near its beginning: most lines have none, and no wide sign (EF) there.
  fileprivate var mayHoldRole: Bool {
    let front = extracting(0..<Swift.min(count, 44))
    return front.firstIndex(of: 0xEF) != nil || front.firstIndex(of: 0x3A) != nil
      || front.firstIndex(of: 0x2F) != nil
  }

  /// The label of Han characters in front of a slash, and what stands behind it: `採訪、撰文／林郁芬`; one that holds a
  /// slash ends with a colon: `采访/文：白露`.
  fileprivate var labelledAsRole: Labelled? {
    var slash: Range<Int>?
    var at = 0
    while at < Swift.min(count, 36) {
      let s = scalar(at: at)
      let next = at + s.length
      if TextScalar.folded(s.value) == 0x3A, at > 0 { return labelled(to: at, behind: next) }
      if s.value == 0xFF0F || s.value == 0x2F {
        slash = slash ?? at..<next
      } else if !TextScalar.isHan(s.value), s.value != 0x3001 {
        break
      }
      at = next
    }
    return slash.flatMap { labelled(to: $0.lowerBound, behind: $0.upperBound) }
  }

  private func labelled(to end: Int, behind start: Int) -> Labelled? {
    let value = extracting(start..<count).trimmedRange
    guard end > 0, !value.isEmpty else { return nil }
    return Labelled(
      label: 0..<end, value: (start + value.lowerBound)..<(start + value.upperBound))
  }

  /// The label of up to ten letters that begins it, and what stands behind the colon.
  var labelled: Labelled? {
    var at = 0
    var letters = 0
    while at < count {
      // Characters of U+5000 and up (E5…E9) are letters.
      if self[at] >= 0xE5, self[at] <= 0xE9 {
        guard letters < 10 else { return nil }
        letters += 1
        at += 3
        continue
      }
      let s = scalar(at: at)
      if TextScalar.folded(s.value) == 0x3A, letters > 0 {
        let label = extracting(0..<at).trimmedRange
        let rest = (at + s.length)..<count
        let value = extracting(rest).trimmedRange
        guard !value.isEmpty, scalar(at: rest.lowerBound).value != 0x2F else { return nil }
        return Labelled(
          label: label,
          value: (rest.lowerBound + value.lowerBound)..<(rest.lowerBound + value.upperBound))
      }
      // `E-mail：…`
      let isLetter =
        TextScalar.isWord(s.value) || TextScalar.isBlank(s.value)
        || (s.value == 0x2D && letters == 1)
      guard isLetter, letters < 10 else {
        return nil
      }
      letters += 1
      at += s.length
    }
    return nil
  }

  /// Whether a label begins it, and so no middle of a sentence does.
  var hasLabel: Bool { !(0x61...0x7A).contains(self[0]) && labelled != nil }

  /// Whether a pair of brackets stands around the whole of it.
  var isBracketed: Bool {
    // Most lines show by the first byte that none is there: ( [ 【 〔 （ ［
    guard count > 2, self[0] == 0x28 || self[0] == 0x5B || self[0] == 0xE3 || self[0] == 0xEF,
      let close = Self.closer(of: scalar(at: 0).value)
    else { return false }
    var at = 0
    while at < count {
      if isHanLead(self[at]) {
        at += 3
        continue
      }
      let s = scalar(at: at)
      at += s.length
      if TextScalar.folded(s.value) == close { return at == count }
    }
    return false
  }

  /// Whether a bracket for headings opens it: 【, 〔.
  var isInBrackets: Bool {
    let s = scalar(at: 0).value
    return s == 0x3010 || s == 0x3014
  }

  /// What stands in the brackets.
  var withoutBrackets: Range<Int> {
    let inner = scalar(at: 0).length..<(count - scalar(endingAt: count).length)
    let trimmed = extracting(inner).trimmedRange
    return (inner.lowerBound + trimmed.lowerBound)..<(inner.lowerBound + trimmed.upperBound)
  }

  private static func closer(of open: UInt32) -> UInt32? {
    switch TextScalar.folded(open) {
    case 0x28: 0x29
    case 0x5B: 0x5D
    case 0x3010: 0x3011
    case 0x3014: 0x3015
    default: nil
    }
  }

  /// The words of a part of it; none where they are more than so many.
  func words(in range: Range<Int>, atMost most: Int) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(most + 1)
    var start: Int?
    var at = range.lowerBound
    while at < range.upperBound {
      if isHanLead(self[at]) {
        if start == nil { start = at }
        at += 3
        continue
      }
      let s = scalar(at: at)
      // 撰稿：王敏；审核：赵建国
      if TextScalar.isBlank(s.value) || TextScalar.folded(s.value) == 0x3B || s.value == 0x7C {
        if let begin = start { words.append(begin..<at) }
        start = nil
        if words.count > most { return [] }
      } else if start == nil {
        start = at
      }
      at += s.length
    }
    if let start { words.append(start..<range.upperBound) }
    return words.count > most ? [] : joiningNames(words)
  }
}
