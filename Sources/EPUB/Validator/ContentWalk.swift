import GazetteDocumentModel
import GazetteXMLKit

/// Goes through the tokens of one content document.
final class ContentWalk {
  private struct Open {
    /// Nil for an element that is none of HTML's.
    let rule: ElementRule?
    let name: String
    let position: SourcePosition
    var hasText = false
  }

  /// A start tag, whose attributes are not all seen yet.
  private struct Tag {
    let name: XMLName
    let position: SourcePosition
    var addresses: [(role: AttributeRole, value: String)] = []
    var rel = ""
    var type: String?
    var semantics = false
    var language: String?
    var xmlLanguage: String?
  }

  private let check: ContentCheck
  private var log: BookLog { check.book.log }
  private var links: LinkCheck { check.links }
  private var path: String { check.path }
  private let isXHTML: Bool
  /// Whether HTML's vocabulary is looked after: of EPUB 2, whose XHTML is another, it is not.
  private let knowsVocabulary: Bool
  private let isNavigation: Bool
  private var open: [Open] = []
  private var tag: Tag?
  private var roles: [AttributeRole?] = []
  private var lines: [[UInt8]: UInt32] = [:]
  /// Of manifest properties: what the document has that asks for each.
  private(set) var features: [String: String] = [:]
  private var hasTitle = false
  private var hasBody = false
  private var hasLookedAtType = false
  private var openLinks = 0
  /// Navs of the navigation document, whose links are the contents'.
  private var openContents = 0
  /// Rules in a `style` element.
  private var rules: [UInt8] = []

  init(_ check: ContentCheck) {
    self.check = check
    isXHTML = check.item.mediaType == EPUBVocabulary.xhtmlMediaType
    knowsVocabulary = isXHTML && !check.book.isVersion2
    isNavigation = check.item.properties.contains("nav")
  }

  func take(_ tape: borrowing XMLTokenTape) {
    let names = tape.names
    if !hasLookedAtType, let type = tape.documentType {
      hasLookedAtType = true
      look(at: type)
    }
    tape.forEach { token, value in take(token, value, names) }
  }

  private func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    if token.kind == .attribute { return attribute(token, value, names) }
    if token.kind == .namespace { return }
    closeTag()
    switch token.kind {
    case .start: tag = Tag(name: names[Int(token.name)], position: token.position)
    case .text: text(value, token.position)
    case .end: end()
    case .entity:
      log.report(
        .bookDocumentMalformed, ["the entity \"\(names[Int(token.name)].local)\" is not declared"],
        chinese: ["实体 \"\(names[Int(token.name)].local)\" 未声明"], in: path, at: token.position)
    case .comment, .instruction, .attribute, .namespace: break
    }
  }

  func finish() {
    closeTag()
    guard isXHTML else { return }
    if !hasBody { say("it has no body", "没有 body", .start) }
    if !hasTitle { log.report(.contentTitleMissing, in: path, at: .start) }
  }

  private func look(at type: XMLDocumentType) {
    guard isXHTML, !check.book.isVersion2 else { return }
    let isPlain =
      type.publicIdentifier == nil
      && (type.systemIdentifier == nil || type.systemIdentifier == "about:legacy-compat")
    if !isPlain || type.root.lowercased() != "html" {
      log.report(.doctypeIrregular, in: path, at: .start)
    }
  }

  // MARK: Attributes

  private func attribute(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) {
    let index = Int(token.name)
    if roles.count <= index {
      roles += [AttributeRole?](repeating: nil, count: index + 1 - roles.count)
    }
    let role = roles[index] ?? AttributeRole(names[index])
    roles[index] = role
    switch role {
    case .other: break
    case .id:
      if let line = lines.updateValue(token.position.line, forKey: [UInt8](value)) {
        log.report(.contentIDTwice, [String(value), "\(line)"], in: path, at: token.position)
      }
      if value.isEmpty || value.indices.contains(where: { value[$0] <= 0x20 }) {
        say(
          "the id \"\(String(value))\" is empty or holds a blank", "标识 \"\(String(value))\" 为空或含空格",
          token.position)
      }
      links.define(value, in: path)
    case .href, .src, .srcset, .data, .poster: tag?.addresses.append((role, String(value)))
    case .rel: tag?.rel = String(value)
    case .type: tag?.type = String(value)
    case .semantics: tag?.semantics = true
    case .language: tag?.language = String(value)
    case .xmlLanguage: tag?.xmlLanguage = String(value)
    case .style:
      StyleCheck(log: log, links: links, path: path)
        .check([UInt8](value), isWhole: false, at: token.position)
    case .script: if isXHTML { features["scripted"] = names[index].local }
    case .obsolete:
      guard knowsVocabulary, tag?.name.namespace == XMLNamespace.xhtml else { return }
      say(
        "HTML has no attribute \"\(names[index].local)\" any more; set it by a stylesheet",
        "HTML 已无属性 \"\(names[index].local)\";请用样式表", token.position)
    }
  }

  // MARK: Elements

  /// The start tag is whole.
  private func closeTag() {
    guard let tag else { return }
    self.tag = nil
    let isHTML = tag.name.namespace == XMLNamespace.xhtml
    let rule = isHTML ? ElementRule.of(tag.name.local) : nil
    if open.isEmpty, isXHTML, !isHTML || tag.name.local != "html" {
      say("its root is not <html> of XHTML", "根元素不是 XHTML 的 <html>", tag.position)
    }
    if knowsVocabulary, isHTML { place(tag, rule) }
    if let a = tag.language, let b = tag.xmlLanguage, a.lowercased() != b.lowercased() {
      say(
        "lang is \"\(a)\", xml:lang \"\(b)\"", "lang 为 \"\(a)\",xml:lang 为 \"\(b)\"", tag.position)
    }
    for language in [tag.language, tag.xmlLanguage].compactMap({ $0 })
    where !language.isEmpty && !Array(language.utf8).span.isLanguageTag {
      say(
        "\"\(language)\" is no language tag; write one of BCP 47, as zh-CN",
        "\"\(language)\" 不是语言标签;请按 BCP 47 书写,如 zh-CN", tag.position)
      break
    }
    note(tag)
    follow(tag)
    open.append(Open(rule: rule, name: tag.name.local, position: tag.position))
    if tag.name.local == "a" { openLinks += 1 }
    if isNavigation, tag.name.local == "nav", tag.semantics || openContents > 0 {
      openContents += 1
    }
    if tag.name.local == "body" { hasBody = true }
    if tag.name.local == "style" { rules = [] }
  }

  /// Whether it may stand here.
  private func place(_ tag: Tag, _ rule: ElementRule?) {
    let name = tag.name.local
    guard let rule else {
      return say("HTML has no element <\(name)>", "HTML 没有元素 <\(name)>", tag.position)
    }
    if name == "a", openLinks > 0 {
      say("a link stands within a link", "链接中又有链接", tag.position)
    }
    guard let parent = open.last, let around = parent.rule else { return }
    let isWrong =
      around.isVoid
      || (!around.children.isEmpty && !around.children.contains(name))
      || (!rule.parents.isEmpty && !rule.parents.contains(parent.name))
      || (rule.isBlock && holdsOnlyWords)
    if isWrong {
      say(
        "<\(name)> cannot stand in <\(parent.name)>", "<\(parent.name)> 中不能有 <\(name)>",
        tag.position)
    }
  }

  /// Whether only words can stand where we are, seen through what is transparent.
  private var holdsOnlyWords: Bool {
    for element in open.reversed() {
      guard let rule = element.rule else { return false }
      if !rule.isTransparent { return rule.takesPhrasing }
    }
    return false
  }

  /// What of it the manifest must tell.
  private func note(_ tag: Tag) {
    guard isXHTML else { return }
    switch (tag.name.namespace, tag.name.local) {
    case ("http://www.w3.org/2000/svg", "svg"): features["svg"] = "an svg"
    case (XMLNamespace.mathML, "math"): features["mathml"] = "math"
    case (XMLNamespace.epub, "switch"): features["switch"] = "a switch"
    case (XMLNamespace.xhtml, "form"): features["scripted"] = "a form"
    case (_, "script"):
      let type = tag.type ?? ""
      if type.isEmpty || type == "module" || type.hasSuffix("javascript")
        || type.hasSuffix("ecmascript")
      {
        features["scripted"] = "a script"
      }
    default: break
    }
  }

  /// Its addresses.
  private func follow(_ tag: Tag) {
    let name = tag.name.local
    let isHTML = tag.name.namespace == XMLNamespace.xhtml
    if knowsVocabulary, isHTML, ["img", "embed", "track"].contains(name),
      !tag.addresses.contains(where: { $0.role == .src })
    {
      say("<\(name)> has no src", "<\(name)> 缺少 src", tag.position)
    }
    for (role, address) in tag.addresses {
      if role == .srcset {
        for candidate in address.split(separator: ",") {
          let first = candidate.split(separator: " ").first.map(String.init)
          if let first { links.refer(first, .picture, from: path, at: tag.position) }
        }
        continue
      }
      guard let use = use(name, role, tag) else { continue }
      if links.refer(address, use, from: path, at: tag.position), use == .media || use == .font {
        features["remote-resources"] = "a remote resource"
      }
    }
  }

  /// What an element's address is for; nil where it is none that has to lead somewhere.
  private func use(_ name: String, _ role: AttributeRole, _ tag: Tag) -> LinkCheck.Use? {
    switch (name, role) {
    case ("a", .href), ("area", .href): openContents > 0 ? nil : .link
    case ("link", .href):
      tag.rel.lowercased().split(separator: " ").contains("stylesheet") ? .stylesheet : nil
    case ("img", .src), ("image", .href), ("video", .poster), ("input", .src): .picture
    case ("audio", .src), ("video", .src), ("source", .src), ("track", .src): .media
    case ("script", .src), ("iframe", .src), ("embed", .src), ("object", .data), ("use", .href):
      .resource
    default: nil
    }
  }

  private func text(_ value: Span<UInt8>, _ position: SourcePosition) {
    guard let last = open.indices.last else { return }
    if open[last].name == "style" { rules.append(value) }
    guard !open[last].hasText, !value.isWhiteSpace else { return }
    open[last].hasText = true
    guard knowsVocabulary, let rule = open[last].rule else { return }
    if rule.isVoid || !rule.children.isEmpty {
      say("text cannot stand in <\(rule.name)>", "<\(rule.name)> 中不能直接有文字", position)
    }
  }

  private func end() {
    guard let element = open.popLast() else { return }
    switch element.name {
    case "a": openLinks -= 1
    case "nav": if openContents > 0 { openContents -= 1 }
    case "title" where open.last?.name == "head":
      hasTitle = true
      if !element.hasText { say("its title is empty", "title 为空", element.position) }
    case "style":
      StyleCheck(log: log, links: links, path: path)
        .check(rules, isWhole: true, at: element.position)
      rules = []
    default: break
    }
  }

  private func say(_ english: String, _ chinese: String, _ position: SourcePosition) {
    log.report(.contentStructure, LocalizedText(english, chinese), in: path, at: position)
  }
}
