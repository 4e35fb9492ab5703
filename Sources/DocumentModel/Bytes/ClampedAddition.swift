extension FixedWidthInteger {
  /// The sum, or the largest number where it would be larger: for what only counts or is compared, of
  /// numbers that an input states.
  @inlinable
  public func addingClamped(_ other: Self) -> Self {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }
}
