import GazetteDocumentModel

/// Blocks on their way through compression: one thread puts them in and takes them out in their order, and
/// whichever has time packs them.
///
///     put → [ packed · being packed · waiting · waiting ] → take
///
/// No thread ever waits for one that may not come: where the first block is due and nobody packs it, the
/// thread that wants it does. What comes out depends on the blocks alone, not on who packs them or when.
final class BlockQueue: @unchecked Sendable {
  private enum Content {
    case waiting([UInt8])
    case beingPacked
    case packed([UInt8])
    case failed(ConversionError)
  }

  private final class Block {
    /// Behind the lock.
    var content: Content
    /// Where the archive ends behind it, if somebody wants to know; of the one thread.
    var boundary: AwaitedBoundary?

    init(_ bytes: [UInt8]) { content = .waiting(bytes) }
  }

  private let monitor = Monitor()
  private let isGzip: Bool
  private let width: Int
  private var blocks: [Block] = []
  /// Those that nobody uses; a thread packs by one of its own.
  private var packers: [BlockPacker] = []
  /// Room for blocks to come.
  private var spares: [[UInt8]] = []

  /// - Parameters:
  ///   - isGzip: else Zstandard.
  ///   - width: how many blocks are held at most.
  init(isGzip: Bool, width: Int) {
    self.isGzip = isGzip
    self.width = width
  }

  // MARK: The thread that writes

  /// Takes a block, and leaves an empty one in its place.
  func put(_ block: inout [UInt8]) {
    monitor.withLock {
      blocks.append(Block(block))
      block = spares.popLast() ?? []
    }
  }

  /// The first block, packed, with the boundary behind it; nil while it need not be waited for.
  ///
  /// - Parameter isLast: no other blocks come, so that every one is waited for.
  /// - Throws: `GZ5003` where memory is short.
  func take(
    isLast: Bool
  ) throws(ConversionError) -> (bytes: [UInt8], boundary: AwaitedBoundary?)? {
    monitor.lock()
    defer { monitor.unlock() }
    while let first = blocks.first {
      switch first.content {
      case .packed(let bytes):
        blocks.removeFirst()
        return (bytes, first.boundary)
      case .failed(let error): throw error
      case .waiting where isLast || blocks.count > width: packOne()
      case .beingPacked where isLast || blocks.count > width: monitor.wait()
      case .waiting, .beingPacked: return nil
      }
    }
    return nil
  }

  /// What becomes of the archive's end behind the last block; nil where somebody has that already, or where
  /// no block is held.
  func awaitBoundary() -> AwaitedBoundary? {
    guard let last = blocks.last, last.boundary == nil else { return nil }
    last.boundary = AwaitedBoundary()
    return last.boundary
  }

  var isEmpty: Bool { blocks.isEmpty }

  // MARK: Any thread

  /// Packs the blocks that wait.
  func help() {
    monitor.withLock { while packOne() {} }
  }

  /// Packs the first block that waits, outside of the lock that is held; false where none does.
  @discardableResult private func packOne() -> Bool {
    for block in blocks {
      guard case .waiting(var bytes) = block.content else { continue }
      block.content = .beingPacked
      let packer = packers.popLast() ?? BlockPacker(isGzip: isGzip)
      monitor.unlock()
      let packed = Self.pack(bytes, packer)
      monitor.lock()
      packers.append(packer)
      bytes.removeAll(keepingCapacity: true)
      spares.append(bytes)
      block.content = packed
      monitor.wakeAll()
      return true
    }
    return false
  }

  private static func pack(_ bytes: [UInt8], _ packer: BlockPacker) -> Content {
    do throws(ConversionError) {
      return .packed(try packer.pack(bytes))
    } catch {
      return .failed(error)
    }
  }
}
