#!/usr/bin/env python3
"""Serves the second set of sites on 127.0.0.1, one port each from 9801 (PKGSITES_PORT).
   serve.py           all sites        serve.py hugin       only this        serve.py --list  name, port, start path"""
import functools, http.server, os, signal, sys, threading
HERE = os.environ.get("PKGSITES_HOME") or os.path.dirname(os.path.abspath(__file__))
BASE = int(os.environ.get("PKGSITES_PORT", "9801"))
SITES = {"writer": "/en-US/text/swriter/main0000.html", "gnucash": "/index.html", "hugin": "/Hugin.html"}
PORTS = {n: BASE + i for i, n in enumerate(SITES)}


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}
    def log_message(self, *a): pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    def handle_error(self, *a): pass


def main(names):
    if names[:1] == ["--list"]:
        for n in SITES: print(n, PORTS[n], SITES[n])
        return
    for n in names or list(SITES):
        server = Server(("127.0.0.1", PORTS[n]), functools.partial(Quiet, directory=os.path.join(HERE, "built", n)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(n, PORTS[n], "http://127.0.0.1:%d%s" % (PORTS[n], SITES[n]), flush=True)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0)); signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    signal.pause()


if __name__ == "__main__":
    main(sys.argv[1:])
