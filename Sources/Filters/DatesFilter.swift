import GazetteBulletinText
public import GazetteDocumentModel

/// `dates=iso`: the wording of dates becomes ISO 8601, in fronts and in sign-offs; dates in running text
/// are part of a sentence and stay.
public enum DatesFilter {
  public static let filter = Filter(
    name: "dates",
    summary: LocalizedText(
      "dates of fronts and sign-offs as 2021-03-12", "题头和落款的日期改为 2021-03-12"),
    argument: "iso"
  ) { (argument) throws(ConversionError) in
    guard argument == "iso" else {
      throw ConversionError(.filterArgument, ["dates", "takes iso, not \"\(argument ?? "")\""])
    }
    return FilterStage(name: "dates") { (next, _) throws(ConversionError) in
      DatesHandler(next)
    }
  }
}

struct DatesHandler: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  /// The date or sign-off that is open.
  private var held = HeldEvents()
  private var isHolding = false

  /// A sign-off that is longer is none, and passes as it is.
  private static var capacity: Int { 16 << 10 }

  init(_ next: consuming any EventHandler & ~Copyable) { self.next = next }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if case .start(let element) = event, element == .date || element == .signOff, !isHolding {
      isHolding = true
    }
    guard isHolding else { return try next.handle(event, at: position) }
    held.record(event, at: position)
    if case .end(let element) = event, element == .date || element == .signOff {
      isHolding = false
      if element == .date { try releaseDate() } else { try releaseSignOff() }
    } else if held.byteCount > Self.capacity || held.entries.count > Self.capacity {
      isHolding = false
      try held.release(into: &next)
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  /// `<date iso="2021-03-12">2021年3月12日</date>`: the value known becomes the text; a wording without a
  /// value gets one where it is a date. What is no date, or holds a fragment, stays.
  private mutating func releaseDate() throws(ConversionError) {
    let wording = held.text
    let stated = held.attribute(.iso)
    let isPlain = held.entries.allSatisfy { entry in
      if case .opaque = entry.kind { false } else { true }
    }
    guard isPlain, !wording.isEmpty, let iso = stated ?? DateText.iso(wording.span),
      let first = held.entries.first, let last = held.entries.last
    else { return try held.release(into: &next) }
    try first.emit(into: &next)
    for entry in held.entries.dropFirst() {
      guard case .attribute = entry.kind else { break }
      try entry.emit(into: &next)
    }
    if stated == nil { try next.handle(.attribute(.iso, iso.span), at: first.position) }
    try next.handle(.text(iso.span), at: first.position)
    try last.emit(into: &next)
    held.reset()
  }

  /// `中国科协办公厅 2021年3月12日`
  private mutating func releaseSignOff() throws(ConversionError) {
    for index in held.entries.indices where held.entries[index].isOpenText {
      let bytes = held.entries[index].bytes
      var text: [UInt8] = []
      var at = 0
      while let date = DateText.first(in: bytes.span, from: at) {
        text += bytes[at..<date.range.lowerBound]
        text += date.iso
        at = date.range.upperBound
      }
      if at > 0 { held.entries[index].bytes = text + bytes[at...] }
    }
    try held.release(into: &next)
  }
}
