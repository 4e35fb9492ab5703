import Foundation
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@testable import GazettePipeline

@Suite struct InputSourceTests {
  /// The files that this process has open within a folder.
  static func openFiles(within folder: String) -> Int {
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return descriptors.count {
      let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      return path?.hasPrefix(folder) == true
    }
  }

  @Test func whatIsRefusedIsClosed() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ConversionError.self) { try InputSource(folder.path) }
    #expect(error?.code == .inputIsDirectory)
    #expect(Self.openFiles(within: folder.path) == 0)
  }

  /// A pipe that a document calls its picture: nobody waits for it.
  @Test func picturesAreFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.png", [1, 2, 3])
    unsafe #expect(mkfifo(folder.path + "/pipe.png", 0o600) == 0)
    let media = MediaFolder(folder: nil, input: folder.path + "/in.xhtml")
    #expect(try media.bytes(of: "a.png") == [1, 2, 3])
    for target in ["pipe.png", "/dev/zero", "/dev/tty", "none.png", "."] {
      #expect(try media.bytes(of: target) == nil, "\(target)")
    }
    #expect(Self.openFiles(within: folder.path) == 0)
  }
}
