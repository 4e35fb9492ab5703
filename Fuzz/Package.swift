// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a user of the library never builds it. `make fuzz` in the folder above
// builds it with the sanitizers, of the library's code too.
let package = Package(
  name: "gazette-fuzz",
  dependencies: [.package(name: "gazette", path: "..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: ["CLibFuzzer", .product(name: "Gazette", package: "gazette")],
      swiftSettings: [.swiftLanguageMode(.v6), .strictMemorySafety()]),
    .systemLibrary(name: "CLibFuzzer", path: "Sources/CLibFuzzer"),
  ]
)
