"""Layout profiles beside `cast`: each reads the same text, and then a text in its own layout.

The goal is a ratio: no profile reads at less than so much of the speed, in bytes a second, that `cast` has on
the text of its own layout. (On a text of another, a profile finds few articles and has less to do.) What is
compared is the program's own time on both of its threads. Layouts that fill their lines have five lines to
`cast`'s one, and a text that a layout takes for one article goes through a temporary file besides.
"""
import os
import subprocess
import sys

import corpus
from measure import measure

GOAL = 0.8


def names(gazette):
    listing = subprocess.check_output([gazette, "profiles"], text=True)
    return [line.split()[0] for line in listing.splitlines() if line and not line[0].isspace()]


def job(gazette, path, profile):
    return [gazette, "convert", path, "-f", "text", "--profile", profile, "-t", "jsonl", "-o", "/dev/null"]


def relaid(gazette, source, profile, folder):
    """The benchmark's text as the writer lays it out for a profile."""
    path = os.path.join(folder, "layout-%s.txt" % profile)
    subprocess.check_call(
        [gazette, "convert", source, "-f", "text", "--profile", "cast", "-t", "jsonl", "-o", path + ".jsonl"],
        stderr=subprocess.DEVNULL)
    # Each layout loses facts that it has no line for, which is said, and no fault here.
    subprocess.call(
        [gazette, "convert", path + ".jsonl", "-f", "jsonl", "-t", "text", "-O", "text.profile=" + profile, "-o", path],
        stderr=subprocess.DEVNULL)
    os.remove(path + ".jsonl")
    return path


def compare(gazette, megabytes, runs, folder):
    source = os.path.join(folder, "%d.txt" % megabytes)
    if not os.path.exists(source):
        corpus.write(source, megabytes * 10**6)
    profiles = names(gazette)
    print("\nprofiles beside cast, on %d MB of text (goal %.1f)" % (megabytes, GOAL))
    print("  %-14s %10s %12s" % ("", "same text", "own layout"))
    same = measure({name: job(gazette, source, name) for name in profiles}, runs)
    for name in profiles:
        path = relaid(gazette, source, name, folder)
        own = measure({"cast": job(gazette, source, "cast"), "own": job(gazette, path, name)}, runs)
        ratios = [
            same["cast"].user / same[name].user,
            os.path.getsize(path) / own["own"].user / (os.path.getsize(source) / own["cast"].user)]
        print("  %-14s %10.2f %12.2f%s" % (name, *ratios, "   missed" if min(ratios) < GOAL else ""))
        os.remove(path)
        sys.stdout.flush()
