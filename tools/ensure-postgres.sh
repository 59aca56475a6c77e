#!/usr/bin/env bash
# ensure-postgres.sh: installs PostgreSQL's programs where there are none, as root on Debian and Ubuntu.
# Nothing is started here: the tests make a server of their own, as a user without rights, and end it.
set -euo pipefail

if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "PostgreSQL is not here: install your system's package of the server (on Debian: apt-get install postgresql)." >&2
  exit 1
fi
echo "Installing PostgreSQL, for the tests of the history"
# No cluster of the machine's own, and no service that starts by itself.
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] ||
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends postgresql >/dev/null
