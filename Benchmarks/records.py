"""Records a second of `gazette pipe` on small bulletins, beside `gazette batch` and a process for each file."""
import base64
import json
import os

import corpus
from measure import measure, shell


def make(folder, count):
    """Bulletins of 7 KB, as files and as records of both kinds."""
    files = os.path.join(folder, "small-%d" % count)
    paths = [os.path.join(files, "%05d.txt" % n) for n in range(count)]
    records = {kind: os.path.join(folder, "records-%d.%s.jsonl" % (count, kind)) for kind in ("text", "bytes")}
    if not os.path.isdir(files):
        os.makedirs(files)
        with open(records["text"], "w") as texts, open(records["bytes"], "w") as bytes_:
            for number, path in enumerate(paths):
                corpus.write(path, 7000, seed=number)
                name = os.path.basename(path)
                with open(path, "rb") as file:
                    content = file.read()
                print(json.dumps({"name": name, "text": content.decode()}, ensure_ascii=False), file=texts)
                print(json.dumps({"name": name, "bytes": base64.b64encode(content).decode()}), file=bytes_)
    return files, records


def compare(gazette, count, runs, folder):
    files, records = make(folder, count)
    out = os.path.join(folder, "records-out")
    few = max(1, count // 20)
    jobs = {
        "cat of the records": shell("exec cat %s > %s" % (records["text"], out)),
        "pipe, text": shell("exec %s pipe -t jats %s > %s" % (gazette, records["text"], out)),
        "pipe, bytes": shell("exec %s pipe -t jats %s > %s" % (gazette, records["bytes"], out)),
        "pipe, text, 2 jobs": shell("exec %s pipe -t jats --jobs 2 %s > %s" % (gazette, records["text"], out)),
    }
    for number in (1, 2):
        jobs["batch to tar, %d job%s" % (number, "s" * (number - 1))] = shell(
            "exec %s batch %s -t jats -o %s.tar --jobs %d" % (gazette, files, out, number))
    jobs["a process for each (1 in 20)"] = shell(
        "for f in $(ls %s | head -n %d); do %s convert %s/$f -t jats -o %s; done" % (files, few, gazette, files, out))
    print("\n%d bulletins of 7 KB" % count)
    print("  %-30s %9s %9s %11s %8s" % ("", "seconds", "CPU s", "records/s", "MB peak"))
    for name, row in measure(jobs, runs).items():
        done = few if name.startswith("a process") else count
        print("  %-30s %9.3f %9.3f %11.0f %8.1f" % (name, row.seconds, row.processor, done / row.seconds, row.memory / 1024))
