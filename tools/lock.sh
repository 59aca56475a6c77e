#!/usr/bin/env bash
# lock.sh PYTHON: resolves pyproject.toml in a fresh environment and writes what came out to constraints.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/python.sh

venv=.venv-lock
python=$(pick_python "$1")
trap 'rm -rf "$venv"' EXIT

"$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
{
  echo "# Every package, runtime and development, at the version the tests ran with. Made by: make lock"
  "$venv/bin/python" -m pip freeze --exclude-editable --exclude pip --exclude setuptools --exclude wheel
} >constraints.new
if grep -n -E '@|://' constraints.new; then
  echo "The lines above pin a file or an address instead of a version; constraints.txt stays as it was." >&2
  rm -f constraints.new
  exit 1
fi
mv constraints.new constraints.txt
echo "constraints.txt: $(grep -c == constraints.txt) packages"
