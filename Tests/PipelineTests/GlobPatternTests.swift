import GazettePipeline
import Testing

@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("*.txt", "a.txt", true), ("*.txt", "a/b.txt", true), ("*.txt", "a.doc", false),
    ("a/*.txt", "a/b.txt", true), ("a/*.txt", "a/b/c.txt", false), ("a/*.txt", "x/a/b.txt", false),
    // `**/` is whole folders.
    ("**/b.txt", "b.txt", true), ("**/b.txt", "a/b.txt", true), ("**/b.txt", "a/c/b.txt", true),
    ("**/b.txt", "ab.txt", false), ("**/b.txt", "a/cb.txt", false),
    ("a/**/b.txt", "a/b.txt", true), ("a/**/b.txt", "a/c/d/b.txt", true),
    ("a/**/b.txt", "a/cb.txt", false), ("a/**/b.txt", "ab.txt", false),
    // Behind the last slash, and within a name, `**` is anything.
    ("a/**", "a/b/c.txt", true), ("a/**", "b/a/c.txt", false), ("**", "a/b", true),
    ("a**/b.txt", "ac/d/b.txt", true), ("a**/b.txt", "ab.txt", false),
    ("?.txt", "文.txt", true), ("?/b", "a/b", true), ("a?b/c", "a/b/c", false),
    ("[a-c]*", "b.txt", true), ("[!a-c]*", "b.txt", false), ("\\*.txt", "*.txt", true),
  ])
  func takes(_ pattern: String, _ path: String, _ isTaken: Bool) {
    #expect(GlobPattern(pattern).matches(path) == isTaken)
  }
}
