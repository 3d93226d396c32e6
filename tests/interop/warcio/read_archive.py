"""Reads WARC files by warcio: every record in full, all digests checked. Where FILE.cdxj lies beside a file, its lines
must name just the answers that warcio finds, at the same places. Prints what each file holds; exits 1 on a difference."""

import base64
import collections
import hashlib
import json
import os
import sys

from warcio.archiveiterator import ArchiveIterator


def answers_by_warcio(path):
    counts = collections.Counter()
    answers = set()
    with open(path, "rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        for record in records:
            record.content_stream().read()
            offset, length = records.get_record_offset(), records.get_record_length()
            headers = record.rec_headers
            counts[record.rec_type] += 1
            if not headers.get_header("WARC-Block-Digest"):
                sys.exit(f"{path}: no digest at byte {offset}")
            if record.rec_type in ("response", "revisit"):
                digest = headers.get_header("WARC-Payload-Digest") or "-"
                is_revisit = record.rec_type == "revisit"
                answers.add((offset, length, headers.get_header("WARC-Target-URI"), digest, is_revisit))
    return counts, answers


def check_revisits(path):
    """warcio looks at no digest of a revisit record; here that of its block is compared with the bytes it hands out."""
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, no_record_parse=True):
            block = record.raw_stream.read()
            digest = "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()
            if record.rec_type == "revisit" and record.rec_headers.get_header("WARC-Block-Digest") != digest:
                sys.exit(f"{path}: the digest of revisit {record.rec_headers.get_header('WARC-Record-ID')} is wrong")


def answers_by_index(path):
    with open(path, encoding="utf-8") as index:
        lines = index.read().splitlines()
    if lines != sorted(lines, key=str.encode):
        sys.exit(f"{path}: not sorted")
    answers = set()
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        is_revisit = entry["mime"] == "warc/revisit"
        answers.add((int(entry["offset"]), int(entry["length"]), entry["url"], entry["digest"], is_revisit))
    if len(answers) != len(lines):
        sys.exit(f"{path}: lines stand twice")
    return answers


def main():
    if len(sys.argv) < 2:
        sys.exit("no archive files to read")
    for path in sys.argv[1:]:
        counts, answers = answers_by_warcio(path)
        check_revisits(path)
        if not counts:
            sys.exit(f"{path}: no records")
        index = path + ".cdxj"
        agreed = "no index"
        if os.path.exists(index):
            indexed = answers_by_index(index)
            if indexed != answers:
                sys.exit(f"{path}: the index differs from what warcio finds: {indexed ^ answers}")
            agreed = f"{len(indexed)} index lines agree"
        print(f"{path}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) + f"; {agreed}")


main()
