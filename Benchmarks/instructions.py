"""Layout profiles beside `cast` in instructions a byte, each on a text of its own layout.

Counted by callgrind, so that a busy machine does not disturb the ratios. Each text is the benchmark's as
`profiles.relaid` has the writer lay it out; the last one has lines filled to a width, for a profile of texts
that are set in any way.
"""
import os
import re
import subprocess
import sys
import textwrap

import corpus
from measure import found
from profiles import GOAL, job, names, relaid

FILLED = "generic-zh"
COLUMNS = 76


def instructions(command):
    """How many instructions the command takes, on all of its threads."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode not in (0, 1) or not counted:
        sys.exit("bench.py: %s exited with %d" % (" ".join(command[:4]), run.returncode))
    return int(counted.group(1))


def filled(source, path):
    """The text with its paragraphs cut into lines of a width, and set in by two characters."""
    with open(source, encoding="utf-8") as text, open(path, "w", encoding="utf-8") as out:
        for line in text:
            # Each character of the text is wide, near enough.
            if len(line) * 2 <= COLUMNS:
                out.write(line)
            else:
                out.write("\n".join(textwrap.wrap("\u3000\u3000" + line, COLUMNS // 2)) + "\n")
    return path


def compare(gazette, megabytes, folder):
    if not found("valgrind"):
        print("\nno valgrind here: the instructions of profiles are not counted")
        return
    source = os.path.join(folder, "%d.txt" % megabytes)
    if not os.path.exists(source):
        corpus.write(source, megabytes * 10**6)

    def rate(path, profile):
        return instructions(job(gazette, path, profile)) / os.path.getsize(path)

    cast = rate(source, "cast")
    print("\nprofiles beside cast, in instructions a byte of %d MB in their own layout (goal %.1f)" % (megabytes, GOAL))

    def show(name, path, profile):
        took = rate(path, profile)
        print("  %-20s %8.1f %8.2f%s" % (name, took, cast / took, "   missed" if cast / took < GOAL else ""))
        os.remove(path)
        sys.stdout.flush()

    print("  %-20s %8.1f" % ("cast", cast))
    for name in names(gazette):
        if name != "cast":
            show(name, relaid(gazette, source, name, folder), name)
    plain = relaid(gazette, source, FILLED, folder)
    show(FILLED + ", filled", filled(plain, plain + ".filled"), FILLED)
    os.remove(plain)
