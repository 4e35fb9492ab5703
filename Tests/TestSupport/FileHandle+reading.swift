public import Foundation
import Glibc

extension FileHandle {
  /// All that comes, up to its end. (`readDataToEndOfFile` stops the program where a signal comes between.)
  public func readAll() -> Data {
    var all = Data()
    while true {
      let more = readSome()
      if more.isEmpty { return all }
      all += more
    }
  }

  /// What is there, as soon as something is; nothing at the end, or where it cannot be read.
  public func readSome() -> Data {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      // The pointer does not leave the call.
      let count = unsafe Glibc.read(fileDescriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      return Data(bytes.prefix(max(count, 0)))
    }
  }
}
