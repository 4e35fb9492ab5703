"""Checks that stylesheets/xsl/jats-to-xhtml.xsl shows JATS as Gazette's XHTML writer does.

    stylesheet.py GAZETTE STYLESHEET FILE...

Each file is converted to JATS and to XHTML; the JATS is shown by the stylesheet. Both must have the same
titles, blocks and inlines with the same text in the same order. The list of facts under a title may differ
in order and wording, for JATS has its own: only its being there counts. Exits with 1 where one differs.
"""

import subprocess
import sys

from lxml import etree

# Elements that are compared, and classes that tell them apart.
COMPARED = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ol", "ul", "li", "dl", "dt", "dd", "blockquote", "pre",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img",
    "aside", "hr", "em", "strong", "u", "s", "sup", "sub", "code", "a", "br", "ruby", "rt", "article",
    "footer", "math",
}
CLASSES = {
    "title", "kicker", "subtitle", "section-title", "note", "signoff", "signoff-text", "credits",
    "noteref", "distribution", "attachments",
}


def shown(root):
    """What is compared: (name, classes, text) of each element, in the order of the document."""
    lines = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        facts = [a for a in element.iterancestors() if a.get("class") == "facts"]
        if name not in COMPARED or facts or element.get("class") == "facts":
            continue
        classes = " ".join(c for c in (element.get("class") or "").split() if c in CLASSES)
        text = " ".join("".join(element.itertext()).split())
        if name in ("article", "ul", "ol", "table", "thead", "tbody", "tfoot", "tr"):
            text = ""
        lines.append((name, classes, text.replace(" ", "")))
    return lines


def main():
    gazette, stylesheet, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    transform = etree.XSLT(etree.parse(stylesheet))
    failures = 0
    for path in files:
        def convert(target):
            run = subprocess.run(
                [gazette, "convert", path, "-t", target], capture_output=True, check=False)
            return run.stdout
        parser = etree.XMLParser(load_dtd=False, no_network=True)
        by_stylesheet = shown(transform(etree.fromstring(convert("jats"), parser)).getroot())
        by_writer = shown(etree.fromstring(convert("xhtml"), parser))
        if by_stylesheet == by_writer and by_writer:
            print(f"{path}: the same, {len(by_writer)} elements")
            continue
        failures += 1
        pairs = list(zip(by_stylesheet, by_writer))
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), len(pairs))
        print(f"{path}: differs at element {at}:")
        print("  stylesheet:", by_stylesheet[at:at + 3])
        print("  writer:    ", by_writer[at:at + 3])
    sys.exit(1 if failures else 0)


main()
