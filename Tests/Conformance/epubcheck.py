"""Checks books by epubcheck, all of them in one Java process.

    epubcheck.py JAR BOOK...

Prints a line per message, and one at a book's end with the number of fatal errors, errors and warnings:

    book.epub	OPF-030	ERROR	The unique-identifier "x" was not found.
    book.epub	=	0	1	0
"""

import os
import sys

import jpype
import jpype.imports


def main(jar, books):
    library = os.path.join(os.path.dirname(jar), "lib")
    jars = [os.path.join(library, name) for name in sorted(os.listdir(library))]
    jpype.startJVM("-Xmx600m", classpath=[jar] + jars)
    from com.adobe.epubcheck.api import EpubCheck
    from com.adobe.epubcheck.util import DefaultReportImpl, ReportingLevel
    from java.io import ByteArrayOutputStream, File, PrintStream
    from java.lang import System

    for book in books:
        heard = ByteArrayOutputStream()
        out, err = System.out, System.err
        System.setOut(PrintStream(heard, True))
        System.setErr(PrintStream(heard, True))
        report = DefaultReportImpl(book, "", False)
        report.setReportingLevel(ReportingLevel.Usage)
        try:
            EpubCheck(File(book), report).check()
        finally:
            System.setOut(out)
            System.setErr(err)
        name = os.path.basename(book)
        for line in str(heard.toString("UTF-8")).splitlines():
            severity, _, rest = line.partition("(")
            code, found, words = rest.partition(")")
            if found and severity in ("FATAL", "ERROR", "WARNING", "INFO", "USAGE"):
                print(name, code, severity, words.strip(": "), sep="\t")
        print(
            name, "=", report.getFatalErrorCount(), report.getErrorCount(),
            report.getWarningCount(), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
