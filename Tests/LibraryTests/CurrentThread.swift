#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The thread that asks.
enum CurrentThread {
  /// pthread_self
  static var number: UInt { UInt(pthread_self()) }
}
