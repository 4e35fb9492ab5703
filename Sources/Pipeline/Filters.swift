public import GazetteDocumentModel
import GazetteFilters

/// The filters that Gazette knows: the one list that help, `gazette filters` and tests derive from.
public enum Filters {
  public static let all: [Filter] = [
    PunctuationFilter.filter,
    SelectFilter.filter,
    SplitFilter.filter,
    MergeFilter.filter,
    RenumberFilter.filter,
    DatesFilter.filter,
  ]

  /// The stage for a value of `--filter`: `NAME`, `NAME=ARGUMENT`, or a program.
  ///
  /// A program is named by its path (`./program`), by its name where it stands on `PATH`, or, where the
  /// value holds blanks, as a command line for `/bin/sh` (`jq -c .`).
  /// - Throws: `GZ7001`…`GZ7003`.
  public static func stage(_ value: String) throws(ConversionError) -> FilterStage {
    let equals = value.firstIndex(of: "=")
    let name = equals.map { String(value[..<$0]) } ?? value
    if let filter = all.first(where: { $0.name == name }) {
      return try filter.stage(equals.map { String(value[value.index(after: $0)...]) })
    }
    if let command = try ProgramCommand.find(value) { return ProgramFilter.stage(command) }
    let known = all.map(\.name).joined(separator: ", ")
    let hint = EditDistance.hint(for: name, among: all.map(\.name))
    throw ConversionError(
      .filterUnknown, [value, known, hint.english], chinese: [value, known, hint.chinese])
  }
}
