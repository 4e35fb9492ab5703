#!/usr/bin/env python3
"""Makes zip archives whose entries are packed by methods other than deflate, of two bulletins.

    methods.py BULLETIN FOLDER

The archives in Tests/Archives/Methods are its work, so that no test needs the programs: 7z (PPMd, LZMA and
Deflate64, as people's archives have them) and zstd. XZ comes from Python, in a zip that is put together here.
"""
import lzma
import os
import struct
import subprocess
import sys
import zlib

BY_7Z = {"ppmd": "PPMd", "lzma": "LZMA", "deflate64": "Deflate64"}
# APPNOTE 4.4.5
XZ, ZSTANDARD = 95, 93


def archive(path, method, entries):
    """A zip of entries that are packed already."""
    with open(path, "wb") as out:
        records = []
        for name, data, packed in entries:
            offset = out.tell()
            fixed = struct.pack("<HHHHHIIIHH", 63, 0x800, method, 0x4420, 0x526C, zlib.crc32(data),
                                len(packed), len(data), len(name), 0)
            out.write(b"PK\x03\x04" + fixed + name + packed)
            records.append(b"PK\x01\x02" + struct.pack("<H", 63) + fixed
                           + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name)
        start = out.tell()
        out.write(b"".join(records))
        end = struct.pack("<HHHHIIH", 0, 0, len(records), len(records), out.tell() - start, start, 0)
        out.write(b"PK\x05\x06" + end)


def zstandard(data):
    return subprocess.run(["zstd", "-19", "-c", "-"], input=data, stdout=subprocess.PIPE, check=True).stdout


def main(bulletin, folder):
    os.makedirs(folder, exist_ok=True)
    text = open(bulletin, "rb").read()
    # The second is long enough for several turns of a reader's loop.
    entries = {b"one.txt": text, b"many.txt": text * 40}
    for name, method, pack in (("xz", XZ, lzma.compress), ("zstandard", ZSTANDARD, zstandard)):
        archive(os.path.join(folder, name + ".zip"), method,
                [(entry, data, pack(data)) for entry, data in entries.items()])
    for entry, data in entries.items():
        path = os.path.join(folder, entry.decode())
        with open(path, "wb") as out:
            out.write(data)
        os.utime(path, (1615537800, 1615537800))
    for name, method in BY_7Z.items():
        if os.path.exists(os.path.join(folder, name + ".zip")):
            os.remove(os.path.join(folder, name + ".zip"))
        subprocess.run(["7z", "a", "-tzip", "-mm=" + method, "-mtc=off", name + ".zip", "one.txt", "many.txt"],
                       cwd=folder, stdout=subprocess.DEVNULL, check=True)
    for entry in entries:
        os.remove(os.path.join(folder, entry.decode()))


if __name__ == "__main__":
    main(*sys.argv[1:])
