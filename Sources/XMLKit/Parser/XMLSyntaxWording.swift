import CLibXML2
import GazetteDocumentModel

/// What libxml2 finds wrong with a document's form, in words of ours, English and Chinese: its own
/// speak of the grammar's productions. XML 1.0 §2, §3, §4.1.
enum XMLSyntaxWording {
  /// What fills a `GZ4301`: what is wrong, and what to do.
  static func words(for error: xmlError) -> LocalizedText {
    let first = unsafe text(error.str1)
    let second = unsafe text(error.str2)
    guard
      let words = unsafe words(
        xmlParserErrors(rawValue: UInt32(max(0, error.code))), first, second, Int(error.int1))
    else {
      let own = unsafe text(error.message).split(separator: "\n").joined(separator: " ")
      return LocalizedText(own, own)
    }
    return words
  }

  private static func words(
    _ code: xmlParserErrors, _ first: String, _ second: String, _ number: Int
  ) -> LocalizedText? {
    switch code {
    case XML_ERR_TAG_NAME_MISMATCH:
      LocalizedText(
        "</\(second)> stands where <\(first)> of line \(number) must be closed; write </\(first)>, or take out the tag that is too many",
        "第 \(number) 行的 <\(first)> 尚未关闭,此处却是 </\(second)>;请写 </\(first)>,或删去多余的标签")
    case XML_ERR_TAG_NOT_FINISHED:
      first.isEmpty
        ? LocalizedText(
          "the document ends while elements are open; close them, or get the file whole",
          "文档结束时仍有未关闭的元素;请关闭,或重新获取完整文件")
        : LocalizedText(
          "the document ends while <\(first)> is open; close it, or get the file whole",
          "文档结束时 <\(first)> 尚未关闭;请关闭,或重新获取完整文件")
    case XML_ERR_DOCUMENT_END:
      LocalizedText(
        "something follows the root element, or the document ends before it does; one element must hold all",
        "根元素之后还有内容,或文档在根元素结束前终止;全部内容须在一个根元素之中")
    case XML_ERR_DOCUMENT_EMPTY:
      LocalizedText("no element begins here; a document needs one", "此处没有元素;文档须有一个元素")
    case XML_ERR_INVALID_CHAR:
      LocalizedText(
        "a character that XML cannot carry; take it out", "含有 XML 不能使用的字符;请删去")
    case XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_HEX_CHARREF:
      LocalizedText(
        "a character reference that names no character; write &#NUMBER; or &#xHEX;",
        "字符引用无效;请写 &#十进制; 或 &#x十六进制;")
    case XML_ERR_NAME_REQUIRED:
      LocalizedText(
        "a name must follow here; write & as &amp; and < as &lt; in text, and <!DOCTYPE in capitals",
        "此处应有名称;正文中的 & 请写 &amp;,< 请写 &lt;,<!DOCTYPE 须大写")
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      LocalizedText("a reference without its ;; write & as &amp; in text", "引用缺少分号;正文中的 & 请写 &amp;")
    case XML_ERR_UNDECLARED_ENTITY:
      LocalizedText(
        "the entity &\(first); is declared nowhere; put the character in its place",
        "实体 &\(first); 未声明;请改用字符本身")
    case XML_ERR_LT_IN_ATTRIBUTE:
      LocalizedText("a < in an attribute's value; write &lt;", "属性值中有 <;请写 &lt;")
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
      LocalizedText("an attribute's value without quotes; add them", "属性值没有引号;请加上")
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
      LocalizedText("an attribute's value without its closing quote; add it", "属性值缺少后引号;请加上")
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      LocalizedText(
        "the attribute \(first) has no value; write \(first)=\"…\"",
        "属性 \(first) 没有值;请写 \(first)=\"…\"")
    case XML_ERR_ATTRIBUTE_REDEFINED:
      LocalizedText(
        "the attribute \(first) stands twice in one tag; keep one", "同一标签中属性 \(first) 重复;请只保留一个")
    case XML_ERR_COMMENT_NOT_FINISHED:
      LocalizedText("a comment without its -->; close it", "注释缺少 -->;请关闭")
    case XML_ERR_HYPHEN_IN_COMMENT:
      LocalizedText("-- inside a comment; part the hyphens", "注释中有 --;请分开两个连字符")
    case XML_ERR_CDATA_NOT_FINISHED:
      LocalizedText("a CDATA section without its ]]>; close it", "CDATA 节缺少 ]]>;请关闭")
    case XML_ERR_MISPLACED_CDATA_END:
      LocalizedText("]]> in text; write ]]&gt;", "正文中有 ]]>;请写 ]]&gt;")
    case XML_ERR_PI_NOT_STARTED, XML_ERR_PI_NOT_FINISHED:
      LocalizedText("a processing instruction without its ?>; close it", "处理指令缺少 ?>;请关闭")
    case XML_ERR_RESERVED_XML_NAME:
      LocalizedText(
        "the XML declaration must be the very first thing in the file; move it there",
        "XML 声明须位于文件最开头;请移至开头")
    case XML_ERR_XMLDECL_NOT_STARTED, XML_ERR_XMLDECL_NOT_FINISHED, XML_ERR_VERSION_MISSING:
      LocalizedText(
        "the XML declaration is faulty; write <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "XML 声明有误;请写 <?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    case XML_ERR_SPACE_REQUIRED:
      LocalizedText(
        "a blank is missing here, as between two attributes; add it", "此处缺少空格(如两个属性之间);请补上")
    case XML_ERR_GT_REQUIRED:
      LocalizedText("a tag without its >; close it", "标签缺少 >;请补上")
    case XML_ERR_LTSLASH_REQUIRED:
      LocalizedText("an end tag must follow here", "此处应为结束标签")
    case XML_ERR_EQUAL_REQUIRED:
      LocalizedText("an = must follow the name here", "名称之后应为 =")
    case XML_ERR_DOCTYPE_NOT_FINISHED:
      LocalizedText("the DOCTYPE is faulty or not closed; mend it", "DOCTYPE 有误或未关闭;请修正")
    case XML_NS_ERR_QNAME, XML_NS_ERR_COLON:
      LocalizedText(
        "a colon where none may be: a name has one between prefix and local name, those of entities, notations and instructions none",
        "冒号位置有误:名称中只能在前缀与本名之间有一个冒号,实体、记法和处理指令的名称中不能有")
    case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_EMPTY:
      LocalizedText(
        "this declaration of a namespace is forbidden: xml and xmlns are reserved, and a prefix needs a namespace",
        "不允许这样声明命名空间:xml 和 xmlns 是保留前缀,前缀须有命名空间")
    case XML_ERR_ELEMCONTENT_NOT_STARTED, XML_ERR_ELEMCONTENT_NOT_FINISHED,
      XML_ERR_MIXED_NOT_STARTED, XML_ERR_MIXED_NOT_FINISHED, XML_ERR_SEPARATOR_REQUIRED,
      XML_ERR_PCDATA_REQUIRED:
      LocalizedText(
        "the declared content of an element is faulty; write EMPTY, ANY, (a, b), (a | b) or (#PCDATA | a)*",
        "元素的内容声明有误;请写 EMPTY、ANY、(a, b)、(a | b) 或 (#PCDATA | a)*")
    case XML_ERR_ATTLIST_NOT_STARTED, XML_ERR_ATTLIST_NOT_FINISHED:
      LocalizedText(
        "the declaration of attributes is faulty; write <!ATTLIST a b CDATA #IMPLIED>",
        "属性声明有误;请写 <!ATTLIST a b CDATA #IMPLIED>")
    case XML_ERR_ENTITY_NOT_STARTED, XML_ERR_ENTITY_NOT_FINISHED, XML_ERR_NOTATION_NOT_STARTED,
      XML_ERR_NOTATION_NOT_FINISHED, XML_ERR_CONDSEC_NOT_STARTED, XML_ERR_CONDSEC_NOT_FINISHED:
      LocalizedText("a declaration in the DOCTYPE is faulty; mend it", "DOCTYPE 中的声明有误;请修正")
    default: nil
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    unsafe pointer.map { unsafe String(cString: $0) } ?? ""
  }
}
