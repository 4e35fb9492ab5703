/// One thing to say about an input or output, at a place.
public struct Diagnostic: Sendable, Equatable {
  public let code: DiagnosticCode
  /// What fills `{1}`, `{2}`… of the message.
  public let arguments: [String]
  /// The same in Chinese, where they are more than names and values.
  public let chineseArguments: [String]?
  /// The file as the user named it; nil where the diagnostic is about none.
  public var file: String?
  public var position: SourcePosition?

  public init(
    _ code: DiagnosticCode, _ arguments: [String] = [], chinese: [String]? = nil,
    file: String? = nil, at position: SourcePosition? = nil
  ) {
    self.code = code
    self.arguments = arguments
    chineseArguments = chinese
    self.file = file
    self.position = position
  }

  public var severity: Severity { code.severity }

  /// The message in one language, arguments filled in.
  ///
  /// - Parameter longest: what is cut off from an argument of more characters, for a terminal.
  public func message(
    _ language: MessageLanguage = .english, longest: Int = .max
  ) -> String {
    filled(code.message.text(language), language, longest: longest)
  }

  /// What to do: the part of the message behind its semicolon; nil where it has none.
  public func hint(_ language: MessageLanguage = .english) -> String? {
    let template = code.message.text(language)
    guard let semicolon = template.firstIndex(of: ";") else { return nil }
    let rest = template[template.index(after: semicolon)...].drop(while: \.isWhitespace)
    return filled(String(rest), language, longest: .max)
  }

  private func filled(
    _ template: String, _ language: MessageLanguage, longest: Int
  ) -> String {
    let arguments = language == .english ? self.arguments : chineseArguments ?? self.arguments
    var text = ""
    var rest = template[...]
    // In one pass: an argument that holds `{2}` is no template.
    while let brace = rest.firstIndex(of: "{") {
      text += rest[..<brace]
      let place = rest[brace...].prefix { $0 != "}" }
      if let number = Int(place.dropFirst()), arguments.indices.contains(number - 1) {
        let argument = arguments[number - 1]
        text += argument.count > longest ? argument.prefix(longest) + "…" : argument[...]
        rest = rest[place.endIndex...].dropFirst()
      } else {
        text += "{"
        rest = rest[brace...].dropFirst()
      }
    }
    return text + rest
  }

  /// `seed.txt:14:3: the date "2021-13-12" does not exist… (GZ2104)`; one line, whatever it quotes.
  /// A fault of a book has epubcheck's number behind ours: `(GZ8483, RSC-012)`.
  public func line(
    _ language: MessageLanguage = .english, longest: Int = .max
  ) -> String {
    var place = file.map { $0 + ":" } ?? ""
    if let position { place += "\(position.line):\(position.column):" }
    let words = message(language, longest: longest)
      .split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }
      .joined(separator: " ")
    let code = code.name + (code.epubcheckCode.map { ", " + $0 } ?? "")
    return ((place.isEmpty ? "" : place + " ") + words + " (\(code))").withVisibleControls
  }
}

extension String {
  /// The text with pictures in place of control characters (U+241B for an escape), and U+FFFD where there is no
  /// picture: what a document or an archive holds may not steer a terminal, nor turn its line around.
  public var withVisibleControls: String {
    // C1 controls begin with C2, what steers the direction of writing with E2.
    guard utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || [0x7F, 0xC2, 0xE2].contains($0) })
    else {
      return self
    }
    var text = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09: text.append(scalar)
      case ..<0x20: text.append(Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}")
      case 0x7F: text.append("\u{2421}")
      case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}

/// The languages that messages come in.
public enum MessageLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// What stops a conversion: a diagnostic of severity `error`.
public struct ConversionError: Error, Sendable, Equatable {
  public var diagnostic: Diagnostic

  /// Cold: kept out of the callers' hot code.
  @inline(never)
  public init(
    _ code: DiagnosticCode, _ arguments: [String] = [], chinese: [String]? = nil,
    file: String? = nil, at position: SourcePosition? = nil
  ) {
    diagnostic = Diagnostic(code, arguments, chinese: chinese, file: file, at: position)
  }

  public var code: DiagnosticCode { diagnostic.code }
}
