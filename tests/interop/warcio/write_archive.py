"""Writes a WARC file by warcio: a page, the same one in chunks, a revisit, a cut page, a resource. In: the file, a page."""

import io
import sys

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def http(*fields):
    return StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8"), *fields], protocol="HTTP/1.1")


def write_sample(writer, page):
    def add(url, kind, body, **options):
        writer.write_record(writer.create_warc_record(url, kind, io.BytesIO(body), **options))

    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    writer.write_record(writer.create_warcinfo_record("sample.warc.gz", {"software": "warcio"}))
    add("https://example.org/1", "response", page, http_headers=http())
    add("https://example.org/2", "response", chunked, http_headers=http(("Transfer-Encoding", "chunked")))
    revisit = writer.create_revisit_record("https://example.org/3", "sha1:" + "A" * 32, "https://example.org/1",
                                           "2026-11-24T22:03:31Z", http_headers=http())
    writer.write_record(revisit)
    cut = {"WARC-Truncated": "length"}
    add("https://example.org/4", "response", page[:100], http_headers=http(), warc_headers_dict=cut)
    add("https://example.org/5", "resource", page, warc_content_type="text/html")


def main():
    with open(sys.argv[2], "rb") as file:
        page = file.read()
    with open(sys.argv[1], "wb") as file:
        write_sample(WARCWriter(file, gzip=True, warc_version="WARC/1.1"), page)


main()
