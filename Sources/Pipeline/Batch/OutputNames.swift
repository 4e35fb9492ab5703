import GazetteDocumentModel

/// Gives each entry's outputs their names below the output folder: safe, and each used once.
///
/// Names are given in the order of the entries, before any of them is converted, so that they do not depend
/// on which succeed.
final class OutputNames {
  private let template: NameTemplate
  private let formats: [Format]
  /// Hashes of the names that are taken, folded as file systems without case do and by canonical
  /// equivalence: of a million names, two that are not the same have one hash once in thirty million runs,
  /// and then one of them gets a number.
  private var taken = CompactHashes()

  /// The number that a name gets next, by the hash of the name without it: of those only that were wanted
  /// more than once.
  private var numbers: [UInt64: Int] = [:]

  private static let longest = 255

  init(_ template: NameTemplate, _ formats: [Format]) {
    self.template = template
    self.formats = formats
  }

  /// Keeps a name from being given.
  func reserve(_ path: String) { taken.insert(Self.fold(path)) }

  /// The outputs' names of an entry, in the order of the formats, and what there is to say of them.
  ///
  /// - Parameter name: below the output folder, as its archive states it.
  func outputs(of name: String) -> (paths: [String], diagnostics: [Diagnostic]) {
    let safe = SafePath(name)
    var diagnostics: [Diagnostic] = []
    let stated = safe.path[..<safe.path.lastPart.startIndex]
    let prefix = Self.folder(stated)
    var wanted = formats.map { template.name(for: safe.path, $0) }
    let isLong = wanted.contains { $0.utf8.count > Self.longest - 8 }
    if isLong {
      wanted = zip(wanted, formats).map { Self.shorten($0, Self.ending($0, $1), room: 8) }
    }
    var paths = wanted.map { prefix + $0 }
    var hashes = paths.map(Self.fold)
    let wantedHash = hashes.first ?? 0
    var number = 1
    while hashes.contains(where: taken.contains) {
      number = number == 1 ? numbers[wantedHash] ?? 2 : number + 1
      paths = zip(wanted, formats).map { name, format in
        let ending = Self.ending(name, format)
        return prefix + name.dropLast(ending.count) + "-\(number)" + ending
      }
      hashes = paths.map(Self.fold)
    }
    if number > 1 { numbers[wantedHash] = number + 1 }
    for hash in hashes { taken.insert(hash) }
    guard let first = paths.first else { return (paths, []) }
    for reason in safe.reasons {
      diagnostics.append(
        Diagnostic(.outputNameChanged, [first, reason.english], chinese: [first, reason.chinese]))
    }
    if isLong || prefix != stated { diagnostics.append(Diagnostic(.outputNameShortened, [first])) }
    if number > 1 { diagnostics.append(Diagnostic(.outputNameTaken, [first])) }
    return (paths, diagnostics)
  }

  /// `a/b/`, with no part of it longer than a file system takes.
  private static func folder(_ path: Substring) -> String {
    guard path.utf8.count > longest else { return String(path) }
    return path.split(separator: "/").map { shorten(String($0), "") + "/" }.joined()
  }

  /// `.jats.xml`, where the name ends so.
  private static func ending(_ name: String, _ format: Format) -> String {
    let ending = "." + (format.fileExtensions.first ?? format.name)
    return name.hasSuffix(ending) ? ending : ""
  }

  /// A name that a file system takes: its beginning, and eight digits of its hash.
  private static func shorten(_ name: String, _ ending: String, room: Int = 0) -> String {
    guard name.utf8.count > longest - room else { return name }
    let digits = ContentHash.of(Array(name.utf8)).hexadecimal.prefix(8)
    var kept = name[...].dropLast(ending.count)
    while kept.utf8.count + ending.utf8.count + 9 > longest - room { kept = kept.dropLast() }
    return kept + "~" + digits + ending
  }

  private static func fold(_ path: String) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(path.lowercased())
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

/// A set of hashes that takes little more room than they do: a run has as many as it has entries, and the
/// library's set takes twice that, and three times while it grows.
///
/// They lie sorted in many short arrays, one for each value of their first ten bits.
private struct CompactHashes {
  private var parts = [[UInt64]](repeating: [], count: 1024)

  func contains(_ hash: UInt64) -> Bool {
    let part = parts[Int(hash >> 54)]
    let place = Self.place(of: hash, in: part)
    return place < part.count && part[place] == hash
  }

  mutating func insert(_ hash: UInt64) {
    let index = Int(hash >> 54)
    let place = Self.place(of: hash, in: parts[index])
    guard place == parts[index].count || parts[index][place] != hash else { return }
    parts[index].insert(hash, at: place)
  }

  /// Where it is, or would be.
  private static func place(of hash: UInt64, in part: [UInt64]) -> Int {
    var (low, high) = (0, part.count)
    while low < high {
      let middle = (low + high) / 2
      if part[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
