import CLibXML2
import GazetteDocumentModel

/// What libxml2 says by a schema, in words of ours; what has none yet passes as it is.
enum SchemaWording {
  static func words(_ entry: LibXMLLog.Entry) -> LocalizedText {
    let quoted = entry.words.split(separator: "'", omittingEmptySubsequences: false)
    let names = stride(from: 1, to: quoted.count, by: 2).map { bare(quoted[$0]) }
    let element = names.first ?? "?"
    let other = names.count > 1 ? names[1] : "?"
    switch xmlParserErrors(rawValue: UInt32(max(0, entry.code))) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
      let list = expected(entry.words)
      if entry.words.contains("Missing child") {
        return LocalizedText(
          "<\(element)> ends too soon; expected here: \(list)", "<\(element)> 结束过早;此处应为:\(list)")
      }
      return LocalizedText(
        "<\(element)> cannot stand here; expected here: \(list)",
        "<\(element)> 不能出现在此处;此处应为:\(list)")
    case XML_SCHEMAV_CVC_ELT_1:
      return LocalizedText("the schema declares no <\(element)>", "模式未声明 <\(element)>")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      return LocalizedText(
        "<\(element)> has no attribute \"\(other)\"; take it out",
        "<\(element)> 没有属性 \"\(other)\";请删去")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      return LocalizedText(
        "<\(element)> needs the attribute \"\(other)\"; add it",
        "<\(element)> 需要属性 \"\(other)\";请补上")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
      return LocalizedText(
        "text cannot stand directly in <\(element)>; take it out", "文字不能直接出现在 <\(element)> 中;请删去")
    default: return LocalizedText(entry.words, entry.words)
    }
  }

  /// `{namespace}name` as `name`.
  private static func bare(_ name: some StringProtocol) -> String {
    name.firstIndex(of: "}").map { String(name[name.index(after: $0)...]) } ?? String(name)
  }

  /// `Expected is one of ( a, b ).`
  private static func expected(_ words: String) -> String {
    guard let open = words.lastIndex(of: "("), let close = words.lastIndex(of: ")"), open < close
    else { return "nothing more" }
    let names = words[words.index(after: open)..<close].split(separator: ",")
    return names.map { "<\(bare($0.drop { $0 == " " }).filter { $0 != " " })>" }
      .joined(separator: ", ")
  }
}
