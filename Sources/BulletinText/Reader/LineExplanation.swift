public import GazetteDocumentModel

/// What the reader took one line for, and why: a row of `gazette explain`.
public struct LineExplanation: Sendable {
  /// What a line can be.
  public enum Kind: String, Sendable, CaseIterable {
    case blank, furniture, rule, masthead, head, contents, section
    case above, title, below, note, heading, item, attachments, preformatted, table, paragraph
    case continuation, thematicBreak, quotation
    case signOff, end, credits
  }

  /// The line's number, from 1.
  public let line: UInt32
  public let kind: Kind
  /// The template that took it, as the profile has it.
  public let template: String?
  /// What the template's placeholders captured.
  public let fields: [(name: String, value: String)]
  public let reason: LocalizedText
  /// The line without the blanks around it; a very long one is cut.
  public let text: String

  /// Longest text that is kept, in bytes.
  static let textLimit = 240
}
