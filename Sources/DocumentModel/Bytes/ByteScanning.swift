#if canImport(Glibc)
  public import Glibc
#elseif canImport(Darwin)
  public import Darwin
#endif

// Byte scanning by 16 at a time. Operands of SIMD16 comparisons are made by `SIMD16(repeating:)`:
// literal ones are a hundred times slower.

extension Span where Element == UInt8 {
  /// The index of the first `byte` at or after `start`, or nil. `memchr(3)`.
  @inlinable
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count else { return nil }
    // The pointer that memchr gives back points into the span and is turned into an index at once.
    return unsafe withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress,
        let hit = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(hit) - base
    }
  }

  /// Whether the spans hold the same bytes.
  @inlinable
  public func elementsEqual(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return unsafe withUnsafeBytes { a in
      unsafe other.withUnsafeBytes { b in
        guard let p = a.baseAddress, let q = b.baseAddress else { return true }
        return unsafe memcmp(p, q, a.count) == 0
      }
    }
  }

  @inlinable
  public func elementsEqual(_ other: StaticString) -> Bool {
    guard count == other.utf8CodeUnitCount else { return false }
    return unsafe withUnsafeBytes { a in
      guard let p = a.baseAddress, let last = unsafe a.last else { return true }
      // Most of those that differ do so in the last byte as well, which costs no call.
      guard unsafe other.utf8Start[a.count - 1] == last else { return false }
      return unsafe memcmp(p, other.utf8Start, a.count) == 0
    }
  }

  /// Whether the words, one byte at least, occur.
  public func contains(_ words: StaticString) -> Bool {
    let length = words.utf8CodeUnitCount
    // A StaticString's bytes live as long as the program.
    let first = unsafe words.utf8Start.pointee
    var start = 0
    while let hit = firstIndex(of: first, from: start), hit + length <= count {
      if extracting(hit..<(hit + length)).elementsEqual(words) { return true }
      start = hit + 1
    }
    return false
  }

  /// The index of the first byte at or after `start` that is one of three or a control character
  /// (below U+0020) — what an escaping writer has to look at — or `count`.
  @inlinable
  public func firstSpecial(
    from start: Int, _ a: UInt8, _ b: UInt8, _ c: UInt8
  ) -> Int {
    // Loads stay within `count`; the tail is done byte by byte.
    unsafe withUnsafeBytes { bytes in
      let va = SIMD16<UInt8>(repeating: a)
      let vb = SIMD16<UInt8>(repeating: b)
      let vc = SIMD16<UInt8>(repeating: c)
      let space = SIMD16<UInt8>(repeating: 0x20)
      var i = start
      while i + 16 <= bytes.count {
        let v = unsafe bytes.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
        let hits = (v .== va) .| (v .== vb) .| (v .== vc) .| (v .< space)
        if hits.isAnySet { break }
        i += 16
      }
      while i < bytes.count {
        let v = unsafe bytes[i]
        if v == a || v == b || v == c || v < 0x20 { return i }
        i += 1
      }
      return bytes.count
    }
  }

  /// `index`, or up to 3 bytes before it, where a scalar begins: where text can be cut.
  @inlinable
  public func scalarBoundary(before index: Int) -> Int {
    var i = index
    while i > 0, i < count, self[i] & 0xC0 == 0x80 { i -= 1 }
    return i
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// Whether a lane is set. The standard library's `any(_:)` goes lane by lane, at a tenth of the speed.
  @inlinable @inline(__always)
  public var isAnySet: Bool {
    // A mask of 16 lanes of 8 bits is 128 bits, all of a lane set or none.
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return halves.x | halves.y != 0
  }
}

extension Span where Element == UInt8 {
  /// How many line feeds the span holds.
  public var lineFeedCount: Int { count(of: 0x0A) }

  /// How often the span holds the byte.
  public func count(of byte: UInt8) -> Int {
    // Loads stay within `count`; the tail is done byte by byte.
    unsafe withUnsafeBytes { bytes in
      let wanted = SIMD16<UInt8>(repeating: byte)
      let zero = SIMD16<UInt8>(repeating: 0)
      var total = 0
      var i = 0
      while i + 16 <= bytes.count {
        // Lanes count up to 255 before they are added up.
        var lanes = zero
        let end = min(bytes.count - 15, i + 16 * 255)
        while i < end {
          let v = unsafe bytes.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
          // A lane of a mask is -1 where it is set.
          lanes &-= unsafe unsafeBitCast(v .== wanted, to: SIMD16<UInt8>.self)
          i += 16
        }
        total += lanes.sum
      }
      while i < bytes.count {
        if unsafe bytes[i] == byte { total += 1 }
        i += 1
      }
      return total
    }
  }

  /// How many Unicode scalars the (valid) UTF-8 holds: its bytes without those that go on with one.
  public var scalarCount: Int {
    unsafe withUnsafeBytes { bytes in
      // Continuation bytes, as signed numbers, are those below -64.
      let boundary = SIMD16<Int8>(repeating: -64)
      let zero = SIMD16<UInt8>(repeating: 0)
      var total = bytes.count
      var index = 0
      while index + 16 <= bytes.count {
        // Sums of up to 255 rounds fit into a byte per lane.
        let end = Swift.min(index + 255 * 16, bytes.count - 15)
        var sums = zero
        while index < end {
          let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self)
          // A lane of a mask is -1 where it is set.
          sums &-= unsafe unsafeBitCast(block .< boundary, to: SIMD16<UInt8>.self)
          index += 16
        }
        total -= sums.sum
      }
      guard bytes.count >= 8 else {
        while index < bytes.count {
          if unsafe bytes[index] & 0xC0 == 0x80 { total -= 1 }
          index += 1
        }
        return total
      }
      return total - (unsafe bytes.continuationByteCount(from: index))
    }
  }
}

extension SIMD16<UInt8> {
  /// The lanes added up. (The standard library's sum of wider lanes takes six times as long.)
  @inlinable @inline(__always)
  public var sum: Int {
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    let even: UInt64 = 0x00FF_00FF_00FF_00FF
    // Four sums of at most 4 × 255 stand side by side; the product has all of them in its highest 16 bits.
    let sums =
      (halves.x & even) + (halves.x >> 8 & even) + (halves.y & even) + (halves.y >> 8 & even)
    return Int((sums &* 0x0001_0001_0001_0001) >> 48)
  }
}

extension UnsafeRawBufferPointer {
  /// How many of its bytes, eight at least, from a place on go on with a UTF-8 scalar.
  @inlinable @inline(__always)
  public func continuationByteCount(from start: Int) -> Int {
    var found = 0
    var at = start
    // Words of eight, the last of which ends with the bytes. What is counted of it already is shifted out.
    // (None of the sums overflows: they are places in the bytes, or less than 64.)
    while at < count {
      let start = Swift.min(at, count &- 8)
      let word = unsafe loadUnaligned(fromByteOffset: start, as: UInt64.self)
      let left = UInt64(littleEndian: word) &>> UInt64(truncatingIfNeeded: 8 &* (at &- start))
      found &+= left.continuationByteCount
      at &+= 8
    }
    return found
  }
}

extension UInt64 {
  /// How many of its eight bytes go on with a UTF-8 scalar: 10xxxxxx.
  @inlinable @inline(__always)
  var continuationByteCount: Int {
    let found = self >> 7 & ~(self >> 6) & 0x0101_0101_0101_0101
    return Int(truncatingIfNeeded: (found &* 0x0101_0101_0101_0101) &>> 56)
  }
}
