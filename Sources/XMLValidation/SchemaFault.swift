import CLibXML2
import GazetteDocumentModel

/// What libxml2 finds by a schema, taken apart, and put in words of ours.
///
///     Element 'pub-date', attribute 'iso-8601-date': 'x' is not a valid value of the atomic type 'xs:date'.
struct SchemaFault {
  typealias Words = (code: DiagnosticCode, english: [String], chinese: [String])

  private enum Kind { case notAllowed, incomplete, unknown, attribute, text, value, other }

  /// The element that the words name; for RELAX NG libxml2's node may be another.
  let element: String
  private let attribute: String?
  private let kind: Kind
  private let code: xmlParserErrors
  /// What libxml2 says behind the names, and all of it.
  private let rest: String
  private let whole: String
  /// The names and values in quotes.
  private let quoted: [String]

  /// What the fault is about: two faults of one value are one to a reader.
  var subject: String { element + "@" + (attribute ?? "") }
  /// Whether it tells of what may stand in an element, and so stands where the tag at hand does.
  var isOfContent: Bool { kind != .value }
  /// Whether it may say again what another has said already.
  let followsFromAnother: Bool

  init(xsd entry: LibXMLLog.Entry) {
    code = xmlParserErrors(rawValue: UInt32(max(0, entry.code)))
    whole = entry.words
    let head = Self.head(entry.words)
    element = head.element ?? "?"
    attribute = head.attribute
    rest = head.rest
    quoted = Self.quoted(head.rest)
    kind =
      switch code {
      case XML_SCHEMAV_ELEMENT_CONTENT:
        head.rest.hasPrefix("Missing child") ? .incomplete : .notAllowed
      case XML_SCHEMAV_CVC_ELT_1: .unknown
      case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
        XML_SCHEMAV_CVC_COMPLEX_TYPE_4, XML_SCHEMAV_CVC_TYPE_3_1_1:
        .attribute
      case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2,
        XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, XML_SCHEMAV_CVC_TYPE_3_1_2:
        .text
      case _ where Self.isValue(head.rest): .value
      default: .other
      }
    followsFromAnother = kind == .value
  }

  init(relaxNG entry: LibXMLLog.Entry) {
    code = xmlParserErrors(rawValue: UInt32(max(0, entry.code)))
    whole = entry.words
    rest = entry.words
    // An apostrophe is no quotation mark: `Type integer doesn't allow value 'x'`.
    quoted = Self.quoted(entry.words.replacing("n't ", with: "nt "))
    let words = entry.words.split(separator: " ").map(String.init)
    /// The word behind others, `element note` or `attribute kind`.
    func word(behind marker: String) -> String? {
      words.firstIndex { $0.lowercased() == marker }.flatMap { index in
        words.indices.contains(index + 1) ? words[index + 1].filter { $0 != "," } : nil
      }
    }
    attribute = word(behind: "attribute")
    let isName = entry.words.hasPrefix("Expecting element ")
    element =
      (isName ? word(behind: "got") : word(behind: "element"))
      ?? entry.elements.first?.name ?? "?"
    kind = .other
    followsFromAnother = ["Error validating", "failed to validate", "doesn't allow"]
      .contains { entry.words.contains($0) }
  }

  /// Says it. - Parameter path: of the element at hand.
  func words(_ path: String) -> Words {
    switch kind {
    case .notAllowed: notAllowed(path)
    case .incomplete: expecting(.elementIncomplete, [element, path], expected)
    case .unknown:
      (
        .elementUnknown, [element, path, "take it out, or name another schema"],
        [element, path, "请删去,或换用其他模式"]
      )
    case .attribute: attributeFault(path)
    case .text: textFault(path)
    case .value: valueFault(path)
    case .other: otherFault(path)
    }
  }

  // MARK: XML Schema

  private func notAllowed(_ path: String) -> Words {
    let parent = Self.parent(path)
    if let near = EditDistance.nearest(to: element, among: expected) {
      return (
        .elementUnknown, [element, parent, "did you mean <\(near)>?"],
        [element, parent, "是否应为 <\(near)>?"]
      )
    }
    return expecting(.elementNotAllowed, [element, parent], expected)
  }

  private func expecting(
    _ code: DiagnosticCode, _ arguments: [String], _ names: [String]
  ) -> Words {
    let list = Listing.of(names.map { "<\($0)>" })
    return (
      code, arguments + [names.isEmpty ? "nothing more" : list],
      arguments + [names.isEmpty ? "不再有内容" : list]
    )
  }

  private func attributeFault(_ path: String) -> Words {
    let name = quoted.first ?? attribute ?? "?"
    guard code != XML_SCHEMAV_CVC_COMPLEX_TYPE_4 else {
      return (.attributeMissing, [element, name, path], [element, name, path])
    }
    return (
      .attributeUnknown, [element, name, path, "take it out"], [element, name, path, "请删去"]
    )
  }

  private func textFault(_ path: String) -> Words {
    // Elements in it are told of at the first of them.
    let path = innermost(path) == element ? path : Self.parent(path)
    let isEmpty = rest.contains("is empty")
    let isElement = rest.hasPrefix("Element content")
    if isEmpty { return (.elementMustBeEmpty, [element, path], [element, path]) }
    return isElement
      ? (
        .schemaViolated, ["<\(element)> (\(path)) holds text only; take the elements out of it"],
        ["<\(element)>(\(path))只能含有文字;请删去其中的元素"]
      )
      : (
        .schemaViolated,
        ["text cannot stand directly in <\(element)> (\(path)); put it into an element"],
        ["文字不能直接出现在 <\(element)>(\(path))中;请放入某个元素"]
      )
  }

  private func valueFault(_ path: String) -> Words {
    let must = SchemaValueRule.words(rest, quoted)
    let value = SchemaValueRule.value(rest, quoted)
    guard let attribute else {
      return (
        .contentValue, [value, element, path, must.english], [value, element, path, must.chinese]
      )
    }
    return (
      .attributeValue, [value, attribute, path, must.english],
      [value, attribute, path, must.chinese]
    )
  }

  /// `This element is not expected. Expected is one of ( a, b ).`
  private var expected: [String] {
    guard let open = rest.lastIndex(of: "("), let close = rest.lastIndex(of: ")"), open < close,
      rest.contains("Expected is")
    else { return [] }
    return rest[rest.index(after: open)..<close].split(separator: ",").map {
      Self.bare($0.filter { $0 != " " })
    }
  }

  private static func isValue(_ rest: String) -> Bool {
    rest.hasPrefix("[facet") || rest.contains("is not a valid value")
      || rest.contains("does not match the fixed value")
  }

  // MARK: RELAX NG

  private func otherFault(_ path: String) -> Words {
    let fault: LocalizedText =
      switch whole {
      case _ where whole.hasPrefix("Did not expect element"):
        LocalizedText(
          "<\(element)> cannot stand here (\(path)); move it or take it out",
          "<\(element)> 不能出现在此处(\(path));请移动或删去")
      case _ where whole.hasPrefix("Expecting element"):
        LocalizedText(
          "<\(element)> cannot stand here (\(path)); expected here: <\(expectedName)>",
          "<\(element)> 不能出现在此处(\(path));此处应为 <\(expectedName)>")
      case _ where whole.hasPrefix("Expecting an element"):
        LocalizedText(
          "<\(innermost(path))> ends too soon (\(path)); add what its schema wants in it",
          "<\(innermost(path))> 结束过早(\(path));请补上模式要求的内容")
      case _ where whole.hasPrefix("Did not expect text"):
        LocalizedText(
          "text cannot stand directly in <\(element)> (\(path)); take it out",
          "文字不能直接出现在 <\(element)>(\(path))中;请删去")
      case _ where whole.hasPrefix("Invalid attribute"):
        LocalizedText(
          "<\(element)> (\(path)) has no attribute \"\(attribute ?? "?")\", or not with this value",
          "<\(element)>(\(path))没有属性 \"\(attribute ?? "?")\",或不能取此值")
      case _ where whole.hasSuffix("failed to validate attributes"):
        LocalizedText(
          "an attribute of <\(element)> (\(path)) is missing or has a wrong value",
          "<\(element)>(\(path))的某个属性缺失或取值有误")
      case _ where whole.contains("doesn't allow value"):
        LocalizedText(
          "\"\(quoted.first ?? "")\" (\(path)) must be \(typeWords.english)",
          "\"\(quoted.first ?? "")\"(\(path))应为 \(typeWords.chinese)")
      default: LocalizedText("\(whole) (\(path))", "\(whole)(\(path))")
      }
    return (.schemaViolated, [fault.english], [fault.chinese])
  }

  /// `Expecting element note, got other`
  private var expectedName: String {
    let words = whole.split(separator: " ")
    return words.count > 2 ? words[2].filter { $0 != "," } : "?"
  }

  /// `Type integer doesn't allow value 'x'`
  private var typeWords: LocalizedText {
    let words = whole.split(separator: " ")
    return SchemaValueRule.type(words.count > 1 ? String(words[1]) : "?")
  }

  // MARK: Parts

  private func innermost(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? "?"
  }

  /// The path without its last element.
  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// `Element 'a', attribute 'b': rest`
  private static func head(
    _ words: String
  ) -> (element: String?, attribute: String?, rest: String) {
    guard words.hasPrefix("Element '"), let colon = words.firstRange(of: ": ") else {
      return (nil, nil, words)
    }
    let names = quoted(String(words[..<colon.lowerBound]))
    return (
      names.first, names.count > 1 ? names[1] : nil, String(words[colon.upperBound...])
    )
  }

  /// What stands in single quotes.
  private static func quoted(_ words: String) -> [String] {
    let parts = words.split(separator: "'", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count, by: 2).map { bare(String(parts[$0])) }
  }

  /// `{namespace}name` as `name`.
  private static func bare(_ name: String) -> String {
    guard name.hasPrefix("{"), let end = name.firstIndex(of: "}") else { return name }
    return String(name[name.index(after: end)...])
  }
}
