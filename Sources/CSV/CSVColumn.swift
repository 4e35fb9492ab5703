import GazetteDocumentModel

/// The columns of the `articles` layout, in order; `docs/formats/csv.md` says what each holds.
enum CSVColumn: String, CaseIterable {
  case bulletin, issue, wholeNumber = "whole_number", bulletinDate = "bulletin_date", publisher
  case editors, section, number, kicker, title, subtitle, authors, date
  case dateWording = "date_wording", place, categories, keywords, source, language, text
}
