import Foundation

/// A program from outside that checks what Gazette has written.
public enum OutsideProgram {
  /// What it says, on both channels, and its status; nil where it cannot be started.
  public static func run(
    _ program: String, _ arguments: [String]
  ) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readAll()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Where a program is; nil, and a note, where it is not installed.
  public static func path(of names: String...) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in names {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)")
      {
        return "\(folder)/\(name)"
      }
    }
    print("skipped: no \(names.joined(separator: " or ")); `make test` installs it")
    return nil
  }

  /// A file of a Python package in `build/venv`; nil, and a note, where it is not there.
  public static func packageFile(_ path: String) -> String? {
    let library = Repository.root + "/build/venv/lib"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
    for version in versions.sorted() {
      let file = "\(library)/\(version)/site-packages/\(path)"
      if FileManager.default.fileExists(atPath: file) { return file }
    }
    print("skipped: no \(path) in build/venv; `make test` fetches it")
    return nil
  }
}
