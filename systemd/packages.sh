#!/bin/sh
# Installs the system packages that are missing, on Debian 12/13 and Raspberry Pi OS.
# In this order: Python and card readers, the screen, a screen of software to play on, tests,
# devices of software for tests.
set -eu

wanted="
python3-venv python3-dev gcc pkg-config swig libpcsclite-dev pcscd libccid libusb-1.0-0
libgl1 libegl1 libgles2 libgl1-mesa-dri libmtdev1
xvfb xdotool x11-utils
zbar-tools tesseract-ocr tesseract-ocr-ces poppler-utils make util-linux
vsmartcard-vpcd umockdev socat strace
"

missing=""
for package in $wanted; do
    if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed"; then
        missing="$missing $package"
    fi
done
[ -z "$missing" ] && exit 0

echo "Installing system packages:$missing"
if [ "$(id -u)" -eq 0 ]; then as_root=""; else as_root="sudo"; fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of words on purpose
$as_root apt-get install -q -y --no-install-recommends $missing
