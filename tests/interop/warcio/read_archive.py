"""Reads WARC files by warcio: every record in full, all digests checked. Where FILE.cdxj lies beside a file, its lines
must name just the answers that warcio finds, at the same places. Prints what each file holds; exits 1 on a difference."""

import collections
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
