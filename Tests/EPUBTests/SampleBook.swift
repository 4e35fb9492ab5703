import Foundation

/// A small book without a fault, to be spoilt in one place; packed by a zip writer of the tests' own, which
/// does what it is told, faults too.
struct SampleBook {
  struct File {
    var name: String
    var bytes: [UInt8]
    /// Raw deflate, in stored blocks.
    var isDeflated = false
    var extraField: [UInt8] = []
    /// What the archive says of it, if not the truth.
    var checksum: UInt32?
    var size: UInt32?
  }

  var files: [File]

  init() {
    files = Self.content.map { File(name: $0.0, bytes: Array($0.1.utf8)) }
    files.append(File(name: "EPUB/a.png", bytes: Self.picture))
  }

  /// A PNG of one pixel.
  static let picture = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ) ?? Data())

  /// Puts words in the place of others in a file; they must be there.
  mutating func replace(_ words: String, with others: String, in name: String) {
    guard let at = files.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no \(name)")
    }
    let text = String(decoding: files[at].bytes, as: UTF8.self)
    precondition(text.contains(words), "no \(words) in \(name)")
    files[at].bytes = Array(text.replacing(words, with: others, maxReplacements: 1).utf8)
  }

  mutating func add(_ name: String, _ text: String) {
    files.append(File(name: name, bytes: Array(text.utf8)))
  }

  mutating func remove(_ name: String) { files.removeAll { $0.name == name } }

  mutating func change(_ name: String, _ body: (inout File) -> Void) {
    guard let at = files.firstIndex(where: { $0.name == name }) else { return }
    body(&files[at])
  }

  mutating func item(_ attributes: String) {
    replace("<item id=\"nav\"", with: "<item \(attributes)/>\n<item id=\"nav\"", in: Self.package)
  }

  static let package = "EPUB/package.opf"
  static let chapter = "EPUB/c1.xhtml"

  static let content: [(String, String)] = [
    ("mimetype", "application/epub+zip"),
    (
      "META-INF/container.xml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
      </container>
      """
    ),
    (
      package,
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="zh">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:identifier id="uid">urn:uuid:12345678-1234-4234-8234-123456789012</dc:identifier>
      <dc:title id="title">书</dc:title>
      <dc:language>zh-CN</dc:language>
      <dc:date>2021-03-12</dc:date>
      <meta refines="#title" property="title-type">main</meta>
      <meta property="dcterms:modified">2021-03-12T00:00:00Z</meta>
      </metadata>
      <manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
      <item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>
      <item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/>
      <item id="css" href="style.css" media-type="text/css"/>
      <item id="png" href="a.png" media-type="image/png"/>
      </manifest>
      <spine toc="ncx"><itemref idref="nav"/><itemref idref="c1"/><itemref idref="c2"/></spine>
      </package>
      """
    ),
    (
      "EPUB/nav.xhtml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh" xml:lang="zh">
      <head><title>目录</title></head>
      <body><nav epub:type="toc"><h1>目录</h1>
      <ol><li><a href="c1.xhtml">一</a></li>
      <li><a href="c2.xhtml#end">二</a></li></ol></nav></body></html>
      """
    ),
    (
      "EPUB/toc.ncx",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
      <head><meta name="dtb:uid" content="urn:uuid:12345678-1234-4234-8234-123456789012"/></head>
      <docTitle><text>书</text></docTitle>
      <navMap><navPoint id="p1" playOrder="1"><navLabel><text>一</text></navLabel><content src="c1.xhtml"/></navPoint>
      <navPoint id="p2" playOrder="2"><navLabel><text>二</text></navLabel><content src="c2.xhtml"/></navPoint></navMap></ncx>
      """
    ),
    (
      chapter,
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="zh" xml:lang="zh">
      <head><title>一</title><link rel="stylesheet" href="style.css"/></head>
      <body><h1 id="top">一</h1>
      <p id="p1">见<a href="c2.xhtml#end">后文</a>。</p>
      <p><img src="a.png" alt="点"/></p></body></html>
      """
    ),
    (
      "EPUB/c2.xhtml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="zh" xml:lang="zh">
      <head><title>二</title></head>
      <body><h1>二</h1><p id="end">见<a href="c1.xhtml#p1">前文</a>。</p></body></html>
      """
    ),
    ("EPUB/style.css", "body { margin: 1em; }\np { text-indent: 2em; }\n"),
  ]

  // MARK: Packing (PKWARE APPNOTE 6.3)

  /// The archive. - Parameter overlap: the last entry's header is said to stand where the first one's does.
  func packed(overlap: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (index, file) in files.enumerated() {
      let data = file.isDeflated ? Self.storedBlocks(file.bytes) : file.bytes
      let offset = overlap && index == files.count - 1 ? 0 : bytes.count
      let name = Array(file.name.utf8)
      var facts: [UInt8] = []
      facts.put(20, 2)
      facts.put(0x800, 2)
      facts.put(file.isDeflated ? 8 : 0, 2)
      facts.put(0x0021_0000, 4)
      facts.put(Int(file.checksum ?? Self.checksum(file.bytes)), 4)
      facts.put(data.count, 4)
      facts.put(Int(file.size ?? UInt32(file.bytes.count)), 4)
      facts.put(name.count, 2)
      bytes.put(0x0403_4B50, 4)
      bytes += facts
      bytes.put(file.extraField.count, 2)
      bytes += name + file.extraField + data
      directory.put(0x0201_4B50, 4)
      directory.put(20, 2)
      directory += facts
      for _ in 0..<4 { directory.put(0, 2) }
      directory.put(0, 4)
      directory.put(offset, 4)
      directory += name
    }
    let start = bytes.count
    bytes += directory
    bytes.put(0x0605_4B50, 4)
    bytes.put(0, 4)
    bytes.put(files.count, 2)
    bytes.put(files.count, 2)
    bytes.put(directory.count, 4)
    bytes.put(start, 4)
    bytes.put(0, 2)
    return bytes
  }

  /// RFC 1951 §3.2.4
  private static func storedBlocks(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    repeat {
      let end = min(at + 0xFFFF, bytes.count)
      out.append(end == bytes.count ? 1 : 0)
      out.put(end - at, 2)
      out.put(~(end - at) & 0xFFFF, 2)
      out += bytes[at..<end]
      at = end
    } while at < bytes.count
    return out
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}

extension [UInt8] {
  fileprivate mutating func put(_ number: Int, _ width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
