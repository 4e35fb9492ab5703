"""Validation beside xmllint's streaming: a DTD and an XML Schema over one large document, and many small files.

The DTD is Archiving 1.2, which `make build/dtd` fetches; the schema is Gazette's own. Both goals are ratios of
one run, so a busy machine does not matter much; xmllint reads its DTD again for each file.
"""
import os
import subprocess

import corpus
from measure import found, measure

ROOT = os.path.join(os.path.dirname(__file__), "..")
DTD = os.path.join(ROOT, "build/dtd/JATS-Archiving-1-2-MathML3-DTD/JATS-archivearticle1-mathml3.dtd")
XSD = os.path.join(ROOT, "stylesheets/schemas/jats.xsd")
GOAL = 1.2
SMALL_GOAL = 100


def catalog(folder):
    """A catalog for xmllint, which streams a DTD only by the document's DOCTYPE."""
    path = os.path.join(folder, "catalog.xml")
    with open(path, "w") as file:
        file.write(
            '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><public publicId="-//NLM//DTD JATS'
            ' (Z39.96) Journal Archiving and Interchange DTD v1.2 20190208//EN" uri="file://%s"/></catalog>'
            % os.path.abspath(DTD))
    return path


def as_of_others(path):
    """Takes Gazette's mark out of a document, so that no other layer runs than the one that is measured."""
    with open(path, "rb") as file:
        text = file.read()
    with open(path, "wb") as file:
        file.write(text.replace(b'<?gazette version="1"?>', b"", 1))


def show(title, size, results, pairs, goal):
    print("\n%s, %.0f MB" % (title, size / 1e6))
    for name, row in results.items():
        line = "  %-16s %7.3f s %7.3f s processor %7.1f MB/s %6.1f MB" % (
            name, row.seconds, row.processor, size / 1e6 / row.seconds, row.memory / 1024)
        if name in pairs:
            ratio = row.seconds / results[pairs[name]][0]
            line += "   %.2f x the time of %s (goal %.2f%s)" % (
                ratio, pairs[name], goal, "" if ratio <= goal else ", missed")
        print(line)


def large(gazette, size, runs, folder):
    text = os.path.join(folder, "%d.txt" % size)
    if not os.path.exists(text):
        corpus.write(text, size * 10**6)
    path = os.path.join(folder, "%d.valid.jats" % size)
    if not os.path.exists(path):
        subprocess.check_call([gazette, "convert", text, "-t", "jats", "-o", path], stderr=subprocess.DEVNULL)
        as_of_others(path)
    os.environ["XML_CATALOG_FILES"] = catalog(folder)
    results = measure({
        "xmllint, DTD": ["xmllint", "--stream", "--valid", "--nonet", "--noout", path],
        "gazette, DTD": [gazette, "validate", path],
        "xmllint, XSD": ["xmllint", "--stream", "--nonet", "--noout", "--schema", XSD, path],
        "gazette, XSD": [gazette, "validate", path, "--xsd", XSD],
    }, runs)
    show("validation", os.path.getsize(path), results,
         {"gazette, DTD": "xmllint, DTD", "gazette, XSD": "xmllint, XSD"}, GOAL)


def small(gazette, count, runs, folder):
    inputs = os.path.join(folder, "small-jats")
    if not os.path.isdir(inputs):
        texts = os.path.join(folder, "small-valid")
        os.makedirs(texts, exist_ok=True)
        bulletins = corpus.Bulletins(11)
        for number in range(count):
            with open(os.path.join(texts, "%05d.txt" % number), "wb") as file:
                file.writelines(bulletins.bulletin(6000))
        names = sorted(os.path.join(texts, name) for name in os.listdir(texts))
        os.makedirs(inputs)
        subprocess.check_call([gazette, "convert", *names, "-t", "jats", "-o", inputs], stderr=subprocess.DEVNULL)
        for name in os.listdir(inputs):
            as_of_others(os.path.join(inputs, name))
    few = sorted(os.path.join(inputs, name) for name in os.listdir(inputs))[:50]
    results = measure({
        "xmllint --dtdvalid": ["xmllint", "--noout", "--nonet", "--dtdvalid", DTD, *few],
        "gazette --dtd": [gazette, "validate", inputs, "--dtd", DTD],
    }, max(1, runs // 2))
    each = results["xmllint --dtdvalid"][0] / len(few)
    ours = results["gazette --dtd"][0] / count
    print("\n%d small files: xmllint %.1f ms a file, gazette %.3f ms: %.0f x as fast (goal %d%s), %.1f MB" % (
        count, each * 1000, ours * 1000, each / ours, SMALL_GOAL, "" if each / ours >= SMALL_GOAL else ", missed",
        results["gazette --dtd"].memory / 1024))


def compare(gazette, size, runs, folder):
    if not found("xmllint") or not os.path.exists(DTD):
        print("\nvalidation: skipped, it needs xmllint and `make build/dtd`")
        return
    large(gazette, size, runs, folder)
    small(gazette, 10000, runs, folder)
