import GazetteDocumentModel
import GazettePipeline

/// A make rule (`out: in profile.yaml`) for `-include`.
enum Depfile {
  static func write(
    _ path: String, for outputs: [String], from inputs: [String]
  ) throws(ConversionError) {
    let targets = outputs.map(escape).joined(separator: " ")
    let sources = inputs.filter { $0 != "-" }.map(escape)
    // Each source as a target of its own, so that make does not stop where one is gone.
    let text =
      targets + ": " + sources.joined(separator: " ") + "\n"
      + sources.map { "\n\($0):\n" }.joined()
    let sink = try FileSink(path)
    let bytes = Array(text.utf8)
    try sink.write(bytes.span)
    try sink.commit(ifChanged: true)
  }

  /// Blanks, `#` and `$` as make wants them.
  private static func escape(_ name: String) -> String {
    var out = ""
    for character in name {
      switch character {
      case " ", "#", "\\", ":", "%": out += "\\" + String(character)
      case "$": out += "$$"
      default: out.append(character)
      }
    }
    return out
  }
}
