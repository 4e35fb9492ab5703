/// The languages of bulletins, their encodings and their everyday characters: a new one is a row.
extension LanguageModel {
  private static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF
  private static let wideMarks: ClosedRange<UInt32> = 0x3000...0x3011
  private static let fullWidth: ClosedRange<UInt32> = 0xFF01...0xFF5E
  private static let figures: ClosedRange<UInt32> = 0x2460...0x2473

  static let simplifiedChinese = LanguageModel(
    "zh-Hans", [(.gb18030, 2), (.hz, 0)],
    letters: """
      的,。、一是在国和了不有人中大为会发工学科技作上年这要个以时生业我到地来对行经全主进家开新成展部出分动民方面研高们就化关实多建习理国社设可党量定体市长下过现制公会法自后加本政于月议日产力情重教用机相推务用同电将能及第道交水合组员指导究所代等内前通点者强院与协基问服加心资项目共当区间其他所特织责提环管安参术从意信果见质计联事应北京省积极深入坚持贯彻精神领导认真落实群众思想精“”:;()《》—?!·
      """,
    others: [ideographs, wideMarks, fullWidth, figures])

  static let all: [LanguageModel] = [
    simplifiedChinese,
    LanguageModel(
      "zh-Hant", [(.big5, 2), (.gb18030, -6)],
      letters: """
        的,。、一是在國和了不有人中大為會發工學科技作上年這要個以時生業我到地來對行經全主進家開新成展部出分動民方面研高們就化關實多建習理社設可黨量定體市長下過現制公法自後加本政於月議日產力情重教用機相推務同電將能及第道交水合組員指導究所代等內前通點者強院與協基問服心資項目共當區間其他特織責提環管安參術從意信果見質計聯事應臺灣北京省港香積極深入堅持精神領認真落群眾思想縣府處「」:;()《》—?!·『』
        """,
      others: [ideographs, wideMarks, fullWidth, figures]),
    LanguageModel(
      "ja", [(.shiftJIS, 1), (.eucJP, 0)],
      letters: """
        の、。いるとにたしをはでがなっれかてすまりこらあもさきんくーンスよトうルイアリラクレジロけそどせおだめつ日本年会大国人中学者ばッタシフドテコみ事業第一研究長出部発月度行場合えわちろ社ゃょュプグ生分上入定新方動関科技術進力開京東法政地理市員成高者実対内報作見的者用時目全自今明後次立主計画通び家体議間前同二三民代表示以平教化問題設団機公ぶべごずゅほやむへ「」・()
        """,
      others: [
        ideographs, wideMarks, fullWidth, figures, 0x3041...0x30FE,
      ]),
    LanguageModel(
      "ko", [(.eucKR, 1)],
      letters: """
        이다는의에을를가고하한지로은사인자도기서대어리시정해일나아제과수있원공장부전국학년들보여상라구회으주동연게요성적관위중업신계화조만그안경교세유산용발치스우선개문생물간내두면오마것민까할방및등통체실무모금행단월비진소반결술분호력외출식트했저입임되었당재남영합함야된습니거타운드음확표없품표명종추심양설최바육양강북러차의론터예초번특별점규본권울천목청전될
        """,
      others: [0xAC00...0xD7A3, fullWidth, wideMarks]),

    LanguageModel(
      "ru", [(.windows1251, 2), (.koi8R, 1), (.ibm866, 0), (.iso8859_5, 0)],
      letters: "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    LanguageModel(
      "uk", [(.windows1251, 1), (.koi8U, 0), (.ibm866, -6), (.iso8859_5, -2)],
      letters: "оаниівтерсклудмпяьзгбчйхїєцжшющфґ"),
    LanguageModel(
      "be", [(.windows1251, -2), (.koi8U, -4)], letters: "аніыерсодтявкцлумпзгбйьчхжўёэюшф"),
    LanguageModel(
      "bg", [(.windows1251, 0), (.koi8R, -6)], letters: "аоиетнрсвлкпмдугязбъчцщжхюшйфь"),
    LanguageModel(
      "sr", [(.windows1251, -2), (.iso8859_5, -4)], letters: "аоиенрстјвукдмплзгбцшчжћњхђфљџ"),

    LanguageModel(
      "el", [(.windows1253, 1), (.iso8859_7, 0)],
      letters: "αοιετσνηυρπκμλςόίάήέδωγθύχφβώξζψϊϋΐΰ"),
    LanguageModel(
      "he", [(.windows1255, 1), (.iso8859_8, 0)], letters: "יוהלאתרמבשנעםחדפקצגסטזךןכףץ",
      others: [0x5B0...0x5C7], otherBits: -8),
    LanguageModel("ar", [(.windows1256, 1)], letters: "اليمنتورعبدسفةهقأحكجشىطخصإذضئثزآغءظؤ،؟ًٌٍَُِّْ"),
    LanguageModel("fa", [(.windows1256, 0)], letters: "ایرنهدمویتسبلشکزفگعقخآجحپچصطغذضثظئءژ،؟يك"),
    LanguageModel(
      "th", [(.windows874, 0)],
      letters: "านรกอเงมยลตวดท่ส้ปะคบีัิหจแขใ็์พโชไถผำุูืธณซศษฐภฎญึฟๆฉฝฮฬฏ"),

    LanguageModel("fr", [(.windows1252, 3)], letters: "éàèê’çô«»îùâûœïëüÿæ"),
    LanguageModel("de", [(.windows1252, 3)], letters: "üäöß„“–"),
    LanguageModel("es", [(.windows1252, 3)], letters: "óíáéñúü¿¡«»ªº"),
    LanguageModel("pt", [(.windows1252, 2)], letters: "ãçéáíóêõúàâôüªº"),
    LanguageModel("it", [(.windows1252, 2)], letters: "àèòùìé’«»"),
    LanguageModel("nl", [(.windows1252, 1)], letters: "ëéïöüèêç’"),
    LanguageModel("sv", [(.windows1252, 2)], letters: "äåöé”"),
    LanguageModel("da", [(.windows1252, 2)], letters: "øåæé"),
    LanguageModel("is", [(.windows1252, -1)], letters: "ðáíóþúæöéý„“"),
    LanguageModel("ca", [(.windows1252, 0)], letters: "óàèéíçúïòü·’"),

    LanguageModel("pl", [(.windows1250, 1), (.iso8859_2, 0)], letters: "łóąężśćńź„”"),
    LanguageModel("cs", [(.windows1250, 1), (.iso8859_2, 0)], letters: "íáěéčřýžšůúťďňó„“"),
    LanguageModel("sk", [(.windows1250, 0), (.iso8859_2, -1)], letters: "áéíčšýžúľťôňäďóĺŕ„“"),
    LanguageModel("hu", [(.windows1250, 1), (.iso8859_2, 0)], letters: "áéöóőíüúű„”"),
    LanguageModel("ro", [(.windows1250, 0), (.iso8859_2, -1)], letters: "ăţâşîșț„”"),
    LanguageModel("hr", [(.windows1250, 0), (.iso8859_2, -1)], letters: "čšžćđ„”"),
    LanguageModel("tr", [(.windows1254, 0)], letters: "ıişüğöçâîû’"),
    LanguageModel("lt", [(.windows1257, 0)], letters: "ėųšžįąčęū„“"),
    LanguageModel("lv", [(.windows1257, 0)], letters: "āīēšņūļžģčķ"),
    LanguageModel("et", [(.windows1257, -4)], letters: "äõüöšž"),
    LanguageModel(
      "vi", [(.windows1258, -1)], letters: "đ\u{301}\u{300}ưôơêâăáàạ\u{323}\u{309}\u{303}íéúóèòùìý"),
  ]
}
