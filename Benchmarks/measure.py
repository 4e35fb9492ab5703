"""Runs commands and tells how long they took and how much memory they held."""
import collections
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time


Measured = collections.namedtuple("Measured", "seconds processor user memory")


def run(arguments):
    """Seconds, seconds of processor, those of the program itself, and peak kilobytes of one command.

    The peak is read from /proc while the command runs: what wait4 tells counts the memory of this very
    script too, from before the command took its place.
    """
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    child = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while child.poll() is None:
        peak = max(peak, peak_of(child.pid))
        time.sleep(0.0005 if time.perf_counter() - began < 0.05 else 0.005)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user = after.ru_utime - spent.ru_utime
    processor = user + after.ru_stime - spent.ru_stime
    if child.returncode not in (0, 1):
        sys.exit("bench.py: %s exited with %d" % (" ".join(arguments[:4]), child.returncode))
    return Measured(seconds, processor, user, peak)


def peak_of(pid):
    try:
        with open("/proc/%d/status" % pid) as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def shell(line):
    return ["/bin/sh", "-c", line]


def measure(jobs, runs):
    """Medians of each job, the jobs taking turns."""
    results = {name: [] for name in jobs}
    for _ in range(runs):
        for name, command in jobs.items():
            results[name].append(run(command))
    return {
        name: Measured(*(statistics.median(column) for column in list(zip(*rows))[:3]), max(row.memory for row in rows))
        for name, rows in results.items()
    }


def found(*names):
    """The program of the first of these names that is installed."""
    return next((path for path in map(shutil.which, names) if path), None)


def pandoc():
    try:
        import pypandoc
        return pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        return None


def table(title, size, results, cat, pandoc_rate):
    print("\n%s" % title)
    print("  %-28s %9s %9s %8s %10s %9s" % ("", "seconds", "MB/s", "MB peak", "x cat", "x pandoc"))
    for name, (seconds, _, _, memory) in results.items():
        rate = size / 1e6 / seconds
        beside = "%9.0f" % (rate / pandoc_rate) if pandoc_rate and name.startswith("gazette") else "%9s" % ""
        print("  %-28s %9.3f %9.1f %8.1f %10.2f %s" % (name, seconds, rate, memory / 1024, seconds / cat, beside))
