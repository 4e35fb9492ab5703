import GazetteDocumentModel

// What a line may hold, by 16 places at a time: most lines hold none of it, and need no closer look.

extension Span where Element == UInt8 {
  /// Whether two columns of blanks may stand together, or a tab or a bar stand: all lines that have such a
  /// gap, and few others.
  var mayHoldGap: Bool {
    anyPlace { places in
      let likely =
        places.isControl .| places.holds(0x7C) .| places.holds(0x20, 0x20)
        .| places.holds(0xE3, 0x80, 0x80)
      // Few lines have what begins a rare blank, or │.
      guard places.mayBeRareBlank.isAnySet else { return likely }
      return likely .| places.isRareBlank .| places.holds(0xE2, 0x94)
    }
  }

  /// Whether something may part words: a blank, a semicolon of either width, a bar.
  var mayHoldWords: Bool {
    // Most lines show by a few bytes that there is none.
    guard anyPlace({ $0.mayPartWords }) else { return false }
    return anyPlace { places in
      places.isControl .| places.holds(0x20) .| places.holds(0x3B) .| places.holds(0x7C)
        .| places.holds(0xE3, 0x80, 0x80) .| places.holds(0xEF, 0xBC, 0x9B) .| places.isRareBlank
    }
  }

  /// Whether dots may lead from a word to another: two full stops, … or ·.
  var mayHoldLeader: Bool {
    anyPlace { places in
      places.holds(0x2E, 0x2E) .| places.holds(0xE2, 0x80, 0xA6) .| places.holds(0xC2, 0xB7)
    }
  }

  /// Whether two spaces stand together, a tab, or an ideographic space.
  var holdsWideGap: Bool {
    anyPlace { places in
      places.holds(0x09) .| places.holds(0x20, 0x20) .| places.holds(0xE3, 0x80, 0x80)
    }
  }

  /// Whether a letter of ASCII stands in it that is a capital.
  var holdsCapital: Bool { anyPlace { $0.isBetween(0x41, 0x5A) } }

  /// Whether a letter of ASCII stands in it that is none.
  var holdsSmallLetter: Bool { anyPlace { $0.isBetween(0x61, 0x7A) } }

  /// The line's columns, and whether it may hold a wide gap: all lines that do, and few others. One look at the
  /// bytes of a short line tells both; a long one is seldom asked for gaps.
  @inline(__always)
  var extent: (columns: Int, mayHoldGap: Bool) {
    // A lane counts to 255.
    guard count >= 18, count < 255 * 16 else { return (columnsOfFew, true) }
    // Loads stay within `count`: the last ones end with it, and see some bytes again.
    return unsafe withUnsafeBytes { bytes in
      // A wide character has two bytes that go on with it, for two columns; a letter of two bytes takes one column.
      var narrowing = SIMD16<UInt8>(repeating: 0)
      var gaps = BytePlaces.Mask(repeating: false)
      var at = 0
      let last = bytes.count - 18
      while at <= last {
        let places = unsafe BytePlaces(bytes, at)
        // A lane of a mask is -1 where it is set.
        narrowing &-= unsafe unsafeBitCast(places.isNarrowing, to: SIMD16<UInt8>.self)
        gaps = (gaps .| places.mayBeGap)
        at &+= 16
      }
      let end = unsafe BytePlaces(bytes, last)
      gaps = (gaps .| end.mayBeGap)
      // Of the last places those that were not seen yet, and the two bytes behind them.
      let rest = end.isNarrowing .& BytePlaces.lanes(from: at &- last)
      narrowing &-= unsafe unsafeBitCast(rest, to: SIMD16<UInt8>.self)
      let counted =
        narrowing.sum &+ (unsafe bytes[bytes.count &- 2].isNarrowing ? 1 : 0)
        &+ (unsafe bytes[bytes.count &- 1].isNarrowing ? 1 : 0)
      return ((2 &* bytes.count &- counted) &>> 1, gaps.isAnySet)
    }
  }

  /// Columns in a fixed-width font, near enough: what takes three bytes takes two, a letter of two bytes one.
  var columns: Int { count >= 18 && count < 255 * 16 ? extent.columns : columnsOfFew }

  private var columnsOfFew: Int {
    var narrowing = 0
    for at in 0..<count where self[at].isNarrowing { narrowing += 1 }
    return (2 * count - narrowing) / 2
  }

  /// Whether a place passes the test; bytes behind the end are 0.
  @inline(__always)
  private func anyPlace(_ test: (BytePlaces) -> SIMDMask<SIMD16<Int8>>) -> Bool {
    // Loads stay within `count`: the last ones end with it, and see some bytes again.
    unsafe withUnsafeBytes { bytes in
      let last = bytes.count - 18
      guard last >= 0 else {
        // Those of a short line stay within its copy: three of 16, each a byte further.
        var line = SIMD64<UInt8>(repeating: 0)
        return unsafe withUnsafeMutableBytes(of: &line) { copy in
          unsafe copy.copyMemory(from: bytes)
          let copy = UnsafeRawBufferPointer(copy)
          return unsafe test(BytePlaces(copy, 0)).isAnySet || test(BytePlaces(copy, 16)).isAnySet
        }
      }
      var at = 0
      while at < last {
        if test(unsafe BytePlaces(bytes, at)).isAnySet { return true }
        at += 16
      }
      if test(unsafe BytePlaces(bytes, last)).isAnySet { return true }
      return test(unsafe BytePlaces(bytes[last + 16], bytes[last + 17])).isAnySet
    }
  }
}

extension UInt8 {
  /// Whether it goes on with a scalar, or begins one of two bytes.
  @inline(__always)
  fileprivate var isNarrowing: Bool { self >= 0x80 && self < 0xE0 }
}

/// Sixteen places of a line: their bytes, and the two that come behind each of them.
private struct BytePlaces {
  typealias Bytes = SIMD16<UInt8>
  typealias Mask = SIMDMask<SIMD16<Int8>>

  let first: Bytes
  let second: Bytes
  let third: Bytes

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, _ at: Int) {
    first = unsafe bytes.loadUnaligned(fromByteOffset: at, as: Bytes.self)
    second = unsafe bytes.loadUnaligned(fromByteOffset: at + 1, as: Bytes.self)
    third = unsafe bytes.loadUnaligned(fromByteOffset: at + 2, as: Bytes.self)
  }

  /// The last two places of a line.
  @inline(__always)
  init(_ a: UInt8, _ b: UInt8) {
    var bytes = Bytes(repeating: 0)
    third = bytes
    bytes[0] = b
    second = bytes
    bytes[1] = b
    bytes[0] = a
    first = bytes
  }

  @inline(__always)
  func holds(_ a: UInt8) -> Mask { first .== Bytes(repeating: a) }

  @inline(__always)
  func holds(_ a: UInt8, _ b: UInt8) -> Mask { holds(a) .& (second .== Bytes(repeating: b)) }

  @inline(__always)
  func holds(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Mask {
    holds(a, b) .& (third .== Bytes(repeating: c))
  }

  @inline(__always)
  func isBetween(_ low: UInt8, _ high: UInt8) -> Mask {
    (first .>= Bytes(repeating: low)) .& (first .<= Bytes(repeating: high))
  }

  /// Bytes that go on with a scalar of UTF-8, or begin one of two: as signed numbers, those below -32.
  @inline(__always)
  var isNarrowing: Mask {
    unsafe unsafeBitCast(first, to: SIMD16<Int8>.self) .< SIMD16<Int8>(repeating: -32)
  }

  /// The places from one on.
  @inline(__always)
  static func lanes(from first: Int) -> Mask {
    Bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
      .>= Bytes(repeating: UInt8(truncatingIfNeeded: first))
  }

  /// Tabs, two spaces, the last two bytes of the ideographic space E3 80 80.
  @inline(__always)
  var mayBeGap: Mask {
    let both = first | second
    return holds(0x09) .| (both .== Bytes(repeating: 0x20)) .| (both .== Bytes(repeating: 0x80))
  }

  /// Blanks and control characters of ASCII, its bar and semicolon; the last two bytes of the ideographic space
  /// E3 80 80 and of the wide semicolon EF BC 9B; the first one of a rare blank.
  @inline(__always)
  var mayPartWords: Mask {
    let isLow = (first .<= Bytes(repeating: 0x20)) .& (first .> Bytes(repeating: 0))
    return isLow .| holds(0x3B) .| holds(0x7C) .| ((first | second) .== Bytes(repeating: 0x80))
      .| holds(0xBC, 0x9B) .| mayBeRareBlank
  }

  /// Control characters; the zeros behind the end are none.
  @inline(__always)
  var isControl: Mask {
    (first .< Bytes(repeating: 0x20)) .& (first .> Bytes(repeating: 0))
  }

  /// Where the first byte of a rare blank stands.
  @inline(__always)
  var mayBeRareBlank: Mask {
    holds(0xC2) .| holds(0xE1) .| holds(0xE2) .| holds(0xEF, 0xBB)
  }

  /// Where `TextScalar.isBlank` may hold above ASCII, but for the ideographic space: C2 85, C2 A0; E1 9A 80;
  /// E2 80 80 to 8B, A8, A9, AF; E2 81 9F; EF BB BF.
  @inline(__always)
  var isRareBlank: Mask {
    let inGeneral =
      holds(0xE2, 0x80)
      .& ((third .< Bytes(repeating: 0x8C)) .| (third .> Bytes(repeating: 0xA7)))
    let inLatin = holds(0xC2) .& (second .< Bytes(repeating: 0xA1))
    return inGeneral .| inLatin .| holds(0xE1, 0x9A) .| holds(0xE2, 0x81) .| holds(0xEF, 0xBB)
  }
}
