import GazetteDocumentModel
import Testing

@Suite("Base 64")
struct Base64Tests {
  @Test(
    "encodes and decodes the test vectors of RFC 4648 §10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func vectors(_ text: String, _ encoded: String) {
    let bytes = Array(text.utf8)
    #expect(String(decoding: Base64.encode(bytes.span), as: UTF8.self) == encoded)
    #expect(Base64.decode(Array(encoded.utf8)) == bytes)
  }

  @Test("gives every byte back, whatever the length")
  func roundTrip() {
    for length in 0..<300 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
      #expect(Base64.decode(Base64.encode(bytes.span)) == bytes)
    }
  }

  @Test(
    "refuses what is none",
    arguments: ["Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "Zg==Zg==", "Zm9\n", "Zm9_", "Zm9é"])
  func refusals(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }
}
