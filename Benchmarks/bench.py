#!/usr/bin/env python3
"""Speed and memory of gazette beside the programs that people use, in one interleaved run.

    bench.py GAZETTE [--sizes 1,10,100] [--runs 5] [--folder build/bench] [--only text,profiles,instructions,...]

Machines are noisy: compare the ratios of one run, not the megabytes of two. `--only instructions` counts what the
layout profiles take by callgrind instead, which is the same on any machine.
"""
import argparse
import os

import batch
import corpus
import instructions
import profiles
import readers
import records
import validators
from measure import measure, pandoc, shell, table

FORMATS = ["jats", "xhtml", "csv", "json", "jsonl", "text"]


def large(gazette, sizes, runs, folder):
    program = pandoc()
    pandoc_rate = None
    for megabytes in sizes:
        size = megabytes * 10**6
        path = os.path.join(folder, "%d.txt" % megabytes)
        if not os.path.exists(path):
            corpus.write(path, size)
        size = os.path.getsize(path)
        out = os.path.join(folder, "out")
        jobs = {"cat in > out": shell("cat %s > %s" % (path, out))}
        jobs["iconv UTF-8"] = shell("iconv -f UTF-8 -t UTF-8 %s > %s" % (path, out))
        for name in FORMATS:
            jobs["gazette text -> " + name] = [gazette, "convert", path, "-t", name, "-o", out]
        # pandoc takes half a minute for 100 MB: it is measured up to 10.
        if program and megabytes <= 10:
            jobs["pandoc commonmark -> jats"] = [program, "-f", "commonmark", "-t", "jats", "-o", out, path]
        results = measure(jobs, runs)
        if "pandoc commonmark -> jats" in results:
            pandoc_rate = size / 1e6 / results["pandoc commonmark -> jats"][0]
        cat = results["cat in > out"][0]
        table("%d MB of text%s" % (megabytes, "" if program else " (no pandoc here)"), size, results, cat, pandoc_rate)


def encoded(gazette, runs, folder):
    source = os.path.join(folder, "10.txt")
    if not os.path.exists(source):
        corpus.write(source, 10**7)
    path = os.path.join(folder, "10.gb18030.txt")
    with open(source, encoding="utf-8") as text, open(path, "wb") as out:
        out.write(text.read().encode("gb18030"))
    target = os.path.join(folder, "out")
    results = measure({
        "iconv GB18030": shell("iconv -f GB18030 -t UTF-8 %s > %s" % (path, target)),
        "gazette GB18030 -> jsonl": [gazette, "convert", path, "-t", "jsonl", "-o", target],
        "gazette GB18030 -> jats": [gazette, "convert", path, "-t", "jats", "-o", target],
    }, runs)
    table("10 MB in GB18030 (x iconv in the place of x cat)", os.path.getsize(path), results,
          results["iconv GB18030"][0], None)


def small(gazette, count, runs, folder):
    inputs = os.path.join(folder, "small")
    if not os.path.isdir(inputs):
        os.makedirs(inputs)
        bulletins = corpus.Bulletins(11)
        for number in range(count):
            with open(os.path.join(inputs, "%05d.txt" % number), "wb") as file:
                file.writelines(bulletins.bulletin(6000))
    names = sorted(os.path.join(inputs, name) for name in os.listdir(inputs))
    size = sum(os.path.getsize(name) for name in names)
    target = os.path.join(folder, "small-out")
    os.makedirs(target, exist_ok=True)
    results = measure({
        "cat all > out": shell("cat %s/*.txt > %s/out" % (inputs, folder)),
        "gazette, one process": [gazette, "convert", *names, "-t", "jats", "-o", target],
    }, max(1, runs // 2))
    table("%d small bulletins -> jats files" % count, size, results, results["cat all > out"][0], None)
    jobs = {"true": ["/bin/true"], "gazette, 6 KB": [gazette, "convert", names[0], "-t", "jats"]}
    program = pandoc()
    if program:
        jobs["pandoc, 6 KB"] = [program, "-f", "commonmark", "-t", "jats", names[0]]
    results = measure(jobs, 21)
    print("\none small bulletin, whole process")
    for name, (seconds, _, _, memory) in results.items():
        print("  %-28s %9.2f ms %5.1f x true" % (name, seconds * 1000, seconds / results["true"][0]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gazette")
    parser.add_argument("--sizes", default="1,10,100")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", default="build/bench")
    parser.add_argument("--only", default="text,profiles,instructions,readers,validators,small,records,batch")
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    wanted = arguments.only.split(",")
    sizes = [int(size) for size in arguments.sizes.split(",")]
    if "text" in wanted:
        large(arguments.gazette, sizes, arguments.runs, arguments.folder)
        encoded(arguments.gazette, arguments.runs, arguments.folder)
    if "profiles" in wanted:
        profiles.compare(arguments.gazette, 30, arguments.runs, arguments.folder)
    if "instructions" in wanted:
        instructions.compare(arguments.gazette, 2, arguments.folder)
    if "readers" in wanted:
        readers.compare(arguments.gazette, max(sizes), arguments.runs, arguments.folder)
    if "validators" in wanted:
        validators.compare(arguments.gazette, max(sizes), arguments.runs, arguments.folder)
    if "small" in wanted:
        small(arguments.gazette, 10000, arguments.runs, arguments.folder)
    if "records" in wanted:
        records.compare(arguments.gazette, 2000, max(1, arguments.runs // 2), arguments.folder)
    if "batch" in wanted:
        batch.compare(arguments.gazette, 10000, arguments.runs, arguments.folder)


if __name__ == "__main__":
    main()
