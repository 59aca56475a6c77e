#!/usr/bin/env bash
# setup.sh VENV PYTHON: makes the virtual environment VENV and installs this checkout into it, pinned.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/python.sh

venv=$1
python=$(pick_python "$2")

# One that was begun and not finished, or made by a Python that is gone, is made anew.
if ! "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
fi

echo "Installing the packages that constraints.txt pins (a minute or two the first time)"
# The build backend runs in an environment of its own: it takes its pins from these variables.
export PIP_CONSTRAINT="$PWD/constraints.txt" PIP_BUILD_CONSTRAINT="$PWD/constraints.txt"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
