"""Checks that JATS of the world stays valid on its way through Gazette.

    validity.py GAZETTE ARCHIVING_DTD PUBLISHING_DTD FILE...

A file that is valid by a DTD must, converted from JATS to JATS for that tag set, be valid by it again.
Validated by lxml. Exits with 1 and says what is wrong where one is not.
"""

import os
import re
import subprocess
import sys

from lxml import etree


def errors(data, dtd):
    """What is wrong with a document by a DTD, whatever its DOCTYPE says."""
    text = data.decode("utf-8-sig")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    # The version is fixed by each DTD; an article of another version may be valid all the same.
    text = re.sub(r'\sdtd-version="[^"]*"', "", text, count=1)
    text = re.sub(r"<!DOCTYPE.*?(\[.*?\])?\s*>", "", text, count=1, flags=re.S)
    declaration = re.match(r"<\?xml.*?\?>", text)
    text = text[declaration.end():] if declaration else text
    text = f'<!DOCTYPE article SYSTEM "{os.path.abspath(dtd)}">' + text
    parser = etree.XMLParser(dtd_validation=True, load_dtd=True, no_network=True)
    try:
        etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return [f"{e.line}: {e.message}" for e in parser.error_log]
    return []


def main():
    gazette, archiving, publishing, files = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    tag_sets = [
        ("Archiving 1.2", archiving, []),
        ("Publishing 1.1", publishing,
         ["-O", "jats.tag-set=publishing", "-O", "jats.version=1.1"]),
    ]
    failures = 0
    for path in files:
        with open(path, "rb") as file:
            # Drafts of JATS 1.1 had the namespace without the slash at its end.
            source = file.read().replace(b'schemas/ali/1.0"', b'schemas/ali/1.0/"')
        for name, dtd, options in tag_sets:
            before = errors(source, dtd)
            if before:
                print(f"{path}: not valid by {name} itself: {before[0]}")
                continue
            run = subprocess.run(
                [gazette, "convert", "-f", "jats", "-t", "jats", *options, "-"],
                capture_output=True, input=source,
            )
            after = errors(run.stdout, dtd) if run.stdout else [run.stderr.decode()]
            print(f"{path}: valid by {name}, {'no longer' if after else 'still'} as converted")
            for error in after[:4]:
                print("    " + error)
            failures += bool(after)
    sys.exit(1 if failures else 0)


main()
