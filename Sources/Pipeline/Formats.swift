import GazetteBulletinText
import GazetteCSV
public import GazetteDocumentModel
import GazetteEPUB
import GazetteJATS
import GazetteJSON
import GazetteXHTML

/// The formats that Gazette knows: the one list that help, detection and tests derive from.
public enum Formats {
  public static let all: [Format] = [
    TextFormat.format,
    JATSFormat.format,
    XHTMLFormat.format,
    EPUBFormat.format(content: XHTMLFormat.format),
    CSVFormat.format,
    JSONFormat.format,
    JSONLinesFormat.format,
  ]

  /// Those whose readers hold to a schema of Gazette's own, and are its check.
  static let ofOwnSchema = ["csv", "json", "jsonl"]

  /// The format with this name, in capitals or not; a file ending that is no name is one too (`html`, `txt`).
  /// - Throws: `GZ1301`.
  public static func named(_ name: String) throws(ConversionError) -> Format {
    let wanted = name.lowercased()
    if let format = all.first(where: { $0.name == wanted })
      ?? all.first(where: { $0.namesakes.contains(wanted) })
    {
      return format
    }
    let names = all.map(\.name)
    let known = names.joined(separator: ", ")
    let hint = EditDistance.hint(for: name, among: names + all.flatMap(\.namesakes))
    throw ConversionError(
      .formatUnknown, [name, known, hint.english], chinese: [name, known, hint.chinese])
  }

  /// The format with this name, if it can be read. - Throws: `GZ1301`, `GZ1303`.
  public static func readable(_ name: String) throws(ConversionError) -> Format {
    let format = try named(name)
    if format.makeReader != nil { return format }
    throw notReadable(format)
  }

  /// The format with this name, if it can be written. - Throws: `GZ1301`, `GZ1304`.
  public static func writable(_ name: String) throws(ConversionError) -> Format {
    let format = try named(name)
    if format.makeWriter != nil { return format }
    let names = all.filter { $0.makeWriter != nil }.map(\.name).joined(separator: ", ")
    throw ConversionError(.formatNotWritable, [format.name, names])
  }

  static func notReadable(_ format: Format) -> ConversionError {
    let names = all.filter { $0.makeReader != nil }.map(\.name).joined(separator: ", ")
    return ConversionError(.formatNotReadable, [format.name, names])
  }

  /// - Parameter file: whose name does not tell its format.
  public static func undetected(option: String, file: String?) -> ConversionError {
    ConversionError(
      .formatUndetected, [option, all.map(\.name).joined(separator: ", ")], file: file)
  }

  /// The values of options that a file's name asks for: tabs in a `.tsv`.
  public static func options(of format: Format, forFile path: String) -> OptionValues {
    let name = path.lastPart.lowercased()
    return format.optionsByExtension.first { name.hasSuffix("." + $0.key) }?.value ?? OptionValues()
  }

  /// The format that a file's name ends like; the longest ending wins (`.jats.xml`).
  public static func forFile(_ path: String) -> Format? {
    endings.longest(of: path).map { all[$0.value] }
  }

  /// Endings of files' names, each with its format's place in the list.
  private static let endings = NameEndings(
    all.indices.flatMap { index in all[index].fileExtensions.map { ($0, index) } })

  /// The format that bids most for an input beginning with these bytes.
  ///
  /// - Parameter content: only formats of this kind bid.
  public static func forContent(_ sample: [UInt8], content: FormatContent? = nil) -> Format? {
    var best: (index: Int, bid: Int)?
    for index in all.indices where content == nil || all[index].content == content {
      let bid = all[index].bid(sample.span)
      if bid > best?.bid ?? 0 { best = (index, bid) }
    }
    return best.map { all[$0.index] }
  }

  /// The format of what begins as no text does: markup, our own JSON, our own header row of CSV.
  static func unmistakable(_ sample: [UInt8]) -> Format? {
    func own(_ format: Format) -> Format? {
      ofOwnSchema.contains(format.name) && format.bid(sample.span) >= 95 ? format : nil
    }
    let found = forContent(sample).flatMap { $0.name == "text" || $0.content != .text ? nil : $0 }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = (sample.starts(with: mark) ? sample.dropFirst(3) : sample[...])
      .drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard start.first == UInt8(ascii: "<") else { return found.flatMap(own) }
    let opening = start.prefix(10).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if ["<?xml", "<!doctype ", "<article", "<html"].contains(where: {
      opening.starts(with: $0.utf8)
    }) {
      // Of other XML a reader of XML says what it is.
      return found ?? all.first { $0.fileExtensions.contains("xml") }
    }
    return found.flatMap(own)
  }

  /// A file's name without the ending that names its format.
  public static func stem(_ path: String) -> String {
    let name = String(path.lastPart)
    return String(Substring(name.utf8.dropLast(endings.longest(of: name)?.length ?? 0)))
  }
}

extension Format {
  /// File endings that say no more than the name does: `html` for `xhtml`.
  fileprivate var namesakes: [String] {
    fileExtensions.filter { optionsByExtension[$0] == nil }
  }
}
