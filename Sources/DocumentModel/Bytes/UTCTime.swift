#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A point in time by the calendar, in UTC.
public struct UTCTime: Sendable {
  public var year = 1970
  public var month = 1
  public var day = 1
  public var hour = 0
  public var minute = 0
  public var second = 0

  public init() {}

  /// gmtime_r: of seconds since 1970.
  public init(_ seconds: Int64) {
    var time = time_t(seconds)
    var parts = unsafe tm()
    guard unsafe gmtime_r(&time, &parts) != nil else { return }
    unsafe (year, month, day) = (
      Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)
    )
    unsafe (hour, minute, second) = (Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec))
  }

  /// timegm: seconds since 1970.
  public var seconds: Int64 {
    var parts = unsafe tm()
    unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday) = (
      CInt(year - 1900), CInt(month - 1), CInt(day)
    )
    unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec) = (CInt(hour), CInt(minute), CInt(second))
    return unsafe Int64(timegm(&parts))
  }

  /// ISO 8601: `2021-03-12T08:30:00Z`.
  public var text: String {
    func digits(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2) + "T"
      + digits(hour, 2) + ":" + digits(minute, 2) + ":" + digits(second, 2) + "Z"
  }

  /// SOURCE_DATE_EPOCH: the time that outputs are to bear, where it is set, so that they can be made again.
  public static var sourceDateEpoch: Int64? {
    unsafe getenv("SOURCE_DATE_EPOCH").flatMap { unsafe Int64(String(cString: $0)) }
  }
}
