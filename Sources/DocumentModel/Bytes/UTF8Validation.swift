/// UTF-8 validation, 16 bytes at a time (Unicode 16, table 3-7).
///
/// A byte is judged with the three before it, loaded from 1, 2 and 3 bytes earlier, so no lane
/// shuffles are needed. For each byte:
///
/// - it is a continuation (80…BF) exactly where a lead asks for one: the byte before is C0…FF, or
///   the one 2 before is E0…FF, or the one 3 before is F0…FF;
/// - it is none of C0, C1, F5…FF;
/// - after E0 it is not below A0 (overlong), after ED not above 9F (surrogate), after F0 not below
///   90 (overlong), after F4 not above 8F (above U+10FFFF).
public enum UTF8Validation {
  /// The length of the longest valid prefix that ends at a scalar boundary: `count` if all of it is
  /// valid. A scalar cut short by the end counts as not valid.
  public static func validPrefix(_ span: Span<UInt8>) -> Int {
    let count = span.count
    var checked = 0
    if count >= 19 {
      // The first scalars one by one, so that the blocks can look 3 bytes back.
      while checked < 3 {
        guard let next = scalarEnd(span, checked) else { return checked }
        checked = next
      }
      let head = checked
      let judged = unsafe span.withUnsafeBytes { unsafe validBlocks($0, from: head) }
      // The blocks vouch for each byte up to `judged`, but the last scalar there may go on behind
      // it: on from where it begins.
      if judged > head {
        checked = judged - 1
        while checked > head, span[checked] & 0xC0 == 0x80 { checked -= 1 }
      }
    }
    while checked < count {
      guard let next = scalarEnd(span, checked) else { return checked }
      checked = next
    }
    return count
  }

  /// The end of the good blocks, from `start` ≥ 3 on.
  ///
  /// Comparisons of signed bytes cost one instruction, of unsigned ones two; and the leads that need
  /// a closer look (C0, C1, E0, ED, F0…FF) are rare, so that look is kept out of the loop's usual way.
  private static func validBlocks(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    typealias Block = SIMD16<UInt8>
    let xC0 = Block(repeating: 0xC0), xE0 = Block(repeating: 0xE0), xF0 = Block(repeating: 0xF0)
    let xED = Block(repeating: 0xED), xFE = Block(repeating: 0xFE)
    let minus64 = SIMD16<Int8>(repeating: -64)
    @inline(__always) func judge(_ i: Int) -> (
      bad: SIMDMask<SIMD16<Int8>>, rare: SIMDMask<SIMD16<Int8>>
    ) {
      let b = unsafe base.loadUnaligned(fromByteOffset: i, as: SIMD16<Int8>.self)
      let p1 = unsafe base.loadUnaligned(fromByteOffset: i &- 1, as: Block.self)
      let p2 = unsafe base.loadUnaligned(fromByteOffset: i &- 2, as: Block.self)
      let p3 = unsafe base.loadUnaligned(fromByteOffset: i &- 3, as: Block.self)
      let wanted = (p1 .>= xC0) .| (p2 .>= xE0) .| (p3 .>= xF0)
      let rare = (p1 .>= xF0) .| (p1 .== xE0) .| (p1 .== xED) .| ((p1 & xFE) .== xC0)
      return ((b .< minus64) .^ wanted, rare)
    }
    func isBad(_ i: Int) -> Bool {
      let (bad, rare) = judge(i)
      guard (bad .| rare).isAnySet else { return false }
      return bad.isAnySet
        || (unsafe hasBadPair(
          base.loadUnaligned(fromByteOffset: i &- 1, as: Block.self),
          base.loadUnaligned(fromByteOffset: i, as: Block.self)))
    }
    var i = start
    // Two blocks a round, which share the question whether there is anything to look at.
    while i &+ 32 <= bytes.count {
      let (one, two) = (judge(i), judge(i &+ 16))
      if (one.bad .| one.rare .| two.bad .| two.rare).isAnySet, isBad(i) || isBad(i &+ 16) { break }
      i &+= 32
    }
    while i &+ 16 <= bytes.count, !isBad(i) { i &+= 16 }
    return i
  }

  /// Whether a rare lead is not allowed, or not before the byte that follows it.
  @inline(never)
  private static func hasBadPair(_ p1: SIMD16<UInt8>, _ b: SIMD16<UInt8>) -> Bool {
    for lane in 0..<16 {
      switch p1[lane] {
      case 0xC0, 0xC1, 0xF5...0xFF: return true
      case 0xE0: if b[lane] < 0xA0 { return true }
      case 0xED: if b[lane] > 0x9F { return true }
      case 0xF0: if b[lane] < 0x90 { return true }
      case 0xF4: if b[lane] > 0x8F { return true }
      default: break
      }
    }
    return false
  }

  /// The end of the scalar that begins at `i`, or nil where none does or it is cut short.
  private static func scalarEnd(_ s: Span<UInt8>, _ i: Int) -> Int? {
    let b0 = s[i]
    if b0 < 0x80 { return i + 1 }
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch b0 {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if b0 == 0xE0 { low = 0xA0 }
      if b0 == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if b0 == 0xF0 { low = 0x90 }
      if b0 == 0xF4 { high = 0x8F }
    default: return nil
    }
    guard i + length <= s.count, (low...high).contains(s[i + 1]) else { return nil }
    for k in 2..<max(length, 2) where s[i + k] & 0xC0 != 0x80 { return nil }
    return i + length
  }

  /// How many bytes at the end belong to a scalar that has begun but not ended: 0…3. They may become
  /// valid with the next chunk.
  public static func incompleteSuffix(_ s: Span<UInt8>) -> Int {
    let n = s.count
    for back in 1...3 where back <= n {
      let b = s[n - back]
      if b & 0xC0 == 0x80 { continue }
      // 0xC0, 0xC1 and what is above 0xF4 begin no scalar (RFC 3629 §4).
      let length = b > 0xF4 ? 1 : b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC2 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
