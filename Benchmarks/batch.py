"""Archives of many small bulletins to one archive of JATS, beside extraction to nowhere and pandoc.

The goal is a ratio to bsdtar (libarchive) that only unpacks, in the same run. pandoc converts one file a
process; a hundred files are measured, and the time of all is reckoned from them.
"""
import io
import os
import tarfile
import zipfile

import corpus
from measure import found, measure, pandoc, shell

GOAL = 1.25
SAMPLE = 100
TIME = (2021, 3, 12, 8, 30, 0)


def make(folder, name, count, texts):
    """The same bulletins as a zip and a tar.gz; with fewer texts than bulletins, they come again and again."""
    paths = {kind: os.path.join(folder, "%s-%d.%s" % (name, count, kind)) for kind in ("zip", "tar.gz")}
    if all(os.path.exists(path) for path in paths.values()):
        return paths
    texts = list(texts)
    with zipfile.ZipFile(paths["zip"], "w", zipfile.ZIP_DEFLATED) as zipped, \
            tarfile.open(paths["tar.gz"], "w:gz", compresslevel=6) as tar:
        for number in range(count):
            entry = "txt/%06d.txt" % number
            text = texts[number % len(texts)]
            packed = zipfile.ZipInfo(entry, TIME)
            packed.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(packed, text)
            member = tarfile.TarInfo(entry)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text))
    return paths


def sample(folder, path):
    """The first files of a zip, unpacked for pandoc."""
    files = os.path.join(folder, "batch-sample")
    with zipfile.ZipFile(path) as zipped:
        names = zipped.namelist()[:SAMPLE]
        zipped.extractall(files, names)
        size = sum(entry.file_size for entry in zipped.infolist())
    return [os.path.join(files, name) for name in names], size


def convert(gazette, path, out):
    # What an earlier run wrote goes first; the shell gives its place, and its memory, to the program.
    return shell("rm -f %s; exec %s batch %s -t jats -o %s" % (out, gazette, path, out))


def rate(gazette, count, runs, folder):
    bulletins = corpus.Bulletins(11)
    paths = make(folder, "batch", count, (b"".join(bulletins.bulletin(6000)) for _ in range(count)))
    files, size = sample(folder, paths["zip"])
    out = os.path.join(folder, "batch-out.tar")
    jobs = {}
    for kind, path in paths.items():
        jobs["bsdtar -xO, " + kind] = ["bsdtar", "-xOf", path]
        jobs["gazette batch, " + kind] = convert(gazette, path, out)
    program = pandoc()
    if program:
        jobs["pandoc"] = shell(
            "for f in %s; do %s -f commonmark -t jats -o %s.xml $f; done" % (" ".join(files), program, out))
    results = measure(jobs, runs)
    print("\n%d bulletins, %.0f MB, to a tar of JATS" % (count, size / 1e6))
    for name, row in results.items():
        scale = count / len(files) if name == "pandoc" else 1
        line = "  %-24s %8.3f s %8.3f s processor" % (name, row.seconds * scale, row.processor * scale)
        # The peak that is measured here is the shell's, where that starts a process for each file.
        line += "   reckoned from %d files, a process each" % len(files) if scale > 1 else " %7.1f MB" % (row.memory / 1024)
        if name.startswith("gazette"):
            ratio = row.seconds / results[name.replace("gazette batch", "bsdtar -xO")].seconds
            line += "   %.2f x the time of bsdtar (goal %.2f%s)" % (ratio, GOAL, "" if ratio <= GOAL else ", missed")
            if program:
                line += ", %.0f x pandoc" % (results["pandoc"].seconds * count / len(files) / row.seconds)
        print(line)


def memory(gazette, counts, folder):
    print("\nmemory of a batch by the number of entries, bulletins of 150 bytes")
    text = "· 要闻 ·\n\n标题\n\n会议强调,要坚持发展。\n\n中国科协办公厅 [2021-03-12]\n\n(责任编辑 王丽娜)\n".encode()
    out = os.path.join(folder, "batch-out.tar.zst")
    for count in counts:
        for kind, path in make(folder, "tiny", count, [text]).items():
            row = measure({"": convert(gazette, path, out)}, 1)[""]
            print("  %8d entries, %-7s %8.3f s %7.1f MB" % (count, kind, row.seconds, row.memory / 1024))


def compare(gazette, count, runs, folder):
    if not found("bsdtar"):
        print("\nbatch: skipped, it needs bsdtar")
        return
    rate(gazette, count, runs, folder)
    memory(gazette, (count, 20 * count), folder)
