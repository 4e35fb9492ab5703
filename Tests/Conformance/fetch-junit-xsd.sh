#!/bin/sh
# Brings the XML Schema of JUnit reports that Jenkins's xUnit plugin goes by, out of the source of pytest, which
# tests its own reports with it.
#
#   fetch-junit-xsd.sh PIP FILE
set -eu
pip=$1
file=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$pip" download --quiet --no-deps --no-binary pytest --dest "$work" pytest==8.3.4
mkdir -p "$(dirname "$file")"
tar -xzOf "$work"/pytest-8.3.4.tar.gz pytest-8.3.4/testing/example_scripts/junit-10.xsd >"$file.part"
mv "$file.part" "$file"
