internal import CArchive
import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A tar, a 7z or one compressed file, read from its beginning to its end: libarchive, behind
/// an `Unpacker` where there is one for its compression.
///
/// One thread at a time uses it. What it gives of an entry is copied before the next call.
@safe final class StreamedArchive: @unchecked Sendable {
  /// What stands before an entry.
  struct Header {
    var nameBytes: [UInt8]
    var kind: ArchiveEntry.Kind
    var size: UInt64?
    var modified: Int64?
    var isEncrypted: Bool
    /// Whether headers before it could not be read.
    var isBehindDamage: Bool
  }

  private let archive: OpaquePointer
  private let feed: ArchiveFeed
  private let locale: locale_t?

  /// Opens it; a zip only as a stream, without a look at its directory.
  /// - Throws: `GZ4502` where it is none of these.
  init(_ file: any RandomAccess, _ kind: ArchiveKind) throws(ConversionError) {
    feed = try ArchiveFeed(file)
    guard let archive = unsafe archive_read_new() else {
      throw ConversionError(.archiveUnreadable, ["no memory"])
    }
    unsafe self.archive = archive
    unsafe locale = kind == .sevenZip ? gazette_locale_utf8() : nil
    if kind == .zip {
      unsafe archive_read_support_format_zip_streamable(archive)
    } else {
      unsafe gazette_archive_support(archive)
    }
    // Archives that were put one behind another: what is behind the first end mark counts too.
    unsafe archive_read_set_options(archive, "tar:read_concatenated_archives")
    // The feed outlives the archive, which is closed in `deinit`.
    unsafe archive_read_set_callback_data(archive, Unmanaged.passUnretained(feed).toOpaque())
    unsafe archive_read_set_read_callback(archive) { archive, data, block in
      guard let data = unsafe data, let block = unsafe block else { return -1 }
      let (start, count) = unsafe Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue()
        .next()
      unsafe block.pointee = start
      if count < 0 { unsafe gazette_archive_fail(archive) }
      return count
    }
    if !feed.isUnpacking { letSeek() }
    guard unsafe archive_read_open1(archive) == ARCHIVE_OK else {
      throw failure(.archiveUnreadable)
    }
  }

  /// Lets it pass over what need not be read, and go to the end, where a 7z has its directory.
  private func letSeek() {
    unsafe archive_read_set_seek_callback(archive) { _, data, offset, origin in
      guard let data = unsafe data else { return -1 }
      let feed = unsafe Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue()
      let base: Int64 =
        switch origin {
        case SEEK_CUR: Int64(feed.position)
        case SEEK_END: Int64(feed.size)
        default: 0
        }
      guard base + offset >= 0 else { return -1 }
      feed.seek(to: UInt64(base + offset))
      return base + offset
    }
    unsafe archive_read_set_skip_callback(archive) { _, data, count in
      guard let data = unsafe data else { return 0 }
      return unsafe Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue().skip(count)
    }
  }

  deinit {
    unsafe archive_read_free(archive)
    if let locale = unsafe locale { unsafe freelocale(locale) }
  }

  /// archive_read_next_header. - Throws: `GZ4501`.
  func next() throws(ConversionError) -> Header? {
    var entry: OpaquePointer?
    // 7z names are UTF-16, which only a UTF-8 locale can show.
    let before = unsafe locale.map { unsafe uselocale($0) }
    defer { if let before = unsafe before { _ = unsafe uselocale(before) } }
    var status = unsafe archive_read_next_header(archive, &entry)
    let isBehindDamage = status == ARCHIVE_RETRY
    // It looks for the next header that is whole.
    while status == ARCHIVE_RETRY { status = unsafe archive_read_next_header(archive, &entry) }
    if isBehindDamage, status == ARCHIVE_EOF { throw failure(.archiveDamaged) }
    if status == ARCHIVE_EOF { return nil }
    guard status >= ARCHIVE_WARN, let entry = unsafe entry else { throw failure(.archiveDamaged) }
    let isEncrypted = unsafe archive_entry_is_encrypted(entry) != 0
    return unsafe Header(
      nameBytes: Self.bytes(archive_entry_pathname(entry)), kind: Self.kind(entry),
      size: archive_entry_size_is_set(entry) != 0 ? UInt64(max(0, archive_entry_size(entry))) : nil,
      modified: archive_entry_mtime_is_set(entry) != 0 ? Int64(archive_entry_mtime(entry)) : nil,
      isEncrypted: isEncrypted, isBehindDamage: isBehindDamage)
  }

  private static func kind(_ entry: OpaquePointer) -> ArchiveEntry.Kind {
    let hardLink = unsafe bytes(archive_entry_hardlink(entry))
    if !hardLink.isEmpty { return .hardLink(String(decoding: hardLink, as: UTF8.self)) }
    switch unsafe Int(archive_entry_filetype(entry)) {
    case gazette_kind_file: return .file
    case gazette_kind_folder: return .folder
    case gazette_kind_link:
      let target = unsafe bytes(archive_entry_symlink(entry))
      return .symbolicLink(String(decoding: target, as: UTF8.self))
    default: return .special
    }
  }

  /// A copy of what ends with a zero.
  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text = unsafe text else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: text, count: strlen(text)))
      .map { UInt8(bitPattern: $0) }
  }

  /// archive_read_data: fills the buffer with bytes of the entry; 0 at its end. - Throws: `GZ4501`.
  func read(into buffer: inout [UInt8]) throws(ConversionError) -> Int {
    // The pointer does not leave the call.
    let count = unsafe buffer.withUnsafeMutableBytes { buffer in
      unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
    }
    guard count >= 0 else { throw failure(.archiveDamaged) }
    return count
  }

  /// Whether it is one compressed file, without a name of its own; known with the first header.
  var isOneFile: Bool { unsafe gazette_archive_is_raw(archive) != 0 }

  /// Whether it is compressed; known with the first header.
  var isCompressed: Bool { unsafe feed.isUnpacking || archive_filter_count(archive) > 1 }

  /// How many bytes of the file were taken.
  var position: UInt64 { feed.position }

  /// How many unpacked bytes were taken, of entries and of what stands between them.
  var unpackedPosition: Int64 { unsafe archive_filter_bytes(archive, 0) }

  /// When the one compressed file was changed, in seconds since 1970, where gzip says so.
  var modified: Int64? { feed.modified }

  private func failure(_ code: DiagnosticCode) -> ConversionError {
    if let failure = feed.failure { return failure }
    let text = unsafe archive_error_string(archive)
    let words = unsafe String(decoding: Self.bytes(text), as: UTF8.self)
    return ConversionError(code, [words.isEmpty ? "it ends too early" : words])
  }
}
