"""Converts records through one `gazette pipe` worker: what a Spark, Dask or multiprocessing task calls.

    for answer in convert(records, ["gazette", "pipe", "-t", "jats"]):
        ...

Standard library only. `records` may be endless: no more of them are held than the pipes hold.
"""
import base64
import json
import subprocess
import tempfile
import threading


class WorkerFailed(RuntimeError):
    """The worker itself ended before its input did: not a record's fault, so the task is to be tried again."""


def record(name, content, **more):
    """A record of a document's bytes; `more` comes back in the answer."""
    return {**more, "name": name, "bytes": base64.b64encode(content).decode("ascii")}


def document(answer):
    """The bytes of an answer's document; None where the record failed."""
    if answer["status"] != "converted":
        return None
    if "text" in answer:
        return answer["text"].encode("utf-8")
    return base64.b64decode(answer["bytes"])


def convert(records, command):
    """Yields an answer for each record, in their order.

    A thread of its own feeds the worker, so that nobody waits for a pipe that the other side waits for:
    where answers are not taken, the worker stops reading, and the thread waits. What the records'
    iterator raises is raised here.
    """
    # Standard error goes to a file: a pipe that nobody reads would fill up.
    with tempfile.TemporaryFile() as errors:
        worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        sent = 0
        raised = None

        def feed():
            nonlocal sent, raised
            try:
                for item in records:
                    # A line has no line end inside: JSON escapes it.
                    worker.stdin.write(json.dumps(item, ensure_ascii=False).encode("utf-8") + b"\n")
                    worker.stdin.flush()
                    sent += 1
            except BrokenPipeError:
                pass  # Told below, by what the worker said.
            except BaseException as error:  # Raised where it can be heard.
                raised = error
            finally:
                try:
                    worker.stdin.close()
                except BrokenPipeError:
                    pass

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        answered = 0
        try:
            for line in worker.stdout:
                answered += 1
                yield json.loads(line)
            feeder.join()
            status = worker.wait()
        finally:
            # Whoever has seen enough closes the generator.
            if worker.poll() is None:
                worker.kill()
                worker.wait()
            worker.stdout.close()
        if raised is not None:
            raise raised
        # 1 says that some records failed, and their answers say which.
        if status not in (0, 1) or answered != sent:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()
            raise WorkerFailed(f"status {status}, {answered} of {sent} records answered: {said}")
