/// A JATS tag set and version: what DOCTYPE and `@dtd-version` say, and what the tag set requires.
struct JATSTagSet: Sendable {
  enum Name: String, Sendable, CaseIterable { case archiving, publishing }

  let name: Name
  let version: String

  static let versions = ["1.1", "1.2", "1.3"]

  /// `JATS Publishing 1.1`, for messages.
  var title: String {
    "JATS \(name == .archiving ? "Archiving" : "Publishing") \(version)"
  }

  /// What the DOCTYPE's public identifier calls the set.
  var publicName: StaticString {
    name == .archiving ? "Journal Archiving and Interchange" : "Journal Publishing"
  }

  /// The day of the version, as the public identifier ends with it.
  var release: StaticString {
    switch version {
    case "1.1": "20151215"
    case "1.2": "20190208"
    case "1.3": "20210610"
    default: ""
    }
  }

  /// The DOCTYPE's system identifier.
  var systemIdentifier: StaticString {
    switch (name, version) {
    case (.archiving, "1.3"): "JATS-archivearticle1-3.dtd"
    case (.archiving, _): "JATS-archivearticle1.dtd"
    case (.publishing, "1.3"): "JATS-journalpublishing1-3.dtd"
    case (.publishing, _): "JATS-journalpublishing1.dtd"
    }
  }

  /// Whether `journal-id` and `issn` must be there: Publishing, all versions.
  var requiresJournalIdentity: Bool { name == .publishing }
  /// Whether `pub-date` must be there.
  var requiresPublicationDate: Bool { name == .publishing }
  /// Whether a whole name may stand unparted (`string-name`): from 1.2 on, and in Archiving always.
  var allowsStringName: Bool { name == .archiving || version != "1.1" }
  /// Whether a date may be told in words (`string-date`): likewise.
  var allowsStringDate: Bool { name == .archiving || version != "1.1" }
}
