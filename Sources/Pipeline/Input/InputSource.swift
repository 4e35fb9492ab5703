public import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file or standard input, read by position so that two readers may go through it side by side.
///
/// A pipe cannot be read twice. `makeRereadable` copies what comes through it into a temporary file;
/// before that, only one reader may read it, from beginning to end.
public final class InputSource {
  /// The name to show: the path, or `<stdin>`.
  public let name: String
  /// Size in bytes, where it is a file.
  public private(set) var size: UInt64?
  private let descriptor: CInt
  private let ownsDescriptor: Bool
  private var isSeekable: Bool
  private var start: UInt64 = 0
  private var streamPosition: UInt64 = 0
  private var spool: TemporaryFile?
  /// The bytes of an input that is no file.
  let memory: [UInt8]?
  /// The file's number on its device: another file under the same name has another.
  public let fileNumber: UInt64

  /// Opens a path; `-` is standard input.
  /// - Throws: `GZ1001` no such file, `GZ1002` a folder, `GZ1003` cannot be opened.
  public convenience init(_ path: String) throws(ConversionError) {
    try self.init(FilePath(path), named: path)
  }

  /// Opens a file that a document names: nothing is waited for that a pipe may never send.
  /// - Throws: as for a path, and `GZ1003` where it is no file.
  convenience init(namedByDocument path: String) throws(ConversionError) {
    try self.init(FilePath(path), named: path, isFileOnly: true)
  }

  /// Opens a path whose name, for messages, may be another than its bytes.
  init(
    _ path: FilePath, named shown: String, isFileOnly: Bool = false
  ) throws(ConversionError) {
    let isStandardInput = path == FilePath.standardInput && !isFileOnly
    name = isStandardInput ? "<stdin>" : shown
    memory = nil
    ownsDescriptor = !isStandardInput
    let flags = O_RDONLY | O_CLOEXEC | (isFileOnly ? O_NONBLOCK : 0)
    let descriptor = isStandardInput ? 0 : unsafe open(path.bytes, flags)
    self.descriptor = descriptor
    if descriptor < 0 {
      let code = errno
      throw ConversionError(
        code == ENOENT || code == ENOTDIR ? .inputNotFound : .inputUnreadable,
        [SystemError.text(code)], file: name)
    }
    var status = stat()
    let isThere = unsafe fstat(descriptor, &status) == 0
    let kind = status.st_mode & S_IFMT
    let refusal: ConversionError? =
      if !isThere {
        ConversionError(.inputUnreadable, [SystemError.text(errno)], file: name)
      } else if kind == S_IFDIR {
        ConversionError(.inputIsDirectory, file: name)
      } else if isFileOnly, kind != S_IFREG {
        ConversionError(.inputUnreadable, ["it is no file"], chinese: ["不是文件"], file: name)
      } else {
        nil
      }
    if let refusal {
      // Nobody else does where the input does not come to be.
      if ownsDescriptor { close(descriptor) }
      throw refusal
    }
    fileNumber = UInt64(status.st_ino)
    isSeekable = kind == S_IFREG
    if isSeekable {
      start = UInt64(max(0, lseek(descriptor, 0, SEEK_CUR)))
      size = UInt64(max(0, status.st_size))
    }
  }

  /// Bytes in memory. - Parameter name: what to call them; no file is looked for.
  public init(_ bytes: [UInt8], named name: String) {
    self.name = name
    memory = bytes
    size = UInt64(bytes.count)
    descriptor = -1
    ownsDescriptor = false
    isSeekable = true
    fileNumber = 0
  }

  /// What waits in a temporary file.
  public init(_ file: TemporaryFile, named name: String) {
    self.name = name
    memory = nil
    size = file.size
    spool = file
    descriptor = -1
    ownsDescriptor = false
    isSeekable = true
    fileNumber = 0
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// Makes sure that the input can be read more than once.
  /// - Throws: `GZ1201` where the temporary file fails.
  public func makeRereadable() throws(ConversionError) {
    guard !isSeekable, spool == nil, memory == nil else { return }
    let file = try TemporaryFile()
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let n = try readStream(into: &buffer)
      if n == 0 { break }
      try file.append(buffer.span.extracting(0..<n))
    }
    spool = file
    size = file.size
  }

  /// Reads into the buffer, behind its first `kept` bytes, from `offset` on; 0 at the end.
  ///
  /// A pipe gives its bytes in order: `offset` is what was read so far.
  /// - Throws: `GZ1004`.
  public func read(
    into buffer: inout [UInt8], keeping kept: Int = 0, at offset: UInt64
  ) throws(ConversionError) -> Int {
    if let memory {
      let start = min(Int(clamping: offset), memory.count)
      let count = min(buffer.count - kept, memory.count - start)
      guard count > 0 else { return 0 }
      buffer.replaceSubrange(kept..<(kept + count), with: memory[start..<(start + count)])
      return count
    }
    if let spool { return try spool.read(into: &buffer, keeping: kept, at: offset) }
    guard isSeekable else {
      precondition(offset == streamPosition, "a pipe is read in order")
      return try readStream(into: &buffer, keeping: kept)
    }
    return try retrying {
      // The pointer does not leave the call; what is written lies behind `kept` and within `count`.
      unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[kept...])
        return unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(start + offset))
      }
    }
  }

  /// Hands all of it on, piece by piece. - Throws: `GZ1004`, and what the body throws.
  func whole(_ body: (Span<UInt8>) throws(ConversionError) -> Void) throws(ConversionError) {
    if let memory { return try body(memory.span) }
    var block = [UInt8](repeating: 0, count: 64 << 10)
    var offset: UInt64 = 0
    while true {
      let count = try read(into: &block, at: offset)
      if count == 0 { return }
      try body(block.span.extracting(0..<count))
      offset += UInt64(count)
    }
  }

  /// All of it, for a small file. - Throws: `GZ1004`; `GZ1008` where it is longer than the limit.
  public func bytes(limit: Int) throws(ConversionError) -> [UInt8] {
    var all: [UInt8] = []
    try whole { (span) throws(ConversionError) in
      all.append(span)
      if all.count > limit { throw ConversionError(.inputTooLarge, ["\(limit)"], file: name) }
    }
    return all
  }

  private func readStream(
    into buffer: inout [UInt8], keeping kept: Int = 0
  ) throws(ConversionError) -> Int {
    let n = try retrying {
      // The pointer does not leave the call; what is written lies behind `kept` and within `count`.
      unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[kept...])
        return unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
      }
    }
    streamPosition += UInt64(n)
    return n
  }

  private func retrying(_ call: () -> Int) throws(ConversionError) -> Int {
    while true {
      let n = call()
      if n >= 0 { return n }
      let code = errno
      if code == EINTR { continue }
      throw ConversionError(
        code == EISDIR ? .inputIsDirectory : .inputReadFailed, [SystemError.text(code)], file: name)
    }
  }
}

/// What the system says of an error number.
enum SystemError {
  /// strerror
  static func text(_ code: CInt) -> String { unsafe String(cString: strerror(code)) }
}
