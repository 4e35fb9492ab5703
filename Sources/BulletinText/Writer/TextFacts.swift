import GazetteDocumentModel

/// The attributes of the front element at hand.
struct Fact {
  var attributes: [(Attribute, String)] = []

  subscript(attribute: Attribute) -> String? {
    attributes.first { $0.0 == attribute }?.1
  }
}

/// What a bulletin's first and last lines are made of.
struct BulletinFacts {
  var title: String?
  var head: [Template.Field: String] = [:]
  var headOrder: [Template.Field] = []
  var editors: [(label: String?, field: Template.Field, name: String)] = []
  var headWritten = false
}

/// What an article's first and last lines are made of.
struct ArticleFacts {
  var title: [UInt8]?
  var departments: [String] = []
  var dates: [String] = []
  /// Whether the article before this one has no sign-off, so that this title must be known by itself.
  var isUnsignedBefore = false

  init(isUnsignedBefore: Bool = false) { self.isUnsignedBefore = isUnsignedBefore }

  /// Whether no line will close the article.
  var isUnsigned: Bool { dates.isEmpty }
}

/// The block that is being written.
struct BlockText {
  /// Its beginning, held until it is clear what the reader would take it for.
  var held: [UInt8] = []
  var isStreaming = false
  /// Whether text of it has come.
  var isOpen = false
  var tail: [UInt8] = []
  /// The mark of a list item, note or figure, to be written in front of its text.
  var label: [UInt8] = []
  /// How many blocks of the article are written.
  var count = 0
  /// The last block's end is no stop: what follows would be joined to it.
  var endsOpen = false
  var position = SourcePosition.start

  static let holdLimit = 1024
}
