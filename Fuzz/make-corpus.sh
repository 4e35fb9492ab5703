#!/bin/sh
# make-corpus.sh FORMAT FOLDER: fills a folder with documents of the format to start fuzzing from: the
# golden files, each behind the byte that says how the rest is cut.
set -eu
format=$1 folder=$2
top=$(dirname "$0")/..
case $format in
  text) ending=txt ;;
  jats) ending=jats.xml ;;
  *) ending=$format ;;
esac
mkdir -p "$folder"
for file in "$top"/Tests/Golden/*/input."$ending" "$top"/Tests/Golden/*/expected."$ending"; do
  [ -f "$file" ] || continue
  name=$(basename "$(dirname "$file")")-$(basename "$file")
  { printf a; cat "$file"; } > "$folder/$name"
done
