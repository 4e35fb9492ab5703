internal import CZstandard

/// Zstandard (RFC 8878): blocks of up to 128 KB; what is cut off gives its whole blocks.
@safe final class ZstandardDecoder: StreamDecoder {
  static let name = "Zstandard"

  private let context: OpaquePointer?
  /// How much it wants next: the rest of a block. Given more, it would unpack several at once, and drop the
  /// bytes of whole ones before one that is broken.
  private var wanted = firstWanted

  /// Of a frame's header.
  private static let firstWanted = 5

  init() { unsafe context = ZSTD_createDCtx() }

  deinit { _ = unsafe ZSTD_freeDCtx(context) }

  /// A frame (§3.1.1), or one that is skipped (§3.1.2), such as pzstd begins with.
  static func reads(_ beginning: ArraySlice<UInt8>) -> Bool {
    guard beginning.count >= 4 else { return false }
    return beginning.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
      || beginning[0] & 0xF0 == 0x50 && beginning[1...3].elementsEqual([0x2A, 0x4D, 0x18])
  }

  /// ZSTD_decompressStream
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DecodedStep {
    guard let context = unsafe context else {
      return DecodedStep(taken: 0, given: 0, state: .failed(.tooDemanding))
    }
    var source = unsafe ZSTD_inBuffer(src: nil, size: min(wanted, input.count), pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: nil, size: output.count, pos: count)
    var status = 0
    // libzstd reads the input and writes the output during this call only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe source.src = UnsafeRawPointer(input.baseAddress)
        unsafe target.dst = UnsafeMutableRawPointer(output.baseAddress)
        status = unsafe ZSTD_decompressStream(context, &target, &source)
      }
    }
    let (taken, given) = unsafe (source.pos, target.pos - count)
    if ZSTD_isError(status) != 0 {
      return DecodedStep(taken: taken, given: given, state: .failed(Self.fault(status)))
    }
    wanted = status
    return DecodedStep(taken: taken, given: given, state: status == 0 ? .ended : .goingOn)
  }

  private static func fault(_ status: Int) -> StreamFault {
    switch ZSTD_getErrorCode(status) {
    case ZSTD_error_prefix_unknown: .foreign
    case ZSTD_error_checksum_wrong: .checksum
    case ZSTD_error_memory_allocation, ZSTD_error_frameParameter_windowTooLarge: .tooDemanding
    case ZSTD_error_version_unsupported, ZSTD_error_frameParameter_unsupported,
      ZSTD_error_dictionary_wrong:
      .unknownKind
    default: .broken
    }
  }

  /// A context begins the next frame by itself.
  func begin() { wanted = Self.firstWanted }
}
