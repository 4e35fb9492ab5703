/// The words of every diagnostic, English and simplified Chinese side by side.
///
/// `{1}`, `{2}` stand for the diagnostic's arguments. The part after `; ` says what to do.
/// Lower case, no blame, no full stop.
extension DiagnosticCode {
  public var message: LocalizedText {
    switch self {
    case .inputNotFound:
      .init("no such file; check the name and the folder", "没有这个文件;请检查文件名和目录")
    case .inputIsDirectory:
      .init("is a folder; name the files in it", "是一个目录;请给出其中的文件")
    case .inputUnreadable:
      .init("cannot be opened: {1}; check its permissions", "无法打开:{1};请检查权限")
    case .inputReadFailed:
      .init("reading failed: {1}", "读取失败:{1}")
    case .inputEmpty:
      .init("holds no text; nothing to convert", "没有内容;无可转换")
    case .nothingMatches:
      .init("holds nothing to convert: {1}", "没有可转换的文件:{1}")
    case .inputTooLarge:
      .init("is longer than {1} bytes; give a smaller file", "长度超过 {1} 字节;请提供较小的文件")
    case .inputBinary:
      .init(
        "holds the byte {1}, so it is not a text; name the encoding with --encoding if it is one",
        "含有字节 {1},不是文本;若确是文本,请用 --encoding 指明编码")
    case .inputForeign:
      .init("is {1}, which is not read here; {2}", "是{1},本程序不读取;{2}")
    case .undecodableBytes:
      .init(
        "the byte {1} is not valid {2} here; name the right encoding with --encoding, or mend the file",
        "字节 {1} 在此处不是有效的 {2};请用 --encoding 指明正确的编码,或修复文件")
    case .encodingUnknown:
      .init(
        "the encoding \"{1}\" is not known; known are {2}",
        "未知的编码 \"{1}\";可用:{2}")
    case .encodingDetected:
      .init("read as {1}, {2}", "按 {1} 读取,依据:{2}")
    case .encodingUndetected:
      .init(
        "the encoding could not be told for sure; {1} is taken, {2} % likely: name it with --encoding",
        "无法确定编码,暂按 {1} 读取(可能性 {2}%);请用 --encoding 指明")
    case .byteOrderMarkInText:
      .init("a byte order mark inside the text was left out", "文本中间的字节顺序标记已略去")
    case .controlCharacterReplaced:
      .init(
        "the character {1} cannot stand in XML and became U+FFFD",
        "字符 {1} 不能出现在 XML 中,已替换为 U+FFFD")
    case .inputTruncated:
      .init(
        "the input ends in the middle of a {1} character; it was cut off, get it whole",
        "输入在一个 {1} 字符的中间结束;文件不完整,请重新获取")
    case .spoolFailed:
      .init(
        "the temporary file in {1} failed: {2}; set TMPDIR to a folder with room",
        "{1} 中的临时文件出错:{2};请把 TMPDIR 设为有空间的目录")
    case .formatUnknown:
      .init(
        "the format \"{1}\" is not known{3}; known are {2}", "未知的格式 \"{1}\"{3};可用:{2}")
    case .formatUndetected:
      .init(
        "the format cannot be told from the name; name it with {1}, of {2}",
        "无法由文件名判断格式;请用 {1} 指明,可用:{2}")
    case .formatNotReadable:
      .init("the format \"{1}\" cannot be read yet; readable are {2}", "格式 \"{1}\" 尚不能读取;可读:{2}")
    case .formatNotWritable:
      .init("the format \"{1}\" cannot be written; writable are {2}", "格式 \"{1}\" 不能写出;可写:{2}")
    case .formatOptionInvalid:
      .init("the option {1} {2}", "选项 {1} {2}")
    case .formatNotAsNamed:
      .init(
        "is called {1} by its name, but holds {2}, and is read as {2}; name the format with -f if it is not",
        "文件名表示 {1},内容却是 {2},已按 {2} 读取;若不是,请用 -f 指明格式")
    case .paragraphJoined:
      .init(
        "joined to the paragraph of line {1}, which stops in mid-sentence",
        "与第 {1} 行的段落合并,该段在句中中断")
    case .articleWithoutTitle:
      .init("an article begins without a title", "文章没有标题")
    case .articleWithoutSignOff:
      .init("the article \"{1}\" ends without a sign-off", "文章《{1}》没有落款")
    case .dateDoesNotExist:
      .init(
        "the date \"{1}\" does not exist; it is kept as it is written, without an ISO value",
        "日期 \"{1}\" 不存在;按原文保留,不写 ISO 值")
    case .dateWithoutYear:
      .init("the date \"{1}\" has no year", "日期 \"{1}\" 没有年份")
    case .layoutMarks:
      .init(
        "marks that belong to the layout \"{1}\", not to the text: {2}",
        "属于版式 \"{1}\" 而不属于正文的标记:{2}")
    case .profileChosen:
      .init("read by the profile \"{1}\" (score {2})", "按版式 \"{1}\" 读取(得分 {2})")
    case .profileGeneric:
      .init(
        "no profile fits, \"{1}\" is taken; see it line by line with `gazette explain`",
        "没有合适的版式,暂用 \"{1}\";可用 `gazette explain` 逐行查看")
    case .bulletinEmpty:
      .init("the bulletin \"{1}\" holds no article", "简报《{1}》没有文章")
    case .pageFurniture:
      .init(
        "\"{1}\" belongs to the page, not to the text, and is left out",
        "“{1}”属于页面而不属于正文,已略去")
    case .contentsUnmatched:
      .init(
        "the contents list \"{1}\", which no article is called", "目录列有“{1}”,但没有这个标题的文章")
    case .hyphenRemoved:
      .init(
        "the hyphen at the end of the line above parts a word and is left out",
        "上一行末的连字符用于断词,已略去")
    case .numberInDigits:
      .init("the number \"{1}\" is kept as {2}", "编号“{1}”记作 {2}")
    case .profileNotFound:
      .init(
        "the profile \"{1}\" is neither built in ({2}) nor a file{3}",
        "版式 \"{1}\" 既不是内置版式({2}),也不是文件{3}")
    case .profileSyntax:
      .init("not valid YAML: {1}", "不是有效的 YAML:{1}")
    case .profileUnknownKey:
      .init("the key \"{1}\" is not known here; known are {2}", "此处没有键 \"{1}\";可用:{2}")
    case .profileValue:
      .init("the value of \"{1}\" must be {2}", "\"{1}\" 的值应为 {2}")
    case .profileTemplate:
      .init("the template \"{1}\": {2}", "模板 \"{1}\":{2}")
    case .templateUnreachable:
      .init(
        "the {1} \"{2}\" can never match: the {3} \"{4}\" (line {5}) takes every line of it first; "
          + "put it in front, or remove it",
        "{1} 的模板 \"{2}\" 永远不会匹配:第 {5} 行 {3} 的 \"{4}\" 会先取走它的每一行;请移到其前,或删除")
    case .templateAmbiguous:
      .init(
        "the {1} \"{2}\" and the {3} \"{4}\" (line {5}) both take the line \"{6}\"; "
          + "give one of them a word or mark of its own",
        "{1} 的模板 \"{2}\" 与第 {5} 行 {3} 的 \"{4}\" 都能匹配 \"{6}\";请为其一加上特有的词或标记")

    case .elementNotExpressible:
      .init("{1}: {2} has no place for it; {3}", "{1}:{2} 中没有它的位置;{3}")
    case .metadataNotExpressible:
      .init("the {1} \"{2}\" has no place in {3} and is left out", "{1}“{2}”在 {3} 中没有位置,已略去")
    case .opaqueNotExpressible:
      .init(
        "a fragment of {1} cannot stand in {2} and is left out: {3}",
        "{1} 片段不能写入 {2},已略去:{3}")
    case .opaqueKeptAsText:
      .init(
        "the markup of a fragment of {1} cannot stand in {2}, and its text alone is kept: {3}",
        "{1} 片段的标记不能写入 {2},只保留其文字:{3}")
    case .paragraphWouldJoin:
      .init(
        "the paragraph ends without a stop, so reading the text again would join it to the next",
        "段落末尾没有句末标点,再次读取时会与下一段合并")
    case .lineWouldBeMisread:
      .init(
        "read again by the same profile, this {1} would be taken for {2}", "用同一版式再次读取时,此{1}会被当作{2}")
    case .lateFactNotExpressible:
      .init(
        "the {1} \"{2}\" is stated after the articles, too late for {3}",
        "{1}“{2}”出现在文章之后,{3} 已无法写入")
    case .referenceDangling:
      .init(
        "a reference points to \"{1}\", which nothing is called; {2} is not valid with it",
        "引用指向不存在的 \"{1}\";{2} 因此无效")
    case .pictureNotInBook:
      .init(
        "the picture \"{1}\" is not there, so the book holds its description only; name its folder with --media",
        "找不到图片 \"{1}\",书中只保留其说明;请用 --media 指明图片所在目录")
    case .linkNotInBook:
      .init(
        "the link to \"{1}\" leads nowhere in the book; its text stands without it, its target beside it",
        "书中没有链接 \"{1}\" 的目标;文字照录,目标另存于属性")
    case .picturesNotWritten:
      .init(
        "pictures of the input are not written ({1} in all); name a folder for them with --media",
        "输入中的 {1} 幅图片没有写出;请用 --media 指明存放目录")
    case .metadataMissing:
      .init(
        "{1} requires {2}; give it with --metadata {3}=VALUE, or choose {4}",
        "{1} 要求 {2};请用 --metadata {3}=VALUE 给出,或改用 {4}")
    case .characterNotEncodable:
      .init(
        "the character {1} does not exist in {2}; choose another --output-encoding",
        "字符 {1} 在 {2} 中不存在;请换用其他 --output-encoding")

    case .jsonSyntax:
      .init("not valid JSON: {1}", "不是有效的 JSON:{1}")
    case .jsonUnknownKey:
      .init(
        "the key \"{1}\" is not in the schema of \"{2}\" and is left out",
        "键 \"{1}\" 不在 {2} 的模式中,已略去"
      )
    case .jsonValue:
      .init("the value of \"{1}\" must be {2}", "\"{1}\" 的值应为 {2}")
    case .jsonStructure:
      .init("{1}", "{1}")
    case .jsonTruncated:
      .init(
        "the input ends in the middle of {1}; the sender may have been stopped",
        "输入在{1}中途结束;发送方可能已中断")
    case .jsonMemberMissing:
      .init(
        "the {2} has no \"{1}\", which its schema requires; it is taken as empty",
        "{2} 缺少模式要求的 \"{1}\";视为空")
    case .jsonSchemaViolated:
      .init("not valid by the schema: {1}", "不符合模式:{1}")
    case .csvSyntax:
      .init("not valid CSV: {1}", "不是有效的 CSV:{1}")
    case .csvHeader:
      .init("the header row cannot be used: {1}", "标题行无法使用:{1}")
    case .csvUnknownColumn:
      .init(
        "the column \"{1}\" is not one of the layout {2} and is left out; rename or remove it",
        "列 \"{1}\" 不属于布局 {2},已略去;请改名或删除")
    case .csvRaggedRow:
      .init(
        "the row has {1} cells, the header {2}; the missing ones are taken as empty",
        "该行有 {1} 个单元格,标题行有 {2} 个;缺少的按空值处理")
    case .csvSurplusCell:
      .init(
        "the row has more cells than the header; \"{1}\" is left out; quote cells that hold the delimiter",
        "该行的单元格多于标题行;\"{1}\" 已略去;含分隔符的单元格请加引号")
    case .csvValue:
      .init("the value of \"{1}\" must be {2}", "\"{1}\" 的值应为 {2}")
    case .encodingMisdeclared:
      .init(
        "the XML declaration says {1}, but the text is {2} and is read as that; mend the declaration",
        "XML 声明为 {1},但文本实为 {2},按后者读取;请修改声明")
    case .xmlCutOff:
      .init(
        "the document ends before </{1}>; it was cut off, get it whole",
        "文档在 </{1}> 之前结束;文件不完整,请重新获取")
    case .xmlExpansion:
      .init(
        "the entities of the document hold themselves or grow to more than {1} times its size; "
          + "put their text in their places",
        "文档中的实体自我引用,或展开后超过其大小的 {1} 倍;请将其内容直接写入文档")
    case .xmlPrefixUnknown:
      .init(
        "the prefix of <{1}> is not declared; declare it with xmlns:…=\"…\"",
        "<{1}> 的前缀未声明;请用 xmlns:…=\"…\" 声明")
    case .xmlSyntax:
      .init("not well-formed XML: {1}", "不是格式良好的 XML:{1}")
    case .xmlTooDeep:
      .init("elements nest more than {1} deep; mend the file", "元素嵌套超过 {1} 层;请修复文件")
    case .xmlExternalEntity:
      .init(
        "the entity \"{1}\" lies outside the document and is not loaded; put its text in its place",
        "实体 \"{1}\" 位于文档之外,不予加载;请将其内容写入文档")
    case .xmlUnknownEntity:
      .init(
        "the entity \"{1}\" is not known and stands as it is written; put the character in its place",
        "未知的实体 \"{1}\",按原样保留;请改用字符本身")
    case .xmlNotThisFormat:
      .init(
        "the document begins with <{1}>, where {2} begins with {3}; name the right format with -f",
        "文档以 <{1}> 开头,而 {2} 应以 {3} 开头;请用 -f 指明正确的格式")
    case .elementNotRead:
      .init("the document model has no place for {1}: {2}", "文档模型中没有 {1} 的位置:{2}")
    case .attributeNotRead:
      .init(
        "the document model has no place for {1}, left out {2} ×",
        "文档模型中没有{1}的位置,已略去 {2} 次")
    case .xmlEncodingUndeclared:
      .init(
        "not well-formed XML: the text is not UTF-8, and no encoding is declared; if it is {1}, begin with "
          + "<?xml version=\"1.0\" encoding=\"{1}\"?>",
        "不是格式良好的 XML:文本不是 UTF-8,又未声明编码;若为 {1},请以 <?xml version=\"1.0\" encoding=\"{1}\"?> 开头")
    case .xmlEncodingMisdeclared:
      .init(
        "not well-formed XML: {1} is declared as the encoding, but the text is {2}; declare that",
        "不是格式良好的 XML:声明的编码为 {1},而文本是 {2};请更正声明")
    case .zipDamaged:
      .init("the zip archive is damaged: {1}; get the file whole", "zip 归档已损坏:{1};请重新获取文件")
    case .epubStructure:
      .init("not a whole EPUB: {1}", "不是完整的 EPUB:{1}")
    case .epubEncrypted:
      .init(
        "{1} is encrypted ({2}), and Gazette has no key; get the book without DRM",
        "{1} 已加密({2}),无法解密;请获取不含 DRM 的版本")
    case .epubResourceSkipped:
      .init("{1} is left out: {2}", "已略去 {1}:{2}")
    case .epubTitleUnread:
      .init(
        "the name of the document, \"{1}\", is not that of its article, and is left out",
        "文档的名称“{1}”与其文章的标题不同,已略去")
    case .epubEntryIncomplete:
      .init(
        "{1} cannot be read to its end: {2}; what came before it is kept", "{1} 无法读完:{2};此前的内容已保留")
    case .recordKeyMissing:
      .init(
        "the record has no {1}; write {\"name\":…,\"text\":…}, or \"bytes\" in base 64",
        "记录缺少 {1};请写成 {\"name\":…,\"text\":…},或用 base 64 的 \"bytes\"")
    case .recordKeyReserved:
      .init(
        "the key \"{1}\" belongs to the answer; rename it in the record",
        "键 \"{1}\" 属于答复;请在记录中改名")
    case .recordAmbiguous:
      .init(
        "the record has both \"text\" and \"bytes\"; give one of them",
        "记录同时含有 \"text\" 和 \"bytes\";请只给一个")
    case .recordTooLong:
      .init(
        "the record is longer than {1} bytes; allow more with --max-record",
        "记录超过 {1} 字节;请用 --max-record 放宽")
    case .manifestRecord:
      .init(
        "is no record of a manifest: {1} is missing or of another kind; give the file that --manifest wrote",
        "不是清单中的记录:{1} 缺失或类型不符;请给出 --manifest 写出的文件")
    case .archiveDamaged:
      .init(
        "the archive is damaged: {1}; what follows could not be read, get the file whole",
        "归档已损坏:{1};其后的内容无法读取,请重新获取文件")
    case .archiveUnreadable:
      .init(
        "cannot be read as an archive: {1}; zip, tar, tar.gz, tar.bz2, tar.xz, tar.zst and 7z can be",
        "无法作为归档读取:{1};可读取 zip、tar、tar.gz、tar.bz2、tar.xz、tar.zst 和 7z")
    case .archiveEntryEncrypted:
      .init(
        "is encrypted, and Gazette has no password; unpack it first", "已加密,本程序没有密码;请先自行解开")
    case .entryTooLarge:
      .init(
        "unpacks to more than {1} bytes; raise --max-entry-size if it is meant to",
        "解开后超过 {1} 字节;若确需如此,请调高 --max-entry-size")
    case .archiveTooLarge:
      .init(
        "what was read unpacks to more than {1} bytes in all; raise --max-total-size if it is meant to",
        "全部解开后超过 {1} 字节;若确需如此,请调高 --max-total-size")
    case .archiveRatio:
      .init(
        "unpacks to more than {1} times its size, as archives made to fill disks do; "
          + "raise --max-ratio if it is meant to",
        "解开后超过其大小的 {1} 倍,与用来填满磁盘的归档相似;若确需如此,请调高 --max-ratio")
    case .archiveTooManyEntries:
      .init(
        "more than {1} entries were read; raise --max-entries if it is meant to be so",
        "读到的条目超过 {1} 个;若确需如此,请调高 --max-entries")
    case .archiveNested:
      .init(
        "is an archive within an archive and was left out; --max-nesting {1} reads it",
        "是归档中的归档,已略去;用 --max-nesting {1} 可读取")
    case .entryNotFile:
      .init("is {1}, not a file, and was left out", "是 {1},不是文件,已略去")
    case .entryNamesDecoded:
      .init(
        "the names in it are read as {1}, {2}; name another encoding with --name-encoding",
        "其中的文件名按 {1} 读取,依据:{2};可用 --name-encoding 另行指明")
    case .entryNameDamaged:
      .init(
        "bytes of the name are no text in the encoding of the others and are written as %XX; "
          + "name the right one with --name-encoding",
        "文件名中有字节不属于其余文件名的编码,已写作 %XX;请用 --name-encoding 指明正确的编码")
    case .entryNotText:
      .init(
        "is no bulletin ({1}) and was left out; --exclude passes such files by",
        "不是简报({1}),已略去;可用 --exclude 跳过这类文件")
    case .archiveWithoutEnd:
      .init(
        "the archive has no end mark; it may be cut off, compare it with its source",
        "归档没有结束标记,可能不完整;请与来源核对")
    case .archiveHeaderDamaged:
      .init(
        "a damaged header before \"{1}\" was passed over, and with it perhaps an entry; get the archive whole",
        "“{1}”之前有损坏的头部,已跳过,可能丢失条目;请重新获取归档")
    case .entryMethodUnknown:
      .init(
        "{1} is packed by method {2}, which is not read here; pack it anew by deflate",
        "{1} 使用压缩方法 {2},本程序无法读取;请改用 deflate 重新压缩")
    case .entryIgnored:
      .init("is a file of the operating system's and was left out", "是操作系统的文件,已略去")
    case .eventLawBroken:
      .init("the reader broke an event law: {1}; please report this", "读取器违反事件规则:{1};请报告此问题")

    case .outputDirectoryMissing:
      .init("the folder {1} does not exist; make it first", "目录 {1} 不存在;请先创建")
    case .outputNotWritable:
      .init("cannot be written: {1}", "无法写入:{1}")
    case .outputWriteFailed:
      .init("writing failed: {1}", "写入失败:{1}")
    case .outputDiskFull:
      .init("no space left on the disk; nothing was written", "磁盘空间不足;未写出任何内容")
    case .outputClosed:
      .init("the reading side closed the pipe", "管道的读取端已关闭")
    case .outputIsInput:
      .init(
        "is read by this run and would be written over; choose another name for the output",
        "本次运行要读取该文件,写出会将其覆盖;请为输出另取名字")
    case .outputTwice:
      .init(
        "would hold two outputs, and the second in place of the first; give each a name of its own",
        "有两项输出要写入该文件,后者会取代前者;请各取其名")
    case .outputThere:
      .init(
        "is there already; choose another name, or leave out --no-clobber",
        "已经存在;请另取名字,或去掉 --no-clobber")
    case .outputMissing:
      .init(
        "is in the manifest, and not there; convert again with --resume",
        "清单中有,实际不存在;请用 --resume 重新转换")
    case .outputUnexpected:
      .init(
        "is there, and not in the manifest; delete it, or name the manifest that it is in",
        "实际存在,但不在清单中;请删除,或给出含有它的清单")
    case .outputSizeChanged:
      .init(
        "has {1} bytes, and {2} in the manifest; convert again",
        "有 {1} 字节,清单中为 {2} 字节;请重新转换")
    case .outputContentChanged:
      .init(
        "has other bytes than when it was written, by its SHA-256; convert again",
        "内容与写出时不同(SHA-256 不符);请重新转换")

    case .outputNameChanged:
      .init("is written as {1}, since its name {2}", "写作 {1},因为其名称{2}")
    case .outputNameTaken:
      .init("is written as {1}, since another entry has its name", "写作 {1},因为已有同名条目")
    case .outputNameShortened:
      .init("is written as {1}, since its name is too long", "写作 {1},因为其名称过长")
    case .outputNameUnusable:
      .init(
        "cannot be written as {1}: {2}; rename the entry, or choose another --name-template",
        "无法写作 {1}:{2};请重命名该条目,或另选 --name-template")
    case .usage: .init("{1}", "{1}")
    case .watchNeedsFile:
      .init(
        "--watch needs a file to look at; name the text", "--watch 需要一个可以查看的文件;请给出文本的文件名")
    case .strictLosses:
      .init(
        "--strict allows no losses (count: {1}); nothing was written",
        "共有 {1} 处损失,--strict 不允许;未写出任何内容")
    case .outputsDiffer:
      .init(
        "{1} of {2} outputs are not as the manifest says; each is named above",
        "{2} 个输出中有 {1} 个与清单不符;见上文")
    case .recordsFailed:
      .init(
        "{1} of {2} records failed; each answer says why in \"error\"",
        "{2} 条记录中有 {1} 条失败;原因见各答复的 \"error\"")

    case .filterUnknown:
      .init(
        "the filter \"{1}\" is neither built in ({2}) nor a program{3}; write ./{1} for one in this folder",
        "过滤器 \"{1}\" 既不是内置的({2}),也不是程序{3};若在当前目录,请写 ./{1}")
    case .filterArgument:
      .init("the filter \"{1}\" {2}", "过滤器 \"{1}\":{2}")
    case .filterNotExecutable:
      .init(
        "the filter program {1} cannot be run: {2}; check the name, and chmod +x",
        "过滤程序 {1} 无法运行:{2};请检查名称,并 chmod +x")
    case .articlesNotSelected:
      .init("{1} of {2} articles left out by {3}", "共 {2} 篇文章,按 {3} 略去 {1} 篇")
    case .bulletinLeftEmpty:
      .init(
        "{1} selects no article of the bulletin \"{2}\"; check the expression",
        "{1} 没有选中简报《{2}》的任何文章;请检查表达式")
    case .factNotMerged:
      .init(
        "the {1} \"{2}\" of bulletin {3} differs from the first's, and is left out of the merged one",
        "第 {3} 期的{1}“{2}”与第一期不同,合并后略去")
    case .programNotStarted:
      .init("the filter {1} could not be started: {2}", "过滤程序 {1} 无法启动:{2}")
    case .programFailed:
      .init(
        "the filter {1} ended with status {2}; nothing was written",
        "过滤程序 {1} 以状态 {2} 结束;未写出任何内容")
    case .programKilled:
      .init(
        "the filter {1} was ended by signal {2}; nothing was written",
        "过滤程序 {1} 被信号 {2} 终止;未写出任何内容")
    case .programStoppedReading:
      .init(
        "the filter {1} stopped reading before the end; what it did not read is left out",
        "过滤程序 {1} 未读到末尾即停止读取;未读的部分已略去")

    case .unfinishedRun:
      .init(
        "an unfinished run left its journal in {1}; go on with --resume, or delete it to begin anew",
        "未完成的运行在 {1} 留有日志;请用 --resume 继续,或删除它以重新开始")
    case .runIsUnderWay:
      .init("another run is at work on it; wait for its end", "另一个运行正在写入;请等它结束")
    case .runBegunAnew:
      .init(
        "the unfinished run had {1}; everything is done anew", "未完成的运行{1};全部重新开始")
    case .diagnosticsCut:
      .init(
        "{1} more messages about it are not shown; the manifest counts them all",
        "另有 {1} 条消息未显示;清单中有全部计数")
    case .stoppedByFailure:
      .init(
        "stopped at the first failure, as asked by --fail-fast; --resume goes on",
        "按 --fail-fast 在首个失败处停止;可用 --resume 继续")

    case .schemaUnreadable:
      .init("the schema {1} cannot be read: {2}", "无法读取模式 {1}:{2}")
    case .schemaNotInCatalog:
      .init(
        "no catalog knows the DTD \"{1}\"; register it in one and name that with --catalog",
        "目录中没有 DTD \"{1}\";请在目录中注册,并用 --catalog 指明该目录")
    case .schemaUnknown:
      .init(
        "the schema {1} is no file in a language that is known (DTD, XSD, RELAX NG in XML syntax), and none of "
          + "Gazette's own: {2}",
        "模式 {1} 既不是可识别语言的文件(DTD、XSD、XML 语法的 RELAX NG),也不是内置模式:{2}")
    case .nothingToValidate:
      .init(
        "there is no document in it whose name ends in {1}; name files of other endings themselves",
        "其中没有名称以 {1} 结尾的文档;其他名称的文件请直接写出")
    case .documentTooLarge:
      .init(
        "is larger than {1} bytes; raise --max-bytes if it is meant to be",
        "超过 {1} 字节;若确需如此,请调高 --max-bytes")
    case .validationNotPossible:
      .init(
        "is neither XML nor JSON, JSON Lines or CSV of ours; only these can be validated",
        "既不是 XML,也不是本程序的 JSON、JSON Lines 或 CSV;只能验证这些格式")
    case .elementUnknown:
      .init(
        "there is no element <{1}> (in {2}); {3}",
        "没有元素 <{1}>(在 {2} 中);{3}")
    case .elementNotAllowed:
      .init(
        "<{1}> cannot stand here in {2}; expected here: {3}", "<{1}> 不能出现在 {2} 的此处;此处应为:{3}")
    case .elementTooLate:
      .init(
        "<{1}> comes too late in {2}; move it before <{3}>", "<{1}> 在 {2} 中出现过晚;请移到 <{3}> 之前")
    case .elementExcluded:
      .init(
        "<{1}> cannot stand beside <{3}> in {2}; one of them must go",
        "在 {2} 中 <{1}> 与 <{3}> 不能并存;请删去其一")
    case .elementRepeated:
      .init(
        "<{1}> stands a second time in {2}, where it may stand once; put the two together",
        "<{1}> 在 {2} 中重复出现,而此处只能出现一次;请将两者合并")
    case .elementMissing:
      .init(
        "<{1}> comes too soon in {2}; put {3} before it", "<{1}> 在 {2} 中出现过早;请在其前加上 {3}")
    case .elementIncomplete:
      .init("<{1}> ends too soon ({2}); expected here: {3}", "<{1}> 结束过早({2});此处应为:{3}")
    case .elementMustBeEmpty:
      .init("<{1}> must be empty ({2}); take out what is in it", "<{1}> 必须为空({2});请删去其中内容")
    case .textNotAllowed:
      .init(
        "the text \"{1}\" cannot stand directly in <{2}> ({3}); expected here: {4}",
        "文字 \"{1}\" 不能直接出现在 <{2}> 中({3});此处应为:{4}")
    case .rootNotAsDeclared:
      .init(
        "the document begins with <{1}>, its DOCTYPE says <{2}>; make them agree",
        "文档以 <{1}> 开头,而 DOCTYPE 声明为 <{2}>;请使二者一致")
    case .entityUndeclared:
      .init(
        "the schema declares no entity \"{1}\"; put the character in its place",
        "模式未声明实体 \"{1}\";请改用字符本身")
    case .attributeUnknown:
      .init(
        "<{1}> has no attribute \"{2}\" ({3}); {4}", "<{1}> 没有属性 \"{2}\"({3});{4}")
    case .attributeMissing:
      .init("<{1}> needs the attribute \"{2}\" ({3}); add it", "<{1}> 需要属性 \"{2}\"({3});请补上")
    case .attributeValue:
      .init(
        "the value \"{1}\" of the attribute \"{2}\" ({3}) must be {4}",
        "属性 \"{2}\"({3})的值 \"{1}\" 应为 {4}")
    case .contentValue:
      .init(
        "the text \"{1}\" of <{2}> ({3}) must be {4}", "<{2}>({3})的文字 \"{1}\" 应为 {4}")
    case .namespaceMisplaced:
      .init(
        "the prefix \"{1}\" ({2}) is none that the DTDs of JATS know here; declare xlink, mml and ali, "
          + "with their own namespaces, at the root",
        "前缀 \"{1}\"({2})不是 JATS DTD 在此处认得的前缀;请在根元素上以各自的命名空间声明 xlink、mml、ali")
    case .identifierDuplicate:
      .init(
        "the id \"{1}\" is taken already, in line {2}; give this one another",
        "标识 \"{1}\" 已在第 {2} 行使用;请换一个")
    case .identifierDangling:
      .init(
        "nothing in the document has the id \"{1}\"; mend the reference, or add what it points to",
        "文档中没有标识 \"{1}\";请修正引用,或补上其所指")
    case .schemaViolated:
      .init("not valid by the schema: {1}", "不符合模式:{1}")
    case .dateImpossible:
      .init(
        "the date \"{1}\" does not exist ({2}); write YYYY-MM-DD",
        "日期 \"{1}\" 不存在({2});请写 YYYY-MM-DD")
    case .issnInvalid:
      .init(
        "\"{1}\" is not an ISSN: its form or check digit is wrong ({2}); look it up",
        "\"{1}\" 不是有效的 ISSN:格式或校验码有误({2});请核对")
    case .languageMissing:
      .init("{1} does not say its language; add xml:lang", "{1} 未注明语言;请加上 xml:lang")
    case .titleEmpty:
      .init("the title {1} is empty; write one, or leave the element out", "标题 {1} 为空;请补写,或删去该元素")
    case .articleWithoutText:
      .init("the article {1} holds no text; write it, or leave it out", "文章 {1} 没有正文;请补写,或删去")
    case .outputInvalid:
      .init(
        "the output is not valid (errors: {1}); nothing was written",
        "输出无效:{1} 处错误;未写出任何内容")
    case .mimetypeNotFirst, .mimetypeWrong, .mimetypeExtraField, .bookArchiveDamaged,
      .fileNameForbidden, .fileNameSpace, .fileNameEndsWithDot, .fileNameTwice, .folderEmpty,
      .containerMissing, .containerWithoutPackage, .rootfileWithoutPath, .packageMissing,
      .containerStructure, .entryEncrypted, .encryptedNotThere, .packageVersion, .packageIncomplete,
      .packageAttributeMissing, .uniqueIdentifierMissing, .uniqueIdentifierUnknown,
      .modifiedInvalid, .bookLanguageInvalid, .bookMetadataEmpty, .bookUUIDInvalid,
      .bookDateInvalid, .packageIDTwice, .resourceDeclaredTwice, .resourceMissing,
      .resourceUndeclared, .manifestFragment, .manifestOfItself, .resourceInMetaInf,
      .mediaTypeInvalid, .mediaTypeOfHTML, .fallbackUnknown, .fallbackCircular, .spineItemUnknown,
      .spineItemTwice, .spineItemForeign, .spineWithoutLinear, .itemPropertyUnknown,
      .itemPropertyOfOtherType, .spineTOCWrong, .refinesUnknown, .prefixUndeclared, .metaEmpty,
      .packageStructure,
      .navigationMissing, .tocMissing, .navigationStructure, .navigationRemote, .navigationOrder,
      .ncxIdentifier, .navigationNotXHTML, .bookDocumentMalformed, .doctypeIrregular,
      .contentStructure, .contentIDTwice, .propertyNotDeclared, .propertyNotNeeded, .bookEncoding,
      .contentTitleMissing, .remotePropertyNotNeeded, .targetMissing, .targetUndeclared,
      .fragmentUndefined, .linkToNoDocument, .linkOutsideSpine, .resourceRemote, .resourceNotSecure,
      .addressInvalid, .addressLeaves, .addressOfFile, .addressOfData, .addressWithQuery,
      .stylesheetFragment, .mediaTypeUntrue, .pictureEnding, .pictureDamaged,
      .foreignWithoutFallback, .stylesheetSyntax, .stylesheetForbidden:
      bookMessage
    }
  }
}
