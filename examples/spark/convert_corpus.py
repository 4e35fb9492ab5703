#!/usr/bin/env python3
"""Converts a corpus of bulletins with Spark: folders, and zip archives in them, to rows.

    spark-submit --py-files gazette_pipe.py convert_corpus.py CORPUS OUT -t jats
    spark-submit … convert_corpus.py hdfs:///bulletins hdfs:///jats -t jats --partitions 400

OUT becomes a Parquet table, a row per document: name, status, format, document (its bytes), from,
encoding, profile, articles, losses, error (code), message. A document that fails is a row too. Each task
runs one worker, so `gazette` has to be on every machine; --gazette says where.
"""
import argparse
import io
import posixpath
import shlex
import sys
import zipfile
from urllib.parse import unquote, urlparse

from gazette_pipe import convert, document, record

COLUMNS = (
    "name string, status string, format string, document binary, `from` string, encoding string, "
    "profile string, articles bigint, losses bigint, error string, message string")


def documents(files, root):
    """Name and bytes of each file; of each entry, where it is a zip archive."""
    for uri, content in files:
        # file:/corpus/2021/a%20b.txt
        name = posixpath.relpath(unquote(urlparse(uri).path), root)
        if not name.endswith(".zip"):
            yield name, content
            continue
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    yield f"{name}/{entry.filename}", archive.read(entry)


def row(answer):
    """An answer as a row of COLUMNS."""
    error = answer.get("error") or {}
    return (
        answer["name"], answer["status"], answer.get("format"), document(answer),
        answer.get("from"), answer.get("encoding"), answer.get("profile"),
        answer.get("counts", {}).get("articles"), answer["losses"],
        error.get("code"), error.get("message"))


def convert_corpus(spark, corpus, command, partitions=None):
    """The corpus as a table of converted documents."""
    # Not the DataFrame source binaryFile: it leaves out files without a byte, unsaid.
    files = spark.sparkContext.binaryFiles(corpus, partitions)
    if partitions:
        files = files.repartition(partitions)
    root = urlparse(corpus).path if "://" in corpus else posixpath.abspath(corpus)

    def task(files):
        records = (record(name, content) for name, content in documents(files, root))
        return map(row, convert(records, command))

    return spark.createDataFrame(files.mapPartitions(task), COLUMNS)


def session(**settings):
    """A session that finds files in folders of folders too."""
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.appName("gazette").config(
        "spark.hadoop.mapreduce.input.fileinputformat.input.dir.recursive", "true")
    for name, value in settings.items():
        builder = builder.config(name.replace("_", "."), value)
    return builder.getOrCreate()


def main():
    parser = argparse.ArgumentParser(description="Convert a corpus of bulletins with Spark.")
    parser.add_argument("corpus", help="folder, or a pattern of files")
    parser.add_argument("out", help="where the Parquet table goes")
    parser.add_argument("-t", "--to", required=True, help="format of the documents")
    parser.add_argument("--partitions", type=int, help="tasks; by the files' sizes where not given")
    parser.add_argument("--gazette", default="gazette", help="the program")
    parser.add_argument(
        "--options", default="", help="more options of gazette pipe: --options='--profile cast'")
    arguments = parser.parse_args()

    spark = session()
    command = [arguments.gazette, "pipe", "-t", arguments.to, *shlex.split(arguments.options)]
    table = convert_corpus(spark, arguments.corpus, command, arguments.partitions)
    table.write.mode("overwrite").parquet(arguments.out)
    counts = spark.read.parquet(arguments.out).groupBy("status").count().collect()
    for status, count in sorted(map(tuple, counts)):
        print(f"{status}: {count}")
    spark.stop()
    return 1 if any(status == "failed" for status, _ in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
