/// The name of an element or attribute: `mml:math` in a namespace.
public struct XMLName: Sendable, Hashable {
  public let prefix: String
  public let local: String
  /// The namespace's URI; empty for none, or where the prefix is declared nowhere.
  public let namespace: String

  /// `prefix:local`, as it is written.
  public let qualified: String

  init(prefix: String, local: String, namespace: String) {
    self.prefix = prefix
    self.local = local
    self.namespace = namespace
    qualified = prefix.isEmpty ? local : prefix + ":" + local
  }
}

/// The well-known namespaces.
public enum XMLNamespace {
  public static let xlink = "http://www.w3.org/1999/xlink"
  public static let mathML = "http://www.w3.org/1998/Math/MathML"
  public static let xhtml = "http://www.w3.org/1999/xhtml"
  public static let epub = "http://www.idpf.org/2007/ops"
  public static let xml = "http://www.w3.org/XML/1998/namespace"

  /// A namespace's URI as libxml2 gives it, which leaves a reference in place of each `&`.
  static func uri(_ written: String) -> String {
    written.utf8.contains(UInt8(ascii: "&")) ? written.replacing("&#38;", with: "&") : written
  }

  /// What a prefix stands for by custom: the JATS DTDs declare these where a document does not.
  public static func customary(_ prefix: String) -> String {
    switch prefix {
    case "xlink": xlink
    case "mml", "m": mathML
    case "xml": xml
    case "epub": epub
    case "xsi": "http://www.w3.org/2001/XMLSchema-instance"
    case "ali": "http://www.niso.org/schemas/ali/1.0/"
    case "oasis": "http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
    default: ""
    }
  }
}

/// Numbers the names of a document in the order they are met.
///
/// The parser keeps each name once, so that the same name is the same pointer: looking it up is
/// hashing three addresses.
struct XMLNameInterner {
  private struct Key { var local: UInt, prefix: UInt, namespace: UInt }

  private var keys: [Key] = []
  /// Hash → index + 1; 0 is free. Twice as many as keys at least.
  private var slots = [UInt32](repeating: 0, count: 512)

  var count: Int { keys.count }

  /// The number of a name, and whether it is new.
  mutating func intern(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?
  ) -> (index: UInt32, isNew: Bool) {
    let key = Key(
      local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix),
      namespace: UInt(bitPattern: namespace))
    var slot = hash(key)
    while slots[slot] != 0 {
      let index = slots[slot] - 1
      let found = keys[Int(index)]
      if found.local == key.local, found.prefix == key.prefix, found.namespace == key.namespace {
        return (index, false)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return (UInt32(keys.count - 1), true)
  }

  private func hash(_ key: Key) -> Int {
    let mixed = (key.local >> 3) &* 0x9E37_79B1 ^ (key.prefix >> 2) ^ (key.namespace &* 31)
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 15)) & UInt(slots.count - 1))
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (index, key) in keys.enumerated() {
      var slot = hash(key)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }
}
