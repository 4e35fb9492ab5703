import GazetteBulletinText
import GazetteTestSupport
import Testing

/// Bulletins in Latin letters, and one in Cyrillic, that have no known form.
@Suite struct LatinFormTests {
  private static let rule = String(repeating: "=", count: 64)

  private func read(_ text: String, _ profile: String = "generic-en") throws -> ReadBulletin {
    try #require(try Reading(text, profile: profile).bulletins.first)
  }

  @Test(
    "heads in other languages",
    arguments: [
      ("BLÄTTER DES RUDERVEREINS\nNr. 7 - 3. März 1998", "7", "3. März 1998"),
      ("LA FEUILLE DU CANTON\nN° 21 – Janvier 2005", "21", "Janvier 2005"),
      (
        "HOJA DEL BARRIO\nNúmero 14      Lunes, 5 de mayo de 2008", "14", "Lunes, 5 de mayo de 2008"
      ),
      ("IL FOGLIO DEL COLLE\nAnno XIV, n. 2 - Aprile 2001", "2", "Aprile 2001"),
      ("ЛИСТОК КРАЕВЕДА\nВыпуск № 18 (204)\n12 октября 2007 г.", "18", "12 октября 2007 г."),
      ("THE LAMPLIGHTER\nNo. 5, March 3, 2001", "5", "March 3, 2001"),
    ])
  func heads(_ head: String, _ issue: String, _ date: String) throws {
    let bulletin = try read(head + "\n\n\(Self.rule)\n\nUNA\n\nTutti erano presenti.\n")
    #expect(bulletin.title == head.split(separator: "\n").first.map(String.init))
    #expect(bulletin.facts["issue"] == issue)
    #expect(bulletin.dates == [date])
    #expect(bulletin.articles.count == 1)
  }

  @Test("heads whose lines no template knows")
  func unknownHeads() throws {
    let body = "\n\(Self.rule)\n\nLOCKS\n\nThe locks are closed for repairs this week.\n"
    let alert = try read(
      "ANNALS OF CANAL STUDIES -- Alert\nA new part is online: Vol. 31, No. 4\n" + body)
    #expect(alert.title == "ANNALS OF CANAL STUDIES -- Alert")
    #expect(alert.facts["issue"] == "4")
    #expect(alert.articles.map(\.title) == ["LOCKS"])
    let repeated = try read(
      "\(Self.rule)\nTowpath News\nhttp://www.towpath.example/21/\nTowpath News - May 24th, 2005\n"
        + body)
    #expect(repeated.title == "Towpath News")
    #expect(repeated.dates == ["May 24th, 2005"])
    let part = try read(
      "The Towpath Letter, Wednesday, November 19, 2003 -- PART 1\nFor walkers on every bank since 1979\n"
        + body)
    #expect(part.title == "The Towpath Letter")
    #expect(part.dates == ["Wednesday, November 19, 2003"])
    let within = try read(
      "TOWPATH SOCIETY\nFor members\nLetter no. 88 for the month of May 2002\n" + body)
    #expect(within.dates == ["May 2002"])
    #expect(within.facts["issue"] == "88")
    let club = try read(
      "RUDERKLUB MÖWE e.V.\nVereinsblatt\nNr. 3/1999 - Juli 1999 - 27. Jahrgang\n" + body)
    #expect(club.title == "RUDERKLUB MÖWE e.V.")
    #expect(club.facts["issue"] == "3/1999")
    #expect(club.facts["volume"] == "27")
  }

  @Test("a digest's days, and who moderates it")
  func digests() throws {
    let days = try read(
      "HEDGE-L Digest - 11 Sep 1997 to 12 Sep 1997 (#1997-41)\n\nTopics of the day:\n\n  1. Laying a hedge\n  2. Hawthorn\n\n\(Self.rule)\n\nDate: Thu, 11 Sep 1997 08:21:10 +0100\nFrom: Jane Roe <jane@hedge.example>\nSubject: Laying a hedge\n\nWhen is it done?\n",
      "digest-en")
    #expect(days.title == "HEDGE-L Digest")
    #expect(days.dates == ["11 Sep 1997"])
    #expect(days.articles.map(\.title) == ["Laying a hedge"])
  }

  @Test("the language of other letters is not English")
  func cyrillic() throws {
    let bulletin = try read(
      "НОВОСТИ САДА\n12 октября 2007 г.\n\nЯБЛОНИ\n\nВ этом году яблоки созрели раньше, чем обычно.\n"
    )
    #expect(bulletin.language == nil)
  }

  @Test("capitals and a number are no heading of codes")
  func codes() throws {
    let text =
      "THE LODGE 9 LEDGER\nNews of the Lodge\nVolume 2, No. 6\n\nPICNIC\n\nIt is on Sunday.\n"
    #expect(ProfileChoice.best(for: Array(text.utf8))?.profile.name == "generic-en")
  }

  @Test("contents between commas, over two lines")
  func contentsOnLines() throws {
    let bulletin = try read(
      "The Rook\nNo. 61, Autumn 2010\n\nIn this issue: Club Championship, A Visit from the County, League\nresults, From the Library\n\n\nCLUB CHAMPIONSHIP\n\nNisha won it for the second time after a play-off with Gareth, which lasted\nuntil a quarter to midnight.\n"
    )
    #expect(bulletin.articles.map(\.title) == ["CLUB CHAMPIONSHIP"])
    #expect(bulletin.articles[0].paragraphs.count == 1)
  }

  @Test("a number or an initial in mid-sentence opens no list")
  func numbersInSentences() throws {
    let text =
      "NEWS OF THE BOAT MUSEUM\nNo. 3\n\nA BARGE COMES HOME\n\nAfter three years the museum has bought the barge, which was built in\n1928. She carried coal, and then grain until the last mill closed in\n1987. The hull will be restored by a yard of the county, and everybody\nis welcome to see it.\n"
    let article = try #require(try read(text).articles.first)
    #expect(article.title == "A BARGE COMES HOME")
    #expect(article.paragraphs.count == 1)
  }

  @Test("a subtitle below a title in capitals, and the byline below that")
  func subtitles() throws {
    let text =
      "THE WHARF\nNo. 3\n\nTALKS RESUME\nCity returns to the table\n\nBy Ann Lee, Recording Secretary\n\nThe talks went on for two full days, and much progress was made on the\nquestion of overtime.\n\nVESTS FOR ALL\nOld ones failed a test\n\nBy Jim Roe\n\nEvery member who works in the roadway will have a new vest, after a\ngrievance that took fourteen months.\n"
    let articles = try read(text).articles
    #expect(articles.map(\.title) == ["TALKS RESUME", "VESTS FOR ALL"])
    #expect(articles.map(\.paragraphs.count) == [1, 1])
    #expect(articles.map(\.departments.count) == [1, 1])
  }

  @Test("bylines in other languages", arguments: ["von", "par", "por", "di"])
  func bylines(_ word: String) throws {
    let text =
      "IL MOLO\nNr. 3/1999\n\(Self.rule)\n\nTitolo\n\(word) Maria Rossi\n\nMolte parole stanno in questo testo, che continua anche nella riga\nseguente.\n"
    let article = try #require(try read(text).articles.first)
    #expect(article.title == "Titolo")
    #expect(article.departments == ["Maria Rossi"])
  }

  @Test("sections in capitals, or between rules, above titles that stand alone")
  func sections() throws {
    let text =
      "A sentence that is long enough to be running text in this bulletin, and\nthat goes on in a second line.\n"
    let capitals = try read(
      "THE WHARF\nNo. 3\n\nEXHIBITION\n\nThe women of the canal\n\n\(text)\nWORKSHOPS\n\nKnots and ropes for children\n\n\(text)"
    )
    #expect(capitals.sections == ["EXHIBITION", "WORKSHOPS"])
    #expect(
      capitals.articles.map(\.title) == ["The women of the canal", "Knots and ropes for children"])
    let rules = try read(
      "THE WHARF\nNo. 3\n\n\(Self.rule)\nHigh water\n\(Self.rule)\n\nThe lower lock is closed\n\n\(text)\n\(Self.rule)\nLow water\n\(Self.rule)\n\nNo barges above the mill\n\n\(text)"
    )
    #expect(rules.sections == ["High water", "Low water"])
    #expect(
      rules.articles.map(\.title) == ["The lower lock is closed", "No barges above the mill"])
  }

  @Test("memos: who writes to whom, when and of what")
  func memos() throws {
    func memo(_ author: String, _ subject: String) -> String {
      "\(Self.rule)\nMEMORANDUM\n\nTO:       All hands\nFROM:     \(author)\nDATE:     September 6, 1994\nSUBJECT:  \(subject)\n\nThe mill will be shut down on Saturday.\n\n"
    }
    let bulletin = try read(
      "WHARF COMPANY MEMOS\nSeptember 9, 1994\n\n" + memo("G. Roe", "Boiler")
        + memo("C. Lee", "Cards"))
    #expect(bulletin.articles.map(\.title) == ["Boiler", "Cards"])
    #expect(bulletin.articles.map(\.departments) == [["G. Roe"], ["C. Lee"]])
    #expect(bulletin.articles.map(\.dates) == [["1994-09-06"], ["1994-09-06"]])
  }

  @Test("a last sentence above a rule is no title; entries that begin with their day stand apart")
  func closings() throws {
    let text =
      "RUDERBLATT\nNr. 3/1999\n\(Self.rule)\n\nAufstieg\n\nDie erste Mannschaft hat den Aufstieg geschafft, wenn auch erst nach\nfünf Stunden.\n\nAllen Helfern herzlichen Dank!\n\(Self.rule)\n\nTermine\n\n17.07.  Sommerfest im Garten\n03.09.  Beginn des Trainings\n\(Self.rule)\n"
    let articles = try read(text).articles
    #expect(articles.map(\.title) == ["Aufstieg", "Termine"])
    #expect(articles.map(\.paragraphs.count) == [2, 2])
  }

  @Test("dates with the day first")
  func dayFirst() {
    func iso(_ text: String) -> String? {
      DateText.iso(Array(text.utf8).span).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(iso("30.11.2006") == "2006-11-30")
    #expect(iso("23/06/1999") == "1999-06-23")
    #expect(iso("06/23/1999") == "1999-06-23")
    #expect(iso("05/06/1999") == nil)
    #expect(iso("1er mars 2015") == "2015-03-01")
    let quoted = Array("«March 12, 2021».".utf8)
    #expect(DateText.iso(quoted.span.extracting(2..<(quoted.count - 3))) != nil)
  }

  @Test(
    "a name with an office below the end of a text signs it",
    arguments: [("Robert Tansley, Treasurer", true), ("Sports Day, Friday", false)])
  func office(_ line: String, _ signs: Bool) throws {
    let below =
      signs
      ? ""
      : "All classes meet on the field behind the hall at nine o'clock, with hats and water.\n\n"
    let text =
      "PARISH NEWS\nIssue 5\n\nIn this issue:\n1. Roof Appeal\n2. Summer Fete\n\n1. Roof Appeal\n\nThe appeal for the roof of the north aisle now stands at four thousand pounds.\n\n\(line)\n\n\(below)2. Summer Fete\n\nThe fete is held in the garden of the vicarage on the last Saturday of June.\n"
    let bulletin = try Reading(text, profile: "generic-en").bulletins[0]
    #expect(bulletin.articles[0].departments == (signs ? ["Robert Tansley"] : []))
    #expect(bulletin.articles.last?.title?.hasSuffix("Summer Fete") ?? false)
  }

  @Test("farewells in other languages, and offices above names")
  func farewells() throws {
    let text =
      "LETTRE DES AMIS\nNuméro 27 - Mars 2005\n\nÉDITORIAL\n\nL'hiver s'achève et notre moulin sort peu à peu de son long sommeil.\n\nLa présidente,\nFrançoise Delmas\n"
    let article = try #require(try Reading(text, profile: "generic-en").bulletins[0].articles.last)
    #expect(article.departments == ["Françoise Delmas"])
    #expect(article.paragraphs.count == 1)
  }

  @Test("titles of capitals that a colon ends begin their text")
  func runInBehindColon() throws {
    let text =
      "Next weekend the whole parish keeps the day, and there will be tea and cake\nin the hall for everybody who comes.\n\n"
    let bulletin = try read(
      "ST BRIDE'S PARISH\n14th October 2008\n\nNOTICES\n=======\n\nMISSION DAY: \(text)THE ROOF: \(text)There will be a collection for it at both services on Sunday morning.\n\nDIARY\n=====\n\nCOFFEE MORNING: \(text)"
    )
    #expect(bulletin.sections == ["NOTICES", "DIARY"])
    #expect(bulletin.articles.map(\.title) == ["MISSION DAY", "THE ROOF", "COFFEE MORNING"])
    #expect(bulletin.articles.map(\.paragraphs.count) == [1, 2, 1])
  }

  @Test(
    "subtitles: below a title that the contents name, and below one that had room for more",
    arguments: ["INSIDE THIS WEEK\n   New Calendar ....... 1\n   Telescope ....... 2\n\n", ""])
  func subtitles(_ contents: String) throws {
    let text =
      "   The University Senate voted on Tuesday to move the start of the term\nforward by one week, ending a debate that has run for years.\n   The change takes effect in September and leaves the length of the term\nas it is.\n\n"
    let bulletin = try read(
      "The Moor Gazette\nThe Weekly Newspaper of Moor University\nVol. 4, No. 18      February 21, 2008\n\n\(contents)New Calendar\nTerm to begin a week earlier\nBy Hannah Lind\n\n\(text)Telescope\nBy Priya Roy\n\n\(text)"
    )
    #expect(bulletin.articles.map(\.title) == ["New Calendar", "Telescope"])
    #expect(bulletin.articles.map(\.departments) == [["Hannah Lind"], ["Priya Roy"]])
  }

  @Test("a line that says what the name above it is")
  func kind() throws {
    let bulletin = try read(
      "Hallam Bolts - Inside Track\nThe staff newsletter of Hallam Bolts Ltd\nJune 2007, issue 31\n\nA word from Rachel\n\nThe first half of the year is nearly behind us.\n"
    )
    #expect(bulletin.title == "Hallam Bolts - Inside Track")
  }

  @Test("what a letter begins with is no half of a sentence")
  func salutation() throws {
    let bulletin = try read(
      "SOLARBRIEF\nNr. 3 vom 3. Mai 2012\n\nLiebe Mitglieder und Freunde,\n\nder erste Schnee liegt auf den Dächern. Lassen Sie ihn liegen.\n"
    )
    #expect(bulletin.articles[0].paragraphs.count == 2)
  }

  @Test("titles of capitals that a dash parts from their text, below titles of sections")
  func runInBehindDash() throws {
    let bulletin = try read(
      "TIMBER WEEKLY\nNo. 904 | Friday 7 March 2003\n\n\n** MARKETS **\n\nSOFTWOOD FIRM -- Swedish mills have raised their offers for\nthe spring, and most buyers expect to pay.\n\nOAK STEADY -- Prices for square-edged oak were unchanged in\nthe week.\n\n\n** COMPANIES **\n\nRULES: GUIDANCE OUT -- The guidance was published on Monday, and\nmerchants have until June to comply.\n"
    )
    #expect(bulletin.sections == ["MARKETS", "COMPANIES"])
    #expect(
      bulletin.articles.map(\.title) == ["SOFTWOOD FIRM", "OAK STEADY", "RULES: GUIDANCE OUT"])
  }

  @Test("titles right above paragraphs that are one long line each, below capitals")
  func onLongLines() throws {
    let text = String(
      repeating: "The work on the north side goes on until the end of June. ", count: 3)
    func parish(_ title: String) -> String { "\(title)\n\(text)\n\n" }
    let bulletin = try read(
      "St Bride's Bulletin\nChurch Lane\nSunday 15th June 2003\n\nLITURGY\n\n\(parish("Corpus Christi"))\(parish("Thanks to All"))PARISH NEWS\n\n\(parish("Roof Repairs Begin"))\(parish("Parish Draw"))"
    )
    #expect(bulletin.sections == ["LITURGY", "PARISH NEWS"])
    #expect(
      bulletin.articles.map(\.title) == [
        "Corpus Christi", "Thanks to All", "Roof Repairs Begin", "Parish Draw",
      ])
  }

  @Test("initials in brackets sign a text, and another title may follow")
  func initials() throws {
    let text = "Der Senat hat am Mittwoch eine neue Ordnung beschlossen. Sie gilt ab\nOktober.\n\n"
    let bulletin = try read(
      "Campus-Woche\nDer wöchentliche Newsletter der Hochschule\nAusgabe 18/2003 vom 12. Mai 2003\n\n+++ AUS DER HOCHSCHULE +++\n\nNeue Ordnung\n\n\(text)(vk)\n\n\nMensa geschlossen\n\n\(text)(jh)\n"
    )
    #expect(bulletin.title == "Campus-Woche")
    #expect(bulletin.articles.map(\.title) == ["Neue Ordnung", "Mensa geschlossen"])
    #expect(bulletin.articles.map(\.departments) == [["vk"], ["jh"]])
  }

  @Test("a rule right above a line encloses it, and is no end of a digest's article")
  func enclosed() throws {
    let rule = String(repeating: "-", count: 70)
    let text =
      "BULLETIN\n\nDate:  23 May 2005\n\n\(rule)\nHOUSING\n\(rule)\n\nNew homes\n\nThe homes are let.\n"
    let choice = try #require(ProfileChoice.best(for: Array(text.utf8)))
    #expect(choice.profile.name == "generic-en")
  }

  @Test(
    "bullets whose words the contents have are titles, and what they have not, above them, is a section's"
  )
  func listedBullets() throws {
    let text =
      "Depuis trois ans, une équipe mesure deux fois par mois la position du pied\nde dune sur neuf plages.\n\n"
    let bulletin = try read(
      "LA LETTRE DE L'INSTITUT\nn° 58 - novembre 2002\n\nAu sommaire\n\n- Le trait de côte\n- Une base de données\n- Le colloque\n\n>> RECHERCHE\n\n• Le trait de côte\n\n\(text)• Une base de données\n\n\(text)>> MANIFESTATIONS\n\n• Le colloque\n\n\(text)"
    )
    #expect(bulletin.sections == ["RECHERCHE", "MANIFESTATIONS"])
    #expect(
      bulletin.articles.map(\.title) == ["Le trait de côte", "Une base de données", "Le colloque"])
  }

  @Test("short lines below two blank ones, right above lines that are filled")
  func onFilledText() throws {
    let text =
      "Na de herfstvakantie is juf Marloes begonnen in groep vier. Zij neemt de\nklas over van juf Anneke, die met verlof is.\n\nWie kennis met haar wil maken, is woensdag om kwart voor drie van harte\nwelkom in het lokaal.\n\n\n"
    let bulletin = try read(
      "Nieuwsbrief De Wilg\nNummer 5, vrijdag 2 november 2001\n\n\nNieuwe juf\n\(text)Studiedag in november\n\(text)Controle van fietsen\n\(text)"
    )
    #expect(
      bulletin.articles.map(\.title) == [
        "Nieuwe juf", "Studiedag in november", "Controle van fietsen",
      ])
    #expect(bulletin.articles.map(\.paragraphs.count) == [2, 2, 2])
  }

  @Test(
    "marks of a wiki around the masthead, an issuer a line above it, text set in below numbered titles"
  )
  func wiki() throws {
    let bulletin = try read(
      "= Heron Weekly News, Issue 12 =\n\n== Releases ==\n\n=== Candidate two ===\n\nThe team published the second candidate on Friday.\n\n=== A mirror ===\n\nThe university has set up a full mirror.\n\n== People ==\n\n=== New hands ===\n\nTwo people have joined the team this week.\n"
    )
    #expect(bulletin.title == "Heron Weekly News")
    #expect(bulletin.sections == ["Releases", "People"])
    #expect(bulletin.articles.map(\.title) == ["Candidate two", "A mirror", "New hands"])
    let text =
      "    The limit between the school and the railway crossing is lowered\n    to 20 miles an hour from August.\n\n"
    let town = try read(
      "TOWN OF ASHBY\n\nTHE ASHBY BULLETIN\nOfficial notices from the Town Council\n\nBulletin No. 14\n6 July 2001\n\n\nI. DECISIONS\n\n1.  Speed limit on Orchard Street\n\n\(text)2.  Lease of the ferry house\n\n\(text)II. NOTICES\n\n3.  Water shut-off\n\n\(text)"
    )
    #expect(town.title == "THE ASHBY BULLETIN")
    #expect(town.sections == ["I. DECISIONS", "II. NOTICES"])
    #expect(town.articles.count == 3)
  }

  @Test("capitals in front of dots between blank lines are titles, where none begin with a dot")
  func titlesInFrontOfDots() throws {
    let text = "EXCEPTIONAL DROUGHT NOW COVERS ALL OF THE MOUNTAINS AND MOST OF\nTHE FOOTHILLS.\n\n"
    func read(_ first: String) throws -> [String?] {
      try Reading(
        "000\nAXUS72 KGSP 181415\nDGTGSP\n\nDROUGHT INFORMATION STATEMENT\nNATIONAL WEATHER SERVICE GREENVILLE\n1015 AM EDT THU OCT 18 2007\n\n\(first)\n\n\(text)CLIMATE SUMMARY...\n\n\(text)$$\n",
        profile: "weather"
      ).bulletins[0].articles.map(\.title)
    }
    #expect(try read("SYNOPSIS...") == ["SYNOPSIS", "CLIMATE SUMMARY"])
    #expect(try read(".SYNOPSIS...") == ["SYNOPSIS"])
  }
}
