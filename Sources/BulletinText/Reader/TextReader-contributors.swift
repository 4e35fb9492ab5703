import GazetteDocumentModel

/// What a contributor is: the values of the attribute `kind`.
enum ContributorKind: String {
  case person, organization
}

/// What a contributor did: the values of the attribute `role` that a text tells, in JATS `contrib-type` terms.
enum ContributorRole: String {
  case author, editor, publisher
}

/// Those who wrote an article, from the lines that name them.
extension TextReader {
  /// People, behind the body that they belong to or without one.
  mutating func recordSigners(
    _ signers: Span<UInt8>, role: ContributorRole = .author, label: String? = nil,
    _ position: SourcePosition
  ) {
    if signers.holdsNumberToCall {
      // `（保健室　℡ 012-345-6789）`
      return recordFact(.custom, signers, position, .name, Array("contact".utf8))
    }
    if profile.rejoin == .words {
      if let mailbox = signers.mailbox {
        // `From: "Dale Pruett" <dpruett@csn.example>`
        return recordContributor(
          signers.extracting(mailbox.name), kind: .person, role: role, label: label,
          email: signers.extracting(mailbox.address), position)
      }
      if label != nil, let office = signers.namesBeforeOffice {
        // `Texto: Laura y Diego, 4.º B`
        recordPeople(office.names, of: signers, role: role, label: label, position)
        return recordPosition(signers.extracting(office.words), position)
      }
      if let names = signers.namesInLetters {
        return recordPeople(names, of: signers, role: role, label: label, position)
      }
      if signers.isNameWithOffice(mayBeSmall: false) {
        // `By Karen Doyle, Human Resources`
        return recordWithOffice(signers, role: role, label: label, position)
      }
    }
    // `杉本　路子` is one name.
    let bodyEnd = bylinesByForm ? 0 : PersonName.bodyEnd(signers)
    if bodyEnd > 0 {
      recordContributor(
        signers.extracting(0..<bodyEnd), kind: .organization, role: role, label: label, position)
    }
    if bodyEnd == 0, profile.rejoin == .cjk, !bylinesByForm, signers.count >= 13,
      PersonName.ranges(signers) == nil,
      PersonName.areNames(signers, allowing: 1)
    {
      // `丁卫东 才让`: one of them has no surname that is known.
      return recordPeople(signers.piecesOfNames, of: signers, role: role, label: label, position)
    }
    if bodyEnd == 0, signers.mayHoldGap,
      recordReporters(signers, role: role, label: label, position)
    {
      return
    }
    for range in Self.names(signers, bodyEnd..<signers.count) {
      let name = signers.extracting(range)
      if let office = name.officeInBrackets {
        // `林淑芬（讀者服務組）`
        recordPeople(
          Self.names(name, 0..<office.nameEnd), of: name, role: role, label: label, position)
        recordPosition(name.extracting(office.words), position)
        continue
      }
      // `市地方志办公室整理`
      let isBody = bodyEnd == 0 && (name.isNameOfBody || name.isShortNameOfBody)
      let kind: ContributorKind = isBody ? .organization : .person
      recordContributor(name, kind: kind, role: role, label: label, position)
    }
  }

  /// `陈思远  学生记者 林小雨`: names between gaps, some of them behind what their bearers are; false where one is none.
  private mutating func recordReporters(
    _ signers: Span<UInt8>, role: ContributorRole, label: String?, _ position: SourcePosition
  ) -> Bool {
    let pieces = signers.piecesBetweenGaps
    guard pieces.count > 1, PersonName.areNames(signers.extracting(pieces[0])),
      pieces.dropFirst().allSatisfy({
        let piece = signers.extracting($0)
        return piece.isNameBehindPosts || piece.areReporters
      })
    else { return false }
    var label = label
    for range in pieces {
      let piece = signers.extracting(range)
      if piece.isWordForReporters {
        label = String(piece)
        continue
      }
      let start = PersonName.nameStart(piece)
      let post = piece.extracting(0..<start)
      for name in Self.names(piece, start..<piece.count) {
        recordContributor(
          piece.extracting(name), kind: .person, role: role,
          label: start > 0 ? String(post.extracting(post.trimmedRange)) : label, position)
      }
    }
    return true
  }

  /// The held name is that of the author whom the contents have in front of the title that is the line at hand.
  mutating func takeAuthorAbove(
    _ title: Span<UInt8>, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard pending.lines.count == 1, !pending.isMarked, !pending.isAbove,
      contents.namesAuthor(pending.bytes.span.extracting(pending.lines[0].text), of: title)
    else { return false }
    let name = pending.joined()
    let position = pending.lines[0].position
    noteAll(.above, nil, Reasons.aboveTitle)
    pending.clear()
    if state == .contents { try endContents(&handler) }
    try openBulletinIfNeeded(position, &handler)
    try openUntitled(position, &handler)
    state = .above
    recordWithOffice(name.span, position)
    return true
  }

  /// Who wrote an article, and behind a comma what he is.
  mutating func recordWithOffice(
    _ text: Span<UInt8>, role: ContributorRole = .author, label: String? = nil,
    _ position: SourcePosition
  ) {
    let comma = text.firstIndex(of: 0x2C) ?? text.count
    let name = text.extracting(0..<comma)
    if profile.rejoin == .words, namesOfArticle.contains(name.textHash()) {
      // Who is named above signs.
      recordFact(.custom, name, position, .name, Array("signature".utf8))
    } else {
      let isBody =
        name.count > 0
        && (TextScalar.isHan(name.scalar(at: 0).value)
          ? !PersonName.areNames(name) && name.piecesBetweenGaps.count != 2 : name.isBodyInLetters)
      for range in Self.names(name, 0..<name.count) {
        recordContributor(
          name.extracting(range), kind: isBody ? .organization : .person, role: role,
          label: label, position)
      }
    }
    guard comma < text.count else { return }
    let rest = text.extracting((comma + 1)..<text.count)
    recordPosition(rest.extracting(rest.trimmedRange), position)
  }

  /// People whose names are parts of a text.
  mutating func recordPeople(
    _ names: [Range<Int>], of text: Span<UInt8>, role: ContributorRole = .author,
    label: String? = nil, _ position: SourcePosition
  ) {
    for name in names {
      recordContributor(
        text.extracting(name), kind: .person, role: role, label: label, position)
    }
  }

  /// One of those who wrote or edited the article, by name.
  ///
  /// - Parameter inLead: whether the name stands in the text's first words, and stays there.
  mutating func recordContributor(
    _ name: Span<UInt8>, kind: ContributorKind, role: ContributorRole = .author,
    label: String? = nil, email: Span<UInt8>? = nil, inLead: Bool = false,
    _ position: SourcePosition
  ) {
    if kind == .person, profile.takesAnyMasthead || profile.rejoin == .words {
      noteName(name)
    }
    article.recordFront(.start(.contributor), at: position)
    if inLead { article.recordFront(.attribute(.type, "lead".utf8.span), at: position) }
    article.recordFront(.attribute(.kind, kind.rawValue.utf8.span), at: position)
    article.recordFront(.attribute(.role, role.rawValue.utf8.span), at: position)
    if let label {
      article.recordFront(.attribute(.label, label.utf8.span), at: position)
    }
    if let email, !email.elementsEqual(name) {
      article.recordFront(.attribute(.email, email), at: position)
    }
    article.recordFront(.text(name), at: position)
    article.recordFront(.end(.contributor), at: position)
  }

  /// Keeps in mind who is said to have written the article at hand, and the words of the name.
  private mutating func noteName(_ name: Span<UInt8>) {
    namesOfArticle.insert(name.textHash())
    guard profile.rejoin == .words else { return }
    for word in name.pieces(between: 0x20) {
      namesOfArticle.insert(name.extracting(word).textHash())
    }
  }
}
