#!/bin/sh
# Installs those of the named Debian packages that are missing; does nothing where none is.
#
#   install-packages.sh PACKAGE...
set -eu
missing=
for package in "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
  echo "missing:$missing; install them with your system's package manager" >&2
  exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the names are words
$as_root apt-get install -qq --yes --no-install-recommends $missing
