"""Checks that no text of JATS articles is lost on the way to JSON.

    conservation.py GAZETTE FILE...

Every text node of the source must stand, at least as often, in a string of the JSON output or in a
diagnostic. White space does not count. The source is parsed by lxml, the output by Python's json: none
of it is Gazette's own code. Exits with 1 and names what is missing.
"""

import html
import json
import re
import subprocess
import sys
from collections import Counter

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=True, load_dtd=False, no_network=True, recover=False)


def squeeze(text):
    return re.sub(r"\s+", "", text)


def source_texts(path):
    """The text nodes of an XML file, without white space."""
    texts = Counter()
    with open(path, "rb") as file:
        data = file.read().decode("utf-8-sig")
    # The entities of the DTD, which is not loaded.
    data = re.sub(
        r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", lambda match: html.unescape(match[0]), data
    )
    for element in etree.fromstring(data.encode(), PARSER).iter():
        if not isinstance(element.tag, str):
            tail = squeeze(element.tail or "")
            if tail:
                texts[tail] += 1
            continue
        for text in (element.text, element.tail):
            text = squeeze(text or "")
            if text:
                texts[text] += 1
    return texts


def strings(value):
    """All strings of a JSON value; fragments of XML without their tags."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        if value.get("type") == "opaque":
            fragment = etree.fromstring(value["value"].encode())
            yield "".join(fragment.itertext())
        else:
            for item in value.values():
                yield from strings(item)


def main():
    gazette, files = sys.argv[1], sys.argv[2:]
    failures = 0
    for path in files:
        run = subprocess.run(
            [gazette, "convert", "-f", "jats", "-t", "jsonl", "--report", "json", path],
            capture_output=True,
        )
        if run.returncode not in (0, 1):
            print(f"{path}: exit {run.returncode}: {run.stderr.decode()[:300]}")
            failures += 1
            continue
        output = []
        for line in run.stdout.decode().splitlines():
            output.extend(strings(json.loads(line)))
        said = [json.loads(line).get("message", "") for line in run.stderr.decode().splitlines()]
        kept = squeeze("".join(output)) + "\0" + squeeze("".join(said))
        texts = source_texts(path)
        missing = {t: n for t, n in texts.items() if kept.count(t) < n}
        total = sum(texts.values())
        print(f"{path}: {total} texts, {len(missing)} missing")
        for text, count in list(missing.items())[:10]:
            print(f"    {count} x {text[:100]!r}, kept {kept.count(text)}")
        failures += bool(missing)
    sys.exit(1 if failures else 0)


main()
