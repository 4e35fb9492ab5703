import GazetteBulletinText
import GazetteTestSupport
import Testing

/// What rules around and below lines tell: heads, sections, titles, headings and signatures.
@Suite struct RuledFormTests {
  private func read(_ text: String) throws -> ReadBulletin {
    try #require(try Reading(text, profile: "generic-en").bulletins.first)
  }

  private let rule = String(repeating: "-", count: 70)
  private let text =
    "The locks were drained on Monday, and what lay at the bottom of them has\nbeen sorted into three heaps on the quay, of which one may be looked at.\n"

  @Test("a head between rules holds an address and a sentence; rules around titles of sections")
  func weekly() throws {
    let bulletin = try read(
      """
      \(rule)
      Towpath Weekly News
      http://www.towpath.example/weekly
      This is the Towpath Weekly News for the week of 3 May 2010.
      Volume 3, Issue 18
      \(rule)

      Contents

       1. Locks
       2. Boats

      ========
      1. Locks
      ========

      Three heaps on the quay
      -----------------------

      \(text)
      Gates go in on Friday
      ---------------------

      \(text)
      ========
      2. Boats
      ========

      A ferry is for sale
      -------------------

      \(text)
      """)
    #expect(bulletin.title == "Towpath Weekly News")
    #expect(bulletin.facts["issue"] == "18")
    #expect(bulletin.sections == ["1. Locks", "2. Boats"])
    #expect(
      bulletin.articles.map(\.title) == [
        "Three heaps on the quay", "Gates go in on Friday", "A ferry is for sale",
      ])
  }

  @Test("between rules stand titles, above a rule alone headings; names above the rule sign")
  func headings() throws {
    let titles = ["[1] THE LOCKS", "[2] THE BOATS", "[3] THE DUCKS"]
    let signers = ["Joan Piper and Mark Lowe", "Ann Garth", ""]
    let articles = zip(titles, signers).map { title, signer in
      "\(rule)\n\(title)\n\(rule)\n\n\(text)\nThe heaps\n---------\n\(text)\n"
        + (signer.isEmpty ? "" : "\(signer)\n\n")
    }
    let bulletin = try read("TOWPATH NEWS\nNo. 4, May 2009\n\n\(articles.joined())")
    #expect(bulletin.articles.map(\.title) == titles)
    #expect(bulletin.articles.map(\.headings) == [["The heaps"], ["The heaps"], ["The heaps"]])
    #expect(bulletin.articles[0].departments == ["Joan Piper", "Mark Lowe"])
    #expect(bulletin.articles[1].departments == ["Ann Garth"])
    #expect(bulletin.sections.isEmpty)
  }

  @Test("what is called so is closing matter, underlined or below a rule")
  func imprint() throws {
    let matter =
      "Herausgeber: Heimatverein Oberbach, Untergasse 11\n1 Februar: Schluss der Redaktion. Abbestellen geht dort auch.\n"
    for heading in ["5. Impressum\n============", "\(rule)\nCOLOFON\n"] {
      let bulletin = try read(
        "TOWPATH NEWS\nNo. 4, May 2009\n\n4. Locks\n========\n\n\(text)\n\(heading)\n\(matter)")
      #expect(bulletin.articles.map(\.title) == ["4. Locks"])
      #expect(bulletin.articles[0].paragraphs.count == 1)
    }
  }
}
