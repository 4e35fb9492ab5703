"""Checks that no text of JATS or XHTML documents is lost on the way to JSON, and none is told twice.

    conservation.py GAZETTE FILE...

Kept: every text node of the source must stand, at least as often, in a string of the JSON output or in
a diagnostic. The same letters: what the bodies hold must be what the output's bodies hold, letter by
letter, but for what a diagnostic names and the marks of notes. White space does not count.

The source is parsed by lxml, the output by Python's json: none of it is Gazette's own code. Exits with
1 and names what is missing.
"""

import html
import json
import re
import subprocess
import sys
from collections import Counter

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=True, load_dtd=False, no_network=True, recover=False)
XHTML = "{http://www.w3.org/1999/xhtml}"
# What HTML does not show, and what it shows only to readers that know no ruby (HTML 4.5.13).
NOT_SHOWN = {XHTML + name for name in ("script", "style", "noscript", "template", "rp")}
BODIES = {"body", "back", "floats-group"}


def squeeze(text):
    return re.sub(r"\s+", "", text or "")


def parse(path):
    with open(path, "rb") as file:
        data = file.read().decode("utf-8-sig")
    # The entities of the DTD, which is not loaded.
    internal = set(re.findall(r"<!ENTITY\s+([\w.-]+)", data))
    data = re.sub(
        r"&(?!amp;|lt;|gt;|quot;|apos;|#)(\w+);",
        lambda match: match[0] if match[1] in internal else html.unescape(match[0]),
        data,
    )
    return etree.fromstring(data.encode(), PARSER)


def texts(element, skipped=()):
    """The text nodes in an element, without white space."""
    if not isinstance(element.tag, str) or element.tag in skipped:
        return
    yield squeeze(element.text)
    for child in element:
        yield from texts(child, skipped)
        yield squeeze(child.tail)


def bodies(root):
    """The elements whose text an output's bodies hold."""
    if root.tag == XHTML + "html":
        yield from root.iter(XHTML + "body")
        return
    for element in root.iter():
        if element.tag in BODIES and element.getparent().tag in ("article", "sub-article", "response"):
            yield element


def strings(value):
    """All strings of a JSON value; fragments of XML without their tags."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        if value.get("type") == "opaque":
            yield fragment_text(value)
        else:
            for item in value.values():
                yield from strings(item)


def fragment_text(value):
    return "".join(texts(etree.fromstring(value["value"].encode())))


def content(value, keys):
    """The text of a body's blocks: what they contain, and the attributes that were text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from content(item, keys)
    elif value.get("type") == "opaque":
        yield fragment_text(value)
    else:
        for key in keys:
            yield from content(value.get(key, []), keys)


def check(gazette, path):
    """What is wrong with a conversion."""
    is_html = path.endswith("html")
    run = subprocess.run(
        [gazette, "convert", "-f", "xhtml" if is_html else "jats", "-t", "jsonl",
         "--report", "json", path],
        capture_output=True,
    )
    if run.returncode not in (0, 1):
        return [f"exit {run.returncode}: {run.stderr.decode()[:300]}"]
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    said = [json.loads(line).get("message", "") for line in run.stderr.decode().splitlines()]
    said = squeeze("".join(said))
    root = parse(path)

    kept = squeeze("".join(text for line in lines for text in strings(line))) + "\0" + said
    counts = Counter(texts(root, {XHTML + "rp"}))
    counts.pop("", None)
    problems = [
        f"{count} x {text[:100]!r}, kept {kept.count(text)}"
        for text, count in counts.items() if kept.count(text) < count
    ]

    source, output, marks = Counter(), Counter(), Counter("[]0123456789" * 20)
    for body in bodies(root):
        source.update("".join(texts(body, NOT_SHOWN)))
        for note in body.iter("fn"):
            marks.update(squeeze("".join(note.xpath("label//text()"))))
    keys = ["content"] if is_html else ["content", "label", "alternative"]
    for line in lines:
        if line["type"] == "article":
            # The first heading of a page is its title.
            parts = [line.get("title", []) if is_html else [], line.get("body", [])]
            output.update(squeeze("".join(content(parts, keys))))
    missing, added = source - output - Counter(said), output - source - marks
    if missing:
        problems.append(f"letters missing from the bodies: {dict(missing)}")
    if added:
        problems.append(f"letters that the bodies do not have: {dict(added)}")
    return problems


def main():
    gazette, files = sys.argv[1], sys.argv[2:]
    failures = 0
    for path in files:
        problems = check(gazette, path)
        print(f"{path}: {'not ' if problems else ''}conserved")
        for problem in problems[:10]:
            print("    " + problem)
        failures += bool(problems)
    sys.exit(1 if failures else 0)


main()
