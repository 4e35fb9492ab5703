import GazetteDocumentModel

/// The header lines of the mail that a text came in.
extension TextReader {
  /// A header line of the mail that the text came in, or more of the one above it.
  mutating func takeMailHeader(_ line: Span<UInt8>, _ position: SourcePosition) -> Bool {
    note(.head, line, position.line, nil, Reasons.mailHead)
    if let header = MailHead.name(line) {
      marks.count(line.extracting(header.label.upperBound..<header.value.lowerBound))
      mailFacts.append((header.fact, [UInt8](line.extracting(header.value)), position))
    } else if !mailFacts.isEmpty {
      mailFacts[mailFacts.count - 1].value += [0x20] + [UInt8](line)
    }
    return true
  }

  /// Below the header lines of the mail, which say what it is, the text begins; or its head, where that is shown.
  @inline(never)
  mutating func openBelowMail(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if try takeSubjectForMasthead(&handler) { return }
    // `skeps-digest   Thursday, May 17 2001   Volume 05 : Number 118` opens it.
    if isInMailing, classifier.match(.masthead, line, &budget) != nil { return }
    guard !pending.isHeld, headEnd == 0, sense.headRule == 0, !line.isRule, !line.isOrnament,
      // What a sender puts above a letter is no mail's.
      !mailFacts.allSatisfy({ $0.name == MailHead.webVersion })
    else { return }
    try openBulletinIfNeeded(position, &handler)
  }

  /// The subject of the mail is the masthead, in a layout that knows mastheads by their words.
  private mutating func takeSubjectForMasthead(
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard !profile.takesAnyMasthead,
      let index = mailFacts.firstIndex(where: { $0.name == "subject" }),
      case let subject = mailFacts[index], classifier.knowsMasthead(subject.value.span),
      let match = classifier.match(.masthead, subject.value.span, &budget)
    else { return false }
    mailFacts.remove(at: index)
    try beginBulletin(subject.value.span, match, subject.position, &handler)
    return true
  }

  /// Hands the header lines of the mail on, now that the bulletin is open.
  mutating func emitMailFacts(_ handler: inout Handler) throws(ConversionError) {
    for header in mailFacts {
      let value = header.value.span
      if header.name == "date", let date = DateWording.match(value, at: 0), date.end == value.count,
        let iso = date.iso
      {
        try handler.fact(
          .date, (.type, Array("published".utf8)), (.iso, Array(iso.utf8)), text: value,
          at: header.position)
      } else {
        try handler.fact(
          .custom, (.name, Array(header.name.utf8)), text: value, at: header.position)
      }
    }
    mailFacts.removeAll()
  }
}
