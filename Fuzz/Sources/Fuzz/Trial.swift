import GazetteDocumentModel
import GazettePipeline
import Glibc

/// The trial that is run; C calls back without a context.
nonisolated(unsafe) var trial: Trial?

/// One format under trial. The promises that every input must keep:
///
/// - it is read to its end, or an error stops it: no crash, no endless loop;
/// - the events obey the event laws;
/// - any chunking gives the same events, or the same error;
/// - every writer takes what was read, or says what it lacks.
struct Trial {
  private let format: Format
  private let writers = Formats.all.filter { $0.makeWriter != nil }

  init(_ format: Format) { self.format = format }

  func run(_ input: [UInt8]) {
    // The first byte cuts the rest into chunks; a reader gets valid UTF-8 from the decoder before it.
    guard let first = input.first else { return }
    let text = Array(String(decoding: input.dropFirst(), as: UTF8.self).utf8)
    let whole = Fingerprint()
    let cut = Fingerprint()
    var checker: any EventHandler & ~Copyable = EventLawChecker(whole.recorder())
    let error = read(text, chunk: .max, into: &checker)
    checker = EventLawChecker(cut.recorder())
    let cutError = read(text, chunk: Int(first % 16) + 1, into: &checker)
    expect(error?.code != .eventLawBroken, "\(error?.diagnostic.line() ?? "")")
    expect(
      error == cutError,
      "\(error?.diagnostic.line() ?? "no error") whole, \(cutError?.diagnostic.line() ?? "none") cut"
    )
    if error == nil { expect(whole.value == cut.value, "other events from other chunks") }
    for writer in writers { write(text, by: writer) }
  }

  private func read(
    _ text: [UInt8], chunk: Int, into handler: inout any EventHandler & ~Copyable
  ) -> ConversionError? {
    do throws(ConversionError) {
      guard let make = format.makeReader else { return nil }
      var reader = try make(ReaderContext(diagnostics: DiagnosticCollector(), sample: sample(text)))
      var start = 0
      while start < text.count {
        // A decoder cuts between characters.
        var end = text.count - start > chunk ? start + chunk : text.count
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        try reader.read(text.span.extracting(start..<end), into: &handler)
        start = end
      }
      try reader.finish(into: &handler)
      try handler.finish()
      return nil
    } catch {
      return error
    }
  }

  private func sample(_ text: [UInt8]) -> [UInt8] {
    var end = min(text.count, 4096)
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(text[..<end])
  }

  private func write(_ text: [UInt8], by format: Format) {
    do throws(ConversionError) {
      guard let make = format.makeWriter else { return }
      var writer = try make(
        WriterContext(sink: NullSink(), diagnostics: DiagnosticCollector()))
      let error = read(text, chunk: .max, into: &writer)
      expect(error?.code != .eventLawBroken, "\(error?.diagnostic.line() ?? "")")
    } catch {
      // A writer that cannot be made says why.
    }
  }

  private func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    print("broken promise of \(format.name):", what())
    abort()
  }
}

/// What a stream of events amounts to; texts that follow one another are one.
final class Fingerprint {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037
  private var inText = false

  func recorder() -> Recorder { Recorder(fingerprint: self) }

  struct Recorder: EventHandler, ~Copyable {
    let fingerprint: Fingerprint

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      fingerprint.add(event)
    }

    mutating func finish() throws(ConversionError) {}
  }

  private func add(_ event: DocumentEvent) {
    switch event {
    case .text(let text):
      if !inText { add(byte: 1) }
      inText = true
      return add(text)
    case .start(let element): add(2, element.rawValue)
    case .end(let element): add(3, element.rawValue)
    case .attribute(let attribute, let value):
      add(4, attribute.rawValue)
      add(value)
    case .metadata(let field, let value):
      add(5, field.rawValue)
      add(value)
    case .opaque(let format, let fragment):
      add(6, format.rawValue)
      add(fragment)
    }
    inText = false
  }

  private func add(_ kind: UInt8, _ code: UInt8) {
    add(byte: kind)
    add(byte: code)
  }

  private func add(_ bytes: Span<UInt8>) {
    for index in bytes.indices { add(byte: bytes[index]) }
  }

  /// FNV-1a.
  private func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
}

/// Takes bytes and forgets them.
private final class NullSink: ByteSink {
  func write(_ bytes: Span<UInt8>) {}
  func flush() {}
}
