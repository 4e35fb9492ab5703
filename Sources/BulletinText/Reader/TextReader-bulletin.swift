import GazetteDocumentModel

/// Opening and closing bulletins.
extension TextReader {
  /// A masthead: whatever was open ends, and a bulletin begins.
  mutating func beginBulletin(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    try endBulletin(&handler)
    marks.count(line, match)
    try startBulletin(position, &handler)
    for capture in match.captures {
      let value = line.extracting(capture.range)
      bulletinTitle = String(value)
      try handler.element(.title, text: value, at: position)
    }
    state = .head
  }

  /// A bulletin that has no masthead begins with its first article; so does one after credits.
  mutating func openBulletinIfNeeded(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .credits { try endBulletin(&handler) }
    if state == .outside { try startBulletin(position, &handler) }
  }

  private mutating func startBulletin(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    state = .head
    bulletinTitle = ""
    articlesInBulletin = 0
    try handler.handle(.start(.bulletin), at: position)
    if languageKnown {
      let language = Array(profile.language.utf8)
      try handler.handle(.metadata(.language, language.span), at: position)
    }
  }

  /// `第12期 2021年3月12日`: facts of the bulletin.
  mutating func headFacts(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    marks.count(line, match)
    for capture in match.captures {
      let value = line.extracting(capture.range)
      switch capture.field {
      case .issue: try handler.handle(.metadata(.issue, value), at: position)
      case .wholeNumber: try handler.handle(.metadata(.wholeNumber, value), at: position)
      case .publisher, .department: try handler.handle(.metadata(.publisher, value), at: position)
      case .classification: try handler.handle(.metadata(.classification, value), at: position)
      case .place: try handler.handle(.metadata(.place, value), at: position)
      case .subtitle: try handler.element(.subtitle, text: value, at: position)
      case .date:
        try handler.handle(.start(.date), at: position)
        let type = Array("published".utf8)
        try handler.handle(.attribute(.type, type.span), at: position)
        if let iso = checkedISO(value, capture.date, position) {
          let bytes = Array(iso.utf8)
          try handler.handle(.attribute(.iso, bytes.span), at: position)
        }
        try handler.handle(.text(value), at: position)
        try handler.handle(.end(.date), at: position)
      default: break
      }
    }
  }

  /// `(责任编辑 王丽娜)`: the articles are over; who made the bulletin is a late fact.
  mutating func credits(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    try settlePending(before: nil, &handler)
    try endArticle(&handler)
    if state == .outside { try startBulletin(position, &handler) }
    state = .credits
    marks.count(line, match)
    for capture in match.captures where capture.field == .editor || capture.field == .author {
      // 王丽娜、张三: one contributor each.
      for range in Self.names(line, capture.range) {
        try creditor(line.extracting(range), capture.field, match.template, position, &handler)
      }
    }
  }

  private func creditor(
    _ name: Span<UInt8>, _ field: Template.Field, _ template: Template,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    try handler.handle(.start(.contributor), at: position)
    let kind = Array("person".utf8)
    try handler.handle(.attribute(.kind, kind.span), at: position)
    let role = Array(field == .editor ? "editor".utf8 : "author".utf8)
    try handler.handle(.attribute(.role, role.span), at: position)
    if let label = template.label {
      let bytes = Array(label.utf8)
      try handler.handle(.attribute(.label, bytes.span), at: position)
    }
    try handler.handle(.text(name), at: position)
    try handler.handle(.end(.contributor), at: position)
  }

  /// The names in a list set off by 、.
  private static func names(_ line: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    var names: [Range<Int>] = []
    var start = range.lowerBound
    var at = start
    while at < range.upperBound {
      let s = line.scalar(at: at)
      if s.value == 0x3001 {
        if at > start { names.append(start..<at) }
        start = at + s.length
      }
      at += s.length
    }
    if at > start { names.append(start..<at) }
    return names
  }

  /// Ends what is open.
  mutating func endBulletin(_ handler: inout Handler) throws(ConversionError) {
    try settlePending(before: nil, &handler)
    try endArticle(&handler)
    guard state != .outside else { return }
    if articlesInBulletin == 0 {
      diagnostics.report(.bulletinEmpty, [bulletinTitle])
    }
    state = .outside
    try handler.handle(.end(.bulletin), at: linePosition)
  }
}
