import GazetteDocumentModel

/// Names of people in Chinese, told by their form: a surname, and one or two characters behind it.
enum PersonName {
  /// The bytes of four characters: most running text shows by them that it is no name.
  private static let longestName = 12

  /// Whether each of the words, set off by blanks or 、, is a name. `张三 李四`
  static func areNames(_ text: Span<UInt8>) -> Bool { ranges(text) != nil }

  /// Where the names stand of which the text is a list, set off by blanks or 、; nil where a part of it is none.
  /// Two characters set apart to the width of three are one: `何　平`.
  static func ranges(_ text: Span<UInt8>) -> [Range<Int>]? {
    var words: [Range<Int>] = []
    var at = 0
    var start = 0
    while at <= text.count {
      let s = at < text.count ? text.scalar(at: at) : (value: 0x20, length: 1)
      if TextScalar.isBlank(s.value) || s.value == 0x3001 {
        if at > start { words.append(start..<at) }
        start = at + s.length
      } else if at - start >= longestName {
        return nil
      }
      at += s.length
    }
    if words.count == 3, words.allSatisfy({ $0.count == 3 }) {
      // `罗 大 年`
      let range = words[0].lowerBound..<words[2].upperBound
      let name = words.flatMap { word in (word.lowerBound..<word.upperBound).map { text[$0] } }
      return isName(name.span) ? [range] : nil
    }
    var names: [Range<Int>] = []
    var index = 0
    while index < words.count {
      var range = words[index]
      if range.count == 3, index + 1 < words.count, words[index + 1].count == 3 {
        index += 1
        range = range.lowerBound..<words[index].upperBound
      }
      guard isName(joined(text.extracting(range)).span) else { return nil }
      names.append(range)
      index += 1
    }
    return names.isEmpty ? nil : names
  }

  /// A name without the blanks that set its two characters apart: `何平` of `何　平`.
  private static func joined(_ name: Span<UInt8>) -> [UInt8] {
    guard name.count > 6, name.count < 24 else { return [UInt8](name) }
    let (first, last) = (name.scalar(at: 0), name.scalar(endingAt: name.count))
    let gap = first.length..<(name.count - last.length)
    guard TextScalar.isHan(first.value), TextScalar.isHan(last.value), !gap.isEmpty,
      name.extracting(gap).trimmedRange.isEmpty
    else { return [UInt8](name) }
    return [UInt8](name.extracting(0..<gap.lowerBound))
      + [UInt8](name.extracting(gap.upperBound..<name.count))
  }

  /// Whether people sign, behind the body that they belong to or without one: `第三中学  刘敏`.
  static func areSigners(_ text: Span<UInt8>) -> Bool {
    areNames(text) || bodyEnd(text) > 0
  }

  /// Where the body ends that stands before names of people; 0 where none does.
  static func bodyEnd(_ text: Span<UInt8>) -> Int {
    var at = 0
    while at < text.count {
      let s = text.scalar(at: at)
      if TextScalar.isBlank(s.value) { break }
      guard TextScalar.isWord(s.value) else { return 0 }
      at += s.length
    }
    guard at < text.count, !isName(text.extracting(0..<at)) else { return 0 }
    return areNames(text.extracting(at..<text.count)) ? at : 0
  }

  /// Whether most of several words of two to four characters are names, and all but so many: `丁卫东 才让`.
  static func areNames(_ text: Span<UInt8>, allowing others: Int) -> Bool {
    if areNames(text) { return true }
    let words =
      text.piecesBetweenGaps.count > 1 ? text.piecesBetweenGaps : text.pieces(between: 0x20)
    guard words.count > 1, words.allSatisfy({ text.extracting($0).mayBeNameInHan }) else {
      return false
    }
    let unknown = words.count { !isName(text.extracting($0)) }
    return unknown <= others && unknown * 2 <= words.count
  }

  /// Where names begin behind a word that says what their bearer is: `园长  周敏`; 0 where none does.
  static func nameStart(_ text: Span<UInt8>) -> Int {
    if areNames(text) { return 0 }
    var at = 0
    while at < text.count {
      let s = text.scalar(at: at)
      if TextScalar.isBlank(s.value), areNames(text.extracting(at..<text.count)) {
        while at < text.count, TextScalar.isBlank(text.scalar(at: at).value) {
          at += text.scalar(at: at).length
        }
        return at
      }
      at += s.length
    }
    return 0
  }

  /// Whether a word is a name of two or three characters, or of four behind a surname of two.
  static func isName(_ word: Span<UInt8>) -> Bool {
    let length = word.scalarCount
    guard length >= 2, length <= 4, word.count == length * 3 else { return false }
    var at = 0
    while at < word.count {
      // As many bytes may be scalars of other lengths: `a𠀀`.
      guard word[at] & 0xF0 == 0xE0, TextScalar.isHan(word.scalar(at: at).value) else {
        return false
      }
      at += 3
    }
    let first = word.scalar(at: 0).value
    let second = word.scalar(at: 3).value
    if length > 2, compound.contains(where: { $0.0 == first && $0.1 == second }) { return true }
    return length < 4 && surnames.contains(first)
      && !(length == 3 && word.endsAsBody)
  }

  /// The surnames that nine in ten people have, but for those that begin other words in brackets: 全文, 连载.
  private static let surnames: Set<UInt32> = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪\
    范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄\
    聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈\
    饶解牟艾尤阳穆农司卓古吉缪简车项芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇\
    桑郎甄丛仲虞敖巩明佘池查麻苑迟邝\
    張陳劉楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂蔣盧鍾鐘譚陸賈韋鄒龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐蘭紀單駱藍欒簡項蘆婁竇閻閔費衛蓋廖連遲鄺\
    羅範薛蔡潘餘區巫
    """.unicodeScalars.map(\.value))

  private static let compound: [(UInt32, UInt32)] = [
    "欧阳", "上官", "司马", "诸葛", "尉迟", "皇甫", "令狐", "慕容", "司徒", "夏侯", "东方", "端木",
  ].map { name in
    let scalars = Array(name.unicodeScalars)
    return (scalars[0].value, scalars[1].value)
  }
}
