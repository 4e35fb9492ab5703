#!/bin/sh
# Gathers the static forms of C libraries in a folder, with pkg-config files that say to look there first.
# Finding and binding the shared ones takes the dynamic linker longer than a bulletin takes to convert.
# A library without a static form stays shared, and so does the C library: iconv loads its tables.
#
#   static-libraries.sh FOLDER PACKAGE...        then: PKG_CONFIG_PATH=FOLDER swift build …
set -eu
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
for package in "$@"; do
  shared=" $(pkg-config --libs-only-l "$package") "
  libraries=
  for library in $(pkg-config --static --libs-only-l "$package"); do
    name=lib${library#-l}.a
    archive=$(clang -print-file-name="$name")
    case $library in -lm | -lc | -ldl | -lpthread) archive= ;; esac
    if [ -f "$archive" ]; then
      ln -sf "$archive" "$folder/$name"
      libraries="$libraries $library"
    else
      case $shared in *" $library "*) libraries="$libraries $library" ;; esac
    fi
  done
  cat >"$folder/$package.pc" <<END
Name: $package
Description: $package, static
Version: $(pkg-config --modversion "$package")
Cflags: $(pkg-config --cflags "$package")
Libs: -L$folder$libraries
END
done
