/// A filter that Gazette knows: everything the program knows of it.
///
/// The registry (`Pipeline/Filters.swift`) is one array of these; help, listings and tests derive
/// from it. A filter is made in two steps, so that a wrong argument is told before anything is
/// opened: `parse` makes a `FilterStage` of the argument, the stage makes its handler.
public struct Filter: Sendable {
  public typealias Parse = @Sendable (String?) throws(ConversionError) -> FilterStage

  /// The name after `--filter`: lower case.
  public let name: String
  /// One line for `gazette filters`.
  public let summary: LocalizedText
  /// What stands behind the `=`, for listings: `full|half`, `EXPR`; empty where it takes nothing.
  public let argument: String
  /// Whether the filter may be named without an argument.
  public let argumentIsOptional: Bool
  /// Makes a stage of the argument. - Throws: `GZ7002`.
  public let parse: Parse

  public init(
    name: String, summary: LocalizedText, argument: String = "", argumentIsOptional: Bool = false,
    parse: @escaping Parse
  ) {
    self.name = name
    self.summary = summary
    self.argument = argument
    self.argumentIsOptional = argumentIsOptional
    self.parse = parse
  }

  /// The stage for an argument, checked against whether the filter takes one. - Throws: `GZ7002`.
  public func stage(_ argument: String?) throws(ConversionError) -> FilterStage {
    if argument == nil, !self.argument.isEmpty, !argumentIsOptional {
      throw fault("needs an argument: \(name)=\(self.argument)")
    }
    if argument != nil, self.argument.isEmpty { throw fault("takes no argument") }
    return try parse(argument)
  }

  private func fault(_ why: String) -> ConversionError {
    ConversionError(.filterArgument, [name, why])
  }
}

/// A filter with its argument, ready to be put into a conversion; a program that uses the library
/// makes its own:
///
///     conversion.filters.append(FilterStage(name: "mine") { next, _ in MyFilter(next) })
public struct FilterStage: Sendable {
  public typealias Make =
    @Sendable (consuming any EventHandler & ~Copyable, FilterContext) throws(ConversionError) ->
    any EventHandler & ~Copyable

  /// For messages.
  public let name: String
  /// Whether the filter must know a bulletin's late facts (see `DocumentEvent`) before its first
  /// article.
  public let needsFactsFirst: Bool
  /// Whether late facts may leave the filter although none came to it.
  public let givesLateFacts: Bool
  /// The name to show for places in what comes out, where these are not places in the input: that of
  /// a program, whose lines they count.
  public let output: String?
  /// Makes the handler that holds the next one.
  public let make: Make

  public init(
    name: String, needsFactsFirst: Bool = false, givesLateFacts: Bool = false,
    output: String? = nil, make: @escaping Make
  ) {
    self.name = name
    self.needsFactsFirst = needsFactsFirst
    self.givesLateFacts = givesLateFacts
    self.output = output
    self.make = make
  }
}

/// What a filter's handler is made with.
public struct FilterContext: Sendable {
  /// For what the filter has to say itself.
  public let diagnostics: DiagnosticCollector
  /// For what is said of the filter's output, with its places.
  public let outputDiagnostics: DiagnosticCollector

  public init(diagnostics: DiagnosticCollector, outputDiagnostics: DiagnosticCollector? = nil) {
    self.diagnostics = diagnostics
    self.outputDiagnostics = outputDiagnostics ?? diagnostics
  }
}
