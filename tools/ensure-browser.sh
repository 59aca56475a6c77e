#!/usr/bin/env bash
# ensure-browser.sh VENV: installs a browser when there is none that starts. Quick when that is known already.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=$1
known=$venv/.browser

found() {
  "$venv/bin/python" - <<'PYTHON'
import os

from selfserve_check.browser.find import FoundBrowser, find_browser

browser = find_browser(None, os.environ)
print(browser.path if isinstance(browser, FoundBrowser) else "")
PYTHON
}

path=$(found)
if [ -n "$path" ] && [ "$(cat "$known" 2>/dev/null || true)" = "$path" ]; then
  exit 0
fi
"$venv/bin/selfserve-check" doctor --install
found >"$known"
