import GazetteDocumentModel

/// A stylesheet, or rules within a document: that its braces and comments are whole, what it may not say
/// (EPUB 3.3 §6.3.1), and what it refers to (CSS Syntax 3, `url()` and `@import`).
struct StyleCheck {
  let log: BookLog
  let links: LinkCheck
  let path: String

  /// - Parameter isWhole: false for the value of a `style` attribute, which has no braces.
  func check(_ rules: [UInt8], isWhole: Bool, at position: SourcePosition) {
    var scanner = Scanner(bytes: rules)
    var depth = 0
    var statement: [UInt8] = []
    while let token = scanner.next() {
      switch token {
      case .open: depth += 1
      case .close:
        depth -= 1
        if depth < 0, isWhole {
          return fault("a } has no {", "多出一个 }", scanner.line, position)
        }
      case .end: statement.removeAll(keepingCapacity: true)
      case .byte(let byte): statement.append(byte)
      case .string(let text):
        if statement.starts(with: "@import".utf8) {
          refer(text, .stylesheet, scanner.line, position)
        }
      case .address(let text):
        let isFont = statement.starts(with: "src".utf8)
        let isImport = statement.starts(with: "@import".utf8)
        refer(text, isImport ? .stylesheet : isFont ? .font : .picture, scanner.line, position)
      case .broken(let english, let chinese):
        return fault(english, chinese, scanner.line, position)
      }
      if case .open = token { statement.removeAll(keepingCapacity: true) }
      if case .close = token { statement.removeAll(keepingCapacity: true) }
      if case .byte(UInt8(ascii: ":")) = token, depth > 0 || !isWhole {
        let name = String(decoding: statement.dropLast(), as: UTF8.self)
        if name == "direction" || name == "unicode-bidi" {
          log.report(
            .stylesheetForbidden, [name], in: path, at: place(scanner.line, position))
        }
      }
    }
    if isWhole, depth > 0 { fault("a { has no }", "缺少 }", scanner.line, position) }
  }

  private func refer(
    _ address: [UInt8], _ use: LinkCheck.Use, _ line: UInt32, _ position: SourcePosition
  ) {
    links.refer(String(address.span), use, from: path, at: place(line, position))
  }

  private func fault(
    _ english: String, _ chinese: String, _ line: UInt32, _ position: SourcePosition
  ) {
    log.report(
      .stylesheetSyntax, LocalizedText(english, chinese), in: path, at: place(line, position))
  }

  private func place(_ line: UInt32, _ position: SourcePosition) -> SourcePosition {
    SourcePosition(
      offset: position.offset, line: position.line + line, column: line == 0 ? position.column : 1)
  }

  /// Walks over a stylesheet; comments and white space are passed by.
  private struct Scanner {
    enum Token {
      case open, close
      /// `;`
      case end
      case byte(UInt8)
      case string([UInt8])
      case address([UInt8])
      case broken(String, String)
    }

    let bytes: [UInt8]
    private var at = 0
    /// Lines before the place.
    private(set) var line: UInt32 = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
      while at < bytes.count {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "\n"):
          line += 1
          at += 1
        case 0x20, 0x09, 0x0C, 0x0D: at += 1
        case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "*"):
          guard skipComment() else { return .broken("a comment has no end", "注释没有结束") }
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(byte)
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
          at += 1
          return byte == UInt8(ascii: "{") ? .open : byte == UInt8(ascii: "}") ? .close : .end
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
          if let address = address() { return address }
          at += 1
          return .byte(byte | 0x20)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
          at += 1
          return .byte(byte | 0x20)
        default:
          at += 1
          return .byte(byte)
        }
      }
      return nil
    }

    private mutating func skipComment() -> Bool {
      at += 2
      while at + 1 < bytes.count {
        if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") {
          at += 2
          return true
        }
        if bytes[at] == UInt8(ascii: "\n") { line += 1 }
        at += 1
      }
      at = bytes.count
      return false
    }

    private mutating func string(_ quote: UInt8) -> Token {
      at += 1
      var text: [UInt8] = []
      while at < bytes.count, bytes[at] != quote {
        if bytes[at] == UInt8(ascii: "\n") { return .broken("a string has no end", "字符串没有结束") }
        if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count { at += 1 }
        text.append(bytes[at])
        at += 1
      }
      guard at < bytes.count else { return .broken("a string has no end", "字符串没有结束") }
      at += 1
      return .string(text)
    }

    /// `url(…)`, quoted or not.
    private mutating func address() -> Token? {
      let word = bytes[at..<min(at + 4, bytes.count)].map { $0 | 0x20 }
      let isName = at > 0 && (bytes[at - 1] | 0x20 >= 0x61 && bytes[at - 1] | 0x20 <= 0x7A)
      guard !isName, word.count == 4, word.starts(with: "url".utf8),
        bytes[at + 3] == UInt8(ascii: "(")
      else { return nil }
      at += 4
      while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
      var text: [UInt8] = []
      if at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
        guard case .string(let quoted) = string(bytes[at]) else {
          return .broken("a string has no end", "字符串没有结束")
        }
        text = quoted
      }
      while at < bytes.count, bytes[at] != UInt8(ascii: ")") {
        if bytes[at] > 0x20 { text.append(bytes[at]) }
        at += 1
      }
      guard at < bytes.count else { return .broken("url( has no )", "url( 缺少 )") }
      at += 1
      return .address(text)
    }
  }
}
