#!/usr/bin/env python3
"""Checks JSON and JSON Lines files against the published schemas.

    json-schema.py FILE...

A .jsonl file is checked line by line. One whose name ends in .pipe.jsonl is checked against the schema of
that name, others against that of their format. Exit status: 0 all valid, 1 some not, 77 skipped because the
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
    for path in SCHEMAS.glob("*.schema.json"):
        schema = json.loads(path.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[path.name.split(".")[0]] = jsonschema.Draft202012Validator(schema)
    failures = 0
    for file in files:
        text = pathlib.Path(file).read_text("utf-8")
        words = pathlib.Path(file).name.split(".")
        name = next(word for word in (*words[-2:], words[-1]) if word in validators)
        parts = [(1, text)]
        if words[-1] == "jsonl":
            parts = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        validator = validators[name]
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
