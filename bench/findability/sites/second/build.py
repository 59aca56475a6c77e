"""Makes the three sites of plain pages from the unpacked Debian packages (see setup.sh) under built/."""
import os, re, shutil, urllib.parse
from pathlib import Path
from bs4 import BeautifulSoup
HERE = Path(os.environ.get("PKGSITES_HOME") or Path(__file__).resolve().parent)
ROOT, BUILT = HERE / "unpacked", HERE / "built"
LO = ROOT / "libreoffice-help-en-us/usr/share/libreoffice/help"
LOC = ROOT / "libreoffice-help-common/usr/share/libreoffice/help"
COPIES = {"gnucash": ROOT / "gnucash-docs/usr/share/doc/gnucash-docs/gnucash-guide-en",
          "hugin": ROOT / "hugin-data/usr/share/hugin/xrc/data/help_en_EN"}
START = "/en-US/text/swriter/main0000.html"


def writer(out: Path) -> None:
    """The Writer part of the help: what its start page reaches inside its own folder, scripts and their
    empty side bars taken out, links that lead out of the folder turned into plain words."""
    queue, seen = [START], {START}
    for path in queue:
        soup = BeautifulSoup((LO / path.lstrip("/")).read_bytes(), "lxml")
        base = urllib.parse.urljoin("http://h" + path, soup.find("base")["href"])
        for tag in soup.find_all(["script", "noscript", "aside"]): tag.decompose()
        for tag in soup.select("div.dropdowns"): tag.decompose()
        for a in soup.find_all("a", href=True):
            u = urllib.parse.urlsplit(urllib.parse.urljoin(base, a["href"].strip()))
            if u.netloc == "h" and u.path.endswith("/new_help.html"):
                a["href"] = START.lstrip("/"); continue
            if u.netloc == "h" and u.path.startswith("/en-US/text/swriter/") and (LO / u.path.lstrip("/")).is_file():
                if u.path not in seen: seen.add(u.path); queue.append(u.path)
            elif u.netloc == "h": a.unwrap()
        file = out / path.lstrip("/"); file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(soup), encoding="utf-8")
    for css in ("normalize.css", "prism.css", "default.css"):
        if (LOC / css).exists(): shutil.copy(LOC / css, out / css)
    if (LOC / "media").is_dir(): shutil.copytree(LOC / "media", out / "media", dirs_exist_ok=True, symlinks=False, ignore_dangling_symlinks=True)


for name, source in COPIES.items():
    shutil.rmtree(BUILT / name, ignore_errors=True); shutil.copytree(source, BUILT / name, ignore_dangling_symlinks=True)
shutil.rmtree(BUILT / "writer", ignore_errors=True); writer(BUILT / "writer")
