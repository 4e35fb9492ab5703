import GazetteDocumentModel

// How bulletins, sections and articles follow or hold one another, and when their events go on.

extension JSONDocumentBuilder {
  /// A fact of the front is stated; nil where it is no element.
  mutating func stateFront(
    _ element: Element?, at position: SourcePosition
  ) throws(ConversionError) {
    let mayBeLate = element == .contributor || element == .distribution
    if !mayBeLate { structure.hasLateFactsOnly = false }
    guard !structure.isStarted || (mayBeLate && structure.kind == .bulletin) else {
      throw ConversionError(
        .jsonStructure,
        [
          "this fact comes after \"content\", too late;"
            + " only contributors and distribution of a bulletin may; write it before"
        ], at: position)
    }
  }

  /// `"content":[` of a bulletin or section.
  mutating func beginContent(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard layout == .document else {
      throw ConversionError(
        .jsonStructure, ["in JSON Lines the articles of a bulletin are lines after its own"],
        at: position)
    }
    structure.hasContent = true
    if let kind = structure.kind {
      try checkPlace(of: kind)
      try startStructure(into: &handler)
    } else {
      structure.isSpooling = true
    }
  }

  mutating func endStructure(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard let kind = structure.kind else {
      throw ConversionError(
        .jsonStructure, ["this object has no \"type\""], at: structure.position)
    }
    guard kind == .article || !structure.hasBody else {
      throw ConversionError(
        .jsonStructure, ["\(kind.rawValue) has no \"body\""], at: structure.position)
    }
    switch layout {
    case .lines: try endLine(kind, into: &handler)
    case .document: try endNested(kind, into: &handler)
    }
  }

  // MARK: JSON Lines

  private mutating func endLine(
    _ kind: JSONStructureBuffer.Kind, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let position = structure.position
    switch kind {
    case .bulletin:
      if bulletin == .stated {
        throw ConversionError(
          .jsonStructure,
          [
            "a bulletin begins, but that of line \(bulletinPosition.line) has no"
              + " {\"type\":\"end\"} line yet"
          ], at: position)
      }
      if bulletin == .implied { try endImplied(at: position, into: &handler) }
      bulletin = .stated
      bulletinPosition = position
      try handler.handle(.start(.bulletin), at: position)
      try structure.buffer.replayFront(metadataFirst: true, into: &handler)
    case .section:
      try implyBulletin(at: position, into: &handler)
      guard !sectionIsOpen else {
        throw ConversionError(
          .jsonStructure, ["a section begins before the {\"type\":\"sectionEnd\"} of the last"],
          at: position)
      }
      sectionIsOpen = true
      try handler.handle(.start(.section), at: position)
      try structure.buffer.replayFront(into: &handler)
    case .sectionEnd:
      guard sectionIsOpen, structure.buffer.isEmpty else {
        throw ConversionError(
          .jsonStructure,
          [sectionIsOpen ? "a sectionEnd holds no facts" : "no section is open here"],
          at: position)
      }
      sectionIsOpen = false
      try handler.handle(.end(.section), at: position)
    case .article:
      try implyBulletin(at: position, into: &handler)
      try structure.buffer.replay(at: position, into: &handler)
    case .end:
      guard bulletin != .none, !sectionIsOpen, structure.hasLateFactsOnly else {
        throw ConversionError(
          .jsonStructure,
          [
            bulletin == .none
              ? "no bulletin is open here"
              : sectionIsOpen
                ? "the section has no {\"type\":\"sectionEnd\"} line yet"
                : "an end holds contributors and distribution, nothing else"
          ], at: position)
      }
      try structure.buffer.replayFront(into: &handler)
      try handler.handle(.end(.bulletin), at: position)
      bulletin = .none
    }
  }

  /// An article without a bulletin line stands in a bulletin without facts.
  private mutating func implyBulletin(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard bulletin == .none else { return }
    bulletin = .implied
    try handler.handle(.start(.bulletin), at: position)
  }

  private mutating func endImplied(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if sectionIsOpen { try handler.handle(.end(.section), at: position) }
    sectionIsOpen = false
    try handler.handle(.end(.bulletin), at: position)
    bulletin = .none
  }

  /// The input has ended, at `position`.
  mutating func finish(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch bulletin {
    case .none: break
    case .implied: try endImplied(at: position, into: &handler)
    case .stated:
      throw ConversionError(
        .jsonTruncated, ["the bulletin of line \(bulletinPosition.line)"], at: position)
    }
  }

  // MARK: JSON documents

  private mutating func endNested(
    _ kind: JSONStructureBuffer.Kind, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try checkPlace(of: kind)
    let structure = self.structure
    let position = structure.position
    guard kind != .article else {
      guard !structure.hasContent else {
        throw ConversionError(
          .jsonStructure, ["an article has a \"body\", not a \"content\""], at: position)
      }
      return try emit(into: &handler) { (target) throws(ConversionError) in
        try structure.buffer.replay(at: position, into: &target)
      }
    }
    if structure.isStarted {
      try emit(into: &handler) { (target) throws(ConversionError) in
        try structure.buffer.replayFront(into: &target)
      }
    } else {
      try startStructure(into: &handler)
    }
    try emit(into: &handler) { (target) throws(ConversionError) in
      if structure.isSpooling { try structure.content.replayBody(into: &target) }
      try target.handle(.end(kind == .bulletin ? .bulletin : .section), at: position)
    }
  }

  private mutating func startStructure(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let structure = self.structure
    guard structure.kind != .article else { return }
    structure.isStarted = true
    let isBulletin = structure.kind == .bulletin
    try emit(into: &handler) { (target) throws(ConversionError) in
      try target.handle(.start(isBulletin ? .bulletin : .section), at: structure.position)
      try structure.buffer.replayFront(metadataFirst: isBulletin, into: &target)
    }
  }

  /// Hands the stage for the innermost structure's events to `body`: the content of the nearest
  /// structure around that waits for its type, else the next stage.
  private mutating func emit(
    into handler: inout any EventHandler & ~Copyable,
    _ body: (inout any EventHandler & ~Copyable) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    for structure in structures[..<(structureCount - 1)].reversed() where structure.isSpooling {
      var spooler: any EventHandler & ~Copyable = JSONContentSpooler(structure: structure)
      return try body(&spooler)
    }
    try body(&handler)
  }

  private func checkPlace(of kind: JSONStructureBuffer.Kind) throws(ConversionError) {
    let isRight =
      switch (structureCount, kind) {
      case (1, .bulletin), (2, .section), (2, .article), (3, .article): true
      default: false
      }
    guard isRight else {
      let expected = ["a bulletin", "a section or an article", "an article"][structureCount - 1]
      throw ConversionError(
        .jsonStructure, ["\(expected) is expected here, not \"\(kind.rawValue)\""],
        at: structure.position)
    }
  }
}
