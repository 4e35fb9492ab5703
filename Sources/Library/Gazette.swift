/// Gazette as a library: one import has all that converting, reading, validating and stages of one's own need.
///
///     import Gazette
///
///     let said = DiagnosticCollector(file: "issue.txt") { print($0.line()) }
///     try Conversion(input: "issue.txt", output: "issue.jats.xml").run(diagnostics: said)
///
/// | to | begin at |
/// |---|---|
/// | convert | `Conversion`; whole archives: `Batch` |
/// | read articles as values | `Conversion.forEachArticle`, `Article` |
/// | validate | `Validation`; many documents: `BatchValidation` |
/// | write a stage | `EventHandler`, `DocumentEvent`; put in by a `FilterStage` or a `Format` |
/// | know what there is | `Formats`, `Filters`, `Profiles` |
///
/// What a document consists of are `Element`, `Attribute` and `MetadataField`; what is said of it are a `Diagnostic`
/// and, where it stops, a `ConversionError`. `examples/library` has all of it in one file.
@_exported public import GazetteDocumentModel
@_exported public import GazettePipeline
@_exported public import GazetteTextEncoding
@_exported public import GazetteXMLValidation
