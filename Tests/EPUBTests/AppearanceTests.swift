import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// How pages look in a browser without a screen: nothing runs over the edge, Han characters have Han faces,
/// and axe, a checker of accessibility, finds nothing.
@Suite struct AppearanceTests {
  static let browser = OutsideProgram.path(of: "chromium", "chromium-browser", "google-chrome")
  static let axe = OutsideProgram.packageFile("axe_core_python/axe.min.js")

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

  /// Every construct on one page, with a script that looks at it.
  static func page(_ style: String) throws -> String {
    let recorder = EventRecorder()
    var handler: any EventHandler & ~Copyable = recorder.handler()
    _ = try Formats.named("jsonl").read(
      Repository.bytes("Tests/Golden/every-construct/input.jsonl"), into: &handler)
    let (bytes, _) = try Formats.named("xhtml").written(recorder.events, options: ["style": style])
    let script = """
      <script>//<![CDATA[
      window.addEventListener('load', async () => {
        const root = document.scrollingElement, body = getComputedStyle(document.body);
        const down = body.writingMode.startsWith('vertical');
        const probe = document.createElement('span');
        probe.textContent = '国'; probe.style.position = 'absolute';
        document.body.append(probe);
        const size = parseFloat(body.fontSize), box = probe.getBoundingClientRect();
        const report = {
          overflow: down ? root.scrollHeight - innerHeight : root.scrollWidth - innerWidth,
          advance: (down ? box.height : box.width) / size,
          family: body.fontFamily, background: body.backgroundColor, ink: body.color,
          indent: parseFloat(getComputedStyle(document.querySelector('.body p')).textIndent) / size,
          signOff: getComputedStyle(document.querySelector('.signoff')).textAlign,
          violations: []
        };
        probe.remove();
        if (window.axe) {
          const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'best-practice']});
          report.violations = found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ').slice(0, 200));
        }
        document.documentElement.setAttribute('data-report', JSON.stringify(report));
      });
      //]]></script>
      """
    let loader = axe.map { "<script src=\"file://\($0)\"></script>" } ?? ""
    return String(decoding: bytes, as: UTF8.self)
      .replacing("</body>", with: loader + script + "</body>")
  }

  @Test(.enabled(if: browser != nil), arguments: views)
  func looksAsItShould(_ view: View) throws {
    let browser = try #require(Self.browser)
    let folder = try TemporaryFolder()
    let path = try folder.write("page.xhtml", Self.page(view.style))
    let arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
        "--virtual-time-budget=20000", "--window-size=\(view.width),\(view.height)",
        "--user-data-dir=\(folder.path)/profile",
      ] + (view.isDark ? ["--blink-settings=preferredColorScheme=0"] : [])
      + ["--dump-dom", "file://\(path)"]
    let run = try #require(OutsideProgram.run(browser, arguments))
    let after = try #require(run.output.components(separatedBy: "data-report=\"").dropFirst().first)
    let json = after.prefix { $0 != "\"" }.replacing("&quot;", with: "\"")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    let report = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
    #expect(report.overflow <= 0, "runs over the edge by \(report.overflow) px")
    #expect(abs(report.advance - 1) < 0.02, "国 is \(report.advance) em wide: no Han face")
    #expect(report.family.contains("CJK SC"))
    #expect(abs(report.indent - 2) < 0.01)
    #expect(report.signOff == "end")
    #expect(report.violations == [], "\(report.violations.joined(separator: "\n"))")
    func brightness(_ colour: String) -> Int {
      colour.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }.reduce(0, +)
    }
    #expect((brightness(report.background) < brightness(report.ink)) == view.isDark)
  }
}
