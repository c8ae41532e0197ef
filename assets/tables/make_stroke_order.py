"""Writes stroke_order.txt from the npm package cnchar-order (MIT): python3 make_stroke_order.py cnchar.order.min.js

The package names each stroke of a character by its form. Here forms become the five kinds of GB 13000.1, and what was found wrong against a second
set (outlines of hanzi-writer-data: number of strokes, and the direction of each) is mended.
"""
import collections
import json
import pathlib
import re
import sys

# 横 1, 竖 2, 撇 3, 点 4, 折 5; the minor forms 提 a (of 横), 竖钩 b (of 竖), 捺 d (of 点).
FORMS = {"j": "1", "i": "a", "f": "2", "g": "b", "s": "3", "k": "4", "d": "4", "l": "d"}
KINDS = str.maketrans("abd", "124")
MENDED = {
    "皙": "jfskssjfsfcjj", "邶": "fjishwf", "雌": "fjfisusfkjjjfj", "撅": "jgijsksjbfssesl",
    "麒": "kjscffjjhsujffjjjsk", "麟": "kjscffjjhsuksjfslsekjnf",
    "郓": "dejnjfwf", "皲": "dejnjfesfel", "毂": "jfjdejnjfsvel",
    "脩": None,  # counted by the form of 修, which it is not
}
HEAD = """# The order of characters by strokes: number of strokes, then 横竖撇点折 from the first stroke on, then main before minor forms
# (《GB 13000.1 字符集汉字字序（笔画序）规范》 GF 3003—1999; kinds of strokes by 《GB 13000.1 字符集汉字笔顺规范》).
# One line: strokes, tab, the characters that have them. 1 横, 2 竖, 3 撇, 4 点, 5 折; minor forms: a 提, b 竖钩, d 捺. Lines stand in order.
# Kinds of 折 and how strokes meet are not told apart; characters of one line go by the collation of CLDR.
# Source: the data of cnchar-order 3.2.6 (npm; MIT, stroke_order.LICENSE), made with make_stroke_order.py, which names what was mended.
"""


def main() -> None:
    script = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    raw = json.loads(re.search(r"JSON\.parse\('(.*?)'\)", script).group(1))
    raw.update(MENDED)
    lines = collections.defaultdict(list)
    for character, strokes in raw.items():
        if strokes and len(character) == 1:
            lines["".join(FORMS.get(stroke, "5") for stroke in strokes)].append(character)
    order = sorted(lines, key=lambda line: (len(line), line.translate(KINDS), line))
    body = "".join(f"{line}\t{''.join(sorted(lines[line]))}\n" for line in order)
    pathlib.Path(__file__).with_name("stroke_order.txt").write_text(HEAD + body, encoding="utf-8")


main()
