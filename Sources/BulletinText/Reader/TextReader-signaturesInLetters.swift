import GazetteDocumentModel

/// Names in letters that sign a text without a template: below a word of farewell, with a title of courtesy or an
/// office.
extension TextReader {
  /// A name below a word of farewell, and below that what its bearer is.
  ///
  ///     Sincerely,
  ///
  ///     Janet Rowe
  ///     Principal
  mutating func takeSignature(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if isBelowDashes, takeSignatureLine(line, place, position) { return true }
    if !heldSignature.isEmpty {
      if place.blanks == 0, place.indent >= 24, heldSignature.count < 4, !line.endsWithStop {
        note(.signOff, line, position.line, nil, Reasons.rightSet)
        heldSignature.append(([UInt8](line), position))
        return true
      }
      try settleSignature()
    }
    let isBelow = isBelowSignature && !isBelowDashes
    isBelowSignature = false
    let isShort = line.beginsWithCapital && place.columns <= 40
    if isBelow, place.blanks == 0, isShort, state == .signedOff, articleOpen {
      note(.signOff, line, position.line, nil, Reasons.signature)
      recordPosition(line, position)
      isBelowSignature = true
      return true
    }
    guard pending.lines.count == 1, state == .body, isShort, !line.endsWithStop else {
      return false
    }
    if place.blanks == 0, pending.lines[0].place.blanks > 0, isAtRest || paragraph.columns < 48,
      pending.bytes.span.isHonorific
    {
      return try takeHonorific(above: line, position)
    }
    if place.blanks == 0, line.farewellEnd > 0 { return try takeTeam(line, place, position) }
    guard pending.bytes.span.isValediction || isFarewellByForm(above: line, place) else {
      return false
    }
    let farewell = pending.joined()
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    note(.signOff, line, position.line, nil, Reasons.signature)
    if farewell.last == 0x2C {
      marks.count(farewell.span.extracting((farewell.count - 1)..<farewell.count))
    }
    state = .signedOff
    let label = String(farewell.span).split(separator: ",").first.map(String.init)
    for range in Self.names(line, 0..<line.count) {
      recordContributor(
        line.extracting(range), kind: .person, label: label, position)
    }
    isBelowSignature = true
    return true
  }

  /// Whether a few words and a comma are held below the end of a text, and the line right below them is a name:
  /// `Tot ziens aan de kaarttafel,` above `Riet Bakker`.
  private mutating func isFarewellByForm(above line: Span<UInt8>, _ place: LinePlace) -> Bool {
    let held = pending.bytes.span
    return place.blanks == 0 && pending.lines[0].place.blanks > 0 && isAtRest
      && (article.hasBody || paragraph.isOpen) && held[held.count - 1] == 0x2C
      && pending.lines[0].place.columns <= 40 && held.firstIndex(of: 0x2C) == held.count - 1
      && !held.extracting(0..<(held.count - 1)).isNameInLetters
      && line.isNameInLetters
  }

  /// `Viel Freude beim Lesen wünscht`, and right below it `Ihr Team der Stadtbibliothek`.
  private mutating func takeTeam(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) throws(ConversionError) -> Bool {
    let name = line.extracting(line.farewellEnd..<line.count)
    guard pending.lines[0].place.blanks > 0, pending.lines[0].place.columns <= 60, isAtRest,
      article.hasBody || paragraph.isOpen, name.isTeam || name.isNameInLetters
    else { return false }
    let farewell = pending.joined() + [0x20] + [UInt8](line.extracting(0..<(line.farewellEnd - 1)))
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    note(.signOff, line, position.line, nil, Reasons.signature)
    state = .signedOff
    recordContributor(
      name, kind: name.isTeam ? .organization : .person,
      label: String(farewell.span), position)
    return true
  }

  /// A name by itself below the end of a text, right above a title in capitals: who wrote it.
  mutating func takeNameAboveCapitals(before next: Span<UInt8>) throws(ConversionError) -> Bool {
    guard profile.rejoin == .words, sense.titlesAreCapitals, pending.lines.count == 1, isAtRest,
      articleOpen, article.hasBody || paragraph.isOpen, !pending.isMarked, !pending.isRuled,
      next.isInCapitals, pending.lines[0].place.columns <= 30
    else { return false }
    let name = pending.joined()
    guard !name.span.isInCapitals, name.span.isNameInLetters || name.span.isNameOpen else {
      return false
    }
    return try signByPending()
  }

  /// A name by itself, or several, below the end of a text and above the rule that ends the article:
  /// `Jeroen Vlietstra en Marta Piekarska`.
  mutating func takeNameAboveRule() throws(ConversionError) -> Bool {
    guard profile.rejoin == .words, pending.lines.count == 1, isAtRest, state == .body,
      article.hasBody || paragraph.isOpen, !pending.isMarked, !pending.isRuled,
      pending.lines[0].place.blanks > 0, pending.lines[0].place.columns <= 48
    else { return false }
    let name = pending.joined()
    guard !name.span.isInCapitals, !name.span.isSalutation,
      name.span.isNameInLetters || name.span.namesInLetters != nil
    else { return false }
    return try signByPending()
  }

  /// The held line is who signs.
  private mutating func signByPending() throws(ConversionError) -> Bool {
    let text = pending.joined()
    let position = pending.lines[0].position
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    state = .signedOff
    if let names = text.span.namesInLetters {
      recordPeople(names, of: text.span, position)
    } else {
      try sign(text.span, position)
    }
    return true
  }

  /// The held lines are who signs at the end of an article, by a name that stands above: `Dale`, `Thanks!` above `Karen`.
  mutating func takeOwnName() throws(ConversionError) -> Bool {
    guard profile.rejoin == .words, !namesOfArticle.isEmpty, articleOpen, pending.lines.count <= 2,
      !pending.isMarked, !pending.isAbove, !pending.isRuled, isAtRest,
      let last = pending.lines.last, last.place.columns <= 30,
      article.hasBody || paragraph.isOpen
    else { return false }
    let block = pending
    let held = block.bytes.span
    let name = held.extracting(last.text)
    guard
      name.pieces(between: 0x20).allSatisfy({
        namesOfArticle.contains(name.extracting($0).textHash())
      }),
      block.lines.count == 1 || block.lines[0].place.columns <= 40
    else { return false }
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    if block.lines.count == 2 {
      let farewell = held.extracting(block.lines[0].text)
      recordFact(.custom, farewell, block.lines[0].position, .name, Array("farewell".utf8))
    }
    recordFact(.custom, name, last.position, .name, Array("signature".utf8))
    state = .signedOff
    return true
  }

  /// A line below `--`, which sets the signature of a mail off (RFC 3676 §4.3).
  mutating func takeSignatureLine(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    guard articleOpen, state == .signedOff, place.blanks == 0, place.columns <= 80 else {
      isBelowDashes = false
      return false
    }
    note(.signOff, line, position.line, nil, Reasons.signature)
    recordFact(.custom, line, position, .name, Array("signature".utf8))
    return true
  }

  /// `Mrs. K. Donnelly`, and below that what she is.
  private mutating func takeHonorific(
    above line: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) -> Bool {
    let name = pending.joined()
    let start = pending.lines[0].position
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    note(.signOff, line, position.line, nil, Reasons.signature)
    try sign(name.span.extracting(name.span.trimmedRange), start)
    recordPosition(line, position)
    isBelowSignature = true
    return true
  }

  /// A name in letters, and below it what its bearer is, held below the end of a text and above no other:
  ///
  ///     Jean-Pierre Lacoste
  ///     Maire de Saint-Aubin
  mutating func takeNameAboveOffice(
    before next: Span<UInt8>?, _ place: LinePlace
  ) throws(ConversionError) -> Bool {
    guard profile.rejoin == .words, usesPlace, isAtRest, articleOpen,
      article.hasBody || paragraph.isOpen, !pending.isMarked, !pending.isRuled,
      pending.lines[0].place.blanks > 0, pending.lines[1].place.columns <= 50
    else { return false }
    if let next, place.blanks == 0 || next.columns > 60 || next.endsWithStop { return false }
    let block = pending
    let (first, second) = (block.lines[0], block.lines[1])
    let held = block.bytes.span
    let hasComma = held[first.text.upperBound - 1] == 0x2C
    let nameEnd = first.text.upperBound - (hasComma ? 1 : 0)
    let name = held.extracting(first.text.lowerBound..<nameEnd)
    let office = held.extracting(second.text)
    guard name.isNameInLetters, !name.isInCapitals, !office.endsWithStop, !office.isInCapitals,
      office.labelled == nil
    else { return false }
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    marks.count(held.extracting(nameEnd..<first.text.upperBound))
    try sign(name, first.position)
    recordPosition(office, second.position)
    return true
  }

  /// `Robert Tansley, Treasurer`, held below the end of a text, with no text of its own: no heading.
  mutating func takeNameWithOffice(
    before next: Span<UInt8>?, _ place: LinePlace
  ) throws(ConversionError) -> Bool {
    guard profile.rejoin == .words, usesPlace, pending.lines.count == 1, isAtRest,
      pending.lines[0].place.blanks > 0, article.hasBody,
      pending.lines[0].place.columns <= 60
    else { return false }
    if let next, place.blanks == 0 || next.columns > 60 || next.endsWithStop { return false }
    let text = pending.joined(0..<1)
    let nameStart = text.span.nameBehindOffice
    guard nameStart > 0 || text.span.isNameWithOffice(mayBeSmall: true) else { return false }
    let position = pending.lines[0].position
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    try sign(text.span.extracting(nameStart..<text.count), position)
    if nameStart > 0 {
      // `Le président, Henri Castagnac`
      recordPosition(text.span.extracting(0..<(nameStart - 2)), position)
    }
    return true
  }

  /// `Ihr Karl-Heinz Brömmel`, `Eure Heidrun Maile, 1. Vorsitzende`: a name behind a word of farewell, below a text;
  /// `Robert L. Hanscom` below a title, told by its initial, and `Bill Hofstetter, President` right below it.
  mutating func takeNameInLetters(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen || pending.isHeld else { return false }
    if place.columns <= 32, line.holdsInitial, place.blanks <= 1,
      pending.isHeld ? pending.lines.count == 1 && state != .outside : isBelowTitle,
      line.isNameInLetters
    {
      guard try settleTitle(above: line, place, &handler) else { return false }
      note(.below, line, position.line, nil, Reasons.belowTitle)
      recordWithOffice(line, position)
      return true
    }
    if place.blanks == 0, !pending.isHeld, isBelowTitle, line.isNameWithOffice(mayBeSmall: false) {
      note(.below, line, position.line, nil, Reasons.belowTitle)
      recordWithOffice(line, position)
      return true
    }
    let start = line.farewellEnd
    guard start > 0, state == .body, isSignable else { return false }
    let comma = line.firstIndex(of: 0x2C) ?? line.count
    guard comma > start,
      line.extracting(start..<comma).isNameInLetters
        || (line[0] != 0x56 && line.extracting(start..<comma).isTeam)
    else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.signature)
    state = .signedOff
    let farewell = String(line.extracting(0..<(start - 1)))
    recordWithOffice(line.extracting(start..<line.count), label: farewell, position)
    return true
  }

  /// `(Dr. Ulrike Sander)`, `(Jens Pohlmann, EDV)`: who wrote the text that ends above.
  mutating func takeNameInBrackets(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen, state == .body, isSignable, line.isBracketed else { return false }
    let inner = line.withoutBrackets
    let name = line.extracting(inner)
    guard
      name.isNameWithOffice(mayBeSmall: true) || name.isNameInLetters || name.isInitialsInLetters
    else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.signature)
    marks.count(line, around: inner)
    try sign(name, position)
    return true
  }

  /// `/Gunnar Ekblad`, `/Styrelsen`, right below the end of a text or a blank line further down, as Swedes and Danes sign.
  mutating func takeNameBehindSlash(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard line.count > 4, line.count <= 48, articleOpen, state == .body, isSignable,
      place.blanks <= 1
    else { return false }
    let name = line.extracting(1..<line.count)
    let words = name.extracting(name.trimmedRange)
    let names = words.namesInLetters
    guard words.beginsWithCapital, !words.endsWithStop, words.firstIndex(of: 0x2F) == nil,
      names != nil || words.pieces(between: 0x20).count <= 4
    else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.signature)
    marks.count(line.extracting(0..<1))
    state = .signedOff
    if let names {
      recordPeople(names, of: words, position)
    } else if words.pieces(between: 0x20).count == 1, !words.isInitialsInLetters,
      !namesOfArticle.contains(words.textHash())
    {
      recordContributor(words, kind: .organization, position)
    } else {
      try sign(words, position)
    }
    return true
  }

  /// `(Wim Terpstra)`, `(van onze wijkagent, Rob Schouten)` right below a title: who wrote the text.
  mutating func takeBracketsBelowTitle(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard place.blanks == 0, line.isBracketed,
      pending.isHeld ? pending.lines.count == 1 && state != .outside : isBelowTitle
    else { return false }
    let inner = line.withoutBrackets
    let words = line.extracting(inner)
    let name: Range<Int>
    if words.isNameInLetters || words.isNameWithOffice(mayBeSmall: true) {
      name = 0..<words.count
    } else if (0x61...0x7A).contains(words[0]), let comma = words.pieces(between: 0x2C).last,
      comma.lowerBound > 0, words.extracting(comma).isNameInLetters
    {
      name = comma
    } else {
      return false
    }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    marks.count(line, around: inner)
    recordWithOffice(words.extracting(name), position)
    if name.lowerBound > 0 {
      let front = words.extracting(0..<name.lowerBound)
      let comma = front.firstIndex(of: 0x2C) ?? front.count
      recordPosition(front.extracting(0..<comma), position)
    }
    return true
  }

  /// `Geoff Apperley, Chairman`, right below the end of a filled text.
  mutating func takeNameBelowText(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) throws(ConversionError) -> Bool {
    guard articleOpen, state == .body, sense.wrapWidth > 0, containers.isEmpty,
      place.columns * 5 < sense.wrapWidth * 3, place.indent == 0 || place.indent >= 16,
      line.isNameWithOffice(mayBeSmall: false)
    else { return false }
    note(.signOff, line, position.line, nil, Reasons.signature)
    try sign(line, position)
    return true
  }
}
