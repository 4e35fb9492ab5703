// swift-tools-version: 6.2
import PackageDescription

// A target is a folder of Sources/; its module name is prefixed, since two packages that
// each have a module `JSON` cannot be used together.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: "Gazette" + folder, dependencies: dependencies, path: "Sources/" + folder,
    swiftSettings: settings)
}

func tests(_ folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: folder + "Tests", dependencies: dependencies, path: "Tests/\(folder)Tests",
    swiftSettings: settings)
}

let formats: [Target.Dependency] = [
  "GazetteBulletinText", "GazetteJATS", "GazetteXHTML", "GazetteEPUB", "GazetteCSV",
  "GazetteJSON",
]

let package = Package(
  name: "gazette",
  products: [
    .library(name: "Gazette", targets: ["Gazette"]),
    .executable(name: "gazette", targets: ["GazetteCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The document model and what every stage is built from; nothing above it is imported.
    module("DocumentModel", ["CNettle"]),
    module("XMLKit", ["GazetteDocumentModel", "CLibXML2"]),
    module(
      "XMLValidation",
      ["GazetteDocumentModel", "GazetteXMLKit", "GazetteStylesheets", "CLibXML2"]),
    module("TextEncoding", ["GazetteDocumentModel", "CTextEncoding"]),
    // Zip as EPUB and archives share it, and archives of every other kind.
    module("Zip", ["GazetteDocumentModel", "CZlib", "CLibDeflate", "CISAL"]),
    module(
      "Archives",
      [
        "GazetteDocumentModel", "GazetteTextEncoding", "GazetteZip", "CArchive", "CBzip2",
        "CLibDeflate", "CLZMA", "CZstandard",
      ]),

    // A folder per format. No format imports another.
    module("BulletinText", ["GazetteDocumentModel", "GazetteStylesheets", "CLibYAML"]),
    module("JATS", ["GazetteDocumentModel", "GazetteXMLKit"]),
    module("XHTML", ["GazetteDocumentModel", "GazetteXMLKit", "GazetteStylesheets"]),
    module(
      "EPUB",
      [
        "GazetteDocumentModel", "GazetteXMLKit", "GazetteXMLValidation", "GazetteTextEncoding",
        "GazetteStylesheets", "GazetteZip",
      ]),
    module("CSV", ["GazetteDocumentModel"]),
    module("JSON", ["GazetteDocumentModel", "GazetteStylesheets"]),

    // What changes a document on its way, a file per filter.
    module("Filters", ["GazetteDocumentModel", "GazetteBulletinText"]),

    // The registry, and the stages joined.
    module(
      "Pipeline",
      [
        "GazetteDocumentModel", "GazetteTextEncoding", "GazetteFilters", "GazetteXMLKit",
        "GazetteXMLValidation", "GazetteStylesheets", "GazetteArchives", "GazetteZip",
      ] + formats),

    // What is built on them: the one module that a user of the library imports, and the command line.
    .target(
      name: "Gazette",
      dependencies: [
        "GazetteDocumentModel", "GazettePipeline", "GazetteTextEncoding", "GazetteXMLValidation",
      ],
      path: "Sources/Library", swiftSettings: settings),
    .executableTarget(
      name: "GazetteLibraryExample", dependencies: ["Gazette"], path: "examples/library",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      // Not `gazette`: where capitals do not count in names of files, that is the module of the library.
      name: "GazetteCommand",
      dependencies: [
        "GazettePipeline", "GazetteDocumentModel", "GazetteStylesheets", "GazetteTextEncoding",
        "GazetteXMLValidation", "GazetteArchives",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/gazette", swiftSettings: settings),

    // What each format looks like, embedded in the binary.
    .target(
      name: "GazetteStylesheets", path: "stylesheets",
      resources: [
        .embedInCode("layouts"), .embedInCode("css"), .embedInCode("schemas"),
        .embedInCode("xsl"),
      ],
      swiftSettings: settings),

    // Tests: a target per module, and what they share.
    .target(
      name: "GazetteTestSupport",
      dependencies: ["GazetteDocumentModel", "GazetteTextEncoding"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("DocumentModel", ["GazetteDocumentModel", "GazetteTestSupport"]),
    tests("XMLKit", ["GazetteXMLKit", "GazetteTestSupport"]),
    tests(
      "XMLValidation",
      [
        "GazetteXMLValidation", "GazetteXMLKit", "GazettePipeline", "GazetteTestSupport",
        "CLibXML2",
      ]),
    tests("TextEncoding", ["GazetteTextEncoding", "GazetteTestSupport"]),
    tests("Archives", ["GazetteArchives", "GazetteZip", "GazetteTestSupport"]),
    tests("BulletinText", ["GazetteBulletinText", "GazetteStylesheets", "GazetteTestSupport"]),
    tests("JATS", ["GazetteJATS", "GazetteTestSupport"]),
    tests("XHTML", ["GazetteXHTML", "GazetteTestSupport"]),
    tests(
      "EPUB", ["GazettePipeline", "GazetteXMLValidation", "GazetteTestSupport", "GazetteCommand"]),
    tests("CSV", ["GazetteCSV", "GazetteTestSupport"]),
    tests("JSON", ["GazetteJSON", "GazetteTestSupport"]),
    tests("Filters", ["GazettePipeline", "GazetteFilters", "GazetteTestSupport"]),
    tests("Pipeline", ["GazettePipeline", "GazetteTestSupport"]),
    tests("Library", ["Gazette", "GazetteTestSupport", "GazetteLibraryExample"]),
    tests(
      "Command",
      [
        "GazettePipeline", "GazetteTestSupport", "GazetteTextEncoding", "GazetteArchives",
        "GazetteZip", "GazetteCommand",
      ]),

    // C libraries.
    .systemLibrary(
      name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CLibYAML", path: "Sources/CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLibDeflate", path: "Sources/CLibDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    // Not linked, hence without pkg-config: only its header is used.
    .systemLibrary(
      name: "CISAL", path: "Sources/CISAL",
      providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    .systemLibrary(
      name: "CNettle", path: "Sources/CNettle", pkgConfig: "nettle",
      providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
    .systemLibrary(
      name: "CArchive", path: "Sources/CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    // bzip2 has no pkg-config file.
    .systemLibrary(
      name: "CBzip2", path: "Sources/CBzip2",
      providers: [.apt(["libbz2-dev"]), .brew(["bzip2"])]),
    .systemLibrary(
      name: "CLZMA", path: "Sources/CLZMA", pkgConfig: "liblzma",
      providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
    .systemLibrary(
      name: "CZstandard", path: "Sources/CZstandard", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CTextEncoding", path: "Sources/CTextEncoding", pkgConfig: "uchardet",
      providers: [.apt(["libuchardet-dev"]), .brew(["uchardet"])]),
  ]
)
