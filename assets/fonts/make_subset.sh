#!/bin/sh
# Makes NotoSansSC-Subset.otf out of the whole Noto Sans CJK collection. Run by hand, once per new release of Noto; the
# result is committed, so that nobody needs Python to build. Needs: python3 with fonttools (4.68.0 made the committed file).
#
#   ./make_subset.sh [NotoSansCJK-Regular.ttc]
#
# Kept: the characters of GB 2312-80 (6,763 hanzi, fullwidth forms, kana, Greek, Cyrillic, box drawing), ASCII, Latin-1,
# CJK punctuation, and the marks forms and the window use. Outlines stay static CFF; hints go, they double the size and
# nothing here draws small text without anti-aliasing.
set -eu
cd "$(dirname "$0")"
src="${1:-/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc}"
out=NotoSansSC-Subset.otf
chars="$(mktemp)"
trap 'rm -f "$chars"' EXIT

python3 - "$chars" <<'PY'
import sys
kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | set(range(0x3000, 0x3040)) | set(range(0xFF00, 0xFFF0))
for row in range(0xA1, 0xF8):                      # GB 2312 as EUC-CN: 94 rows of 94
    for cell in range(0xA1, 0xFF):
        try:
            kept.add(ord(bytes((row, cell)).decode("gb2312")))
        except UnicodeDecodeError:
            pass                                   # an unassigned cell
kept |= {ord(c) for c in "×÷±≤≥≠≈√∞‰℃№℡§¶†‡•·…—–‑‘’“”‹›«»€£¥¢©®™°′″"}
kept |= {ord(c) for c in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"}
kept |= {ord(c) for c in "✓✔✗✘☐☑☒■□▪▫▲△▶▷▼▽◀◁◆◇○●◎★☆←↑→↓↔↕↖↗↘↙⇒⇔⌘⏎⇧"}
# Given names and company names beyond GB 2312: characters met often in registers of persons.
kept |= {ord(c) for c in "〇喆堃昇淼玥珺璟祎翀赟骉鑫垚犇燚頔旸晟煊煜琪瑀璐睿叕妍姝婧媞弢彧忻惇愔戬旻昉昕昫昳曈杺栩榕樾毓沄沐沣泓浠浥淏淇湉漪潆澍瀚"}
kept |= {ord(c) for c in "灏炘炜烜烨焘煦熠燊珩琬琮琰瑄瑨瑱璇璨瓒甯皓皛祐祺禛竑筱羿翊翎翙臧芃芮芷苡荔莀蓁蔺薇藜蘅虔衍覃谟赪轩迦邕邬邴郗郜酆钊钰铄铉铎"}
kept |= {ord(c) for c in "铧铭锃锟锴镕镝闫闳阚隽雯霁霏霖靓韪韬颢飏骁骅骞髙鹏麒黛龑嗣奂奕妤娅媛嫄嬴寔尕岚峃峯嵘巍恺悫懿斐旎旖昙晗晞暄曌氹埗囯濬"}
open(sys.argv[1], "w", encoding="utf-8").write("".join(map(chr, sorted(kept))))
PY

# In the collection, font 2 is the one with the simplified forms (SC); 0 JP, 1 KR, 3 TC, 4 HK, 5 to 9 monospaced.
pyftsubset "$src" --font-number=2 --text-file="$chars" --output-file="$out" \
    --layout-features='kern,vert,ccmp' --no-hinting --desubroutinize --drop-tables+=DSIG,BASE,VORG \
    --name-IDs='0,1,2,3,4,5,6,13,14' --name-languages='*' --no-prune-codepage-ranges --no-recalc-timestamp
ls -l "$out"
