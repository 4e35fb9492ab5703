"""Checks that no text of JATS or XHTML documents, or of books, is lost on the way to JSON, and none is told twice.

    conservation.py GAZETTE FILE...

Kept: every text node of the source must stand, at least as often, in a string of the JSON output or in
a diagnostic. The same letters: what the bodies hold must be what the output's bodies hold, letter by
letter, but for what a diagnostic names and the marks of notes. White space does not count.

The source is parsed by lxml, the output by Python's json: none of it is Gazette's own code. Exits with
1 and names what is missing.
"""

import html
import json
import posixpath
import re
import subprocess
import sys
import zipfile
from collections import Counter
from urllib.parse import unquote

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=True, load_dtd=False, no_network=True, recover=False)
XHTML = "{http://www.w3.org/1999/xhtml}"
# What HTML does not show, and what it shows only to readers that know no ruby (HTML 4.5.13).
NOT_SHOWN = {XHTML + name for name in ("script", "style", "noscript", "template", "rp")}
DOCUMENTS = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}
BODIES = {"body", "back", "floats-group"}


def squeeze(text):
    return re.sub(r"\s+", "", text or "")


def parse(path):
    with open(path, "rb") as file:
        return parsed(file.read())


def parsed(data):
    data = data.decode("utf-8-sig")
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


def spine(path):
    """The documents of a book, in the order of reading; None for one that is not well-formed."""
    book = zipfile.ZipFile(path)
    container = parsed(book.read("META-INF/container.xml"))
    package = container.xpath("//*[local-name()='rootfile']/@full-path")[0]
    tree = parsed(book.read(package))
    items = {item.get("id"): item for item in tree.xpath("//*[local-name()='item']")}
    done = set()
    for reference in tree.xpath("//*[local-name()='itemref']"):
        item = items.get(reference.get("idref"))
        if item is None:
            continue
        href = unquote(item.get("href").split("#")[0])
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), href))
        if name in done or item.get("media-type") not in DOCUMENTS:
            continue
        done.add(name)
        try:
            yield name, parsed(book.read(name))
        except etree.XMLSyntaxError:
            yield name, None


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
    is_book = path.endswith(".epub")
    is_html = path.endswith("html")
    format = "epub" if is_book else "xhtml" if is_html else "jats"
    run = subprocess.run(
        [gazette, "convert", "-f", format, "-t", "jsonl", "--report", "json", path],
        capture_output=True,
    )
    if run.returncode not in (0, 1):
        return [f"exit {run.returncode}: {run.stderr.decode()[:300]}"]
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    said = [json.loads(line).get("message", "") for line in run.stderr.decode().splitlines()]
    said = squeeze("".join(said))
    found = list(spine(path)) if is_book else [(path, parse(path))]
    roots = [root for _, root in found if root is not None]

    kept = squeeze("".join(text for line in lines for text in strings(line))) + "\0" + said
    # A book's documents are called in their heads what they are called in their bodies, mostly.
    skipped = {XHTML + "rp"} | ({XHTML + "head"} if is_book else set())
    counts = Counter(text for root in roots for text in texts(root, skipped))
    if is_book:
        titles = (squeeze(title.text) for root in roots for title in root.iter(XHTML + "title"))
        counts.update(title for title in set(titles) if title not in counts)
    counts.pop("", None)
    problems = [
        f"{count} x {text[:100]!r}, kept {kept.count(text)}"
        for text, count in counts.items() if kept.count(text) < count
    ]
    problems += [
        f"{name} is not well-formed, and nothing is said of it"
        for name, root in found if root is None and squeeze(name) not in said
    ]
    # The titles of a book's articles may be those of its table of contents, so its letters are not counted.
    if is_book:
        return problems

    root = roots[0]
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
