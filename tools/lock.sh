#!/usr/bin/env bash
# lock.sh PYTHON: resolves pyproject.toml for the oldest Python we support and writes constraints.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/python.sh

venv=.venv-lock
python=$(pick_python "$1")
trap 'rm -rf "$venv" constraints.new' EXIT

"$python" -m venv --clear "$venv"
"$venv/bin/python" tools/lock.py >constraints.new
mv constraints.new constraints.txt
echo "constraints.txt: $(grep -c == constraints.txt) packages"
