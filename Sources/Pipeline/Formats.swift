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

  /// The format with this name.
  /// - Throws: `GZ1301`.
  public static func named(_ name: String) throws(ConversionError) -> Format {
    if let format = all.first(where: { $0.name == name }) { return format }
    throw ConversionError(.formatUnknown, [name, all.map(\.name).joined(separator: ", ")])
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
    throw ConversionError(.formatNotWritable, [name, names])
  }

  static func notReadable(_ format: Format) -> ConversionError {
    let names = all.filter { $0.makeReader != nil }.map(\.name).joined(separator: ", ")
    return ConversionError(.formatNotReadable, [format.name, names])
  }

  /// The format that a file's name ends like; the longest ending wins (`.jats.xml`).
  public static func forFile(_ path: String) -> Format? {
    let name = path.lowercased()
    var best: (format: Format, length: Int)?
    for format in all {
      for ending in format.fileExtensions
      where name.hasSuffix("." + ending) && ending.utf8.count > best?.length ?? 0 {
        best = (format, ending.utf8.count)
      }
    }
    return best?.format
  }

  /// The format that bids most for an input beginning with these bytes.
  ///
  /// - Parameter content: only formats of this kind bid.
  public static func forContent(_ sample: [UInt8], content: FormatContent? = nil) -> Format? {
    var best: (format: Format, bid: Int)?
    for format in all where content == nil || format.content == content {
      let bid = format.bid(sample.span)
      if bid > best?.bid ?? 0 { best = (format, bid) }
    }
    return best?.format
  }

  /// A file's name without the ending that names its format.
  public static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let format = forFile(name) {
      for ending in format.fileExtensions where name.lowercased().hasSuffix("." + ending) {
        return String(name.dropLast(ending.count + 1))
      }
    }
    return name
  }
}
