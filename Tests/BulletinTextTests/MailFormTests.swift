@testable import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// What mail leaves in a text: header lines above all of it, mailboxes, signatures.
@Suite struct MailFormTests {
  private static let body = "De gracht is weer open, en de boten mogen er vanaf vrijdag door.\n"

  @Test(
    "header lines of any language above a text are facts, and none of its head",
    arguments: [
      (
        "Van: bestuur@haven.example\nAan: leden\nOnderwerp: De Kade 4\n", "from",
        "bestuur@haven.example"
      ),
      ("Von: Anna Huber\nAn: alle\nBetreff: Der Kai 4\n", "subject", "Der Kai 4"),
      ("From: Ann Lowe\nTo: members\nSubject: a long\n  subject\n", "subject", "a long subject"),
      ("De : Anne\nÀ : tous\nObjet : Le Quai 4\n", "to", "tous"),
      ("Subject: De Kade, mei 2009\n", "subject", "De Kade, mei 2009"),
    ])
  func headers(_ mail: String, _ name: String, _ value: String) throws {
    let rule = String(repeating: "*", count: 40)
    let text =
      "\(mail)\n\(rule)\n*               DE KADE                *\n*    Jaargang 3, nummer 4, mei 2009    *\n\(rule)\n\n# De gracht is open\n\n\(Self.body)"
    let bulletin = try #require(try Reading(text, profile: "generic-en").bulletins.first)
    #expect(bulletin.title == "DE KADE")
    #expect(bulletin.facts[name] == value)
    #expect(bulletin.articles.map(\.title) == ["De gracht is open"])
  }

  @Test("one such line, or several without a blank line below, are no mail's")
  func none() throws {
    let alone = try Reading(
      "From: the editor\n\nTHE QUAY\nNo. 4 - May 2009\n\nLOCK GATES GO IN\n\nThe gates went in on Friday.\n",
      profile: "generic-en")
    #expect(alone.bulletins[0].facts["from"] == "the editor")
    #expect(alone.bulletins[0].articles.last?.title == "LOCK GATES GO IN")
    #expect(MailHead(in: Array("To: all\nFrom: me\nThe quay is open.\n".utf8).span).end == 0)
    #expect(MailHead(in: Array("To: all\nFrom: me\n\nThe quay is open.\n".utf8).span).end == 2)
    #expect(MailHead(in: Array("Date: 3 May\nTo: all\n\nThe quay is open.\n".utf8).span).end == 0)
  }

  private func digest(_ from: String, _ end: String) -> String {
    let rule = String(repeating: "-", count: 30)
    return
      "QUAY-L Digest         Thu, 9 Nov 1995         Volume 95 : Issue 21\n\nToday's Topics:\n     Lock gates\n     Paint\n\n\(String(repeating: "-", count: 70))\n\nDate: Wed, 8 Nov 1995 08:14:22 -0600\nFrom: \(from)\nSubject: Lock gates\n\nThe gates went in on Friday, and boats may pass them again.\n\n\(end)\(rule)\n\nDate: Wed, 8 Nov 1995 09:00:00 -0600\nFrom: Tom Garth\nSubject: Paint\n\nThe railings want paint again this year.\n\n\(rule)\n\nEnd of QUAY-L Digest\n"
  }

  @Test(
    "mailboxes give a name and an address",
    arguments: [
      ("Ann Lowe <lowe@quay.example>", "Ann Lowe"), ("lowe@quay.example (Ann Lowe)", "Ann Lowe"),
      ("\"Ann Lowe\" <lowe@quay.example>", "Ann Lowe"), ("lowe@quay.example", "lowe@quay.example"),
      ("Ann Lowe", "Ann Lowe"),
    ])
  func mailboxes(_ from: String, _ name: String) throws {
    let reading = try Reading(digest(from, ""), profile: "digest-en")
    #expect(reading.bulletins[0].articles[0].departments == [name])
  }

  @Test("a mailbox comes back as it is usually written")
  func written() throws {
    let text = digest("\"Ann Lowe\" <lowe@quay.example>", "")
    let (once, codes) = try WriterTests.canonical(Array(text.utf8), profile: "digest-en")
    #expect(
      String(decoding: once, as: UTF8.self).contains("\nFrom: Ann Lowe <lowe@quay.example>\n"))
    #expect(!codes.contains(.metadataNotExpressible))
    #expect(try WriterTests.canonical(once, profile: "digest-en").text == once)
  }

  @Test(
    "who is named above signs below, by name, by the first one, or behind --",
    arguments: [
      "Ann Lowe\n\n", "Ann\n\n", "Thanks in advance!\nAnn\n\n",
      "--\nAnn Lowe, Dept. of Quays, University of the River\n\n",
    ])
  func signatures(_ end: String) throws {
    let article = try Reading(
      digest("Ann Lowe <lowe@quay.example>", end), profile: "digest-en"
    ).bulletins[0].articles[0]
    #expect(article.departments == ["Ann Lowe"])
    #expect(article.paragraphs.count == 1)
    #expect(article.facts["signature"]?.hasPrefix("Ann") ?? false)
  }

  @Test("a letter to subscribers: the link above it, sections by their underlines")
  func sent() throws {
    let rule = String(repeating: "-", count: 60)
    let outer = String(repeating: "=", count: 60)
    let body = "The scaffolding went up on Monday, three days early, as nobody had hoped.\n"
    let bulletin = try Reading(
      "View this email in your browser (https://mail.example/w?e=5b1f)\n\nSt Oswald's Weekly\nNews from the parish of St Oswald\nSunday 12 May 2019\n\n\n** A word from Helen\n\(rule)\nDear friends,\n\n\(body)\n\n** WORSHIP\n\(outer)\n\n\n** Services\n\(rule)\n\(body)\n\n** COMMUNITY\n\(outer)\n\n** The roof\n\(rule)\n\(body)\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.title == "St Oswald's Weekly")
    #expect(
      bulletin.facts["web-version"]
        == "View this email in your browser (https://mail.example/w?e=5b1f)")
    #expect(bulletin.sections == ["WORSHIP", "COMMUNITY"])
    #expect(bulletin.articles.map(\.title) == ["A word from Helen", "Services", "The roof"])
  }

  @Test("a greeting is no title")
  func greeting() throws {
    let bulletin = try Reading(
      "Сад на шести сотках\nВыпуск 112 от 18 апреля 2007 г.\n\n----------------------------------------\n\nЗдравствуйте, дорогие садоводы!\n\nВ электричке по субботам не протолкнуться: сезон открыт.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == [nil])
    #expect(bulletin.articles[0].paragraphs.first == "Здравствуйте, дорогие садоводы!")
  }

  @Test(
    "a digest that came by mail: its subject is the masthead, what tells how it is sent are notes")
  func digest() throws {
    let rule = String(repeating: "-", count: 30)
    let bulletin = try Reading(
      "From: moths-request at lists.example.org\nSubject: Suffolk-Moths Digest, Vol 27, Issue 14\nDate: Sat, 14 May 2005 12:00:03 +0100\n\nSend Suffolk-Moths mailing list submissions to\n\tmoths at lists.example.org\n\nTo subscribe or unsubscribe via the World Wide Web, visit\n\thttp://lists.example.org/listinfo/moths\n\n\nToday's Topics:\n\n   1. Garden trap results (Martin Pell)\n\n\n\(rule)\(rule)\n\nMessage: 1\nDate: Fri, 13 May 2005 08:41:52 +0100\nFrom: Martin Pell <martin.pell at wickham.example>\nSubject: Garden trap results\nContent-Type: text/plain; charset=us-ascii\n\nA bit of cloud cover at last and the best catch of the year so far.\n\n\(rule)\n\nEnd of Suffolk-Moths Digest, Vol 27, Issue 14\n",
      profile: "digest-en"
    ).bulletins[0]
    #expect(bulletin.title == "Suffolk-Moths Digest")
    #expect(bulletin.facts["issue"] == "14")
    #expect(bulletin.facts["volume"] == "27")
    #expect(bulletin.dates.count == 1)
    #expect(bulletin.articles.map(\.title) == ["Garden trap results"])
    #expect(bulletin.articles[0].departments == ["Martin Pell"])
    #expect(bulletin.articles[0].paragraphs.count == 1)
  }

  @Test("a digest of Majordomo with the header of its mail")
  func majordomo() throws {
    let bulletins = try Reading(
      "From: owner-skeps-digest@lists.oakhollow.example.org (skeps-digest)\nTo: skeps-digest@lists.oakhollow.example.org\nSubject: skeps-digest V5 #118\nSender: owner-skeps-digest@lists.oakhollow.example.org\nPrecedence: bulk\n\n\nskeps-digest         Thursday, May 17 2001         Volume 05 : Number 118\n\n\n\nIn this issue:\n\n  Swarm in the church porch\n  Uncapping knife recall?\n\n----------------------------------------------------------------------\n\nDate: Wed, 16 May 2001 08:11:42 -0400\nFrom: Ruth Amsler <ramsler@farmgate.example.net>\nSubject: Swarm in the church porch\n\nOur sexton rang at seven on Sunday morning to say that the porch was\nboiling.\n\n------------------------------\n\nDate: Wed, 16 May 2001 09:54:10 -0500\nFrom: Tom Beckerath <tomb@prairienet.example.com>\nSubject: Uncapping knife recall?\n\nDoes anybody know more of it?\n\n------------------------------\n\nEnd of skeps-digest V5 #118\n***************************\n",
      profile: "digest-en"
    ).bulletins
    #expect(bulletins.count == 1)
    #expect(bulletins[0].title == "skeps-digest")
    #expect(bulletins[0].facts["issue"] == "118")
    #expect(
      bulletins[0].articles.map(\.title) == [
        "Swarm in the church porch", "Uncapping knife recall?",
      ])
  }
}
