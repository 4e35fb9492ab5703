import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The pictures of one conversion: in the folder that the user names (`--media DIR`), else in a temporary
/// one that is gone with it; what is not there is looked for beside the input.
final class MediaFolder: MediaStore {
  /// What documents call the folder; nil where it is temporary.
  private let folder: String?
  /// Nil where the input came from elsewhere: it names pictures, but no files of this machine.
  private let inputFolder: String?
  private var temporary: TemporaryFile?
  /// Of the temporary file: where each picture stands.
  private var places: [String: (offset: UInt64, count: Int)] = [:]
  /// Pictures that a reader has given.
  private(set) var names: Set<String> = []

  /// A picture that outgrows this is none.
  private static let largest: UInt64 = 256 << 20

  /// - Parameter input: the path of the input; nil where it is no file.
  init(folder: String?, input: String?) {
    self.folder = folder.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    guard let input else {
      inputFolder = nil
      return
    }
    let parts = input.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    inputFolder = parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }

  /// Whether pictures were given and go nowhere but to writers that take them.
  var isTemporary: Bool { folder == nil && !names.isEmpty }

  func keep(_ bytes: [UInt8], named name: String) throws(ConversionError) -> String {
    var digest = ContentDigest()
    digest.add(bytes)
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? "bin"
    let isPlain = ending.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
    }
    let file =
      ContentDigest.name(digest.finish()) + "."
      + (isPlain && ending.utf8.count <= 5 ? ending : "bin")
    let target = (folder ?? "media") + "/" + file
    guard names.insert(target).inserted else { return target }
    if let folder {
      unsafe mkdir(folder, 0o777)
      let sink = try FileSink(target)
      try sink.write(bytes.span)
      try sink.commit(ifChanged: true)
    } else {
      let spool: TemporaryFile
      if let temporary { spool = temporary } else { spool = try TemporaryFile() }
      temporary = spool
      places[target] = (spool.size, bytes.count)
      try spool.append(bytes.span)
    }
    return target
  }

  func bytes(of target: String) throws(ConversionError) -> [UInt8]? {
    if let place = places[target], let temporary {
      var bytes = [UInt8](repeating: 0, count: place.count)
      let count = try temporary.read(into: &bytes, at: place.offset)
      return count == place.count ? bytes : nil
    }
    guard !target.isEmpty, !target.contains(":"), !target.utf8.contains(0) else { return nil }
    for path in candidates(for: target) {
      guard let source = try? InputSource(namedByDocument: path), let size = source.size, size > 0,
        size <= Self.largest
      else { continue }
      var bytes = [UInt8](repeating: 0, count: Int(size))
      if try source.read(into: &bytes, at: 0) == bytes.count { return bytes }
    }
    return nil
  }

  /// The files that may be meant, likeliest first.
  private func candidates(for target: String) -> [String] {
    let name = target.split(separator: "/").last.map(String.init) ?? target
    guard let inputFolder else {
      return folder.map { name == ".." ? [] : [$0 + "/" + name] } ?? []
    }
    let beside = target.hasPrefix("/") ? target : inputFolder + target
    return (folder.map { [$0 + "/" + target, $0 + "/" + name, target] } ?? []) + [beside]
  }
}
