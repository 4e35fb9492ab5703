import GazetteDocumentModel
import GazetteJSON

/// A report as XML: the object is an element, its scalars are attributes, each list is an element with
/// an `item` for each of its objects.
///
///     <report entries="3" failed="1"><errors><item name="GZ1101" count="1"/></errors></report>
enum ReportXML {
  static func write(
    _ summary: JSONValue, to sink: any ByteSink, _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    var page = PageWriter(sink, diagnostics: diagnostics)
    try page.declaration()
    try page.begin("report", attributes(of: summary))
    for member in summary.members where !member.value.elements.isEmpty {
      try page.line()
      try page.begin(member.key)
      for item in member.value.elements {
        try page.line()
        try page.empty("item", attributes(of: item))
      }
      try page.line()
      try page.end()
    }
    try page.line()
    try page.finish()
  }

  private static func attributes(of object: JSONValue) -> [(String, String)] {
    object.members.compactMap { member in
      if let text = member.value.string { return (member.key, text) }
      return member.value.integer.map { (member.key, String($0)) }
    }
  }
}
