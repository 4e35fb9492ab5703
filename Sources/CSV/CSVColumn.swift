import GazetteDocumentModel

/// The columns of the `articles` layout, in order; `docs/formats/csv.md` says what each holds.
enum CSVColumn: UInt8, CaseIterable {
  case bulletin, issue, wholeNumber, bulletinDate, publisher, editors, section, number, kicker,
    title
  case subtitle, authors, date, dateWording, place, categories, keywords, source, language, text

  /// Place in the row, from 0.
  var index: Int { Int(rawValue) }

  /// What the header row calls it.
  var heading: String {
    switch self {
    case .wholeNumber: "whole_number"
    case .bulletinDate: "bulletin_date"
    case .dateWording: "date_wording"
    default: "\(self)"
    }
  }
}
