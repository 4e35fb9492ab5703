import GazetteDocumentModel

/// What a value must be, by the words of libxml2 about a type or a facet (XML Schema Part 2 §4.3).
enum SchemaValueRule {
  /// The value that is wrong.
  static func value(_ rest: String, _ quoted: [String]) -> String {
    let index = rest.hasPrefix("[facet") ? 1 : 0
    return quoted.indices.contains(index) ? TextExcerpt.of(Array(quoted[index].utf8).span) : ""
  }

  static func words(_ rest: String, _ quoted: [String]) -> LocalizedText {
    guard rest.hasPrefix("[facet"), let facet = quoted.first else {
      return type(quoted.count > 1 ? quoted[quoted.count - 1] : "")
    }
    let last = quoted.last ?? ""
    switch facet {
    case "enumeration":
      let open = rest.firstIndex(of: "{").map { rest.index(after: $0) } ?? rest.startIndex
      let list = Listing.of(
        rest[open...].split(separator: "'").enumerated().filter { $0.offset % 2 == 0 }
          .map { String($0.element) }.filter { !$0.hasPrefix("}") })
      return LocalizedText("one of \(list)", "下列之一:\(list)")
    case "pattern": return LocalizedText("of the form \(last)", "形如 \(last)")
    case "maxLength":
      return LocalizedText("at most \(last) characters long", "至多 \(last) 个字符")
    case "minLength":
      return LocalizedText("at least \(last) characters long", "至少 \(last) 个字符")
    case "length": return LocalizedText("\(last) characters long", "\(last) 个字符")
    case "minInclusive": return LocalizedText("\(last) or more", "不小于 \(last)")
    case "maxInclusive": return LocalizedText("\(last) or less", "不大于 \(last)")
    default:
      let words = rest.drop { $0 != "]" }.dropFirst(2)
      return LocalizedText("another: \(words)", "其他值:\(words)")
    }
  }

  /// A value of a built-in type of XML Schema.
  static func type(_ name: String) -> LocalizedText {
    switch name.split(separator: ":").last.map(String.init) ?? "" {
    case "ID", "NCName", "Name", "IDREF":
      LocalizedText(
        "a name: a letter or _ first, then letters, digits, . - _", "一个名称:以字母或 _ 开头,后接字母、数字、. - _")
    case "IDREFS": LocalizedText("names with blanks between", "以空格分隔的名称")
    case "NMTOKEN": LocalizedText("a name token", "名称记号")
    case "NMTOKENS": LocalizedText("name tokens with blanks between", "以空格分隔的名称记号")
    case "integer", "int", "long", "short":
      LocalizedText("a whole number", "整数")
    case "positiveInteger": LocalizedText("a whole number from 1 on", "正整数")
    case "nonNegativeInteger": LocalizedText("a whole number from 0 on", "非负整数")
    case "decimal", "double", "float": LocalizedText("a number", "数字")
    case "boolean": LocalizedText("true or false", "true 或 false")
    case "date": LocalizedText("a date that exists, as 2021-03-12", "存在的日期,如 2021-03-12")
    case "dateTime":
      LocalizedText("a date and time, as 2021-03-12T08:00:00", "日期和时间,如 2021-03-12T08:00:00")
    case "gYear": LocalizedText("a year, as 2021", "年份,如 2021")
    case "anyURI": LocalizedText("an address (URI)", "地址(URI)")
    case "": LocalizedText("another, which the schema tells", "模式所规定的值")
    case let other: LocalizedText("of the type \(other)", "\(other) 类型的值")
    }
  }
}
