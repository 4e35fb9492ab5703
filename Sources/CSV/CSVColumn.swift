import GazetteDocumentModel

/// The columns of the `articles` layout, in order; `docs/formats/csv.md` says what each holds.
enum CSVColumn: Int, CaseIterable {
  // Of the bulletin, the same in all of its rows.
  case bulletin, volume, issue, wholeNumber, bulletinDate, bulletinIdentifiers, publisher
  case classification, bulletinLanguage, editors, distribution
  // Of the article.
  case section, number, kicker, title, subtitle, authors, contributors, date, dateWording, place
  case categories, keywords, identifiers, source, license, copyright, language, custom, abstract
  case text

  /// The name in the header row.
  var name: String {
    switch self {
    case .wholeNumber: "whole_number"
    case .bulletinLanguage: "bulletin_language"
    case .bulletinDate: "bulletin_date"
    case .bulletinIdentifiers: "bulletin_identifiers"
    case .dateWording: "date_wording"
    default: "\(self)"
    }
  }

  /// Whether a cell holds several values: see `CSVList`.
  var isList: Bool {
    switch self {
    case .authors, .categories, .keywords: true
    default: hasLabels
    }
  }

  /// Whether each value may have a label.
  var hasLabels: Bool {
    switch self {
    case .bulletinIdentifiers, .editors, .distribution, .contributors, .identifiers, .custom: true
    default: false
    }
  }

  /// The column of a plain fact, or nil where there is none.
  static func of(_ field: MetadataField, inBulletin: Bool) -> CSVColumn? {
    switch field {
    case .language: inBulletin ? .bulletinLanguage : .language
    case .license: .license
    case .copyright: .copyright
    case .place: .place
    case .source: .source
    case .category: .categories
    case .keyword: .keywords
    case .publisher: inBulletin ? .publisher : nil
    case .volume: inBulletin ? .volume : nil
    case .issue: inBulletin ? .issue : nil
    case .wholeNumber: inBulletin ? .wholeNumber : nil
    case .classification: inBulletin ? .classification : nil
    }
  }
}
