import GazetteDocumentModel
import GazetteJSON

/// A filter that is a program of the user's: it gets JSON Lines on its standard input, and what it writes
/// to its standard output, JSON Lines too, goes on.
///
/// The program runs beside the conversion, once for each input. This thread writes to it, another one reads
/// from it and runs all stages behind; so it may hold back everything, answer early, or stop reading, and
/// nobody waits for each other in a circle. What it says on standard error is shown as it is. The stages
/// behind are finished only when it has ended with status 0.
struct ProgramFilter: EventHandler, ~Copyable {
  private let program: RunningProgram
  private let input: ProgramInput
  private let diagnostics: DiagnosticCollector
  private var writer: any EventHandler & ~Copyable
  private let thread: WorkerThread
  private var isInputOpen = true
  private var hasEnded = false

  static func stage(_ command: ProgramCommand) -> FilterStage {
    FilterStage(
      name: command.name, givesLateFacts: true, output: "<\(command.name)>"
    ) { (next, context) throws(ConversionError) in
      try ProgramFilter(next, command, context)
    }
  }

  init(
    _ next: consuming any EventHandler & ~Copyable, _ command: ProgramCommand,
    _ context: FilterContext
  ) throws(ConversionError) {
    let program = try RunningProgram(command)
    self.program = program
    input = ProgramInput(program)
    diagnostics = context.diagnostics
    writer = JSONWriter(
      layout: .lines, context: WriterContext(sink: input, diagnostics: diagnostics))
    let work = ProgramOutput(next, program, context.outputDiagnostics)
    thread = WorkerThread { work.run() }
  }

  deinit {
    guard !hasEnded else { return }
    if isInputOpen { program.closeInput() }
    program.abandon()
    thread.join()
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    try writer.handle(event, at: position)
  }

  mutating func finish() throws(ConversionError) {
    try writer.finish()
    program.closeInput()
    isInputOpen = false
    thread.join()
    hasEnded = true
    try program.checkFailure()
    if input.isClosed { diagnostics.report(.programStoppedReading, [program.name]) }
  }
}

/// The program's standard input. What a program does not want to read, it need not.
private final class ProgramInput: ByteSink {
  private let program: RunningProgram
  /// Whether it has stopped reading before the end.
  private(set) var isClosed = false

  init(_ program: RunningProgram) { self.program = program }

  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    try program.checkFailure()
    if !isClosed { isClosed = try !program.write(bytes) }
  }

  func flush() {}
}

/// What is done with the program's standard output, on a thread of its own, which alone touches it.
private final class ProgramOutput: @unchecked Sendable {
  private let program: RunningProgram
  private let name: String
  private var reader: JSONReader
  private var handler: any EventHandler & ~Copyable
  private let failure = DownstreamFailure()
  private var isCutOff = false

  private static let drainCapacity = 1 << 20

  init(
    _ next: consuming any EventHandler & ~Copyable, _ program: RunningProgram,
    _ diagnostics: DiagnosticCollector
  ) {
    self.program = program
    name = "<\(program.name)>"
    reader = JSONReader(layout: .lines, context: ReaderContext(diagnostics: diagnostics))
    // A program that prints nothing has lost the bulletin.
    handler = Downstream(ContentGuard(next), failure)
  }

  func run() {
    var problem: ConversionError?
    do throws(ConversionError) { try readAll() } catch { problem = error.placed(in: name) }
    if failure.hasHappened {
      program.closeOutput()
      program.abandon()
    } else if problem != nil {
      drain()
    }
    let ending = program.wait()
    // A program that failed explains what it wrote; one that was cut off by us does not.
    if !isCutOff {
      switch ending {
      case .status(0)?, nil: break
      case .status(let status)?:
        problem = ConversionError(.programFailed, [program.name, "\(status)"])
      case .signal(let signal)?:
        problem = ConversionError(.programKilled, [program.name, "\(signal)"])
      }
    }
    if problem == nil, ending != nil {
      do throws(ConversionError) { try handler.finish() } catch { problem = error.placed(in: name) }
    }
    if let problem { program.fail(problem) }
  }

  private func readAll() throws(ConversionError) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    // A character that a block cuts waits for the next one.
    var rest: [UInt8] = []
    while true {
      let count = try program.read(into: &buffer)
      if count == 0 { break }
      var block = rest
      block.append(buffer.span.extracting(0..<count))
      let valid = UTF8Validation.validPrefix(block.span)
      rest = Array(block[valid...])
      try reader.read(block.span.extracting(0..<valid), into: &handler)
      if rest.count > UTF8Validation.incompleteSuffix(rest.span) { throw undecodable(rest[0]) }
    }
    if let byte = rest.first { throw undecodable(byte) }
    try reader.finish(into: &handler)
  }

  private func undecodable(_ byte: UInt8) -> ConversionError {
    let hex = String(byte, radix: 16, uppercase: true)
    return ConversionError(
      .undecodableBytes, ["0x" + hex, "UTF-8"], at: reader.currentPosition)
  }

  /// Reads on for a while after a fault, so that the program can end and say why.
  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var size = 0
    while let count = try? program.read(into: &buffer), count > 0 {
      size += count
      guard size < Self.drainCapacity else {
        isCutOff = true
        return program.closeOutput()
      }
    }
  }
}

/// Whether it was a stage behind the program that failed, and not what the program wrote.
private final class DownstreamFailure { var hasHappened = false }

private struct Downstream: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let failure: DownstreamFailure

  init(_ next: consuming any EventHandler & ~Copyable, _ failure: DownstreamFailure) {
    self.next = next
    self.failure = failure
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    do throws(ConversionError) {
      try next.handle(event, at: position)
    } catch {
      failure.hasHappened = true
      throw error
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }
}

extension ConversionError {
  /// The error, with the name of what its place counts the lines of.
  fileprivate func placed(in name: String) -> ConversionError {
    diagnostic.position == nil && code != .inputEmpty ? self : named(name)
  }
}
