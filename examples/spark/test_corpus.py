#!/usr/bin/env python3
"""Converts a small corpus through `gazette pipe` and compares each byte with `gazette convert`.

    test_corpus.py GAZETTE            by processes of this machine, with nothing but Python
    test_corpus.py GAZETTE --spark    by Spark in local mode; needs pyspark and Java

Where the program has `gazette batch`, its outputs are compared too. Exit status: 0 the same; 1 not.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import gazette_pipe

HERE = pathlib.Path(__file__).resolve().parent
SEED = next((HERE.parents[1] / "seeds").glob("*.txt")).read_text("utf-8")
# The one that does not convert.
BROKEN = "broken/empty.txt"


def make_corpus(folder):
    """Bulletins in several encodings, of several sizes, one of them in an archive, one empty."""
    files = {BROKEN: b""}
    for index in range(24):
        text = SEED.replace("2021", str(2000 + index)) * (1 + index % 3 * 8)
        encoding = ["utf-8", "gb18030", "utf-8-sig", "utf-16"][index % 4]
        files[f"{2000 + index}/issue {index}.txt"] = text.encode(encoding)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with zipfile.ZipFile(folder / "old.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(3):
            content = SEED.replace("2021", str(1990 + index)).encode("gb18030")
            archive.writestr(f"{1990 + index}.txt", content)
            files[f"old.zip/{1990 + index}.txt"] = content
    return files


def by_processes(files, command):
    """The corpus in four parts, a process of the program for each, two at a time."""
    names = sorted(files)
    parts = [[(name, files[name]) for name in names[start::4]] for start in range(4)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return sum(pool.map(convert_part, parts, [command] * 4), [])


def convert_part(part, command):
    records = (gazette_pipe.record(name, content) for name, content in part)
    return [
        (answer["name"], answer["status"], gazette_pipe.document(answer))
        for answer in gazette_pipe.convert(records, command)]


def by_spark(folder, command):
    from convert_corpus import convert_corpus, session
    spark = session(spark_master="local[2]", spark_ui_enabled="false")
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.addPyFile(str(HERE / "gazette_pipe.py"))
    spark.sparkContext.addPyFile(str(HERE / "convert_corpus.py"))
    try:
        table = convert_corpus(spark, str(folder), command, partitions=4)
        out = str(folder) + "-table"
        table.write.parquet(out)
        rows = spark.read.parquet(out).select("name", "status", "document").collect()
        return [(r.name, r.status, r.document and bytes(r.document)) for r in rows]
    finally:
        spark.stop()


def by_convert(gazette, content, name):
    """What a process of its own gives; None where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / pathlib.PurePosixPath(name).name
        target = pathlib.Path(folder) / "out"
        source.write_bytes(content)
        result = subprocess.run(
            [gazette, "convert", source, "-t", "jats", "-o", target], capture_output=True)
        return target.read_bytes() if result.returncode in (0, 1) and target.exists() else None


def by_batch(gazette, folder):
    """Name -> bytes of what one run over the whole corpus gives; None where there is no such command."""
    if b"\n  batch " not in subprocess.run([gazette, "--help"], capture_output=True).stdout:
        return None
    out = folder.with_name("batch")
    manifest = folder.with_name("manifest.jsonl")
    subprocess.run(
        [gazette, "batch", folder, "-t", "jats", "-o", out, "--manifest", manifest], capture_output=True)
    converted = {}
    for line in manifest.read_text("utf-8").splitlines():
        entry = json.loads(line)
        # The entries of an archive are named within it.
        name = entry["name"]
        if "archive" in entry:
            name = f"{pathlib.Path(entry['archive']).relative_to(folder).as_posix()}/{name}"
        outputs = [(out / output["name"]).read_bytes() for output in entry["outputs"]]
        converted[name] = outputs[0] if outputs else None
    return converted


def early_end(gazette):
    """Who takes three answers of an endless corpus gets them, and nothing hangs."""
    def endless():
        while True:
            yield gazette_pipe.record("a.txt", SEED.encode())
    answers = gazette_pipe.convert(endless(), [gazette, "pipe", "-t", "jats"])
    taken = [next(answers) for _ in range(3)]
    answers.close()
    return all(answer["status"] == "converted" for answer in taken)


def worker_failure(gazette):
    """A worker that cannot start its work is no answer, but an error with its reason."""
    try:
        list(gazette_pipe.convert(
            [gazette_pipe.record("a.txt", b"a")], [gazette, "pipe", "-t", "nonsense"]))
    except gazette_pipe.WorkerFailed as error:
        return "GZ1301" in str(error)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gazette")
    parser.add_argument("--spark", action="store_true")
    arguments = parser.parse_args()
    command = [arguments.gazette, "pipe", "-t", "jats"]
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "corpus"
        files = make_corpus(folder)
        answers = by_spark(folder, command) if arguments.spark else by_processes(files, command)
        if sorted(name for name, _, _ in answers) != sorted(files):
            failures.append("not every document was answered once")
        for name, status, converted in answers:
            if status != ("failed" if name == BROKEN else "converted"):
                failures.append(f"{name}: {status}")
            if converted != by_convert(arguments.gazette, files[name], name):
                failures.append(f"{name}: not what gazette convert gives")
        batch = by_batch(arguments.gazette, folder)
        if batch is not None and batch != {name: converted for name, _, converted in answers}:
            failures.append("not what gazette batch gives")
    if not early_end(arguments.gazette):
        failures.append("an early end")
    if not worker_failure(arguments.gazette):
        failures.append("the failure of a worker")
    beside = "gazette convert" + (" and gazette batch" if batch is not None else "")
    print("\n".join(failures) or f"{len(files)} documents, the same bytes as {beside}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
