#!/bin/sh
# Brings the W3C XML Conformance Test Suite out of a Debian source package that carries it whole: that of Qt,
# whose own tests use it. It stays outside the repository. Where it cannot be had, says so and succeeds: the
# tests that want it say then that they did not run.
#
#   fetch-xmlconf.sh FOLDER
set -eu
folder=$1
package=qtbase-opensource-src
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
give_up() {
  echo "fetch-xmlconf: no W3C XML test suite: $1" >&2
  exit 0
}
command -v apt-get >/dev/null || give_up "this is no Debian"
# The system's own sources, with their source packages; its lists stay as they are.
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
for list in /etc/apt/sources.list.d/*.sources; do
  [ -f "$list" ] && sed 's/^Types: .*/Types: deb-src/' "$list" >"$work/parts/$(basename "$list")"
done
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [ -f "$list" ] && sed -n 's/^deb /deb-src /p' "$list" >"$work/parts/$(basename "$list").list"
done
set -- -qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/parts" \
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache"
apt-get "$@" update >/dev/null 2>&1 || give_up "no list of source packages"
(cd "$work" && apt-get "$@" --download-only source "$package" >/dev/null 2>&1) || give_up "no $package"
tar -xJf "$work"/*.orig.tar.xz -C "$work" --wildcards '*/XML-Test-Suite/xmlconf/*' || give_up "it is not in $package"
mkdir -p "$(dirname "$folder")"
rm -rf "$folder"
mv "$work"/*/tests/auto/corelib/serialization/qxmlstream/XML-Test-Suite/xmlconf "$folder"
