import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// What pages of the web leave in a text, and titles as they set them.
@Suite struct PageFormTests {
  private static let text = "10月6日，校友会一年一度的聚会在香山脚下举行，来自各届的校友八十七人参加。\n"

  @Test("a link below each article ends it, and labels below a title are its facts")
  func links() throws {
    let articles = ["秋天的聚会", "奖学金发放", "寻找老照片"].map {
      "\($0)\n\n作者：何思远（1992届）　　发布时间：2011-10-09　　点击：326\n\n\(Self.text)\n[返回目录]\n\n\n"
    }
    let reading = try Reading(
      "北京校友会通讯 第3期\n2011年10月\n\n\n\(articles.joined())", profile: "generic-zh")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["秋天的聚会", "奖学金发放", "寻找老照片"])
    #expect(bulletin.sections == [])
    for article in bulletin.articles {
      #expect(article.departments == ["何思远"])
      #expect(article.dates == ["2011-10-09"])
      #expect(article.facts["position"] == "1992届")
      #expect(article.facts["note"] == "点击：326")
      #expect(article.paragraphs.count == 1)
    }
    #expect(reading.codes(.information).filter { $0 == .pageFurniture }.count == 3)
  }

  @Test("brackets below two articles may be anything")
  func few() throws {
    let articles = ["秋天的聚会", "奖学金发放"].map { "\($0)\n\n\(Self.text)\n[返回目录]\n\n\n" }
    let reading = try Reading(
      "北京校友会通讯 第3期\n2011年10月\n\n\n\(articles.joined())", profile: "generic-zh")
    #expect(!reading.codes(.information).contains(.pageFurniture))
  }

  @Test("numbers by themselves a blank line above the titles, of which one has a label")
  func numbers() throws {
    let bulletin = try Reading(
      "云台图书馆月报 第4期\n2022年4月\n\n\n01\n\n读书日在线上见\n\n\(Self.text)\n4月16日 19:30　古籍修复师的一天\n\n\(Self.text)\n\n02\n\n馆员荐书：春天的书\n\n文 | 俞可\n\n\(Self.text)",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["读书日在线上见", "馆员荐书：春天的书"])
    #expect(bulletin.articles.map(\.kicker) == ["01", "02"])
    #expect(bulletin.articles[1].departments == ["俞可"])
  }

  @Test("titles in title case that begin their paragraphs")
  func runIn() throws {
    let titles = [
      "Second Beta Released", "Default Editor Discussed", "Policy for the Next Release",
    ]
    let paragraphs = titles.map {
      "\($0). The project announced the second test version\nof its installer. Testers are asked to file reports this week.\n\n"
    }
    let bulletin = try Reading(
      "KESTREL NEWS\nIssue 19, 13 May 2003\n\n\(paragraphs.joined())", profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == titles)
    #expect(bulletin.articles.allSatisfy { $0.paragraphs[0].hasPrefix("The project") })
  }

  @Test("titles behind >, where nothing is quoted, and quotations where lines are")
  func pointed() throws {
    let titles = ["Assemblée générale", "Sortie au lavoir", "Une enseigne retrouvée"]
    let text = "L'assemblée s'est tenue samedi à la salle des fêtes, devant une salle comble.\n\n"
    let bulletin = try Reading(
      "LA LETTRE\nN° 47 - avril 2008\n\n=== VIE ===\n\n\(titles.map { "> \($0)\n\n\(text)" }.joined())",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == titles)
    let quoted = try Reading(
      "LA LETTRE\nN° 47 - avril 2008\n\n=== VIE ===\n\n\(text)> Assemblée générale\n> samedi\n\n\(text)> Sortie\n\n\(text)> Une enseigne\n\n\(text)",
      profile: "generic-en"
    ).bulletins[0]
    #expect(!quoted.articles.contains { $0.title == "Assemblée générale" })
  }

  @Test("starred titles above a rule, as newsletters by mail have them in plain text")
  func starred() throws {
    let rule = String(repeating: "-", count: 60)
    let titles = ["Torna il gruppo di lettura", "Storie piccine", "Nuovi orari"]
    let text = "Riprendono giovedì gli incontri del gruppo, alle nove di sera, in biblioteca.\n\n\n"
    let bulletin = try Reading(
      "Leggere in riva al lago\nn. 8, 4 ottobre 2016\n\n\n\(titles.map { "** \($0)\n\(rule)\n\n\(text)" }.joined())",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == titles)
    #expect(bulletin.articles.allSatisfy { $0.paragraphs.count == 1 })
  }

  @Test("starred titles between rules, with who wrote one right below")
  func starredWithByline() throws {
    let rule = String(repeating: "-", count: 50)
    let titles = ["Ballot result: 91% say no", "Night shift car parking", "Christmas raffle"]
    let text = "Members have voted by 91% to 9% to reject the proposal to cut payments.\n\n"
    let bulletin = try Reading(
      "BRANCH MATTERS\n12 November 2015\n\n\(rule)\n\n** \(titles[0])\n\n\(text)\(rule)\n\n** \(titles[1])\nWritten by Fiona McAllister\n\n\(text)\(rule)\n\n** \(titles[2])\n\n\(text)",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == titles)
    #expect(bulletin.articles[1].departments == ["Fiona McAllister"])
  }

  @Test("starred capitals with a subtitle right below, and a head that is set in")
  func starredCapitals() throws {
    let text =
      "    La tempête avait couché les deux tilleuls de la place ; grâce au\ncomité des fêtes, ils ont été replantés en novembre dernier.\n"
    let bulletin = try Reading(
      "          LE PETIT PONTOIS\n          Bulletin municipal de Pont-sur-Velle\n          N° 27 - Janvier 2001\n\n\n* LE MOT DU MAIRE\n\n\(text)\n\n* CONSEIL MUNICIPAL\n  Séance du 8 décembre 2000\n\n\(text)                                        Le comité des fêtes\n\n\n* LE CLUB DES AÎNÉS\n\n\(text)",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.title == "LE PETIT PONTOIS")
    #expect(bulletin.facts["issue"] == "27")
    #expect(
      bulletin.articles.map(\.title) == [
        "LE MOT DU MAIRE", "CONSEIL MUNICIPAL", "LE CLUB DES AÎNÉS",
      ])
    #expect(bulletin.articles[1].paragraphs.count == 1)
    #expect(bulletin.articles[1].departments == ["Le comité des fêtes"])
  }

  @Test(
    "a number alone is a page's where pages run on, and the text's elsewhere",
    arguments: [
      ("We close with the number\n\n1984\n\nwhich everybody knows.\n", true),
      ("The first page ends here.\n\n1\n\nThe next one begins.\n\n2\n\nAnd another.\n", false),
      ("This page ends here.\n\n17\n\nThe next one begins.\n\n18\n\nAnd another.\n", false),
    ])
  func numbersAlone(_ text: String, _ stays: Bool) throws {
    let reading = try Reading(
      "THE LETTER\nIssue 3, May 2024\n\nANSWERS\n\n\(text)", profile: "generic-en")
    let words = reading.bulletins[0].articles.flatMap { [$0.title ?? ""] + $0.paragraphs }.joined(
      separator: " ")
    #expect(["1984", "1", "2", "17", "18"].contains { words.contains($0) } == stays)
    #expect((reading.diagnostics.contains { $0.code == .pageFurniture }) == !stays)
  }

  @Test("a weather bulletin whose area stands above its name")
  func areaAboveName() throws {
    let bulletin = try Reading(
      "000\nFGUS76 KPDT 052130\nESFPDT\nORZ041>044-071200-\n\nHYDROLOGIC OUTLOOK\nNATIONAL WEATHER SERVICE PENDLETON OR\n130 PM PST WED MAR 5 2008\n\n.SYNOPSIS...\nA WINTER OF PERSISTENT FLOW HAS LEFT THE HEAVIEST SNOWPACK SINCE 1997.\n\n$$\n",
      profile: "weather"
    ).bulletins[0]
    #expect(bulletin.title == "HYDROLOGIC OUTLOOK")
    #expect(bulletin.dates.count == 1)
    #expect(bulletin.articles.map(\.title) == ["SYNOPSIS"])
  }
}
