import GazetteDocumentModel

/// A path below the output folder, made of a name that an archive states, which may be anything.
struct SafePath {
  let path: String
  /// What was wrong with the name, where it is not kept.
  private(set) var reasons: [LocalizedText] = []

  /// Where a run keeps its journal within the output folder.
  static let workFolder = ".gazette-batch"

  /// Names that Windows gives to devices, with whatever ending.
  private static let devices: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"]
      + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })

  init(_ name: String) {
    var reasons: [LocalizedText] = []
    func changed(_ english: String, _ chinese: String) {
      let reason = LocalizedText(english, chinese)
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    // What was packed from within a folder begins with `./`, which is left out.
    let bytes = name.utf8.span
    let start = name.utf8.starts(with: "./".utf8) ? 2 : 0
    if Self.isPlain(bytes.extracting(start..<bytes.count)) {
      path = start == 0 ? name : String(bytes.extracting(start..<bytes.count))
      return
    }
    var rest = name[...]
    let letters = rest.utf8.prefix(2)
    if letters.count == 2, letters.last == 0x3A, let drive = letters.first,
      (0x61...0x7A).contains(drive | 0x20)
    {
      rest = rest.dropFirst(2)
      changed("begins with a drive letter", "以盘符开头")
    }
    if rest.hasPrefix("/") || rest.hasPrefix("\\") { changed("is absolute", "是绝对路径") }
    var parts: [String] = []
    for part in rest.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if part.elementsEqual(".".unicodeScalars) { continue }
      if part.elementsEqual("..".unicodeScalars) {
        changed("leads out of the folder", "指向目录之外")
        continue
      }
      var clean = String.UnicodeScalarView()
      for scalar in part {
        if scalar.value < 0x20 || scalar.value == 0x7F {
          changed("holds control characters", "含有控制字符")
          clean.append("_")
        } else {
          clean.append(scalar)
        }
      }
      var text = String(clean)
      let stem = text.prefix { $0 != "." }.uppercased()
      if Self.devices.contains(stem) {
        changed("is a device on other systems", "在其他系统中是设备名")
        text = "_" + text
      }
      if text.hasSuffix(" ") || text.hasSuffix(".") {
        changed("ends in a character that other systems drop", "末尾字符会被其他系统丢弃")
        text = text.dropLast() + "_"
      }
      if parts.isEmpty, text.lowercased() == Self.workFolder {
        changed("is that of the journal", "与日志目录同名")
        text = "_" + text
      }
      parts.append(text)
    }
    if parts.isEmpty {
      changed("is empty", "为空")
      parts = ["_"]
    }
    path = parts.joined(separator: "/")
    self.reasons = reasons
  }

  /// The common case, told without taking the name apart: digits, letters, `-`, `_`, wide characters, and
  /// single dots and slashes between them; no part that begins like a device and is as short as one.
  private static func isPlain(_ name: Span<UInt8>) -> Bool {
    var before: UInt8 = 0x2F
    // Of the part at hand, up to its first dot.
    var stem: (first: UInt8, length: Int)? = (0, 0)
    for index in name.indices {
      let byte = name[index]
      switch byte {
      case 0x2E, 0x2F:
        // Two in a row are `..`, `//`, or a folder that ends in a dot.
        guard before != 0x2E, before != 0x2F, !mayBeDevice(stem) else { return false }
        stem = byte == 0x2F ? (0, 0) : nil
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x80...0xFF:
        if stem?.length == 0 { stem?.first = byte }
        stem?.length += 1
      default: return false
      }
      before = byte
    }
    return before != 0x2E && before != 0x2F && !mayBeDevice(stem)
  }

  /// By its length and its first letter.
  private static func mayBeDevice(_ stem: (first: UInt8, length: Int)?) -> Bool {
    guard let stem, stem.length <= 4 else { return false }
    switch stem.first | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "c"), UInt8(ascii: "l"), UInt8(ascii: "n"),
      UInt8(ascii: "p"):
      return true
    default: return false
    }
  }
}
