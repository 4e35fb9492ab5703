import GazetteDocumentModel

@testable import GazetteTextEncoding

/// Sentences of our own in the languages of bulletins, and the encodings that they were kept in.
struct SampleLanguage: Sendable {
  let name: String
  let encodings: [TextEncoding]
  let sentences: [String]

  /// A text of about so many bytes in the encoding: sentences drawn at random, and some ASCII.
  func text(of size: Int, in encoding: TextEncoding, seed: UInt64) throws -> String {
    var random = SplitMix(state: seed)
    var text = ""
    let sink = MemorySink()
    let encoder = try EncodingSink(sink, encoding, .refuse)
    while sink.bytes.count < size {
      let line: String
      if random.next() % 5 == 0, !text.isEmpty {
        line = "No. \(random.next() % 100) (2021-03-1\(random.next() % 10)) http://example.org/\n"
      } else {
        line = sentences[Int(random.next() % UInt64(sentences.count))] + "\n"
      }
      text += line
      let bytes = Array(line.utf8)
      try encoder.write(bytes.span)
    }
    return text
  }

  struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let all: [SampleLanguage] = [
    SampleLanguage(
      name: "zh-Hans", encodings: [.gb18030, .hz],
      sentences: [
        "今年春天,图书馆的志愿者为附近三所小学送去了旧书。", "市气象台提醒:周末有雨,出门请带伞。",
        "新修的水渠让山脚下的果园终于有了足够的水。", "评审组看完样品后,请厂方在月底以前补交检验报告。",
        "讲座结束以后,听众围着教授问了半个多小时。", "本栏目欢迎来稿,稿件请寄编辑部。",
        "渔民说,今年的海带比往年厚,价钱也好。", "博物馆从下周二起延长开放时间。",
      ]),
    SampleLanguage(
      name: "zh-Hant", encodings: [.big5],
      sentences: [
        "今年春天,圖書館的志工為附近三所小學送去了舊書。", "氣象局提醒:週末有雨,出門請帶傘。",
        "新修的水渠讓山腳下的果園終於有了足夠的水。", "評審組看完樣品後,請廠方在月底以前補交檢驗報告。",
        "講座結束以後,聽眾圍著教授問了半個多小時。", "本欄目歡迎來稿,稿件請寄編輯部。",
        "漁民說,今年的海帶比往年厚,價錢也好。", "博物館從下週二起延長開放時間。",
      ]),
    SampleLanguage(
      name: "ja", encodings: [.shiftJIS, .eucJP, .iso2022JP],
      sentences: [
        "今年の春、図書館のボランティアは近くの小学校三校に古い本を届けました。",
        "週末は雨になる見込みですので、傘をお持ちください。", "新しい水路ができて、山のふもとの果樹園に水が届くようになった。",
        "審査会は見本を見たあと、月末までに検査報告書を出すよう求めた。",
        "講演が終わってからも、聴衆は先生を囲んで質問を続けた。", "本誌への投稿は編集部までお送りください。",
        "漁師によると、ことしの昆布は例年より厚く、値段もよいという。", "美術館は来週の火曜日から開館時間をのばします。",
      ]),
    SampleLanguage(
      name: "ko", encodings: [.eucKR],
      sentences: [
        "올봄 도서관 자원봉사자들이 가까운 초등학교 세 곳에 헌책을 보냈다.", "주말에 비가 오니 우산을 챙기시기 바랍니다.",
        "새로 만든 수로 덕분에 산기슭 과수원에 물이 넉넉해졌다.",
        "심사 위원들은 견본을 살펴본 뒤 월말까지 검사 보고서를 내라고 했다.",
        "강연이 끝난 뒤에도 청중은 교수를 둘러싸고 질문을 이어 갔다.", "원고는 편집부로 보내 주십시오.",
        "어민들은 올해 다시마가 예년보다 두껍고 값도 좋다고 말한다.", "박물관은 다음 주 화요일부터 문 여는 시간을 늘린다.",
      ]),
    SampleLanguage(
      name: "ru", encodings: [.windows1251, .koi8R, .ibm866, .iso8859_5],
      sentences: [
        "Этой весной добровольцы библиотеки отвезли старые книги в три ближние школы.",
        "В выходные обещают дождь, возьмите зонт.",
        "Новый канал наконец дал воду садам у подножия горы.",
        "Комиссия осмотрела образцы и просит завод прислать отчёт до конца месяца.",
        "После лекции слушатели ещё полчаса задавали вопросы профессору.",
        "Рукописи просим направлять в редакцию.",
      ]),
    SampleLanguage(
      name: "uk", encodings: [.windows1251, .koi8U],
      sentences: [
        "Цієї весни добровольці бібліотеки відвезли старі книжки до трьох сусідніх шкіл.",
        "На вихідних обіцяють дощ, візьміть парасольку.",
        "Новий канал нарешті дав воду садам біля підніжжя гори.",
        "Комісія оглянула зразки і просить завод надіслати звіт до кінця місяця.",
        "Після лекції слухачі ще пів години ставили запитання професорові.",
      ]),
    SampleLanguage(
      name: "el", encodings: [.windows1253],
      sentences: [
        "Φέτος την άνοιξη οι εθελοντές της βιβλιοθήκης πήγαν παλιά βιβλία σε τρία σχολεία.",
        "Το Σαββατοκύριακο θα βρέξει, πάρτε μαζί σας ομπρέλα.",
        "Άνοιξε το νέο κανάλι και οι κήποι στους πρόποδες του βουνού έχουν νερό.",
        "Η επιτροπή είδε τα δείγματα και ζητά την έκθεση ως το τέλος του μήνα.",
      ]),
    SampleLanguage(
      name: "he", encodings: [.windows1255],
      sentences: [
        "באביב השנה הביאו מתנדבי הספרייה ספרים ישנים לשלושה בתי ספר.",
        "בסוף השבוע צפוי גשם, קחו מטרייה.",
        "התעלה החדשה הביאה סוף סוף מים למטעים שלמרגלות ההר.",
        "הוועדה בדקה את הדוגמאות ומבקשת את הדוח עד סוף החודש.",
      ]),
    SampleLanguage(
      name: "ar", encodings: [.windows1256],
      sentences: [
        "حمل متطوعو المكتبة هذا الربيع كتبا قديمة إلى ثلاث مدارس قريبة.",
        "من المتوقع هطول المطر في نهاية الأسبوع، خذوا مظلاتكم.",
        "أوصلت القناة الجديدة الماء أخيرا إلى البساتين عند سفح الجبل.",
        "اطلعت اللجنة على العينات وتطلب التقرير قبل نهاية الشهر.",
      ]),
    SampleLanguage(
      name: "th", encodings: [.windows874],
      sentences: [
        "ฤดูใบไม้ผลิปีนี้อาสาสมัครของห้องสมุดนำหนังสือเก่าไปให้โรงเรียนสามแห่ง", "สุดสัปดาห์นี้ฝนจะตก โปรดนำร่มไปด้วย",
        "คลองใหม่ทำให้สวนผลไม้ที่เชิงเขามีน้ำพอใช้", "คณะกรรมการขอให้โรงงานส่งรายงานภายในสิ้นเดือน",
      ]),
    SampleLanguage(
      name: "fr", encodings: [.windows1252],
      sentences: [
        "Ce printemps, les bénévoles de la bibliothèque ont porté de vieux livres à trois écoles.",
        "Il pleuvra en fin de semaine : prenez un parapluie.",
        "Le nouveau canal a enfin amené l’eau aux vergers situés au pied de la montagne.",
        "Le comité a vu les échantillons et réclame le rapport avant la fin du mois.",
        "La conférence terminée, le public a posé des questions à l’élève comme au maître.",
      ]),
    SampleLanguage(
      name: "de", encodings: [.windows1252],
      sentences: [
        "Im Frühjahr brachten Helfer der Bücherei alte Bücher in drei Schulen der Nähe.",
        "Am Wochenende fällt Regen, nehmen Sie einen Schirm mit.",
        "Der neue Graben führt den Gärten am Fuß des Berges endlich genügend Wasser zu.",
        "Der Ausschuss prüfte die Muster und wünscht den Bericht bis Ende März.",
      ]),
    SampleLanguage(
      name: "es", encodings: [.windows1252],
      sentences: [
        "Esta primavera los voluntarios de la biblioteca llevaron libros a tres escuelas del pueblo pequeño.",
        "Lloverá el fin de semana; lleven ustedes un paraguas también.",
        "El canal nuevo llevó por fin el agua a los huertos que están al pie de la montaña.",
        "La comisión vio las muestras y pidió el informe para fin de mes. ¿Cuándo llegará?",
      ]),
    SampleLanguage(
      name: "pl", encodings: [.windows1250, .iso8859_2],
      sentences: [
        "Tej wiosny wolontariusze biblioteki zawieźli stare książki do trzech pobliskich szkół.",
        "W weekend będzie padać, proszę wziąć parasol.",
        "Nowy kanał wreszcie doprowadził wodę do sadów u stóp góry.",
        "Komisja obejrzała próbki i prosi o nadesłanie sprawozdania do końca miesiąca.",
      ]),
    SampleLanguage(
      name: "cs", encodings: [.windows1250, .iso8859_2],
      sentences: [
        "Letos na jaře dobrovolníci knihovny odvezli staré knihy do tří blízkých škol.",
        "O víkendu bude pršet, vezměte si deštník.",
        "Nový příkop konečně přivedl vodu do sadů na úpatí hory, žádná úroda už neuschne.",
        "Komise si prohlédla vzorky a žádá o zprávu do konce měsíce.",
      ]),
    SampleLanguage(
      name: "hu", encodings: [.windows1250],
      sentences: [
        "Idén tavasszal a könyvtár önkéntesei régi könyveket vittek három közeli iskolába.",
        "Hétvégén eső várható, vigyenek magukkal esernyőt.",
        "Az új csatorna végre vizet hozott a hegy lábánál fekvő gyümölcsösöknek.",
        "A bizottság megnézte a mintákat, és a hónap végéig kéri a jelentést.",
      ]),
    SampleLanguage(
      name: "tr", encodings: [.windows1254],
      sentences: [
        "Bu ilkbaharda kütüphane gönüllüleri yakındaki üç okula eski kitaplar götürdü.",
        "Hafta sonu yağmur yağacak, şemsiyenizi alınız.",
        "Yeni kanal sonunda dağın eteğindeki meyve bahçelerine su ulaştırdı.",
        "Kurul örnekleri gördü ve ay sonuna dek raporun gönderilmesini istiyor.",
      ]),
    SampleLanguage(
      name: "lt", encodings: [.windows1257],
      sentences: [
        "Šį pavasarį bibliotekos savanoriai nuvežė senų knygų į tris artimas mokyklas.",
        "Savaitgalį lis, pasiimkite skėtį.",
        "Naujas griovys pagaliau atvedė vandenį į sodus kalno papėdėje.",
        "Komisija apžiūrėjo pavyzdžius ir prašo ataskaitos iki mėnesio galo.",
      ]),
    SampleLanguage(
      name: "lv", encodings: [.windows1257],
      sentences: [
        "Šopavasar bibliotēkas brīvprātīgie aizveda vecas grāmatas uz trim tuvējām skolām.",
        "Nedēļas nogalē līs, paņemiet lietussargu.",
        "Jaunais grāvis beidzot atveda ūdeni uz dārziem kalna pakājē.",
        "Komisija apskatīja paraugus un lūdz pārskatu līdz mēneša beigām.",
      ]),
    SampleLanguage(
      name: "vi", encodings: [.windows1258],
      // Written the way windows-1258 holds it: tone marks follow their letters.
      sentences: [
        "Mu\u{300}a xuân na\u{300}y, nhóm ti\u{300}nh nguyê\u{323}n cu\u{309}a thư viê\u{323}n mang sách cu\u{303} đê\u{301}n ba trươ\u{300}ng ho\u{323}c.",
        "Cuô\u{301}i tuâ\u{300}n trơ\u{300}i mưa, xin nhơ\u{301} mang theo ô.",
        "Con kênh mơ\u{301}i đa\u{303} đưa nươ\u{301}c vê\u{300} như\u{303}ng vươ\u{300}n cây dươ\u{301}i chân núi.",
        "Hô\u{323}i đô\u{300}ng đa\u{303} xem mâ\u{303}u va\u{300} xin báo cáo trươ\u{301}c cuô\u{301}i tháng.",
      ]),
  ]
}
