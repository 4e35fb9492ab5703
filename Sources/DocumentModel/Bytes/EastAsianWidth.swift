/// Which scalars take two columns of a fixed-width font: East_Asian_Width W and F of Unicode 16
/// (UAX #11, EastAsianWidth.txt).
public enum EastAsianWidth {
  /// Blocks are whole where what is not assigned in them is kept for wide characters.
  private static let ranges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2648...0x2653,
    0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26F2...0x26F3, 0x2705...0x2705,
    0x270A...0x270B, 0x2728...0x2728, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]

  /// Whether the scalar takes two columns.
  @inlinable
  public static func isWide(_ scalar: UInt32) -> Bool {
    if scalar < 0x1100 { return false }
    if scalar >= 0x3041 && scalar <= 0xA4CF { return true }
    return isRarelyWide(scalar)
  }

  /// What `isWide` has no quick answer for.
  @usableFromInline
  static func isRarelyWide(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar)
  }
}
