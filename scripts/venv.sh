#!/bin/sh
# Make the virtual environment and install a locked list into it, each only when needed.
# Usage: scripts/venv.sh FOLDER requirements.txt
set -eu
folder=$1
list=$2
stamp="$folder/installed-$(basename "$list")"

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13; do
        if fits "$name"; then
            echo "$name"
            return
        fi
    done
    echo "The portal needs Python 3.11, 3.12 or 3.13 and found none. On Debian: sudo apt install python3 python3-venv" >&2
    return 1
}

if ! fits "$folder/bin/python" || ! [ -x "$folder/bin/pip" ]; then
    if [ -e "$folder" ] && ! [ -e "$folder/pyvenv.cfg" ]; then
        echo "$folder exists and is not a virtual environment. Move it away, or choose another: VENV=folder" >&2
        exit 1
    fi
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "Python's venv module is missing. On Debian: sudo apt install python3-venv" >&2
        exit 1
    fi
    if ! "$python" -m venv --clear "$folder"; then
        echo "The folder $folder could not be made: the reason stands above." >&2
        exit 1
    fi
fi

if ! cmp -s "$list" "$stamp"; then
    echo "Installing what $list names. The first time takes about a minute."
    if ! "$folder/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --require-hashes \
        --requirement "$list"; then
        echo "The packages of $list could not be installed: the reason stands above." >&2
        exit 1
    fi
    cp "$list" "$stamp"
fi
