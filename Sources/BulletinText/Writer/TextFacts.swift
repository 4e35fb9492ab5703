import GazetteDocumentModel

/// What a bulletin's first and last lines are made of.
struct BulletinFacts {
  struct Editor {
    var label: [UInt8]?
    var field: Template.Field
    var name: [UInt8]
  }

  var title: [UInt8]?
  var head: [(field: Template.Field, value: [UInt8])] = []
  var editors: [Editor] = []
  var headWritten = false
}

/// What an article's first and last lines are made of.
struct ArticleFacts {
  var title: [UInt8]?
  var departments: [[UInt8]] = []
  var dates: [[UInt8]] = []
  /// Whether the article before this one has no sign-off, so that this title must be known by itself.
  var isUnsignedBefore = false

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
