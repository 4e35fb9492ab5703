import Foundation

/// A browser without a screen, and axe, a checker of accessibility.
public enum Browser {
  public static let program = OutsideProgram.path(
    of: "chromium", "chromium-browser", "google-chrome")
  static let axe = OutsideProgram.packageFile("axe_core_python/axe.min.js")

  /// A page in a window.
  public struct Window: Sendable {
    public let width: Int
    public let height: Int
    public let isDark: Bool

    public init(width: Int, height: Int, isDark: Bool = false) {
      self.width = width
      self.height = height
      self.isDark = isDark
    }
  }

  public struct NoReport: Error { let output: String }

  /// Shows an XHTML page and asks a script about it.
  ///
  /// - Parameters:
  ///   - findings: JavaScript, the members of an object, in which `root` is what scrolls and `body` the
  ///     computed style of the body. `violations` is added to them: what axe finds.
  /// - Returns: the object.
  public static func look<Findings: Decodable>(
    at page: String, in window: Window, _ findings: String, as type: Findings.Type
  ) throws -> Findings {
    guard let program else { throw NoReport(output: "there is no browser") }
    let script = """
      <script>//<![CDATA[
      window.addEventListener('load', async () => {
        const root = document.scrollingElement, body = getComputedStyle(document.body);
        const report = {\(findings), violations: []};
        if (window.axe) {
          const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'best-practice']});
          report.violations = found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ').slice(0, 200));
        }
        document.documentElement.setAttribute('data-report', JSON.stringify(report));
      });
      //]]></script>
      """
    let loader = axe.map { "<script src=\"file://\($0)\"></script>" } ?? ""
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "page.xhtml", page.replacing("</body>", with: loader + script + "</body>"))
    let arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
        "--virtual-time-budget=20000", "--window-size=\(window.width),\(window.height)",
        "--user-data-dir=\(folder.path)/profile",
      ] + (window.isDark ? ["--blink-settings=preferredColorScheme=0"] : [])
      + ["--dump-dom", "file://\(path)"]
    let output = OutsideProgram.run(program, arguments)?.output ?? ""
    guard let after = output.components(separatedBy: "data-report=\"").dropFirst().first else {
      throw NoReport(output: output)
    }
    let json = after.prefix { $0 != "\"" }.replacing("&quot;", with: "\"")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    return try JSONDecoder().decode(Findings.self, from: Data(json.utf8))
  }

  /// Whether the first of two colours, `rgb(1, 2, 3)`, is the darker one.
  public static func isDarker(_ colour: String, than other: String) -> Bool {
    func brightness(_ colour: String) -> Int {
      colour.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }.reduce(0, +)
    }
    return brightness(colour) < brightness(other)
  }
}
