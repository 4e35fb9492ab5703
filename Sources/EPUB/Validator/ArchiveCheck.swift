import GazetteDocumentModel
import GazetteZip

/// How the archive begins, and the names in it (OCF §4.2.2, §4.2.3).
struct ArchiveCheck {
  let book: BookUnderCheck

  func run() {
    checkMimetype()
    checkNames()
  }

  /// The media type stands where it can be found without unpacking: first, stored, without extra field.
  private func checkMimetype() {
    let log = book.log
    guard let entry = book.archive["mimetype"], book.archive.firstName == "mimetype" else {
      return log.report(.mimetypeNotFirst)
    }
    if entry.size > 1000 { return log.report(.mimetypeWrong) }
    var content: [UInt8] = []
    guard book.read("mimetype", { content.append($0) }) else { return }
    let isRight = String(content.span) == "application/epub+zip"
    if !isRight || entry.method != 0 { log.report(.mimetypeWrong) }
    if let length = try? book.archive.extraFieldLength(of: entry), length > 0 {
      log.report(.mimetypeExtraField)
    }
  }

  private func checkNames() {
    let log = book.log
    for name in book.archive.repeatedNames { log.report(.fileNameTwice, [name, name], in: name) }
    var known: [String: String] = [:]
    var folders: Set<String> = []
    var emptyFolders: [String] = []
    for name in book.archive.names {
      if name.hasSuffix("/") {
        emptyFolders.append(name)
        continue
      }
      var folder = name[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        folders.insert(folder + "/")
      }
      // Normalized and folded, as file systems compare names.
      if let other = known.updateValue(name, forKey: name.lowercased()) {
        log.report(.fileNameTwice, [other, name], in: name)
      }
      check(name)
    }
    for folder in emptyFolders where !folders.contains(folder) {
      log.report(.folderEmpty, [folder])
    }
  }

  private func check(_ name: String) {
    var forbidden: [String] = []
    var hasBlank = false
    for scalar in name.unicodeScalars {
      if Self.isForbidden(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        forbidden.append("U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex)
      } else if scalar.properties.isWhitespace {
        hasBlank = true
      }
    }
    if !forbidden.isEmpty {
      book.log.report(
        .fileNameForbidden, [name, forbidden.joined(separator: ", ")], in: name)
    }
    if hasBlank { book.log.report(.fileNameSpace, [name], in: name) }
    if name.split(separator: "/").contains(where: { $0.hasSuffix(".") }) {
      book.log.report(.fileNameEndsWithDot, [name], in: name)
    }
  }

  /// OCF §4.2.3
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "*", ":", "<", ">", "?", "\\", "|", "\u{7F}": true
    case "\u{0}"..."\u{1F}", "\u{80}"..."\u{9F}", "\u{E000}"..."\u{F8FF}", "\u{FFF0}"..."\u{FFFF}",
      "\u{E0000}"..."\u{E0FFF}", "\u{F0000}"..."\u{10FFFF}":
      true
    default: (0xFDD0...0xFDEF).contains(scalar.value)
    }
  }
}
