import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// How pages look in a browser without a screen: nothing runs over the edge, Han characters have Han faces,
/// and axe, a checker of accessibility, finds nothing.
@Suite struct AppearanceTests {
  /// A page in a window.
  struct View: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let style: String
    let width: Int
    let height: Int
    var isDark = false
  }

  static let views = [
    View(testDescription: "on a desk", style: "horizontal", width: 1000, height: 800),
    View(testDescription: "on a phone", style: "horizontal", width: 390, height: 844),
    View(testDescription: "downwards", style: "vertical", width: 1000, height: 800),
    View(testDescription: "at night", style: "horizontal", width: 1000, height: 800, isDark: true),
  ]

  /// What a script on the page found.
  struct Report: Decodable {
    /// How far the page goes beyond the window across the direction in which it may scroll.
    let overflow: Double
    /// Width of 国 in ems, and the first family of the text.
    let advance: Double
    let family: String
    let background: String
    let ink: String
    let indent: Double
    let signOff: String
    let violations: [String]
  }

  /// Every construct on one page.
  static func page(_ style: String) throws -> String {
    let recorder = EventRecorder()
    var handler: any EventHandler & ~Copyable = recorder.handler()
    _ = try Formats.named("jsonl").read(
      Repository.bytes("Tests/Golden/every-construct/input.jsonl"), into: &handler)
    let (bytes, _) = try Formats.named("xhtml").written(recorder.events, options: ["style": style])
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(.enabled(if: Browser.program != nil), arguments: views)
  func looksAsItShould(_ view: View) throws {
    let report = try Browser.look(
      at: Self.page(view.style),
      in: .init(width: view.width, height: view.height, isDark: view.isDark),
      """
      ...(() => {
        const down = body.writingMode.startsWith('vertical');
        const probe = document.createElement('span');
        probe.textContent = '国'; probe.style.position = 'absolute';
        document.body.append(probe);
        const size = parseFloat(body.fontSize), box = probe.getBoundingClientRect();
        const findings = {
          overflow: down ? root.scrollHeight - innerHeight : root.scrollWidth - innerWidth,
          advance: (down ? box.height : box.width) / size,
          family: body.fontFamily, background: body.backgroundColor, ink: body.color,
          indent: parseFloat(getComputedStyle(document.querySelector('.body p')).textIndent) / size,
          signOff: getComputedStyle(document.querySelector('.signoff')).textAlign
        };
        probe.remove();
        return findings;
      })()
      """, as: Report.self)
    #expect(report.overflow <= 0, "runs over the edge by \(report.overflow) px")
    #expect(abs(report.advance - 1) < 0.02, "国 is \(report.advance) em wide: no Han face")
    #expect(report.family.contains("CJK SC"))
    #expect(abs(report.indent - 2) < 0.01)
    #expect(report.signOff == "end")
    #expect(report.violations == [], "\(report.violations.joined(separator: "\n"))")
    #expect(Browser.isDarker(report.background, than: report.ink) == view.isDark)
  }
}
