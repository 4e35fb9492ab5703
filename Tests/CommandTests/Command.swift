import Foundation
import GazetteTestSupport

/// Runs the built program in a folder of its own.
struct Command {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
    /// Lines on standard error.
    var complaints: [String] { errors.split(separator: "\n").map(String.init) }
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let program: String = {
    // The tests stand beside the program in the build folder.
    Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
      .map { $0.deletingLastPathComponent().appendingPathComponent("gazette").path }
      ?? Repository.root + "/.build/debug/gazette"
  }()

  func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Result {
    try launch(Self.program, arguments, input, environment)
  }

  /// Runs a line of shell with `gazette` on the path.
  func shell(_ line: String) throws -> Result {
    let path = (Self.program as NSString).deletingLastPathComponent
    return try launch("/bin/sh", ["-c", "PATH=\"\(path):$PATH\"\n" + line], [], [:])
  }

  private func launch(
    _ program: String, _ arguments: [String], _ input: [UInt8], _ environment: [String: String]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C.UTF-8"], uniquingKeysWith: { $1 }
    ).merging(environment, uniquingKeysWith: { $1 })
    // Files, not pipes: nobody has to read while the program writes.
    let scratch = try TemporaryFolder()
    let inputFile = try scratch.write("stdin", input)
    for name in ["stdout", "stderr"] { try scratch.write(name, "") }
    let output = scratch.path + "/stdout"
    let errors = scratch.path + "/stderr"
    process.standardInput = FileHandle(forReadingAtPath: inputFile)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: Repository.file(output), as: UTF8.self),
      errors: String(decoding: Repository.file(errors), as: UTF8.self))
  }
}
