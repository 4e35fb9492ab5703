import GazetteDocumentModel

/// Words and numbers of a report in one language.
struct ReportWording {
  let language: MessageLanguage

  func word(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  /// `12,345`
  func number(_ value: Int) -> String {
    var text = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + String(text.reversed())
  }

  /// A number in at most four characters: `999`, `1.2k`, `45k`.
  func short(_ value: Int) -> String {
    if value < 1000 { return String(value) }
    let (unit, name) = value < 1_000_000 ? (1000, "k") : (1_000_000, "M")
    let whole = value / unit
    let tenth = value % unit * 10 / unit
    return whole < 10 && tenth > 0 ? "\(whole).\(tenth)\(name)" : "\(whole)\(name)"
  }

  /// What a code says, without its details and what to do: `the byte … is not valid … here`.
  func meaning(of code: String) -> String {
    guard let known = UInt16(code.dropFirst(2)).flatMap(DiagnosticCode.init), known.name == code
    else { return code }
    let message = known.message.text(language)
    let fault = message.prefix { $0 != ";" }.replacing(/\{[0-9]\}/, with: "…")
    return "\(code) \(fault)"
  }

  /// `9,987 of 10,000 bulletins converted`
  func headline(_ statistics: ReportStatistics) -> String {
    let (done, all) = (number(statistics.converted), number(statistics.entries))
    if statistics.entries == 0 { return word("No bulletins", "没有简报") }
    if statistics.converted == statistics.entries {
      return word("All \(all) bulletins converted", "全部 \(all) 期简报已转换")
    }
    return word("\(done) of \(all) bulletins converted", "\(all) 期简报中已转换 \(done) 期")
  }
}
