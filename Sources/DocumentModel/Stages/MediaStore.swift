/// Where the pictures of documents are kept between a reader that has them and a writer that wants them.
///
/// Targets of `image` elements name them. The same bytes are kept once.
public protocol MediaStore: AnyObject {
  /// Keeps a picture that a container holds; gives the target that documents call it by.
  ///
  /// - Parameter name: its name there, for its ending.
  func keep(_ bytes: [UInt8], named name: String) throws(ConversionError) -> String

  /// The bytes that a target names, nil where there are none.
  func bytes(of target: String) throws(ConversionError) -> [UInt8]?
}
