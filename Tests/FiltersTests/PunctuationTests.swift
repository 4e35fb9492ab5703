import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct PunctuationTests {
  /// Half-width, full-width.
  static let pairs: [(String, String)] = [
    ("会议强调,刚刚闭幕;很好:是吗?对!", "会议强调，刚刚闭幕；很好：是吗？对！"),
    ("会议由他主持.大家出席.", "会议由他主持。大家出席。"),
    ("在中央党校(国家行政学院)讲话", "在中央党校（国家行政学院）讲话"),
    ("学会(IEEE, Inc.)的会员", "学会（IEEE, Inc.）的会员"),
    ("增长3,000万元,同比3.5%", "增长3,000万元，同比3.5%"),
    ("时间:12:30,地点:北京", "时间：12:30，地点：北京"),
    ("详见https://example.org/?a=1,b=2,谢谢", "详见https://example.org/?a=1,b=2，谢谢"),
    ("Hello, world. (yes)", "Hello, world. (yes)"),
    ("发展5G,推进AI", "发展5G，推进AI"),
    ("附件中文.pdf已发", "附件中文.pdf已发"),
    ("等等...大家", "等等...大家"),
    ("他说:\"很好\",走了", "他说：“很好”，走了"),
    ("他说:'很好'.", "他说：‘很好’。"),
    ("The \"best\" of don't", "The \"best\" of don't"),
    ("屏幕13\"的don't电脑", "屏幕13\"的don't电脑"),
    ("IEEE (USA) 会议", "IEEE (USA) 会议"),
    ("(责任编辑 王)", "（责任编辑 王）"),
    ("한국,日本カナ,", "한국，日本カナ，"),
    ("𠮷野,先生", "𠮷野，先生"),
    ("", ""), (",,,", ",,,"),
  ]

  @Test(arguments: pairs)
  func bothWays(_ pair: (String, String)) throws {
    let (half, full) = pair
    func text(_ text: String, _ width: String, cut: Bool) throws -> String {
      let events = [OwnedEvent].bulletin(text.isEmpty ? [] : .element(.paragraph, text))
      let made = try Filtered(cut ? events.cutIntoScalars : events, by: "punctuation=" + width)
      return String(made.text.dropFirst(2).dropLast(text.isEmpty ? 0 : 1))
    }
    for cut in [false, true] {
      #expect(try text(half, "full", cut: cut) == full)
      #expect(try text(full, "full", cut: cut) == full)
      #expect(try text(full, "half", cut: cut) == half)
      #expect(try text(half, "half", cut: cut) == half)
    }
  }

  @Test func neighboursAreFoundThroughInlines() throws {
    let body: [OwnedEvent] = [
      .start(.paragraph), .text("强调"), .start(.strong), .text(","), .end(.strong),
      .start(.emphasis), .text("5G"), .end(.emphasis), .text(","), .start(.noteReference),
      .attribute(.target, "#n"), .text("[1]"), .end(.noteReference), .text("推进"), .text(","),
      .start(.code), .text("a,文"), .end(.code), .text(",b"), .end(.paragraph),
      .start(.paragraph), .text(",b"), .end(.paragraph),
      .start(.preformatted), .text("文,文"), .end(.preformatted),
    ]
    let text = try Filtered(.bulletin(body), by: "punctuation=full").text
    #expect(text == "题\n强调，5G，[1]推进，a,文,b\n,b\n文,文\n")
  }

  @Test func namesDatesAndIdentifiersStay() throws {
    let events: [OwnedEvent] =
      [.start(.bulletin)] + .element(.identifier, "京,1") + .element(.title, "要闻,一")
      + .element(.contributor, "王,李") + .element(.date, "三月,") + .element(.custom, "值,值")
      + [.end(.bulletin)]
    #expect(
      try Filtered(events, by: "punctuation=full").text == "京,1\n要闻，一\n王,李\n三月,\n值,值\n")
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func documentsKeepAllButTheirMarks(_ seed: UInt64) throws {
    let document = generated(seed)
    for width in ["full", "half"] {
      let filter = "punctuation=" + width
      let made = try Filtered(document, by: filter).events
      #expect(try Filtered(document.cutIntoScalars, by: filter).events == made, "seed \(seed)")
      #expect(try Filtered(made, by: filter).events == made, "seed \(seed)")
      #expect(Self.folded(made) == Self.folded(try document.joined), "seed \(seed)")
    }
  }

  /// A run of marks that never ends is not held for ever, wherever it is cut.
  @Test func endlessRunsAreBounded() throws {
    let text = "文" + String(repeating: ", ", count: 1200) + "文"
    let events = [OwnedEvent].bulletin(.element(.paragraph, text))
    let whole = try Filtered(events, by: "punctuation=full").events
    #expect(try Filtered(events.cutIntoScalars, by: "punctuation=full").events == whole)
  }

  /// Marks of both widths as one.
  static func folded(_ events: [OwnedEvent]) -> [OwnedEvent] {
    let marks: [Character: Character] = [
      "，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "。": ".", "（": "(", "）": ")",
      "“": "\"", "”": "\"", "‘": "'", "’": "'",
    ]
    return events.map { event in
      guard case .text(let text) = event else { return event }
      return .text(String(text.map { marks[$0] ?? $0 }))
    }
  }
}
