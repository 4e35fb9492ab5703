/// What validation says of books, and the number that epubcheck gives the same fault.
///
/// One row per code, so that words and number stand together; the wording follows `MessageCatalogue`.
extension DiagnosticCode {
  /// The words of a code of books (`GZ84…`).
  var bookMessage: LocalizedText {
    guard let words = bookRow?.words else { return .init(name, name) }
    return words
  }

  /// The code that epubcheck, W3C's checker, has for it: `OPF-014`; nil for what is not about books.
  public var epubcheckCode: String? { bookRow?.epubcheck }

  private var bookRow: (epubcheck: String, words: LocalizedText)? {
    switch self {
    case .mimetypeNotFirst:
      (
        "PKG-006",
        .init(
          "the file \"mimetype\" is not the first in the archive; pack it before all others",
          "\"mimetype\" 不是归档中的第一个文件;请最先打包它")
      )
    case .mimetypeWrong:
      (
        "PKG-007",
        .init(
          "\"mimetype\" must hold application/epub+zip and nothing else, and be stored; pack it so",
          "\"mimetype\" 须只含 application/epub+zip,且不压缩;请照此打包")
      )
    case .mimetypeExtraField:
      (
        "PKG-005",
        .init(
          "\"mimetype\" has an extra field in the archive, where readers look for its content; pack it without (zip -X)",
          "归档中 \"mimetype\" 带有附加字段,妨碍识别;请不带附加字段打包(zip -X)")
      )
    case .bookArchiveDamaged:
      ("PKG-008", .init("the archive is damaged: {1}; get the file whole", "归档已损坏:{1};请重新获取文件"))
    case .fileNameForbidden:
      (
        "PKG-009",
        .init(
          "the file name \"{1}\" holds {2}, which not every system can store; rename it",
          "文件名 \"{1}\" 含有 {2},并非各系统都能保存;请改名")
      )
    case .fileNameSpace:
      (
        "PKG-010",
        .init(
          "the file name \"{1}\" holds a blank, which some reading systems stumble over; rename it",
          "文件名 \"{1}\" 含有空格,部分阅读系统会出错;请改名")
      )
    case .fileNameEndsWithDot:
      (
        "PKG-011",
        .init("the file name \"{1}\" ends with a full stop; rename it", "文件名 \"{1}\" 以句点结尾;请改名")
      )
    case .fileNameTwice:
      (
        "OPF-060",
        .init(
          "the archive holds \"{1}\" and \"{2}\", which are the same name on many systems; rename one, or take it out",
          "归档中的 \"{1}\" 与 \"{2}\" 在许多系统上是同一文件名;请改名或删去其一")
      )
    case .folderEmpty:
      ("PKG-014", .init("the folder \"{1}\" is empty; take it out", "目录 \"{1}\" 为空;请删去"))
    case .containerMissing:
      (
        "RSC-002",
        .init(
          "META-INF/container.xml is missing, which says where the package is; add it",
          "缺少指明包文档位置的 META-INF/container.xml;请补上")
      )
    case .containerWithoutPackage:
      (
        "RSC-003",
        .init(
          "the container names no package of type application/oebps-package+xml; add a rootfile that does",
          "容器未列出 application/oebps-package+xml 类型的包文档;请补上 rootfile")
      )
    case .rootfileWithoutPath:
      (
        "OPF-016",
        .init(
          "this rootfile has no full-path; write where the package is",
          "此 rootfile 缺少 full-path;请写明包文档位置")
      )
    case .packageMissing:
      (
        "OPF-002",
        .init(
          "the package \"{1}\" is not in the archive; mend the path, or add it",
          "归档中没有包文档 \"{1}\";请修正路径或补上文件")
      )
    case .containerStructure:
      ("RSC-005", .init("the container is not as OCF wants it: {1}", "容器不符合 OCF:{1}"))
    case .entryEncrypted:
      (
        "RSC-004",
        .init(
          "\"{1}\" is encrypted ({2}), so its content was not checked", "\"{1}\" 已加密({2}),其内容未检查")
      )
    case .encryptedNotThere:
      (
        "RSC-007",
        .init(
          "META-INF/encryption.xml speaks of \"{1}\", which is not in the archive; take the entry out",
          "META-INF/encryption.xml 提到的 \"{1}\" 不在归档中;请删去该条")
      )
    case .packageVersion:
      (
        "OPF-001",
        .init(
          "the package's version is {1}; write 3.0 (or 2.0 for an old book)",
          "包文档版本为 {1};请写 3.0(旧书为 2.0)")
      )
    case .packageIncomplete:
      ("RSC-005", .init("the package has no {1}; add it", "包文档缺少 {1};请补上"))
    case .packageAttributeMissing:
      ("RSC-005", .init("<{1}> has no attribute \"{2}\"; add it", "<{1}> 缺少属性 \"{2}\";请补上"))
    case .uniqueIdentifierMissing:
      (
        "OPF-048",
        .init(
          "the package names no unique-identifier; add it, with the id of a dc:identifier",
          "包文档缺少 unique-identifier;请写上某个 dc:identifier 的 id")
      )
    case .uniqueIdentifierUnknown:
      (
        "OPF-030",
        .init(
          "no dc:identifier has the id \"{1}\" that unique-identifier names; make them the same",
          "没有 id 为 \"{1}\" 的 dc:identifier(unique-identifier 所指);请使两者一致")
      )
    case .modifiedInvalid:
      (
        "RSC-005",
        .init(
          "dcterms:modified is \"{1}\"; write it once, as 2021-03-12T00:00:00Z",
          "dcterms:modified 为 \"{1}\";请只写一次,形如 2021-03-12T00:00:00Z")
      )
    case .bookLanguageInvalid:
      (
        "OPF-092",
        .init(
          "\"{1}\" is no language tag; write one of BCP 47, as zh-CN",
          "\"{1}\" 不是语言标签;请按 BCP 47 书写,如 zh-CN")
      )
    case .bookMetadataEmpty:
      ("RSC-005", .init("<{1}> is empty; write it, or take it out", "<{1}> 为空;请补写或删去"))
    case .bookUUIDInvalid:
      (
        "OPF-085",
        .init(
          "the identifier \"{1}\" is marked as a UUID and is none; write 8-4-4-4-12 hexadecimal digits",
          "标识 \"{1}\" 标为 UUID 而格式不符;请写 8-4-4-4-12 位十六进制数字")
      )
    case .bookDateInvalid:
      (
        "OPF-053",
        .init(
          "dc:date \"{1}\" is not of the form YYYY, YYYY-MM or YYYY-MM-DD; mend it",
          "dc:date \"{1}\" 不是 YYYY、YYYY-MM 或 YYYY-MM-DD;请修正")
      )
    case .packageIDTwice:
      (
        "RSC-005",
        .init(
          "the id \"{1}\" is taken already, in line {2}; give this one another",
          "标识 \"{1}\" 已在第 {2} 行使用;请换一个")
      )
    case .resourceDeclaredTwice:
      (
        "OPF-074",
        .init("\"{1}\" is in the manifest twice; take one item out", "\"{1}\" 在清单中出现两次;请删去其一")
      )
    case .resourceMissing:
      (
        "RSC-001",
        .init(
          "\"{1}\" is in the manifest, not in the archive; add the file, or take the item out",
          "清单中的 \"{1}\" 不在归档中;请补上文件或删去该项")
      )
    case .resourceUndeclared:
      (
        "OPF-003",
        .init(
          "\"{1}\" is in the archive, not in the manifest; declare it, or take it out",
          "归档中的 \"{1}\" 不在清单中;请声明或删去")
      )
    case .manifestFragment:
      (
        "OPF-091",
        .init(
          "the manifest's href \"{1}\" has a fragment; name the file alone",
          "清单中的 href \"{1}\" 带有片段标识;请只写文件")
      )
    case .manifestOfItself:
      (
        "OPF-099",
        .init("the manifest lists the package itself; take the item out", "清单列出了包文档自身;请删去该项")
      )
    case .resourceInMetaInf:
      (
        "PKG-025",
        .init(
          "\"{1}\" is in META-INF, where only the container's own files may be; move it",
          "\"{1}\" 位于只放容器自身文件的 META-INF;请移走")
      )
    case .mediaTypeInvalid:
      (
        "RSC-005",
        .init(
          "\"{1}\" is no media type; write it as application/xhtml+xml",
          "\"{1}\" 不是媒体类型;请写成 application/xhtml+xml 的形式")
      )
    case .mediaTypeOfHTML:
      (
        "OPF-035",
        .init(
          "text/html is not for books; write application/xhtml+xml, and XHTML in the file",
          "书中不用 text/html;请写 application/xhtml+xml,文件用 XHTML")
      )
    case .fallbackUnknown:
      (
        "OPF-040",
        .init(
          "nothing in the manifest has the id \"{1}\" that this fallback names; mend it",
          "清单中没有此 fallback 所指的 \"{1}\";请修正")
      )
    case .fallbackCircular:
      (
        "OPF-045",
        .init(
          "the fallbacks of \"{1}\" lead back to it; end them with a content document",
          "\"{1}\" 的 fallback 绕回自身;请以内容文档结束")
      )
    case .spineItemUnknown:
      (
        "OPF-049",
        .init(
          "nothing in the manifest has the id \"{1}\" that the spine names; mend it",
          "清单中没有书脊所指的 \"{1}\";请修正")
      )
    case .spineItemTwice:
      ("RSC-005", .init("\"{1}\" is in the spine twice; take one out", "\"{1}\" 在书脊中出现两次;请删去其一"))
    case .spineItemForeign:
      (
        "OPF-043",
        .init(
          "\"{1}\" ({2}) is in the spine and no content document; give it a fallback that is",
          "书脊中的 \"{1}\"({2})不是内容文档;请给出内容文档作 fallback")
      )
    case .spineWithoutLinear:
      (
        "OPF-033",
        .init(
          "the spine has no linear item, so there is nothing to read; leave linear=\"no\" away",
          "书脊没有线性项,无可阅读;请去掉 linear=\"no\"")
      )
    case .itemPropertyUnknown:
      ("OPF-027", .init("there is no property \"{1}\"; take it out", "没有 \"{1}\" 这个属性值;请删去"))
    case .itemPropertyOfOtherType:
      (
        "OPF-012",
        .init(
          "the property \"{1}\" is not for {2}; take it out, or mend the media type",
          "属性值 \"{1}\" 不适用于 {2};请删去或修正媒体类型")
      )
    case .spineTOCWrong:
      (
        "OPF-050",
        .init(
          "the spine's toc names \"{1}\", which is no NCX; name the item of type application/x-dtbncx+xml",
          "书脊的 toc 指向的 \"{1}\" 不是 NCX;请指向 application/x-dtbncx+xml 的项")
      )
    case .refinesUnknown:
      (
        "RSC-005",
        .init(
          "nothing in the package has the id \"{1}\" that this refines; mend it",
          "包文档中没有此 refines 所指的 \"{1}\";请修正")
      )
    case .prefixUndeclared:
      (
        "OPF-028",
        .init(
          "the prefix \"{1}\" is not declared; add it to the package's prefix attribute",
          "前缀 \"{1}\" 未声明;请写入包文档的 prefix 属性")
      )
    case .metaEmpty:
      ("RSC-005", .init("this meta has no value; write one, or take it out", "此 meta 没有值;请补写或删去"))
    case .packageStructure:
      ("RSC-005", .init("the package is not as it must be: {1}", "包文档有误:{1}"))
    case .navigationMissing:
      (
        "RSC-005",
        .init(
          "the manifest has {1} items with the property \"nav\"; it needs one, the table of contents",
          "清单中有 {1} 个带 \"nav\" 的项;须有且仅有一个,即目录")
      )
    case .tocMissing:
      (
        "RSC-005",
        .init(
          "the navigation document has {1} nav elements of type \"toc\"; it needs one",
          "导航文档有 {1} 个 toc 类型的 nav;须有且仅有一个")
      )
    case .navigationStructure:
      ("RSC-005", .init("the navigation is not as it must be: {1}", "导航结构有误:{1}"))
    case .navigationRemote:
      (
        "NAV-010",
        .init(
          "the contents lead out of the book, to \"{1}\"; point to a document of it",
          "目录指向书外的 \"{1}\";请指向书内文档")
      )
    case .navigationOrder:
      (
        "NAV-011",
        .init(
          "the contents lead back to \"{1}\", which is before the entry above; put them in the order of reading",
          "目录此处回到前面的 \"{1}\";请按阅读顺序排列")
      )
    case .ncxIdentifier:
      (
        "NCX-001",
        .init(
          "the NCX is of the book \"{1}\", the package of \"{2}\"; make them the same",
          "NCX 的书标识 \"{1}\" 与包文档的 \"{2}\" 不同;请使其一致")
      )
    case .navigationNotXHTML:
      (
        "OPF-012",
        .init(
          "the navigation document must be application/xhtml+xml; it is {1}",
          "导航文档须为 application/xhtml+xml;现为 {1}")
      )
    case .bookDocumentMalformed:
      ("RSC-016", .init("not well-formed XML: {1}", "不是格式良好的 XML:{1}"))
    case .doctypeIrregular:
      (
        "HTM-004",
        .init(
          "the DOCTYPE is not that of a content document; write <!DOCTYPE html>, or none",
          "DOCTYPE 不适用于内容文档;请写 <!DOCTYPE html> 或不写")
      )
    case .contentStructure:
      ("RSC-005", .init("not as XHTML must be: {1}", "不符合 XHTML:{1}"))
    case .contentIDTwice:
      (
        "RSC-005",
        .init(
          "the id \"{1}\" is taken already, in line {2}; give this one another",
          "标识 \"{1}\" 已在第 {2} 行使用;请换一个")
      )
    case .propertyNotDeclared:
      (
        "OPF-014",
        .init(
          "it has {2}, so the item in the manifest needs the property \"{1}\"; add it",
          "含有 {2},清单中的项须有属性值 \"{1}\";请补上")
      )
    case .propertyNotNeeded:
      (
        "OPF-015",
        .init(
          "the manifest says \"{1}\" of it, and it has no such thing; take the property out",
          "清单注明 \"{1}\",而文档中没有;请删去该属性值")
      )
    case .bookEncoding:
      ("RSC-028", .init("it is in {1}; write UTF-8", "编码为 {1};请用 UTF-8"))
    case .contentTitleMissing:
      ("RSC-017", .init("it has no title; write one into its head", "缺少标题;请在 head 中写上 title"))
    case .remotePropertyNotNeeded:
      (
        "OPF-018",
        .init(
          "the manifest says \"remote-resources\" of it, and it has none; take the property out",
          "清单注明 \"remote-resources\",而文档没有远程资源;请删去")
      )
    case .targetMissing:
      (
        "RSC-007",
        .init(
          "\"{1}\" is not in the book; mend the address, or add the file", "书中没有 \"{1}\";请修正地址或补上文件"
        )
      )
    case .targetUndeclared:
      ("RSC-008", .init("\"{1}\" is not in the manifest; declare it", "\"{1}\" 不在清单中;请声明"))
    case .fragmentUndefined:
      (
        "RSC-012",
        .init("nothing in \"{1}\" has the id \"{2}\"; mend the link", "\"{1}\" 中没有标识 \"{2}\";请修正链接")
      )
    case .linkToNoDocument:
      (
        "RSC-010",
        .init(
          "the link leads to \"{1}\", which is no content document; give that a fallback",
          "链接指向的 \"{1}\" 不是内容文档;请为其给出 fallback")
      )
    case .linkOutsideSpine:
      (
        "RSC-011",
        .init(
          "the link leads to \"{1}\", which the spine does not list; add it there, linear=\"no\" perhaps",
          "链接指向的 \"{1}\" 不在书脊中;请加入,可用 linear=\"no\"")
      )
    case .resourceRemote:
      (
        "RSC-006",
        .init(
          "\"{1}\" is not in the book; only audio, video and fonts may be elsewhere: pack it",
          "\"{1}\" 不在书内;只有音频、视频和字体可在书外:请打包进书")
      )
    case .resourceNotSecure:
      ("RSC-031", .init("\"{1}\" is fetched by http; write https", "\"{1}\" 以 http 获取;请写 https"))
    case .addressInvalid:
      (
        "RSC-020",
        .init(
          "\"{1}\" is no valid address; escape what cannot stand in one (%20 for a blank)",
          "\"{1}\" 不是有效地址;请转义不允许的字符(空格写 %20)")
      )
    case .addressLeaves:
      (
        "RSC-026",
        .init(
          "the address \"{1}\" leads out of the book; write it relative to this document",
          "地址 \"{1}\" 指到书外;请写成相对于本文档的地址")
      )
    case .addressOfFile:
      (
        "RSC-030",
        .init(
          "\"{1}\" is a file of somebody's machine; pack it, and write its place in the book",
          "\"{1}\" 是本机文件;请打包进书并写书内位置")
      )
    case .addressOfData:
      (
        "RSC-029",
        .init("a data address cannot stand here; pack the file", "此处不能用 data 地址;请把文件打包进书")
      )
    case .addressWithQuery:
      (
        "RSC-033",
        .init(
          "the address \"{1}\" has a query, which means nothing in a book; take it out",
          "地址 \"{1}\" 带有查询部分,在书中无意义;请删去")
      )
    case .stylesheetFragment:
      (
        "RSC-013",
        .init(
          "the stylesheet's address \"{1}\" has a fragment; take it out", "样式表地址 \"{1}\" 带有片段标识;请删去"
        )
      )
    case .mediaTypeUntrue:
      (
        "OPF-029",
        .init("it is {2}, the manifest says {1}; mend the media type", "实为 {2},清单注明 {1};请修正媒体类型")
      )
    case .pictureEnding:
      (
        "PKG-022",
        .init("it is {1} and its name ends with \"{2}\"; rename it", "实为 {1},文件名却以 \"{2}\" 结尾;请改名")
      )
    case .pictureDamaged:
      ("PKG-021", .init("the picture is damaged: {1}; get it whole", "图片已损坏:{1};请重新获取"))
    case .foreignWithoutFallback:
      (
        "RSC-032",
        .init(
          "\"{1}\" ({2}) is not for every reading system; give it a fallback",
          "\"{1}\"({2})并非各阅读系统都支持;请给出 fallback")
      )
    case .stylesheetSyntax:
      ("CSS-008", .init("the stylesheet is not well-formed: {1}", "样式表语法有误:{1}"))
    case .stylesheetForbidden:
      (
        "CSS-001",
        .init(
          "the property \"{1}\" may not stand in a book's stylesheet; use the HTML attribute",
          "书的样式表不能用属性 \"{1}\";请用 HTML 属性")
      )
    default: nil
    }
  }
}
