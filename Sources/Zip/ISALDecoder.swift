internal import CISAL

/// isal_inflate of Intel's ISA-L, which is loaded when the first of these is made.
@safe final class ISALDecoder: DeflateDecoder {
  private static let library = gazette_isal_load()

  private let state: UnsafeMutableRawPointer
  private var hasFailed = false

  static var isInstalled: Bool { unsafe library.inflate != nil }

  /// Nil where the library is not installed.
  init?() {
    guard Self.isInstalled, let state = unsafe gazette_isal_make() else { return nil }
    unsafe self.state = state
    begin()
  }

  deinit { unsafe free(state) }

  func begin() {
    unsafe gazette_isal_begin(Self.library, state)
    hasFailed = false
  }

  /// isal_inflate, once.
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DeflateStep {
    // The input is read and the output written during this call only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        let next = unsafe output.baseAddress.map { unsafe $0 + count }
        let room = UInt32(output.count - count)
        if !hasFailed {
          let step = unsafe gazette_isal_inflate(
            Self.library, state, input.baseAddress, UInt32(input.count), next, room)
          hasFailed = step.has_failed != 0
          if !hasFailed || step.given > 0 {
            return DeflateStep(
              taken: step.taken, given: step.given, state: step.has_ended != 0 ? .ended : .goingOn)
          }
        }
        let given = unsafe gazette_isal_drain(state, next, room)
        return DeflateStep(taken: 0, given: given, state: given > 0 ? .goingOn : .failed)
      }
    }
  }
}
