import CLibFuzzer
import GazetteDocumentModel
import GazettePipeline
import Glibc

// fuzz FORMAT [libFuzzer's arguments]: feeds a format's reader, and every writer behind it.

let name = CommandLine.arguments.dropFirst().first ?? ""
guard let format = Formats.all.first(where: { $0.name == name && $0.makeReader != nil }) else {
  print("usage: Fuzz FORMAT [libFuzzer arguments]; formats:", Formats.all.map(\.name))
  exit(64)
}
unsafe trial = Trial(format)

// libFuzzer wants the arguments without the format's name.
var argumentCount = CommandLine.argc - 1
unsafe CommandLine.unsafeArgv[1] = CommandLine.unsafeArgv[0]
var arguments = unsafe Optional(CommandLine.unsafeArgv + 1)
exit(
  unsafe LLVMFuzzerRunDriver(&argumentCount, &arguments) { data, size in
    guard let data = unsafe data else { return 0 }
    // libFuzzer's memory outlives the call; the bytes are copied.
    unsafe trial?.run([UInt8](UnsafeBufferPointer(start: data, count: size)))
    return 0
  })
