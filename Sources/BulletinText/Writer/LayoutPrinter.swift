/// The printers of a profile's templates, by what they print.
struct LayoutPrinter: Sendable {
  private let parts: [[TemplatePrinter]]
  /// A sign-off's date alone, and its department alone.
  let dateLine: TemplatePrinter?
  let departmentLine: TemplatePrinter?

  init(_ profile: LayoutProfile) {
    parts = LayoutPart.allCases.map { profile.templates($0).map(TemplatePrinter.init) }
    let signOffs = profile.templates(.signOff)
    dateLine = signOffs.lazy.compactMap { TemplatePrinter(line: 1, of: $0) }.first
    departmentLine = signOffs.lazy.compactMap { TemplatePrinter(line: 0, of: $0) }.first
    let all = parts[Int(LayoutPart.signOff.rawValue)]
    self.signOffs =
      all.filter { $0.template.label == nil } + all.filter { $0.template.label != nil }
    jointSignatures = all.filter {
      $0.fields.contains(.author)
        && ($0.fields.contains(.date) || $0.fields.contains(.department))
    }
    signatures = all.filter {
      !$0.fields.contains(.date) && !$0.fields.contains(.department)
    }
  }

  /// Sign-offs, those first that add no word: a body has none.
  let signOffs: [TemplatePrinter]
  /// Sign-offs of people, without a body or a date.
  let signatures: [TemplatePrinter]
  /// Sign-offs of people beside a body or a date.
  let jointSignatures: [TemplatePrinter]

  subscript(part: LayoutPart) -> [TemplatePrinter] { parts[Int(part.rawValue)] }

  /// Whether a template of the part has the placeholder.
  func has(_ field: Template.Field, in parts: LayoutPart...) -> Bool {
    parts.contains { self[$0].contains { $0.fields.contains(field) } }
  }

  /// The credits template for a person with this label (any, where there is none).
  func credits(_ field: Template.Field, label: [UInt8]?) -> TemplatePrinter? {
    let fitting = self[.credits].filter {
      $0.fields.contains(field)
        && (label == nil || $0.template.label.map { Array($0.utf8) } == label)
    }
    return fitting.first { $0.fields.count == 1 } ?? fitting.first
  }

  /// The placeholder of a credits template for what else has this label: alone, by the words before it, among
  /// others by its own name.
  func creditFact(label: [UInt8]?) -> Template.Field? {
    guard let label else { return nil }
    for printer in self[.credits] {
      for field in printer.fields where !field.isContributor && field != .recipients {
        let name =
          field == .email
          ? "Email" : printer.fields.count > 1 ? field.ownName : printer.template.label
        if name.map({ Array($0.utf8) }) == label { return field }
      }
    }
    return nil
  }
}
