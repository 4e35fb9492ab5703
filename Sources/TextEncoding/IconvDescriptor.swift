import CTextEncoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An iconv(3) conversion descriptor, closed with its owner.
@safe struct IconvDescriptor: ~Copyable {
  /// Why a conversion stopped before the end of its input.
  enum Stop {
    /// All input is converted.
    case done
    /// The output is full: call again.
    case outputFull
    /// The input begins with the first bytes of a character whose rest is missing.
    case incomplete
    /// The input begins with bytes that are no character, or with one that the target lacks.
    case invalid
  }

  private let handle: iconv_t

  /// iconv_open; nil where the C library lacks one of the encodings.
  init?(from source: String, to target: String) {
    // iconv_open says (iconv_t)-1 for failure.
    guard let opened = unsafe iconv_open(target, source), Int(bitPattern: opened) != -1 else {
      return nil
    }
    unsafe handle = opened
  }

  deinit { unsafe iconv_close(handle) }

  /// iconv: converts as much as it can; says how many bytes were taken and given.
  mutating func convert(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (taken: Int, given: Int, stop: Stop) {
    var source = unsafe UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
    var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
    var sourceLeft = input.count
    var targetLeft = output.count
    let result = unsafe iconv(handle, &source, &sourceLeft, &target, &targetLeft)
    var stop = Stop.done
    if result == -1 {
      stop = errno == E2BIG ? .outputFull : errno == EINVAL ? .incomplete : .invalid
    }
    return (input.count - sourceLeft, output.count - targetLeft, stop)
  }
}
