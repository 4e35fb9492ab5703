#!/usr/bin/env python3
"""Makes archives that are hostile, broken or odd, of a bulletin that is none of these.

    hostile.py BULLETIN FOLDER

Each archive is named after what is wrong with it. Standard library only.
"""
import bz2
import gzip
import io
import lzma
import os
import random
import stat
import struct
import sys
import tarfile
import zipfile
import zlib


def plain(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 12, 8, 30, 0)), data, zipfile.ZIP_DEFLATED)


def raw_names(path, names, data, flags=0):
    """A zip whose names are these bytes, without the flag of UTF-8."""
    with open(path, "wb") as out:
        records = []
        packed = zlib.compress(data)[2:-4]
        sizes = struct.pack("<III", zlib.crc32(data), len(packed), len(data))
        for name in names:
            offset = out.tell()
            fixed = struct.pack("<HHHHH", 20, flags, 8, 0, 0x526C) + sizes + struct.pack("<HH", len(name), 0)
            out.write(b"PK\x03\x04" + fixed + name + packed)
            records.append(b"PK\x01\x02" + struct.pack("<H", 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name)
        start = out.tell()
        out.write(b"".join(records))
        end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), out.tell() - start, start, 0)
        out.write(b"PK\x05\x06" + end)


def paths(folder, text):
    names = ["../up.txt", "../../../../etc/gazette-test.txt", "/absolute.txt", "C:\\drive\\a.txt", "..\\back.txt",
             "a/../../b.txt", "con.txt", "dir/aux.txt", "nul", "ends./x.txt", "bell\x07.txt", ".gazette-batch/journal",
             "good.txt", "x" * 300 + ".txt", "./././dot.txt", "//double//slash.txt"]
    raw_names(os.path.join(folder, "paths.zip"), [name.encode() for name in names], text)
    with tarfile.open(os.path.join(folder, "paths.tar"), "w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    raw_names(os.path.join(folder, "nul-byte.zip"), [b"a\x00b.txt", b"good.txt"], text)


def links(folder, text):
    with tarfile.open(os.path.join(folder, "links.tar"), "w") as archive:
        for name, kind, target in [("out", tarfile.SYMTYPE, "/tmp"), ("hard.txt", tarfile.LNKTYPE, "/etc/passwd"),
                                   ("pipe", tarfile.FIFOTYPE, ""), ("device", tarfile.CHRTYPE, "")]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        for name in ["out/through-the-link.txt", "good.txt"]:
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    with zipfile.ZipFile(os.path.join(folder, "link.zip"), "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("good.txt", text)


def names(folder, text):
    plain(os.path.join(folder, "collisions.zip"),
          [("A.txt", text), ("a.txt", text), ("caf\u00e9.txt", text), ("cafe\u0301.txt", text), ("b.txt", text), ("b.json", b"{}")])
    raw_names(os.path.join(folder, "duplicates.zip"), [b"same.txt"] * 3, text)
    raw_names(os.path.join(folder, "gbk.zip"), [name.encode("gbk") for name in
              ["简报/二〇二一年第一期.txt", "简报/中国科协要闻.txt", "简报/地方简讯.txt"]], text)
    raw_names(os.path.join(folder, "shift-jis.zip"), [name.encode("cp932") for name in
              ["会報/第一号のおしらせ.txt", "会報/編集後記について.txt"]], text)
    with tarfile.open(os.path.join(folder, "gbk.tar"), "w", format=tarfile.GNU_FORMAT, encoding="gbk") as archive:
        for name in ["简报/二〇二一年第一期.txt", "简报/中国科协要闻.txt", "简报/地方简讯.txt"]:
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))


def broken(folder, text):
    whole = os.path.join(folder, "whole.zip")
    plain(whole, [("%d.txt" % number, text) for number in range(5)])
    data = open(whole, "rb").read()
    os.remove(whole)

    def write(name, content):
        with open(os.path.join(folder, name), "wb") as out:
            out.write(content)

    write("truncated.zip", data[:len(data) * 3 // 5])
    second = data.index(b"PK\x03\x04", 10)
    # A byte of the second entry's packed data.
    write("bad-crc.zip", data[:second + 200] + bytes([data[second + 200] ^ 0x40]) + data[second + 201:])
    directory = data.index(b"PK\x01\x02")
    write("bad-checksum.zip", data[:directory + 16] + b"\0\0\0\0" + data[directory + 20:])
    raw_names(os.path.join(folder, "encrypted.zip"), [b"secret.txt"], text, flags=1)
    write("empty.zip", b"PK\x05\x06" + bytes(18))
    write("no-archive.zip", b"this is no archive at all\n" * 30)
    write("nothing.tar.gz", b"")

    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for number in range(5):
            info = tarfile.TarInfo("%d.txt" % number)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    packed = gzip.compress(tar.getvalue(), mtime=0)
    write("truncated.tar.gz", packed[:len(packed) * 3 // 5])
    write("truncated.tar", tar.getvalue()[:512 + len(text) // 512 * 512 + 512 + 700])
    write("no-end.tar", tar.getvalue().rstrip(b"\0") + bytes(-len(tar.getvalue().rstrip(b"\0")) % 512))
    write("bad-header.tar", tar.getvalue()[:512 + -(-len(text) // 512) * 512] + b"\xff" * 512 + tar.getvalue()[:512])


def compressed(folder, text):
    """Compressed tars of five bulletins that differ much: cut off, changed, with something behind, joined."""
    noise = random.Random(1)
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for number in range(5):
            data = text + noise.randbytes(40_000).hex(" ", 30).replace(" ", "\n").encode() + b"\n"
            info = tarfile.TarInfo("%d.txt" % number)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    data = tar.getvalue()
    packers = {"bz2": lambda data: bz2.compress(data, 1), "xz": lzma.compress}
    for ending, pack in packers.items():
        whole = pack(data)
        half = len(data) // 2
        changed = bytearray(whole)
        # Of xz, the check behind the data.
        changed[-40] ^= 1
        for name, content in (("truncated", whole[:len(whole) * 3 // 4]), ("changed", bytes(changed)),
                              ("tail", whole + b"something else"), ("joined", pack(data[:half]) + pack(data[half:]))):
            with open(os.path.join(folder, name + ".tar." + ending), "wb") as out:
                out.write(content)


def methods(folder, text):
    """A zip of four methods; one with a fault in it; one whose method is Deflate64, as its headers have it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in ("STORED", "DEFLATED", "BZIP2", "LZMA"):
            info = zipfile.ZipInfo(name.lower() + ".txt", (2021, 3, 12, 8, 30, 0))
            archive.writestr(info, text, getattr(zipfile, "ZIP_" + name))
    data = whole.getvalue()
    place = data.index(b"bzip2.txt")
    bad = bytearray(data)
    bad[place + 300] ^= 0x40
    unknown = bytearray(data)
    for header, method in ((place - 30, 8), (data.rindex(b"bzip2.txt") - 46, 10)):
        unknown[header + method:header + method + 2] = struct.pack("<H", 9)
    for name, content in (("methods", data), ("bad-bzip2", bad), ("unknown-method", unknown)):
        with open(os.path.join(folder, name + ".zip"), "wb") as out:
            out.write(content)


def bombs(folder, text):
    plain(os.path.join(folder, "bomb.zip"), [("bomb.txt", bytes(100 << 20)), ("good.txt", text)])
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for name, data in [("good.txt", text), ("bomb.txt", bytes(100 << 20)), ("behind.txt", text)]:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    with open(os.path.join(folder, "bomb.tar.gz"), "wb") as out:
        out.write(gzip.compress(tar.getvalue(), mtime=0))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("inner.txt", text)
    plain(os.path.join(folder, "nested.zip"), [("inner.zip", inner.getvalue()), ("outer.txt", text)])


def sizes(folder, text):
    """Sizes that no file has, in the extra field of ZIP64: in front of the data, of a link, of two entries."""
    def header(name, packed, size, extra=b""):
        return struct.pack("<HHHHHIIIHH", 45, 0, 0, 0, 0, 0, packed, size, len(name), len(extra))

    def large(*numbers):
        return struct.pack("<HH", 1, 8 * len(numbers)) + struct.pack("<%dQ" % len(numbers), *numbers)

    def write(name, entries, central):
        with open(os.path.join(folder, name), "wb") as out:
            directory = b"".join(b"PK\x01\x02" + record for record in central)
            end = struct.pack("<HHHHIIH", 0, 0, len(central), len(central), len(directory), len(entries), 0)
            out.write(entries + directory + (b"PK\x05\x06" + end if central else b""))

    none = 0xFFFFFFFF
    extra = large(5, 2 ** 64 - 1)
    write("far-size.zip", b"PK\x03\x04" + header(b"a.txt", none, none, extra) + b"a.txt" + extra + b"hello", [])
    extra = large(1 << 61)
    write("link-size.zip", b"PK\x03\x04" + header(b"l", 5, 5) + b"lhello",
          [struct.pack("<BB", 45, 3) + header(b"l", none, 5, extra)
           + struct.pack("<HHHII", 0, 0, 0, (stat.S_IFLNK | 0o777) << 16, 0) + b"l" + extra])
    extra = large(2 ** 64 - 2, 5)
    names = [b"a.csv", b"b.csv"]
    entries = [b"PK\x03\x04" + header(name, 5, 5) + name + b"hello" for name in names]
    write("huge-sizes.zip", b"".join(entries),
          [struct.pack("<H", 45) + header(name, none, none, extra)
           + struct.pack("<HHHII", 0, 0, 0, 0, number * len(entries[0])) + name + extra
           for number, name in enumerate(names)])


def main(bulletin, folder):
    os.makedirs(folder, exist_ok=True)
    text = open(bulletin, "rb").read()
    for make in (paths, links, names, broken, compressed, methods, sizes, bombs):
        make(folder, text)


if __name__ == "__main__":
    main(*sys.argv[1:])
