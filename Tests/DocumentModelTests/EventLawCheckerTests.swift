import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct EventLawCheckerTests {
  /// What is wrong with a stream of starts, ends and texts; nil where nothing is.
  func fault(_ steps: [String]) -> String? {
    var checker = EventLawChecker(EventLog().recorder())
    let text = Array("x".utf8)
    do throws(ConversionError) {
      for step in steps {
        let name = String(step.dropFirst())
        let element = Element.allCases.first { $0.name == name } ?? .span
        switch step.first {
        case "+": try checker.handle(.start(element), at: .start)
        case "-": try checker.handle(.end(element), at: .start)
        case "@": try checker.handle(.attribute(.id, text.span), at: .start)
        case "m": try checker.handle(.metadata(.issue, text.span), at: .start)
        default: try checker.handle(.text(text.span), at: .start)
        }
      }
      try checker.finish()
      return nil
    } catch {
      return error.diagnostic.arguments.first
    }
  }

  @Test func lawfulStreamsPass() {
    #expect(
      fault([
        "+bulletin", "m", "+title", "t", "-title", "+section", "+title", "-title", "+article", "m",
        "+title", "+emphasis", "t", "-emphasis", "-title", "+body", "+paragraph", "@", "t",
        "-paragraph", "-body", "-article", "-section", "+contributor", "t", "-contributor",
        "-bulletin",
      ]) == nil)
  }

  @Test(arguments: [
    ["+bulletin"], ["+bulletin", "-article"], ["+article"], ["+bulletin", "+paragraph"],
    ["+bulletin", "t"], ["+bulletin", "+article", "-article"],
    ["+bulletin", "+article", "+body", "-body", "+title"],
    ["+bulletin", "+article", "+body", "m"], ["+bulletin", "+title", "t", "@"],
    ["+bulletin", "+article", "+body", "-body", "+body"],
    ["+bulletin", "+article", "+body", "-body", "-article", "+title"],
    ["+bulletin", "+title", "@", "@"],
  ])
  func brokenLawsAreNamed(_ steps: [String]) {
    #expect(fault(steps) != nil, "\(steps)")
  }
}
