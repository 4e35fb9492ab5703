extension StreamInflater {
  /// Decodes a compressed block up to its end, or until the window is full, or nearly all input that is in
  /// memory is taken, or at a fault.
  mutating func decodeBlock() {
    decode(isNearEnd: false)
    // The last bytes are taken with more care.
    guard case .coded = state, fault == nil, source.isLast, out < Self.newest else { return }
    decode(isNearEnd: true)
  }

  /// The hot loop of every archive.
  ///
  /// Bits are looked at by 64, of which 56 count, and suffice for a letter and a repetition: 11 + 11 + 5 +
  /// 8 + 13. Only where a code is longer than its first table they are looked at anew in between. The next
  /// entry is found before bytes are copied, so that memory is not waited for.
  ///
  /// - Parameter isNearEnd: whether a symbol may reach beyond the last byte: then each is looked at before
  ///   it counts. A constant, by which the compiler makes two loops of this one.
  @inline(__always)
  private mutating func decode(isNearEnd: Bool) {
    var bits = source.bits
    // Bits that count, in the lowest byte alone: taking an entry's bits takes the rest of it, too.
    var bitCount = source.bitCount
    var position = source.position
    var out = self.out
    let oldest = self.oldest
    let inputCount = source.count
    // Three times seven bytes are taken in a step, and eight looked at.
    let inputLimit = isNearEnd ? .max : inputCount - 32
    guard position < inputLimit else { return }
    var hasEnded = false
    var fault: Fault?

    let letterEntries = self.letters.entries
    let distanceEntries = self.distances.entries
    let letters = letterEntries.span
    let distances = distanceEntries.span
    // No pointer leaves its closure. Bytes are read below `inputLimit` and 32 more, or, near the end, in
    // the padding, which no symbol that counts goes beyond. They are written below `newest` and 288 more,
    // which is how long the window is; read from `oldest` on.
    unsafe source.buffer.withUnsafeBytes { input in
      unsafe window.withUnsafeMutableBytes { window in
        guard let input = input.baseAddress, let window = window.baseAddress else {
          return
        }
        func look() {
          let next = unsafe input.loadUnaligned(fromByteOffset: position, as: UInt64.self)
          bits |= UInt64(littleEndian: next) &<< bitCount
          position &+= 7 &- Int(truncatingIfNeeded: bitCount &>> 3 & 7)
          bitCount |= 56
        }
        func take(_ entry: UInt32) {
          bits &>>= UInt64(entry)
          bitCount &-= UInt64(entry)
        }
        func letter() -> UInt32 { letters[Int(bits & (1 << UInt64(Self.letterBits) - 1))] }
        func isOverrun() -> Bool { position &- Int(bitCount & 0xFF) >> 3 > inputCount }
        /// The entry in the table that an entry leads to, where the next bits say.
        func long(_ entry: UInt32, in entries: Span<UInt32>) -> UInt32 {
          take(entry)
          look()
          let width = UInt64(entry &>> 8 & 0xF)
          return entries[Int(entry &>> 16) &+ Int(bits & (1 &<< width &- 1))]
        }
        /// What an entry stands for, with the bits behind its code.
        func number(_ entry: UInt32) -> Int {
          let extra = (bits & (1 &<< UInt64(entry) &- 1)) &>> UInt64(entry &>> 8 & 0xF)
          return Int(entry &>> 16) &+ Int(extra)
        }

        look()
        var entry = letter()
        repeat {
          if entry & HuffmanTable.isExceptional != 0 {
            if entry & HuffmanTable.isTable != 0 { entry = long(entry, in: letters) }
            if entry & HuffmanTable.isExceptional != 0 {
              guard entry & HuffmanTable.isEnd != 0 else {
                fault = .invalid
                break
              }
              take(entry)
              hasEnded = true
              break
            }
          }
          if entry & HuffmanTable.isLiteral != 0 {
            let first = UInt8(truncatingIfNeeded: entry &>> 16)
            take(entry)
            if isNearEnd, isOverrun() { break }
            entry = letter()
            unsafe window.storeBytes(of: first, toByteOffset: out, as: UInt8.self)
            out &+= 1
            if isNearEnd {
              look()
              continue
            }
            if entry & HuffmanTable.isLiteral != 0 {
              let second = UInt8(truncatingIfNeeded: entry &>> 16)
              take(entry)
              entry = letter()
              look()
              unsafe window.storeBytes(of: second, toByteOffset: out, as: UInt8.self)
              out &+= 1
              continue
            }
            if entry & HuffmanTable.isExceptional != 0 {
              look()
              continue
            }
          }
          let length = number(entry)
          take(entry)
          var far = distances[Int(bits & (1 << UInt64(Self.distanceBits) - 1))]
          if far & HuffmanTable.isTable != 0, far & HuffmanTable.isExceptional != 0 {
            far = long(far, in: distances)
          }
          guard far & HuffmanTable.isExceptional == 0 else {
            fault = .invalid
            break
          }
          let distance = number(far)
          take(far)
          if isNearEnd, isOverrun() { break }
          guard distance <= out &- oldest else {
            fault = .invalid
            break
          }
          entry = letter()
          look()
          unsafe Self.copy(length, from: distance, to: window + out)
          out &+= length
        } while position < inputLimit && out < Self.newest
      }
    }
    source.bits = bits
    source.bitCount = bitCount & 0xFF
    source.position = position
    self.out = out
    // Where zeros were read behind the last byte, they are no fault of the stream's.
    self.fault = source.isOverrun ? .cutOff : fault
    if hasEnded, self.fault == nil { endBlock() }
  }

  /// Repeats bytes that stand before a place; up to 15 more are written, which the next ones go over.
  @inline(__always)
  private static func copy(
    _ length: Int, from distance: Int, to target: UnsafeMutableRawPointer
  ) {
    var start = unsafe target - distance
    var done = 0
    if distance < 8 {
      // Byte by byte, until the same stands far enough back to go on by eight.
      var period = distance
      while period < 8 { period &+= distance }
      while done < min(length, period) {
        let byte = unsafe start.load(fromByteOffset: done, as: UInt8.self)
        unsafe target.storeBytes(of: byte, toByteOffset: done, as: UInt8.self)
        done &+= 1
      }
      if done == length { return }
      unsafe start = target - period
    }
    // Most repetitions have fewer than 16 bytes.
    repeat {
      for half in 0..<2 {
        let at = done &+ 8 &* half
        let bytes = unsafe start.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        unsafe target.storeBytes(of: bytes, toByteOffset: at, as: UInt64.self)
      }
      done &+= 16
    } while done < length
  }
}
