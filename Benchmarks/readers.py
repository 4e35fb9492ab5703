"""Readers beside the parsers of their formats: a null SAX parser for XML, Python's, jq and miller for the rest.

The goals are ratios: at most so many times the time of a yardstick, or at least so many times its speed.
On a busy machine look at the seconds of processor too: gazette works on two threads.
"""
import os
import subprocess
import sys

import corpus
from measure import found, measure, pandoc

XML_GOAL = 1.35
PYTHON_GOAL = 2
OTHER_GOAL = 4
PYTHON = {
    "jsonl": "import json, sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)",
    "json": "import json, sys\njson.load(open(sys.argv[1], 'rb'))",
    "csv": "import csv, sys\ncsv.field_size_limit(1 << 30)\n"
           "for row in csv.reader(open(sys.argv[1], newline='', encoding='utf-8')): pass",
}


def null_sax(folder):
    """Builds the yardstick for XML; None where there is no compiler."""
    program = os.path.join(folder, "null_sax")
    source = os.path.join(os.path.dirname(__file__), "null_sax.c")
    if not found("cc") or not found("pkg-config"):
        return None
    flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libxml-2.0"], text=True).split()
    subprocess.check_call(["cc", "-O2", source, "-o", program, *flags])
    return program


def converted(gazette, size, folder):
    """The benchmark's own text in each format that is read."""
    text = os.path.join(folder, "%d.txt" % size)
    if not os.path.exists(text):
        corpus.write(text, size * 10**6)
    paths = {}
    for name in ["jats", "xhtml", "csv", "json", "jsonl"]:
        paths[name] = os.path.join(folder, "%d.%s" % (size, name))
        if not os.path.exists(paths[name]):
            subprocess.check_call(
                [gazette, "convert", text, "-t", name, "-o", paths[name]], stderr=subprocess.DEVNULL)
    return paths


def gazette_job(gazette, path, source, target):
    return [gazette, "convert", path, "-f", source, "-t", target, "-o", "/dev/null"]


def show(title, path, results, goals):
    """Times, and beside each yardstick the ratio of every conversion to it."""
    size = os.path.getsize(path)
    print("\n%s, %.0f MB" % (title, size / 1e6))
    for name, (seconds, processor, _, memory) in results.items():
        line = "  %-16s %7.3f s %7.3f s processor %7.1f MB/s %6.1f MB" % (
            name, seconds, processor, size / 1e6 / seconds, memory / 1024)
        if name.startswith("->"):
            for yardstick, (kind, goal) in goals.items():
                if yardstick not in results:
                    continue
                ratio = seconds / results[yardstick][0]
                if kind == "speed":
                    ratio = 1 / ratio
                reached = ratio <= goal if kind == "time" else ratio >= goal
                line += "   %.2f x the %s of %s (goal %.2f%s)" % (
                    ratio, kind, yardstick, goal, "" if reached else ", missed")
        print(line)
    sys.stdout.flush()


def xml(gazette, title, source, path, targets, runs, parser, others=None):
    jobs = dict(others or {})
    if parser:
        jobs["null SAX"] = [parser, path]
    if found("xmllint"):
        jobs["xmllint --sax"] = ["xmllint", "--sax", "--noout", path]
    for target in targets:
        jobs["-> " + target] = gazette_job(gazette, path, source, target)
    show(title, path, measure(jobs, runs), {"null SAX": ("time", XML_GOAL)})


def plain(gazette, source, path, targets, runs):
    jobs = {"python": [sys.executable, "-c", PYTHON[source], path]}
    if source != "csv" and found("jq"):
        jobs["jq -c"] = ["jq", "-c", ".", path]
    if found("mlr"):
        jobs["miller"] = ["mlr", "--i" + source, "--ojsonl", "cat", path]
    for target in targets:
        jobs["-> " + target] = gazette_job(gazette, path, source, target)
    show(source, path, measure(jobs, runs), {
        "python": ("speed", PYTHON_GOAL), "jq -c": ("speed", OTHER_GOAL), "miller": ("speed", OTHER_GOAL)})


def compare(gazette, size, runs, folder):
    parser = null_sax(folder)
    paths = converted(gazette, size, folder)
    xml(gazette, "jats", "jats", paths["jats"], ["jsonl", "text", "xhtml", "csv", "jats"], runs, parser)
    xml(gazette, "xhtml", "xhtml", paths["xhtml"], ["jsonl", "text", "jats"], runs, parser)
    for source in ["csv", "json", "jsonl"]:
        plain(gazette, source, paths[source], ["jsonl", "text", "jats"], runs)
    for shape in corpus.SHAPES:
        path = os.path.join(folder, "%d.%s.jats" % (size, shape.replace(" ", "-")))
        if not os.path.exists(path):
            corpus.write_jats(path, size * 10**6, shape)
        xml(gazette, "jats, " + shape, "jats", path, ["jsonl"], max(1, runs // 2), parser)
    # pandoc holds the whole document, at some MB a second: a small one will do.
    small = converted(gazette, 1, folder)["jats"]
    program = pandoc()
    others = {"pandoc": [program, "-f", "jats", "-t", "json", "-o", "/dev/null", small]} if program else {}
    xml(gazette, "jats, small", "jats", small, ["jsonl"], runs, parser, others)
