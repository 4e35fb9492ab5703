import Foundation
import GazetteTestSupport
import Testing

/// A run that was stopped, by whatever, goes on and ends with the bytes of one that was not.
@Suite struct BatchResumeTests {
  static let count = 40

  /// The undisturbed run, and the harness to disturb others in.
  func prepared(_ output: String) throws -> (BatchHarness, [String: [UInt8]], [UInt8]) {
    let harness = try BatchHarness()
    try harness.archive("in.tar.gz", Self.count)
    let result = try harness.batch(
      "in.tar.gz", "-t", "jats", "-o", "whole" + output, "--manifest", "whole.m")
    #expect(result.status == 0)
    let manifest = Repository.file(harness.path + "/whole.m")
    #expect(manifest.filter { $0 == 0x0A }.count == Self.count)
    return (harness, harness.tree("whole" + output), manifest)
  }

  func line(_ output: String) -> String {
    "gazette batch in.tar.gz -t jats -o out\(output) --manifest m"
  }

  /// A filter that changes nothing and takes its time, so that a run lasts long enough to be disturbed.
  func slowly(_ harness: BatchHarness) throws -> String {
    try harness.command.folder.write("slow", "#!/bin/sh\nsleep 0.02\nexec cat\n")
    #expect(try harness.command.shell("chmod +x slow").status == 0)
    return " --jobs 2 --filter ./slow"
  }

  func expectWhole(
    _ harness: BatchHarness, _ output: String, _ tree: [String: [UInt8]], _ manifest: [UInt8],
    options: String = "", _ comment: Comment
  ) throws {
    let resumed = try harness.command.shell(line(output) + options + " --resume")
    #expect(resumed.status == 0, comment)
    #expect(harness.tree("out" + output) == tree, comment)
    #expect(Repository.file(harness.path + "/m") == manifest, comment)
    #expect(!harness.command.folder.names.contains { $0.hasPrefix(".") }, comment)
    #expect(try harness.command.shell("rm -rf out* m").status == 0)
  }

  /// kill -9 at twenty moments in all, over the time that a run takes.
  @Test(arguments: ["", ".tar", ".tar.gz", ".tar.zst", ".zip"])
  func killedAtAnyMoment(_ output: String) throws {
    let (harness, tree, manifest) = try prepared(output)
    let options = try slowly(harness)
    var killed = 0
    // On a busy machine the program may not be up so soon: then later moments are tried.
    for (step, scale) in [1.0, 4, 16].flatMap({ scale in (1...5).map { ($0, scale) } }) {
      if scale > 1, killed > 0 { break }
      let moment = (Double(step) * 0.06 + Double.random(in: 0...0.06)) * scale
      _ = try harness.command.shell("timeout -s KILL \(moment) " + line(output) + options)
      if try harness.command.shell("test -s \(journal(output))").status == 0 { killed += 1 }
      try expectWhole(
        harness, output, tree, manifest, options: options, "killed after \(moment) s")
    }
    #expect(killed > 0)
  }

  /// The journal cut at any byte, or with a byte changed: what is not whole is not believed.
  @Test func theJournalMayBeTorn() throws {
    let (harness, tree, manifest) = try prepared("")
    for step in 0..<6 {
      // A limit on the size of files stands for a disk that is full.
      let stopped = try harness.command.shell("ulimit -f \(30 + step * 6); " + line(""))
      guard stopped.status == 74 else { continue }
      let path = harness.path + "/out/.gazette-batch/journal"
      var journal = Repository.file(path)
      guard journal.count > 100 else { continue }
      if step % 2 == 0 {
        journal.removeLast(journal.count * step / 12)
      } else {
        journal[journal.count * step / 6] ^= 0x20
      }
      try harness.command.folder.write("out/.gazette-batch/journal", journal)
      try expectWhole(harness, "", tree, manifest, "torn at \(step)")
    }
  }

  /// What an earlier run wrote and somebody changed since is written again.
  @Test func outputsAreLookedAtBeforeTheyCountAsDone() throws {
    let (harness, tree, manifest) = try prepared("")
    try stopHalfWay(harness, "")
    let done = harness.tree("out").keys.filter { !$0.hasPrefix(".") }.sorted()
    #expect(!done.isEmpty)
    for name in done.prefix(4) { try harness.command.folder.write("out/" + name, "changed") }
    try expectWhole(harness, "", tree, manifest, "outputs changed")
  }

  /// Stops a run at a write error, with some of it done.
  func stopHalfWay(_ harness: BatchHarness, _ output: String) throws {
    for blocks in stride(from: 24, to: 800, by: 16) {
      let result = try harness.command.shell("ulimit -f \(blocks); " + line(output))
      if result.status == 74, try harness.command.shell("test -s \(journal(output))").status == 0 {
        return
      }
      #expect(try harness.command.shell("rm -rf out* .out* m").status == 0)
    }
    Issue.record("no limit stopped the run")
  }

  func journal(_ output: String) -> String {
    output.isEmpty ? "out/.gazette-batch/journal" : ".out\(output).gazette-batch/journal"
  }

  @Test(arguments: ["", ".tar", ".tar.gz", ".tar.zst", ".zip"])
  func afterAFullDisk(_ output: String) throws {
    let (harness, tree, manifest) = try prepared(output)
    try stopHalfWay(harness, output)
    // Without --resume nothing that was done is thrown away.
    let refused = try harness.command.shell(line(output))
    #expect(refused.status == 73 && refused.errors.contains("GZ6201"))
    try expectWhole(harness, output, tree, manifest, "disk full")
  }

  /// A file system of 300 KB, where the tests may mount one: full first, then read-only, then with room.
  @Test func afterARealFullDiskAndAReadOnlyOne() throws {
    let (harness, tree, manifest) = try prepared("")
    let mount = "mkdir -p out && mount -t tmpfs -o size=300k none out"
    guard try harness.command.shell("\(mount) 2>/dev/null").status == 0 else {
      return print("skipped: no file system can be mounted here")
    }
    defer { _ = try? harness.command.shell("umount out") }
    let full = try harness.command.shell(line(""))
    #expect(full.status == 74 && full.errors.contains("GZ5004"))
    #expect(try harness.command.shell("mount -o remount,ro out").status == 0)
    let readOnly = try harness.command.shell(line("") + " --resume")
    #expect(readOnly.status == 73)
    #expect(try harness.command.shell("mount -o remount,rw,size=20m out").status == 0)
    #expect(try harness.command.shell(line("") + " --resume").status == 0)
    #expect(harness.tree("out") == tree)
    #expect(Repository.file(harness.path + "/m") == manifest)
  }

  /// Runs what follows in a process group of its own, that hears an interrupt as a terminal's does.
  static let asGroup = "setsid env --default-signal=INT"

  @Test func anInterruptFinishesWhatIsUnderWay() throws {
    let (harness, tree, manifest) = try prepared("")
    let options = try slowly(harness)
    var interrupted = 0
    for step in 1...8 {
      let moment = Double(step) * 0.05
      // As a terminal does it: all of the job's process group is asked.
      let result = try harness.command.shell(
        "\(Self.asGroup) \(line(""))\(options) & sleep \(moment); kill -s INT -- -$!; wait $!")
      #expect(result.status == 130 || result.status == 0)
      let partial = Repository.file(harness.path + "/m")
      #expect(manifest.starts(with: partial))
      // Before the program is up, the signal does what it does to any.
      if result.status == 130, !result.errors.isEmpty {
        #expect(result.errors.contains("--resume"))
        interrupted += 1
      }
      try expectWhole(
        harness, "", tree, manifest, options: options, "interrupted after \(moment) s")
    }
    #expect(interrupted > 0)
  }

  /// A filter that does not come to its end goes with the program, which a second interrupt ends.
  @Test func aSecondInterruptEndsFiltersToo() throws {
    let harness = try BatchHarness()
    try harness.archive("in.tar.gz", 2)
    try harness.command.folder.write(
      "hung", "#!/bin/sh\necho $$ > hung.pid\nsleep 600 | sleep 600\n")
    // What is killed may wait for its reaper: a zombie (Z) is as good as gone.
    let result = try harness.command.shell(
      """
      chmod +x hung
      \(Self.asGroup) gazette batch in.tar.gz -t jats -o out --jobs 1 --filter ./hung & job=$!
      while ! test -s hung.pid; do sleep 0.01; done
      while kill -s INT -- -$job 2>/dev/null; do sleep 0.05; done
      wait $job; status=$?
      for process in /proc/[0-9]*; do
        read -r number name state parent group rest < $process/stat || continue
        test $group = $(cat hung.pid) && test $state != Z && echo "$name is left"
      done 2>/dev/null
      exit $status
      """)
    #expect(result.status == 130)
    #expect(result.output == "")
  }

  /// A run that is killed cannot end its filters: one that reads ends with its input, and the page on
  /// filters says what ends one that hangs. (One job: another filter might be on its way to `setpriv`.)
  @Test(arguments: ["./reads", "exec setpriv --pdeathsig KILL ./hung"])
  func aKilledRunLeavesNoFilter(_ filter: String) throws {
    guard filter == "./reads" || OutsideProgram.path(of: "setpriv") != nil else { return }
    let harness = try BatchHarness()
    try harness.archive("in.tar.gz", 4)
    try harness.command.folder.write(
      "reads", "#!/bin/sh\necho $$ > filter.pid\nwhile read -r line; do sleep 0.1; done\n")
    try harness.command.folder.write("hung", "#!/bin/sh\necho $$ > filter.pid\nexec sleep 600\n")
    let result = try harness.command.shell(
      """
      chmod +x reads hung
      gazette batch in.tar.gz -t jats -o out --jobs 1 --filter '\(filter)' & job=$!
      while ! test -s filter.pid; do sleep 0.01; done
      kill -s KILL $job
      for moment in $(seq 200); do
        read -r number name state rest < /proc/$(cat filter.pid)/stat 2>/dev/null || exit 0
        test $state = Z && exit 0
        sleep 0.05
      done
      echo the filter is left
      """)
    #expect(result.output == "")
  }

  /// A run of a folder that stops at a bad file, behind five others; then the file is mended.
  func stoppedAtABadFile(_ harness: BatchHarness, _ arguments: [String]) throws {
    #expect(try harness.command.shell("mkdir in").status == 0)
    for number in 0..<8 {
      try harness.command.folder.write("in/\(number).txt", BatchHarness.bulletin(number))
    }
    try harness.command.folder.write("in/5.txt", "")
    let stopped = try harness.command.run(["batch"] + arguments + ["--fail-fast"])
    #expect(stopped.status == 1 && stopped.errors.contains("GZ6205"))
    try harness.command.folder.write("in/5.txt", BatchHarness.bulletin(5))
  }

  /// Whether output and manifest are those of an undisturbed run, which is made.
  func expectAsUndisturbed(
    _ harness: BatchHarness, _ output: String, _ arguments: [String]
  ) throws {
    let tree = harness.tree("out" + output)
    let manifest = Repository.file(harness.path + "/m")
    #expect(try harness.command.shell("rm -r out* m").status == 0)
    #expect(try harness.command.run(["batch"] + arguments).status == 0)
    #expect(harness.tree("out" + output) == tree)
    #expect(Repository.file(harness.path + "/m") == manifest)
  }

  @Test(arguments: ["", ".tar"])
  func changedInputsAreDoneAgainAndOthersAreNot(_ output: String) throws {
    let harness = try BatchHarness()
    let arguments = ["in", "-t", "json", "-o", "out" + output, "--manifest", "m", "--jobs", "1"]
    try stoppedAtABadFile(harness, arguments)
    #expect(try harness.manifest("m").count == 6)
    try harness.command.folder.write("in/2.txt", BatchHarness.bulletin(99))
    #expect(try harness.command.shell("rm in/0.txt").status == 0)
    let resumed = try harness.command.run(["batch"] + arguments + ["--resume"])
    #expect(resumed.status == 0)
    if output.isEmpty { #expect(resumed.errors.contains("3 of them before")) }
    try expectAsUndisturbed(harness, output, arguments)
  }

  /// Of a compressed tar, the blocks that were still being packed when the run was stopped are kept too.
  @Test(arguments: [".tar.gz", ".tar.zst"])
  func blocksAreGoneOnBehind(_ output: String) throws {
    let harness = try BatchHarness()
    #expect(try harness.command.shell("mkdir in").status == 0)
    for number in 0..<8 {
      let text = repeatElement(BatchHarness.bulletin(number), count: 60).joined()
      try harness.command.folder.write("in/\(number).txt", Array(text))
    }
    let arguments = ["in", "-t", "json", "-o", "out" + output, "--manifest", "m", "--jobs", "3"]
    let good = Repository.file(harness.path + "/in/6.txt")
    try harness.command.folder.write("in/6.txt", "")
    let stopped = try harness.command.run(["batch"] + arguments + ["--fail-fast"])
    #expect(stopped.status == 1)
    try harness.command.folder.write("in/6.txt", good)
    let resumed = try harness.command.run(["batch"] + arguments + ["--resume"])
    #expect(resumed.status == 0 && resumed.errors.contains("of them before"), "\(resumed.errors)")
    try expectAsUndisturbed(harness, output, arguments)
  }

  /// A run without a manifest notes nothing for one: what it has done is done again.
  @Test(arguments: ["", ".tar"])
  func aManifestMayBeAskedForLater(_ output: String) throws {
    let harness = try BatchHarness()
    let arguments = ["in", "-t", "json", "-o", "out" + output, "--jobs", "1"]
    try stoppedAtABadFile(harness, arguments)
    let told = arguments + ["--manifest", "m"]
    #expect(try harness.command.run(["batch"] + told + ["--resume"]).status == 0)
    #expect(try harness.manifest("m").count == 8)
    try expectAsUndisturbed(harness, output, told)
  }

  @Test func otherOptionsBeginAnew() throws {
    let (harness, _, _) = try prepared("")
    try stopHalfWay(harness, "")
    let other = "gazette batch in.tar.gz -t json -o out --resume -v"
    let result = try harness.command.shell(other)
    #expect(result.status == 0 && result.errors.contains("GZ6203"))
    // What the other options had written is gone.
    #expect(harness.tree("out").keys.allSatisfy { $0.hasSuffix(".json") })
    #expect(harness.tree("out").count == Self.count)
  }

  /// What outputs are held to, and where their pictures come from, decide over them as options do.
  @Test(arguments: ["s.xsd", "c.xml", "--media"])
  func otherSchemasAndPicturesBeginAnew(_ changed: String) throws {
    let harness = try BatchHarness()
    let schema = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="article"><xs:complexType mixed="true">
      <xs:sequence><xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      <xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>
      """
    let catalog = #"<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>"#
    try harness.command.folder.write("s.xsd", schema)
    try harness.command.folder.write("c.xml", catalog)
    var arguments = ["in", "-t", "jats", "-o", "out", "--jobs", "1"]
    arguments += ["--validate", "--schema", "s.xsd", "--catalog", "c.xml", "--media", "a"]
    try stoppedAtABadFile(harness, arguments)
    switch changed {
    case "s.xsd": try harness.command.folder.write(changed, schema + "\n<!-- another -->")
    case "c.xml": try harness.command.folder.write(changed, catalog + "\n<!-- another -->")
    default: arguments[arguments.count - 1] = "b"
    }
    let resumed = try harness.command.run(["batch"] + arguments + ["--resume", "-v"])
    #expect(resumed.status == 0 && resumed.errors.contains("GZ6203"), "\(resumed.errors)")
  }
}
