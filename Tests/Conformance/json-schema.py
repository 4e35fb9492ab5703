#!/usr/bin/env python3
"""Checks JSON and JSON Lines files against the published schemas.

    json-schema.py FILE...

A .jsonl file is checked line by line. Exit status: 0 all valid, 1 some not, 77 skipped because the
package `jsonschema` is not installed (pip install jsonschema).
"""
import json
import pathlib
import sys

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "stylesheets" / "schemas"


def main(files):
    try:
        import jsonschema
    except ImportError:
        print("json-schema: skipped, the Python package jsonschema is not installed")
        return 77
    validators = {}
    for name in ("json", "jsonl"):
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
    failures = 0
    for file in files:
        text = pathlib.Path(file).read_text("utf-8")
        if file.endswith(".jsonl"):
            parts = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
            validator = validators["jsonl"]
        else:
            parts = [(1, text)]
            validator = validators["json"]
        for number, part in parts:
            error = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(part)))
            if error:
                failures += 1
                place = "/".join(map(str, error.absolute_path))
                print(f"{file}:{number}: {place}: {error.message[:300]}")
    print(f"json-schema: {len(files)} files, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
