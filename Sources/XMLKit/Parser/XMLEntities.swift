import CLibXML2

/// What `&name;` stands for in the document of a parser.
@safe struct XMLEntities {
  private let context: xmlParserCtxtPtr

  /// Whether HTML's names are known though nothing declares them.
  let knowsHTML: Bool

  init(_ context: xmlParserCtxtPtr, knowsHTML: Bool) {
    unsafe self.context = unsafe context
    self.knowsHTML = knowsHTML
  }

  /// How deep entities may hold one another in an attribute; libxml2 has seen that they do not in a circle.
  private static let maximumDepth = 40

  /// An attribute's value with its references resolved: without a tree, libxml2 leaves them standing, and
  /// an ampersand as `&#38;`. Nil where it grows beyond the allowance.
  func resolve(_ value: UnsafeBufferPointer<UInt8>, upTo allowance: Int) -> [UInt8]? {
    unsafe resolve(Array(value)[...], upTo: allowance, depth: 0)
  }

  private func resolve(
    _ value: ArraySlice<UInt8>, upTo allowance: Int, depth: Int
  ) -> [UInt8]? {
    guard depth < Self.maximumDepth else { return nil }
    var resolved: [UInt8] = []
    var rest = value
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      guard resolved.count <= allowance else { return nil }
      resolved += rest[..<start]
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")) else { break }
      let name = rest[(start + 1)..<end]
      if name.elementsEqual("#38".utf8) {
        resolved.append(UInt8(ascii: "&"))
      } else if let text = text(Array(name)) {
        let isPlain = text.count < 3 || !text.contains(UInt8(ascii: "&"))
        guard
          let whole = isPlain
            ? text : resolve(text[...], upTo: allowance - resolved.count, depth: depth + 1)
        else { return nil }
        resolved += whole
      } else {
        resolved += rest[start...end]
      }
      rest = rest[(end + 1)...]
    }
    return resolved + rest
  }

  /// What an entity stands for: one of HTML's, or one that the document declares.
  private func text(_ name: [UInt8]) -> [UInt8]? {
    return unsafe (name + [0]).withUnsafeBufferPointer { name -> [UInt8]? in
      if let entity = unsafe xmlGetDocEntity(context.pointee.myDoc, name.baseAddress),
        unsafe entity.pointee.etype == XML_INTERNAL_GENERAL_ENTITY
          || entity.pointee.etype == XML_INTERNAL_PREDEFINED_ENTITY
      {
        return unsafe Self.bytes(entity.pointee.content).map { unsafe Array($0) }
      }
      guard knowsHTML, let known = unsafe htmlEntityLookup(name.baseAddress),
        let scalar = unsafe Unicode.Scalar(UInt32(known.pointee.value))
      else { return nil }
      return Array(String(Character(scalar)).utf8)
    }
  }

  /// xmlSAX2GetEntity; what the document does not declare may be one of HTML's, which is declared then.
  func entity(_ name: UnsafePointer<UInt8>?) -> xmlEntityPtr? {
    if let found = unsafe xmlSAX2GetEntity(context, name) { return unsafe found }
    guard knowsHTML, let name = unsafe name, let document = unsafe context.pointee.myDoc,
      let text = unsafe text(
        Array(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))))
    else { return nil }
    if unsafe document.pointee.intSubset == nil {
      unsafe xmlCreateIntSubset(document, name, nil, nil)
    }
    return unsafe (text + [0]).withUnsafeBufferPointer { text in
      unsafe xmlAddDocEntity(
        document, name, Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), nil, nil, text.baseAddress)
    }
  }

  /// The bytes of a C string.
  static func bytes(_ text: UnsafePointer<UInt8>?) -> UnsafeBufferPointer<UInt8>? {
    guard let text = unsafe text else { return nil }
    return unsafe UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
  }
}
