/// The printers of a profile's templates, by what they print.
struct LayoutPrinter: Sendable {
  let masthead: TemplatePrinter?
  /// Most placeholders first.
  let head: [TemplatePrinter]
  let signOff: [TemplatePrinter]
  /// A sign-off's date alone.
  let dateLine: TemplatePrinter?
  let credits: [TemplatePrinter]

  init(_ profile: LayoutProfile) {
    masthead = profile.masthead.first.map(TemplatePrinter.init)
    head = profile.head.map(TemplatePrinter.init).sorted { $0.fields.count > $1.fields.count }
    signOff = profile.signOff.map(TemplatePrinter.init)
    dateLine = profile.signOff.lazy.compactMap { TemplatePrinter(secondLineOf: $0) }.first
    credits = profile.credits.map(TemplatePrinter.init)
  }

  /// The credits template for a person with this label (any, where there is none).
  func credits(_ field: Template.Field, label: [UInt8]?) -> TemplatePrinter? {
    credits.first {
      $0.fields == [field]
        && (label == nil || $0.template.label.map { Array($0.utf8) } == label)
    }
  }
}
