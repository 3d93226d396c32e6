"""Serves a folder on a loopback port of the system's choice, which it prints. Names with "chunked" come in chunks, names
with "packed" gzip-coded; the rest as http.server serves it, with Last-Modified and 304."""

import functools
import gzip
import http.server
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if "chunked" in self.path:
            self.send_chunked()
        elif "packed" in self.path:
            self.send_packed()
        else:
            super().do_GET()

    def page(self):
        with open(self.translate_path(self.path), "rb") as page:
            return page.read()

    def send_chunked(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        page = self.page()
        for at in range(0, len(page), 1000):
            part = page[at : at + 1000]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    def send_packed(self):
        page = gzip.compress(self.page(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=sys.argv[1]))
print(server.server_address[1], flush=True)
server.serve_forever()
