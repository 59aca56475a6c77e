# Sourced by the other scripts: pick_python WISH prints a Python of 3.11 or later that can make environments.

pick_python() {
  local wish=$1 candidate
  for candidate in "$wish" python3.13 python3.12 python3.11 python3.14 python3; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
      echo "$candidate has no venv module. On Debian or Ubuntu, as root: apt-get install python3-venv" >&2
      return 1
    fi
    echo "$candidate"
    return 0
  done
  echo "Python 3.11 or later is needed and none was found. Install it, or name one: make PYTHON=/path/to/python" >&2
  return 1
}
