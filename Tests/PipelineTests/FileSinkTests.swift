import Foundation
import GazetteTestSupport
import Testing

@testable import GazettePipeline

@Suite struct FileSinkTests {
  static func write(_ path: String) throws {
    let sink = try FileSink(path)
    try sink.write(Array("new".utf8).span)
    try sink.commit()
  }

  static func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: [0o666, 0o600, 0o644, 0o777])
  func modesStay(_ mode: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", "old")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    try Self.write(path)
    #expect(try Self.mode(path) == mode)
    #expect(Repository.file(path) == Array("new".utf8) && folder.names == ["a"])
  }

  /// Where it leads is written, be there a file or not; over other links, and from other folders.
  @Test(arguments: ["file", "missing", "folder/missing"])
  func linksStayLinks(_ target: String) throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder.path + "/folder", withIntermediateDirectories: false)
    try folder.write("file", "old")
    try files.createSymbolicLink(
      atPath: folder.path + "/first", withDestinationPath: "folder/second")
    try files.createSymbolicLink(
      atPath: folder.path + "/folder/second", withDestinationPath: "../" + target)
    try Self.write(folder.path + "/first")
    #expect(
      try files.destinationOfSymbolicLink(atPath: folder.path + "/first") == "folder/second")
    #expect(
      try files.destinationOfSymbolicLink(atPath: folder.path + "/folder/second")
        == "../" + target)
    #expect(Repository.file(folder.path + "/" + target) == Array("new".utf8))
  }

  @Test func circlesOfLinksAreRefused() throws {
    let folder = try TemporaryFolder()
    for (name, target) in [("a", "b"), ("b", "a")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: target)
    }
    #expect(throws: (any Error).self) { try Self.write(folder.path + "/a") }
    #expect(folder.names == ["a", "b"])
  }

  @Test(arguments: [String(repeating: "简", count: 85), String(repeating: "a", count: 255)])
  func longestNamesAreWritten(_ name: String) throws {
    let folder = try TemporaryFolder()
    try Self.write(folder.path + "/" + name)
    #expect(folder.names == [name])
  }
}
