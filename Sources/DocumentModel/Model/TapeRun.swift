/// Values side by side in memory of their own, that grows at its end: an array with one owner.
///
/// An array is asked with each piece whether somebody else has it, which takes longer than copying most pieces does.
@safe @usableFromInline
struct TapeRun<Value: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  // Memory that nobody else points to, of `capacity` values, the first `count` of them written. (Whoever has the run
  // has the memory, so that it may go to another thread.)
  @usableFromInline var start: UnsafeMutablePointer<Value>?
  @usableFromInline private(set) var count = 0
  private var capacity = 0

  init() {}

  @inlinable deinit { unsafe start?.deallocate() }

  @usableFromInline var isEmpty: Bool { count == 0 }

  /// The values, for as long as the run does not change.
  @inlinable @inline(__always)
  var buffer: UnsafeBufferPointer<Value> { unsafe UnsafeBufferPointer(start: start, count: count) }

  @inlinable @inline(__always)
  subscript(index: Int) -> Value {
    get {
      precondition(index >= 0 && index < count)
      // There is a value at each index below the count.
      return unsafe start.unsafelyUnwrapped[index]
    }
  }

  /// Changes a value where it is.
  @inline(__always)
  mutating func edit(_ index: Int, _ change: (inout Value) -> Void) {
    precondition(index >= 0 && index < count)
    // There is a value at each index below the count.
    unsafe change(&start.unsafelyUnwrapped[index])
  }

  @inline(__always)
  mutating func append(_ value: Value) {
    if count == capacity { grow(1) }
    // There is room for one more.
    unsafe (start.unsafelyUnwrapped + count).initialize(to: value)
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ span: Span<Value>) {
    if span.count > capacity &- count { grow(span.count) }
    // The values are read during this call only; there is room for them.
    unsafe span.withUnsafeBufferPointer { values in
      guard let from = values.baseAddress, let start = unsafe start else { return }
      unsafe (start + count).initialize(from: from, count: values.count)
    }
    count &+= span.count
  }

  /// Takes values away from the end.
  mutating func removeLast(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    count -= removed
  }

  /// Forgets the values, keeping the memory.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Memory for so many values at least.
  mutating func reserve(_ values: Int) {
    guard values > capacity else { return }
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: values)
    if let old = unsafe start {
      // The new memory has room for all of the old.
      unsafe memory.initialize(from: old, count: count)
      unsafe old.deallocate()
    }
    unsafe start = memory
    capacity = values
  }

  private mutating func grow(_ values: Int) { reserve(max(2 * capacity, count + values)) }
}
