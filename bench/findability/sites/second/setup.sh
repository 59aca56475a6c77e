#!/bin/bash
# Gets the three packages and makes built/{writer,gnucash,hugin}. Needs apt-get; python with beautifulsoup4 and lxml as $PYTHON.
set -euo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
mkdir -p "${PKGSITES_HOME:-$HERE}"; cd "${PKGSITES_HOME:-$HERE}"; mkdir -p debs unpacked
for p in libreoffice-help-en-us libreoffice-help-common gnucash-docs hugin-data; do
  ls debs/${p}_*.deb >/dev/null 2>&1 || (cd debs && apt-get download -qq "$p")
  [ -d "unpacked/$p" ] || { mkdir -p "unpacked/$p"; dpkg-deb -x debs/${p}_*.deb "unpacked/$p"; }
done
for x in writer:libreoffice-help-en-us gnucash:gnucash-docs hugin:hugin-data; do dpkg-deb -f debs/${x#*:}_*.deb Version > "debs/${x%:*}.version"; done
"${PYTHON:-python3}" -W ignore "$HERE/build.py"
