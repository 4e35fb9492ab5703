import GazetteDocumentModel

/// Finds the closing matter of a text: the last lines, which say who makes the bulletin, where to write, how to get it
/// and who may print it again.
///
///     ------------------------------------------
///     The Post comes out four times a year.          below the last rule, where a line speaks of such things
///     Editor: Nora Kimball, 2128 Elm, 555-0171.
///
///     To unsubscribe write to post@elm.example       or below the last blank line, where a line speaks of nothing else
struct ClosingMatter {
  /// Lines at the end of a text that are looked at.
  private static let mostLines: UInt32 = 32

  private struct Line {
    var number: UInt32
    var columns: Int
    var blanks: Int
    var isRule: Bool
    var isStopped: Bool
    /// Whether a number, a bullet or the header of a mail begins it, or it is a row of a table: what an article has.
    var opensOther: Bool
    var text: [UInt8]

    /// Whether it speaks of making or getting the bulletin.
    var evidence: Evidence {
      let line = text.span
      if line.holdsAny(of: ClosingMatter.sureWords) { return .sure }
      return line.holdsAny(of: ClosingMatter.words) ? .some : .none
    }

    /// Whether it is what closing matter is called.
    var namesMatter: Bool { text.span.holdsAny(of: ClosingMatter.headings) }

    var mayBeTitle: Bool { !isStopped && columns <= 60 && evidence == .none }
  }

  private enum Evidence { case none, some, sure }

  private var lines: [Line] = []

  /// Whether a line speaks of making or getting a bulletin.
  fileprivate static func isTold(by line: Span<UInt8>) -> Bool {
    line.holdsAny(of: sureWords) || line.holdsAny(of: words)
  }

  /// The number of the first line; 0 where the text has no closing matter.
  ///
  /// - Parameters:
  ///   - text: all of it.
  ///   - count: its lines.
  static func start(in text: Span<UInt8>, count: UInt32) -> UInt32 {
    var matter = ClosingMatter()
    var number: UInt32 = 0
    var blanks = 0
    let first = count > mostLines ? count - mostLines : 0
    LineSplitter.each(of: text) { span, part in
      if part == .whole || part == .last { number += 1 }
      guard number > first else { return }
      let range = span.trimmedRange
      if range.isEmpty { blanks += 1 }
      guard !range.isEmpty, part == .whole else { return }
      matter.look(span.extracting(range), number, blanks)
      blanks = 0
    }
    while matter.lines.last?.isRule ?? false { matter.lines.removeLast() }
    let below = matter.belowLastRule
    let start = below ?? matter.atEnd
    guard let start, start > 0 else { return 0 }
    let heading = matter.lines[start - 1]
    // `+++ IMPRESSUM +++` is its heading.
    let isHeaded = !heading.isRule && heading.columns <= 40 && heading.namesMatter
    return isHeaded && start > 1 ? heading.number : matter.lines[start].number
  }

  private mutating func look(_ line: Span<UInt8>, _ number: UInt32, _ blanks: Int) {
    let isRule = line.isRule || line.isOrnament || line.elementsEqual("--")
    lines.append(
      Line(
        number: number, columns: line.columns, blanks: blanks, isRule: isRule,
        isStopped: line.endsWithStop,
        opensOther: !isRule
          && (line.numberEnd > 0 || line.enclosedNumberEnd > 0 || line.isBulleted || line.isHashed
            || line.isBlockMark || line.beginsAsMailHeader
            || (line.mayHoldGap && line.isRowOfOther)),
        text: isRule ? [] : [UInt8](line)))
  }

  /// The first line below the last rule, or below one above that where the lines between are such too.
  private var belowLastRule: Int? {
    var start: Int?
    var end = lines.count
    while let rule = lines[..<end].lastIndex(where: \.isRule) {
      if underlinesTitle(rule) {
        // `6. Impressum`, underlined
        return isHeaded(lines[(rule - 1)..<end]) ? rule - 1 : start
      }
      let block = lines[(rule + 1)..<end]
      guard isClosing(block) || (block.isEmpty && start != nil) else { break }
      if !block.isEmpty { start = rule + 1 }
      end = rule
    }
    return start
  }

  /// Whether a rule stands right below a short line that is set off, or between two rules: a title.
  private func underlinesTitle(_ rule: Int) -> Bool {
    guard rule > 0, lines[rule].blanks == 0 else { return false }
    let above = lines[rule - 1]
    return !above.isRule && !above.isStopped && above.columns <= 60
      && (above.blanks > 0 || (rule > 1 && lines[rule - 2].isRule))
  }

  /// Whether the heading of such matter begins it, and a line below speaks of that.
  private func isHeaded(_ block: ArraySlice<Line>) -> Bool {
    guard let heading = block.first else { return false }
    return block.count <= 20 && heading.columns <= 40 && heading.namesMatter && !heading.isStopped
      && block.dropFirst().contains { $0.evidence != .none }
  }

  private func isClosing(_ block: ArraySlice<Line>) -> Bool {
    if isHeaded(block) { return true }
    guard !block.isEmpty, block.count <= 20, !block.contains(where: \.opensOther),
      // A title has a blank line and text below it.
      !block.indices.dropLast().contains(where: { index in
        block[index + 1].blanks > 0 && block[index + 1].columns > 40
          && (index == block.startIndex || block[index].blanks > 0) && block[index].mayBeTitle
      })
    else { return false }
    let evidence = block.map(\.evidence)
    let telling = evidence.count { $0 != .none }
    return telling * 4 >= block.count || (block.count <= 8 && evidence.contains(.sure))
  }

  /// The first of the last lines below a blank one, of which one surely is closing matter.
  private var atEnd: Int? {
    var start: Int?
    var end = lines.count
    while end > 0, let first = lines[..<end].lastIndex(where: { $0.blanks > 0 || $0.isRule }) {
      let block = lines[first..<end]
      guard block.count <= 6, !block.contains(where: \.isRule),
        !block.contains(where: \.opensOther),
        block[first].evidence == .sure
          || (block.count <= 3 && block.contains { $0.evidence == .sure })
      else { break }
      start = first
      end = first
    }
    return start
  }

  /// Words that closing matter alone has. (Those of alphabets are told from others by their first letters, whatever
  /// their case.)
  private static let sureWords: [StaticString] = [
    "ubscri", "opyright", "ll rights reserved", "eproduced if", "ay be reproduced", "dited by ",
    "ditor: ", "ack issues", "ack numbers", "is put together by", "is written by", "is sent to",
    "is published", "ailing list", "ISSN", "not wish to receive", "rather not get this",
    "bonnement", "ésabonn", "bbestell", "mpressum", "edaktion:", "édaction :", "edacción:",
    "edazione:", "uscripci", "iscriversi", "ieuwsbrief niet meer",
    "责任编辑", "责编：", "免责声明", "编辑：", "主编：", "编印", "版权所有", "退订", "订阅", "投稿", "内部资料",
    "請勿轉載", "版權", "訂閱", "總編輯", "編輯：", "發行人",
    "Редколлегия", "Редакция:", "Редактор:", "лавный редактор", "Тираж", "Отпечатано",
    "配信停止", "配信解除", "登録解除", "購読", "発行：", "編集：", "発行元", "編集・発行", "編集発行",
    "수신거부", "수신 거부", "발행인", "편집인", "발행처", "구독", "무단 전재", "무단전재",
  ]

  /// What it is called, where it has a heading.
  private static let headings: [StaticString] = [
    "IMPRESSUM", "Impressum", "IMPRINT", "Imprint", "COLOPHON", "Colophon", "COLOFON", "Colofon",
    "ubscription", "UBSCRIPTION", "entions légales", "MENTIONS LÉGALES", "Выходные данные",
    "FICHA TÉCNICA", "Ficha técnica", "奥付", "판권", "版权声明", "版權聲明", "使用声明",
  ]

  /// Words that other lines may have too.
  private static let words: [StaticString] = [
    "ditor", "ublished", "ublisher", "irculation", "repared by", "ompiled by",
    "roduced by", "ssued by", "are issued", "ext issue", "eadline", "ontributions", "ubmissions",
    "ewsletter", "ulletin", "oletín", "Tel.", "Tel:", "Tel ", "hone:", "Phone ", "www.", "http",
    "mail", "ffice:", "ecretary", "ree of charge",
    "edaktion", "erausgeb", "erscheint", "erantwortlich", "édact", "irecteur", "edacci", "edazion",
    "irettore", "esponsab", "olofon", "opij", "edactie",
    "едактор", "Адрес", "адрес", "Телефон", "телефон", "одписк",
    "编辑", "主编", "校对", "排版", "转载", "电话", "地址", "邮编", "邮箱", "印发", "抄送", "主办", "公众号",
    "下期", "热线", "传真", "微信", "网址", "审核", "签发", "制作：", "整理：", "监制", "制片", "本报", "本刊",
    "編輯", "發行", "電話", "主編", "轉載", "印刷", "校對", "電子報", "傳真",
    "発行", "編集", "配信", "解除", "問い合わせ", "転載", "次号", "著作権",
    "발행", "편집", "문의", "저작권", "발송", "전화",
  ]
}

extension Span where Element == UInt8 {
  /// Whether three pieces or more stand between gaps, not all of them behind labels.
  fileprivate var isRowOfOther: Bool {
    let pieces = piecesBetweenGaps
    return pieces.count > 2 && !pieces.allSatisfy { extracting($0).labelled != nil }
      && !ClosingMatter.isTold(by: self)
  }

  fileprivate func holdsAny(of words: [StaticString]) -> Bool {
    words.contains { contains($0) }
  }

  /// `From: …`, `Subject: …`
  fileprivate var beginsAsMailHeader: Bool {
    beginning(with: ["From: ", "Subject: ", "Date: ", "To: "]) != nil
  }
}
