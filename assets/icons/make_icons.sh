#!/usr/bin/env bash
# Draws the program's icon from icon.svg: the PNG that Linux and macOS bundles take and the .ico of Windows.
# Needs rsvg-convert (Debian: librsvg2-bin) and ImageMagick. The results are committed, so nobody needs this to build.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" icon.svg --output "$work/$size.png"
done
# PNG32 keeps the alpha channel: the bundler refuses anything but 8-bit RGBA.
convert "$work/512.png" -strip PNG32:icon.png
convert "$work/128.png" -strip PNG32:128x128.png
convert "$work"/{16,32,48,64,256}.png icon.ico
