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

  /// The DOCTYPE's public identifier.
  var publicIdentifier: String {
    let release =
      switch version {
      case "1.1": "20151215"
      case "1.2": "20190208"
      case "1.3": "20210610"
      default: ""
      }
    let set = name == .archiving ? "Journal Archiving and Interchange" : "Journal Publishing"
    return "-//NLM//DTD JATS (Z39.96) \(set) DTD v\(version) \(release)//EN"
  }

  /// The DOCTYPE's system identifier.
  var systemIdentifier: String {
    let stem = name == .archiving ? "JATS-archivearticle1" : "JATS-journalpublishing1"
    return stem + (version == "1.3" ? "-3.dtd" : ".dtd")
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
