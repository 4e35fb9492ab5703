public import GazetteDocumentModel
public import GazetteTextEncoding

/// One input to one or several outputs: what `gazette convert` does, for a Swift program.
///
///     var conversion = try Conversion(input: "issue.txt", output: "issue.jats.xml")
///     conversion.isStrict = true
///     let diagnostics = DiagnosticCollector(file: "issue.txt") { print($0.line()) }
///     let summary = try conversion.run(diagnostics: diagnostics)
///     print(summary.inputFormat.name, diagnostics.lossCount)
public struct Conversion: Sendable {
  /// One output of the conversion.
  public struct Output: Sendable {
    public enum Destination: Sendable {
      case standardOutput
      case file(String)
      /// A file per article: a name for each number, from 1.
      case split(@Sendable (Int) -> String)
      /// To a sink of the caller's, as it is written: after an error what it got is not whole.
      case sink(any ByteSink & Sendable)
      /// Nowhere: for what is said on the way.
      case nowhere
    }

    public var format: Format
    public var destination: Destination
    public var options: OptionValues
    public var encoding: TextEncoding

    public init(
      format: Format, to destination: Destination, options: OptionValues = OptionValues(),
      encoding: TextEncoding = .utf8
    ) {
      self.format = format
      self.destination = destination
      self.options = options
      self.encoding = encoding
    }
  }

  /// Hears how many bytes of how many are read; of a pipe nobody knows how many there are.
  public typealias Progress = (UInt64, UInt64?) -> Void

  /// What a conversion came to.
  public struct Summary: Sendable {
    public let inputFormat: Format
    public let inputEncoding: TextEncoding
    /// The files that were delivered.
    public let files: [String]
    /// The layout profile that a text was read by; nil for other formats.
    public let profile: String?
    /// What the outputs hold; nil where `isCounting` is off.
    public let counts: DocumentCounts?
  }

  /// A path, or `-` for standard input; the name alone where there is `content`.
  public var input: String
  /// The input's bytes, where they are in memory: then no file is read, for pictures neither, for
  /// whoever sent them may not be who owns the files here.
  public var content: [UInt8]?
  /// Nil: by the file's name, else by its content.
  public var inputFormat: Format?
  /// Nil: told from the bytes.
  public var encoding: TextEncoding?
  /// Options of readers, by format name.
  public var readerOptions: [String: OptionValues] = [:]
  public var metadata: MetadataOverride?
  /// What changes the document on its way, in this order; behind `metadata`.
  public var filters: [FilterStage] = []
  public var outputs: [Output] = []
  /// Inputs that follow the first in the same outputs: the issues of a year's volume.
  public var furtherInputs: [String] = []
  /// Folder of pictures: those of a container go there, those of a book come from there.
  public var mediaFolder: String?
  /// With losses nothing is delivered.
  public var isStrict = false
  /// Outputs whose bytes would not change keep their time.
  public var ifChanged = false
  /// Whether an output may take the place of a file of its name.
  public var replacesFiles = true
  /// Outputs are validated as they are written; with an error nothing is delivered.
  public var validation: OutputValidation?
  /// The summary says how much there was.
  public var isCounting = false
  /// Whether the input is no file that pictures may lie beside.
  var isConfined = false
  /// Hears what a manifest says of the bulletins.
  var facts: BulletinFacts?
  /// Whether what is behind the reader has no thread of its own, however large the input is.
  var staysOnThread = false

  public init(input: String) { self.input = input }

  /// A file to a file, whose name tells the format.
  ///
  /// - Throws: `GZ1302` where it tells none, `GZ1304` for a format that is only read.
  public init(input: String, output: String) throws(ConversionError) {
    guard let named = Formats.forFile(output) else {
      throw Formats.undetected(option: "-t", file: output)
    }
    let format = try Formats.writable(named.name)
    self.input = input
    outputs = [
      Output(
        format: format, to: .file(output), options: Formats.options(of: format, forFile: output))
    ]
  }

  /// Converts. On an error nothing is delivered, and nothing is left behind.
  ///
  /// - Parameter progress: hears how many bytes of how many are read, on the thread of the caller.
  /// - Throws: whatever stops it, with the place; `GZ6101` for losses where none are allowed.
  @discardableResult
  public func run(
    diagnostics: DiagnosticCollector, progress: Progress? = nil
  ) throws(ConversionError) -> Summary {
    let source =
      if let content { InputSource(content, named: input) } else { try InputSource(input) }
    return try run(reading: source, diagnostics: diagnostics, progress: progress)
  }

  /// Converts what was opened already; `input` names it.
  func run(
    reading source: InputSource, diagnostics: DiagnosticCollector, progress: Progress? = nil
  ) throws(ConversionError) -> Summary {
    let stated = inputFormat ?? Formats.forFile(input)
    if needsFactsFirst, stated?.givesFactsFirst != true { try source.makeRereadable() }
    let media = MediaFolder(
      folder: mediaFolder, input: content == nil && !isConfined ? input : nil)
    let counts = isCounting ? CountsBox() : nil
    let delivery = Delivery(
      isStrict: isStrict, ifChanged: ifChanged, replacesFiles: replacesFiles,
      validation: validation,
      media: media,
      inputs: content == nil && !isConfined ? [input] + furtherInputs : [])
    do throws(ConversionError) {
      var decoded = try DecodedInput(
        source, encoding: encoding, isBinary: isBinary, diagnostics: diagnostics)
      guard !decoded.isEmpty else { throw ConversionError(.inputEmpty) }
      let format = try format(for: decoded.sample, diagnostics)
      let conversion = try choosing(format, decoded.sample, diagnostics)
      var reader = try conversion.makeReader(
        format, decoded.sample, isWhole: decoded.sampleIsWhole, diagnostics, .document, media)
      var handler = try conversion.makeHandler(
        decoded.beginning, format, delivery, counts, diagnostics,
        onTwoThreads: decoded.isLarge && !format.parsesAhead && !staysOnThread)
      while try decoded.next({ (span) throws(ConversionError) in
        try reader.read(span, into: &handler)
      }) {
        progress?(decoded.bytesRead, source.size)
      }
      try reader.finish(into: &handler)
      for further in furtherInputs {
        try read(further, media, diagnostics, progress, into: &handler)
      }
      try handler.finish()
      if media.isTemporary, outputs.contains(where: { $0.format.content == .text }) {
        diagnostics.report(.picturesNotWritten, ["\(media.names.count)"])
      }
      if isStrict, diagnostics.lossCount > 0 {
        throw ConversionError(.strictLosses, ["\(diagnostics.lossCount)"])
      }
      try delivery.commit()
      return Summary(
        inputFormat: format, inputEncoding: decoded.encoding, files: delivery.files,
        profile: format.name == "text"
          ? conversion.readerOptions[format.name]?["profile"] : nil,
        counts: counts?.value)
    } catch {
      delivery.abandon()
      throw error.named(source.name)
    }
  }

  /// Reads an input behind the first.
  private func read(
    _ input: String, _ media: MediaFolder, _ diagnostics: DiagnosticCollector,
    _ progress: Progress?, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var own = self
    own.input = input
    let source = try InputSource(input)
    let collector = diagnostics.collector(for: input)
    do throws(ConversionError) {
      var decoded = try DecodedInput(
        source, encoding: encoding, isBinary: isBinary, diagnostics: collector)
      guard !decoded.isEmpty else { throw ConversionError(.inputEmpty) }
      let format = try own.format(for: decoded.sample, collector)
      var reader = try own.makeReader(
        format, decoded.sample, isWhole: decoded.sampleIsWhole, collector, .document, media)
      while try decoded.next({ (span) throws(ConversionError) in
        try reader.read(span, into: &handler)
      }) {
        progress?(decoded.bytesRead, source.size)
      }
      try reader.finish(into: &handler)
    } catch {
      throw error.named(source.name)
    }
  }

  /// Whether an input that begins so is to be read as bytes: where no text is asked for, a container
  /// is told by its first bytes whatever the file is called.
  private func isBinary(_ beginning: Span<UInt8>) -> Bool {
    if let inputFormat { return inputFormat.content == .binary }
    let sample = [UInt8](beginning.extracting(0..<min(beginning.count, 4096)))
    // What texts bid need not be asked: none begins as a container does.
    if Formats.forContent(sample, content: .binary) != nil { return true }
    // Nor does any begin as a zip archive; what is called a book then is one, however it was packed.
    return sample.starts(with: [0x50, 0x4B, 3, 4]) && Formats.forFile(input)?.content == .binary
  }

  /// This conversion with the options that the format of its input takes from the input: for its reader,
  /// and for its writers where they have none.
  private func choosing(
    _ format: Format, _ sample: [UInt8], _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> Conversion {
    var chosen = self
    let given = readerOptions[format.name] ?? OptionValues()
    let options = try format.chooseOptions(given, sample, diagnostics)
    chosen.readerOptions[format.name] = given.filled(from: options)
    facts?.chosenProfile = options["profile"]
    for index in chosen.outputs.indices where chosen.outputs[index].format.name == format.name {
      chosen.outputs[index].options = outputs[index].options.filled(from: options)
    }
    return chosen
  }

  /// By request, by the file's name, by its content.
  private func format(
    for sample: [UInt8], _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> Format {
    let named = Formats.forFile(input)
    // Anything can be read as a running text, so that nothing would complain.
    if inputFormat == nil, named == nil || named?.name == "text",
      let found = Formats.unmistakable(sample), found.makeReader != nil
    {
      if let named { diagnostics.report(.formatNotAsNamed, [named.name, found.name], at: .start) }
      return found
    }
    // A container is never taken for text, nor text for a container.
    let container = inputFormat == nil ? Formats.forContent(sample, content: .binary) : nil
    let fits = named.map { ($0.content == .binary) == (container != nil) } ?? false
    guard
      let format = inputFormat ?? (fits ? named : container ?? Formats.forContent(sample) ?? named)
    else { throw Formats.undetected(option: "-f", file: nil) }
    if format.makeReader == nil { throw Formats.notReadable(format) }
    return format
  }

  private func makeReader(
    _ format: Format, _ sample: [UInt8], isWhole: Bool, _ diagnostics: DiagnosticCollector,
    _ purpose: ReaderContext.Purpose, _ media: (any MediaStore)? = nil
  ) throws(ConversionError) -> any DocumentReader & ~Copyable {
    guard let make = format.makeReader else { throw Formats.notReadable(format) }
    return try make(
      ReaderContext(
        diagnostics: diagnostics, options: readerOptions[format.name] ?? OptionValues(),
        sample: sample, sampleIsWhole: isWhole, purpose: purpose, media: media))
  }

  /// Everything behind the reader: guard → metadata → filters → an output, or a tee of them.
  ///
  /// Where metadata or filters change the document, late facts are put first ahead of them, so that these
  /// see, and change, all that the outputs get.
  ///
  /// - Parameter onTwoThreads: whether what is behind the reader has a thread of its own. Where a single
  ///   output is all there is, looking ahead for late facts stays on the reader's: writing takes longer.
  private func makeHandler(
    _ beginning: DecodedInput.Beginning, _ format: Format, _ delivery: Delivery,
    _ counts: CountsBox?, _ diagnostics: DiagnosticCollector,
    onTwoThreads: Bool
  ) throws(ConversionError) -> any EventHandler & ~Copyable {
    func withFactsFirst(
      _ next: consuming any EventHandler & ~Copyable
    ) throws(ConversionError) -> any EventHandler & ~Copyable {
      // Holding what a small input has takes less than reading it twice.
      guard beginning.isLarge,
        format.looksAheadExactly(readerOptions[format.name] ?? OptionValues())
      else { return FactsFirst(next) }
      let reader = try makeReader(
        format, beginning.sample, isWhole: false, DiagnosticCollector(minimumSeverity: .error),
        .lateFacts)
      return FrontCompleter(
        next, ahead: LateFactReader(try DecodedInput(again: beginning), reader))
    }
    let metadata = self.metadata.flatMap { $0.entries.isEmpty ? nil : $0 }
    let isChanged = metadata != nil || !filters.isEmpty
    let contexts = filterContexts(diagnostics)
    let isWriterAlone = onTwoThreads && outputs.count == 1 && !isChanged
    var chain: (any EventHandler & ~Copyable)?
    for output in outputs.reversed() {
      var branch = try delivery.makeWriter(output, contexts.last?.outputDiagnostics ?? diagnostics)
      if isWriterAlone { branch = Handoff(branch) }
      if output.needsFactsFirst {
        if !furtherInputs.isEmpty {
          // What comes behind cannot be read ahead of: each bulletin is held until its end.
          branch = FactsFirst(branch)
        } else if !isChanged {
          if !format.givesFactsFirst { branch = try withFactsFirst(branch) }
        } else if filters.contains(where: \.givesLateFacts) {
          branch = FactsFirst(branch)
        }
      }
      if let others = chain.take() { chain = Tee(branch, others) } else { chain = consume branch }
    }
    guard var handler = chain.take() else {
      throw ConversionError(.usage, ["a conversion needs an output"])
    }
    if let counts { handler = Counter(handler, counts) }
    if let facts { handler = FactsStage(handler, facts) }
    for index in filters.indices.reversed() {
      handler = try filters[index].make(handler, contexts[index])
      if filters[index].needsFactsFirst, filters[..<index].contains(where: \.givesLateFacts) {
        handler = FactsFirst(handler)
      }
    }
    if let metadata { handler = MetadataOverrider(handler, metadata) }
    if isChanged, needsFactsFirst, furtherInputs.isEmpty, !format.givesFactsFirst {
      handler = try withFactsFirst(handler)
    }
    handler = ContentGuard(handler)
    return onTwoThreads && !isWriterAlone ? Handoff(handler) : handler
  }

  /// Whether a filter or an output needs late facts first.
  private var needsFactsFirst: Bool {
    outputs.contains(where: \.needsFactsFirst) || filters.contains(where: \.needsFactsFirst)
  }

  /// Where each filter puts what it has to say: behind a program, places are lines of what it prints.
  private func filterContexts(_ diagnostics: DiagnosticCollector) -> [FilterContext] {
    var current = diagnostics
    return filters.map { filter in
      let before = current
      if let name = filter.output {
        current = DiagnosticCollector(file: name, relayingTo: diagnostics)
      }
      return FilterContext(diagnostics: before, outputDiagnostics: current)
    }
  }
}

extension Conversion.Output {
  /// Whether late facts must come first: for the format, or because each article is a document.
  var needsFactsFirst: Bool {
    if case .split = destination { return true }
    return format.needsFactsFirst && !format.takesLateFacts(options)
  }
}
