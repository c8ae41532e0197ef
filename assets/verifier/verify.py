#!/usr/bin/env python3
"""评审归档独立核验：不用评审台的任何代码，按 FORMAT.md 重新验证归档里的每个签名，重算每个正式的数，并与归档写的比较。
    python3 verify.py 归档.zip… [--contest-code XXXX-XXXX-XXXX-XXXX] [--json] [--no-openssl]
退出码：0 全部一致，1 有不一致，2 用法不对，或不是能读的归档。需要 Python 3.11；装有 openssl 时，每个有效签名再由它验证一遍。
What it is: the second implementation of FORMAT.md §2–7 and §15–18, written from that page alone. What it is not: a reader of letters, packs
or desks. The one rule to know: it believes signatures, and takes numbers from signed sheets; what the archive says is only compared.
"""
import base64, csv, hashlib, io, itertools, json, math, os, re, shutil, subprocess, sys, tempfile, tomllib, unicodedata, zipfile, zlib
from fractions import Fraction
from functools import lru_cache
REJECT, HOLD, NOTE = 2, 1, 0
ORDER_OF_CODES = ("SIG-BAD TYPE-WRONG KEY-UNKNOWN KEY-REVOKED KEY-EXPERT-MISMATCH ALG-MISMATCH KEY-WEAK ENV-NONCANONICAL "
        "PAYLOAD-NONCANONICAL SCHEMA CLOCK").split()
HOLDS = set("ENV-NONCANONICAL PACKAGE RUBRIC NAME-CONFUSABLE FORK CHAIN-BROKEN AFTER-CLOSE AFTER-FINAL PAPER-CODE-MISMATCH".split())
NOTES = set("ROSTER-STALE REPLAY STALE GAP CLOCK XLSX-MISMATCH".split())
YIELDING = set("ENV-NONCANONICAL NAME-CONFUSABLE PAPER-CODE-MISMATCH CHAIN-BROKEN AFTER-CLOSE".split())
ROUND = {"written": "书面评审", "roadshow": "路演答辩", "roadshow-final": "跨赛道路演"}
CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNERS = ("enrolled", "confirmed", "transcribed", "introduced", "revoked", "unknown")

class Refused(Exception):
    """A document that is refused; the argument is the code."""
def sha(data): return hashlib.sha256(data).hexdigest()
def gravity(codes): return max((HOLD if code in HOLDS else NOTE if code in NOTES else REJECT for code in codes), default=NOTE)
def when(*codes):  # The codes whose condition, which follows each, holds.
    return {code for code, wrong in zip(codes[::2], codes[1::2]) if wrong}
def short_code(digest):
    text = "".join(CODE[int(digest[:20], 16) >> 5 * at & 31] for at in reversed(range(16)))
    return "-".join(text[at:at + 4] for at in range(0, 16, 4))

# §2 Canonical JSON
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ud800-\udfff"
        "\u05c8-\u05c9\u0897\u1acf-\u1af0\U000105c9\U000105d2\U000105da\U000105e4\U00010d69-\U00010d6d"
        "\U00010ecb-\U00010ecf\U00010ef0-\U00010efb\U00010efd-\U00010eff\U00011382-\U00011385\U0001138b\U0001138e"
        "\U00011390-\U00011391\U000113b8\U000113bb\U000113c2\U000113c5\U000113c7-\U000113c9\U000113ce-\U000113d0"
        "\U00011f41-\U00011f42\U0001611e-\U00016129\U0001612f\U00016d63\U00016d67-\U00016d6a\U0001d127-\U0001d128"
        "\U0001d250-\U0001d252\U0001d25b-\U0001d25c\U0001d25f\U0001d280-\U0001d281\U0001e08f\U0001e4ec-\U0001e4ef"
        "\U0001e5ee-\U0001e5ef\U0001e6e3\U0001e6e6\U0001e6ee-\U0001e6ef\U0001e6f5%s]"
        % "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)))
def pairs(items):
    if len(dict(items)) < len(items): raise ValueError("a key twice")
    return dict(items)
def no_number(_): raise ValueError("not an integer")
def integer(text): return int(text) if len(text) < 20 else no_number(text)
def loads(data):
    return json.loads(data.decode(), object_pairs_hook=pairs, parse_int=integer, parse_float=no_number, parse_constant=no_number)
@lru_cache(4096)
def is_name(key): return re.fullmatch("[A-Za-z0-9_-]{1,64}", key)
@lru_cache(65_536)
def is_new(character): return unicodedata.category(character) == "Cn"
def spell(value, around=0):  # The one spelling of a value; ValueError where it has none.
    if value is None or isinstance(value, bool): return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) < 1 << 53: return str(value)
    if isinstance(value, str) and not value.isascii(): COUNT["new"] |= any(map(is_new, set(value)))
    if isinstance(value, str) and len(value) <= 20_000 and not FORBIDDEN.search(value) and unicodedata.is_normalized("NFC", value):
        return '"%s"' % value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if isinstance(value, list) and around < 8: return "[%s]" % ",".join([spell(one, around + 1) for one in value])
    if isinstance(value, dict) and around < 8 and all(map(is_name, value)):
        return "{%s}" % ",".join([f'"{key}":{spell(value[key], around + 1)}' for key in sorted(value)])
    raise ValueError("no canonical spelling")
def canonical(data):
    try:
        value = loads(data)
        if len(data) <= 6_225_920 and spell(value).encode() == data: return value
    except (ValueError, RecursionError): pass
    raise Refused("PAYLOAD-NONCANONICAL")

# §3 Envelope
def unbase64(text):
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
def base64_of(data): return base64.b64encode(data).decode()

class Envelope:  # An envelope in any spelling; `strict` says whether it is the one.
    def __init__(self, data):
        if len(data) > 8_388_608: raise Refused("TOO-LARGE")
        try:
            outer = loads(data)
            if not fits(outer, {"payload": "text", "payloadType": "text", "signatures": [{"keyid": "keyid", "sig": "text"}]}):
                raise ValueError("not an envelope")
            self.type, self.payload = outer["payloadType"], unbase64(outer["payload"])
            self.sigs = sorted((one["keyid"], unbase64(one["sig"])) for one in outer["signatures"])
            if (not re.fullmatch(r"[!#-\[\]-~]{1,120}", self.type) or not 1 <= len(self.sigs) <= 16
                    or not distinct(keyid for keyid, _ in self.sigs) or any(len(sig) != 64 for _, sig in self.sigs)):
                raise ValueError("not an envelope")
        except json.JSONDecodeError as error:
            cut = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string")
            raise Refused("TRUNCATED" if cut else "SCHEMA") from None
        except (ValueError, RecursionError): raise Refused("SCHEMA") from None
        listed = ",".join('{"keyid":"%s","sig":"%s"}' % (keyid, base64_of(sig)) for keyid, sig in self.sigs)
        spelled = '{"payload":"%s","payloadType":"%s","signatures":[%s]}\n' % (base64_of(self.payload), self.type, listed)
        self.strict, kind = data == spelled.encode(), re.fullmatch(r"application/vnd\.jurybench\.([a-z]+)\+json;v=1", self.type)
        self.pae = b"DSSEv1 %d %s %d %s" % (len(self.type), self.type.encode(), len(self.payload), self.payload)
        self.kind, self.digest, self.doc = kind and kind[1], sha(self.pae), None

# §4 Keys: Ed25519 (RFC 8032) in extended coordinates
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT, ZERO = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P), (0, 1, 1, 0)
def add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
def decode(data):  # The point 32 bytes stand for, or None; only the canonical encoding is read.
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    if y >= P or x * x % P != square or (x == 0 and sign): return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P
def encode(point):
    inverse = pow(point[2], -1, P)
    return (point[1] * inverse % P | (point[0] * inverse % P & 1) << 255).to_bytes(32, "little")
@lru_cache(256)
def table(point):  # Multiples 0 to 15 of the point times 16^0 … 16^63, so that a product takes 64 sums.
    rows = []
    for _ in range(64):
        row = [ZERO]
        for _ in range(16): row.append(add(row[-1], point))
        rows.append(row[:16])
        point = row[16]
    return rows
def times(number, point):
    total = ZERO
    for at, row in enumerate(table(point)): total = add(total, row[number >> 4 * at & 15])
    return total
def is_small(point):
    for _ in range(3): point = add(point, point)
    return encode(point) == encode(ZERO)
@lru_cache(4096)
def strong(public):  # The point of a key that all verifiers agree about, or None.
    point = decode(bytes.fromhex(public))
    return point if point and not is_small(point) and encode(times(ORDER, point)) == encode(ZERO) else None
BASE = decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
DER, COUNT = "302a300506032b6570032100", {"checked": 0, "asked": 0, "refused": 0, "folder": None, "openssl": None, "new": False}
def signed(public, sig, message):
    point, given, s = strong(public), decode(sig[:32]), int.from_bytes(sig[32:], "little")
    COUNT["checked"] += 1
    if point is None or given is None or is_small(given) or s >= ORDER: return False
    k = int.from_bytes(hashlib.sha512(sig[:32] + bytes.fromhex(public) + message).digest(), "little") % ORDER
    x, y, z, t = times(k, point)
    good = encode(add(times(s, BASE), (P - x, y, z, P - t))) == sig[:32]
    if good and COUNT["openssl"]:
        COUNT["asked"] += 1
        COUNT["refused"] += not openssl((DER + public, sig.hex(), message.hex()))
    return good
def openssl(parts):  # Whether a program that shares nothing with this one finds a signature good.
    names = [os.path.join(COUNT["folder"], name) for name in ("key.der", "sig.bin", "pae.bin")]
    for name, part in zip(names, parts):
        with open(name, "wb") as file: file.write(bytes.fromhex(part))
    command = "pkeyutl -verify -pubin -keyform DER -rawin -inkey {} -sigfile {} -in {}".split()
    command = [COUNT["openssl"]] + [names.pop(0) if word == "{}" else word for word in command]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
KNOWN = ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",  # RFC 8032, test 2: an openssl that refuses this is too old.
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00", "72")

# §6 Documents: a shape is a name of TYPES, `?shape` for "or null", `a|b` for one of these words, [shape], or an object of shapes
def text_of(pattern): return lambda value: isinstance(value, str) and re.fullmatch(pattern, value)
def whole(least, below): return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value < below
def shape(text, **more):  # `name:shape name:shape`; names of one shape are joined by commas.
    return {name: kind for part in text.split() for names, kind in [part.split(":")] for name in names.split(",")} | more
def fits(value, shape):
    if isinstance(shape, list): return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    if isinstance(shape, dict):
        return isinstance(value, dict) and value.keys() == shape.keys() and all(fits(value[name], shape[name]) for name in shape)
    if shape.startswith("?"): return value is None or fits(value, shape[1:])
    known = TYPES.get(shape)
    return bool(known(value)) if callable(known) else fits(value, known) if known else isinstance(value, str) and value in shape.split("|")
def distinct(values, ascending=False):
    values = list(values)
    return len(set(values)) == len(values) and (not ascending or values == sorted(values))
TYPES = {"text": lambda value: isinstance(value, str), "id": text_of("[A-Za-z0-9-]{1,32}"), "digest": text_of("[0-9a-f]{64}"),
        "hex32": text_of("[0-9a-f]{32}"), "hex128": text_of("[0-9a-f]{128}"), "keyid": text_of("[0-9a-f]{16}"),
        "said": text_of(r"(?s).*\S.*"), "bool": lambda value: isinstance(value, bool), "i64": whole(-1 << 53, 1 << 53),
        "u32": whole(0, 1 << 32), "n32": whole(1, 1 << 32),
        "u64": whole(0, 1 << 53), "round": "|".join(ROUND), "size": "large|medium|small|micro|not-classified",
        "fraction": lambda value: fits(value, shape("den,num:i64")) and value["den"] >= 1 and fraction(value).denominator == value["den"],
        "area": lambda value: fits(value, ["u32"]) and len(value) == 4 and value[0] < value[2] <= 10_000 and value[1] < value[3] <= 10_000,
        "key": shape("alg:text keyid:keyid public:digest"), "certificate": shape("keyid:keyid sig:hex128"),
        "sheetkey": shape("introduction:?certificate own:key"), "app": shape("name,version:text"),
        "person": shape("id:id name:text"), "votes": shape("abstain,against,for:u32")}
EVIDENCE = shape("area:?area criterion:?id film_ms:?u64 material:hex32 page:?u32 quote,text:text")
ENTRY = shape("comment,to_chair:text dossier:digest id,profile:id reason,updated_at:?text size_class:size total:?fraction "
        "status:scored|recused|material-missing|unmarked", evidence=[EVIDENCE], marks=[shape("criterion:id value:i64")],
        weights=[shape("criterion:id weight:i64")], gates=[shape("finding:pass|doubt|fail gate:id reason:text")])
EXPERT = shape("chair:bool id,panel,track:id name,unit:text recipient:?text", keys=[shape(
        "key:key revoked_after:?digest source:enrolled|introduction|confirmed status:enrolled|revoked")])
RUBRIC, COUNTS = shape("digest:digest id:text version:u32"), shape("assigned,material_missing,recused,scored,unmarked:u32")
PLACE = "contest,track:id round:round at:text "
SHAPES = {
        "roster": shape("version:n32 prev:?digest contest_key:key recovery,at:text audit_head:digest",
        contest=shape("edition,name:text id:id"),
        algorithms=shape("digest:sha256 letter:age-v1 material:stream-be32-chacha20poly1305-1mib signature:ed25519"),
        supervisors=[shape("id,name:text key:key")], tracks=["person"], experts=[EXPERT]),
        "scoresheet": shape("contest,panel,track:id round:round expert:person kind:final seq:n32 prev,ticket:?digest reason:?text app:app "
        "letter,assignment:digest key:sheetkey", rubric=RUBRIC, entries=[ENTRY],
        install=shape("counter:u64 id:hex32"), counts=COUNTS,
        times=shape("clock_anomalies:u32 signed_at:text since_prev_s:?u64")),
        "panelreturn": shape("contest,panel,track:id round:round chair:person key:sheetkey seq:n32 prev:?digest rubric,rule:digest app:app "
        "minutes,signed_at:text", sheets=["digest"], ranking=[shape("entry:id published:?text rank:?u32 score:?fraction")]),
        "confirmation": shape("contest,expert:id key:key sheet,audit_head:digest supervisor,at:text scan:?digest"),
        "transcript": shape(PLACE + "panel:id expert:person seq:n32 prev:?digest assignment,scan:digest app:app",
        clerks=[shape("id,name:text key:key")], rubric=RUBRIC, entries=[ENTRY], counts=COUNTS),
        "shortlist": shape("contest:id track:?id round,next:round at,reason,supervisor:text version:n32 prev:?digest "
        "rule_digest,audit_head:digest", entries=["id"], chosen=["id"], assignments=[shape("expert:id", entries=["id"])]),
        "ticket": shape(PLACE + "expert:id seq:n32 prev:digest asked_by,reason:text", entries=["id"]),
        "closing": shape(PLACE + "audit_head:digest", sheets=["digest"]),
        "receipt": shape("contest,expert:id document,audit_head:digest verdict,at:text key:?sheetkey", codes=["text"]),
        "minutes": shape(PLACE + "panel:?id seq:n32 prev:?digest text:text audit_head:digest chair:?person key:?sheetkey",
        attendance=[shape("expert:id name:text present:bool")],
        agenda=[shape("before,notes:text entry:id outcome:keep|revise|refer|open votes:?votes")]),
        "decision": shape(PLACE + "outcome:accept-as-is|exclude-entry|exclude-sheet|within|below replaces,minutes:?digest reason:said "
        "supervisor:text audit_head:digest", subject=shape("entry,expert:?id kind:text sheet:?digest")),
        "result": shape(PLACE + "version:n32 prev,reopening:?digest rubric,rule_digest,roster,names,audit_head:digest "
        "rule,supervisor:text app:app", inputs=[shape("digest:digest kind:text")],
        ranking=[shape("award,published:?text entry:id excluded:bool rank,step:?n32 score:?fraction")]),
        "reopening": shape(PLACE + "result,audit_head:digest reason:said supervisor:text"),
        "archive": shape("contest:id manifest,audit_head:digest")}
SUBJECTS = {"expert-missing": ("expert", "accept-as-is"), "provisional": ("expert sheet", "accept-as-is exclude-sheet"),
        "ticket": ("expert sheet", "accept-as-is"), "held": ("sheet", "accept-as-is exclude-sheet"), "tie": ("entry", "within below")}
SUBJECTS |= dict.fromkeys(("entry-missing", "quorum", "gate", "objection", "referred"), ("entry", "accept-as-is exclude-entry"))
SUBJECTS |= dict.fromkeys(("unmarked", "material-missing"), ("entry expert", "accept-as-is"))
def fraction(value): return value and Fraction(value["num"], value["den"])
def evidence_order(one):
    return [(value is not None, 0 if value is None else value) for value in (
            one["criterion"], one["material"], one["page"], one["film_ms"], one["area"], one["quote"].encode(), one["text"].encode())]
def entry_holds(line):  # What §6.4 demands of an entry beyond types.
    weighed, scored, places = [one["criterion"] for one in line["weights"]], line["status"] == "scored", line["evidence"]
    gates, recused = line["gates"], line["status"] == "recused"
    order = [evidence_order(one) for one in places]
    return (distinct(weighed) and distinct(one["criterion"] for one in line["marks"]) and (line["total"] is not None) == scored
            and (scored or not line["marks"]) and len(line["to_chair"]) <= 2_000 and len(places) <= 100
            and not (recused and (places or gates)) and distinct((one["gate"] for one in gates), True)
            and all(len(one["reason"]) <= 2_000 and (one["finding"] == "pass" or one["reason"].strip()) for one in gates)
            and all(one < other for one, other in zip(order, order[1:]))
            and all((one["criterion"] is None or one["criterion"] in weighed) and len(one["quote"]) <= 500 and len(one["text"]) <= 2_000
            and one["page"] != 0 and (one["film_ms"] is None or one["page"] is None and one["area"] is None) for one in places))
def first_alone(value): return (value["prev"] is None) == (value.get("seq", value.get("version")) == 1)
def roster_holds(value):
    keys = [key for one in value["experts"] for key in one["keys"]]
    return (first_alone(value) and all(distinct(one["id"] for one in value[of]) for of in ("experts", "supervisors", "tracks"))
            and distinct(one["key"]["keyid"] for one in keys)
            and not any(one["revoked_after"] and one["status"] != "revoked" for one in keys))
def decision_holds(value):
    names, outcomes = SUBJECTS.get(value["subject"]["kind"], ("", ""))
    named = {name for name in ("entry", "expert", "sheet") if value["subject"][name] is not None}
    return value["outcome"] in outcomes.split() and named == set(names.split())
def minutes_hold(value):
    present, votes = sum(one["present"] for one in value["attendance"]), [one["votes"] for one in value["agenda"] if one["votes"]]
    return (first_alone(value) and (value["chair"] is None) == (value["key"] is None) and all(sum(one.values()) <= present for one in votes)
            and distinct(one["expert"] for one in value["attendance"]) and distinct(one["entry"] for one in value["agenda"]))
def shortlist_holds(value):
    given, chosen = value["assignments"], value["chosen"]
    return (first_alone(value) and value["round"] != value["next"] and (not chosen) == (not value["reason"].strip())
            and distinct((one["expert"] for one in given), True) and distinct(value["entries"], True)
            and all(distinct(some, True) and set(some) <= set(value["entries"])
            for some in [chosen, *(one["entries"] for one in given)]))
def result_holds(value):
    rows, order = value["ranking"], [(row["rank"] is None, row["rank"] or 0, row["entry"]) for row in value["ranking"]]
    return (first_alone(value) and (value["prev"] is None) == (value["reopening"] is None)
            and sha(value["rule"].encode()) == value["rule_digest"]
            and distinct(((one["kind"], one["digest"]) for one in value["inputs"]), True)
            and order == sorted(order) and {one["kind"] for one in value["inputs"]} <= INPUTS and distinct(row["entry"] for row in rows)
            and not any((row["score"] is None) != (row["published"] is None) or row["rank"] and not row["published"]
            or row["excluded"] and (row["rank"] or row["award"]) for row in rows))
def lines_hold(value): return all(map(entry_holds, value["entries"]))
INPUTS = set("closing confirmation decision minutes result scoresheet ticket transcript".split())
HOLDING = {"scoresheet": lines_hold, "roster": roster_holds, "decision": decision_holds, "shortlist": shortlist_holds,
        "result": result_holds,
        "transcript": lambda value: lines_hold(value) and first_alone(value) and len(value["clerks"]) == 2
        and distinct(one["id"] for one in value["clerks"]) and distinct(one["key"]["keyid"] for one in value["clerks"]),
        "ticket": lambda value: distinct(value["entries"]),
        "panelreturn": lambda value: distinct(value["sheets"], True) and distinct(one["entry"] for one in value["ranking"])
        and first_alone(value), "closing": lambda value: distinct(value["sheets"], True), "minutes": minutes_hold}
def document(envelope):  # The fields of a payload; Refused where it is not canonical or not of its kind.
    if envelope.doc is None:
        if envelope.kind not in SHAPES: raise Refused("TYPE-WRONG")
        value = canonical(envelope.payload)
        if not fits(value, SHAPES[envelope.kind]) or not HOLDING.get(envelope.kind, bool)(value): raise Refused("SCHEMA")
        envelope.doc = value
    return envelope.doc

# §5 Verification
def key_of(record):  # The key of a record, checked.
    if record["alg"] != "ed25519": raise Refused("ALG-MISMATCH")
    if strong(record["public"]) is None: raise Refused("KEY-WEAK")
    if sha(bytes.fromhex(record["public"]))[:16] != record["keyid"]: raise Refused("SCHEMA")
    return record["public"]

class Keys:  # The keys of a roster and those of confirmations: key id → owner, key, source, status.
    def __init__(self, roster, confirmations, before):  # `before`: every sheet's digest with that of the one before.
        self.contest, self.covered, self.roster = roster["contest"]["id"], {}, roster
        records = [(one["id"], key) for one in roster["experts"] for key in one["keys"]]
        self.known = {key["key"]["keyid"]: (expert, key_of(key["key"]), key["source"], key["status"]) for expert, key in records}
        for doc in confirmations: self.known.setdefault(doc["key"]["keyid"], (doc["expert"], key_of(doc["key"]), "confirmed", "enrolled"))
        for key in (key for _, key in records if key["status"] == "revoked"):
            digest, chain = key["revoked_after"], self.covered.setdefault(key["key"]["keyid"], set())
            while digest and digest not in chain:
                chain.add(digest)
                digest = before.get(digest)
    def trusted(self, expert):
        return {keyid for keyid, (owner, _, source, status) in self.known.items()
                if owner == expert and source != "introduction" and status == "enrolled"}

def signer_codes(envelope, *groups):  # At least one of each group must have signed, and nobody else.
    allowed, by = {keyid: key for group in groups for keyid, key in group.items()}, dict(envelope.sigs)
    return when("KEY-UNKNOWN", by.keys() - allowed.keys(), "SIG-BAD", not all(by.keys() & group.keys() for group in groups)
            or not all(signed(allowed[keyid], sig, envelope.pae) for keyid, sig in by.items() if keyid in allowed))

class Evidence:  # A look at an envelope of an expert, or a transcript: codes, digest, signer, key id, the document if it can be read.
    def __init__(self, envelope, keys):
        self.envelope, self.digest, self.key, self.signer, self.doc = envelope, envelope.digest, "", "unknown", None
        self.codes = when("ENV-NONCANONICAL", not envelope.strict, "SCHEMA", len(envelope.sigs) > 1 and envelope.kind != "transcript")
        try:
            self.doc = document(envelope)
            self.codes |= when("CLOCK", envelope.kind == "scoresheet" and self.doc["times"]["clock_anomalies"] > 0)
        except Refused as refused: self.codes.add(refused.args[0])
        if envelope.kind == "transcript":
            self.key = envelope.sigs[0][0]
            if self.doc: self.typed(keys.roster)
        elif len(envelope.sigs) == 1:
            self.key, sig = envelope.sigs[0]
            person = self.doc and self.doc["expert" if envelope.kind == "scoresheet" else "chair"]["id"]
            self.signer = (self.known if self.key in keys.known else self.brought)(sig, person, keys)
    def typed(self, roster):  # The contest key and both clerks, one of them a supervisor of the roster.
        groups, supervisors = [roster["contest_key"]], [(one["id"], one["key"]["public"]) for one in roster["supervisors"]]
        for clerk in self.doc["clerks"]:
            try:
                key_of(clerk["key"])
            except Refused as refused: self.codes.add(refused.args[0])
            groups.append(clerk["key"])
        if self.codes <= {"ENV-NONCANONICAL"} and any((one["id"], one["key"]["public"]) in supervisors for one in self.doc["clerks"]):
            self.signer = "transcribed"
            self.codes |= signer_codes(self.envelope, *({key["keyid"]: key["public"]} for key in groups))
    def own_key(self):  # The key a document names must be the one that signed it.
        try:
            public = key_of(self.doc["key"]["own"])
            if self.doc["key"]["own"]["keyid"] == self.key: return public
            self.codes.add("KEY-EXPERT-MISMATCH")
        except Refused as refused: self.codes.add(refused.args[0])
        return None
    def unless_revoked(self, keyid, signer, keys):
        revoked = keyid in keys.covered and self.digest not in keys.covered[keyid]
        self.codes |= when("KEY-REVOKED", revoked)
        return "revoked" if revoked else signer
    def known(self, sig, person, keys):
        owner, public, source, _ = keys.known[self.key]
        self.codes |= when("SIG-BAD", not signed(public, sig, self.envelope.pae), "KEY-EXPERT-MISMATCH", self.doc and owner != person)
        if self.doc and (self.own_key(), owner != person)[1]: return "unknown"
        return self.unless_revoked(self.key, "unknown" if source == "introduction" else source, keys)
    def brought(self, sig, person, keys):
        public = self.own_key() if self.doc else None
        if public is None: return "unknown"
        self.codes |= when("SIG-BAD", not signed(public, sig, self.envelope.pae))
        certificate = self.doc["key"]["introduction"] or {"keyid": None, "sig": ""}
        owner, introducing, source, _ = keys.known.get(certificate["keyid"], (None,) * 4)
        body = spell({"contest": keys.contest, "expert": person, "key": self.doc["key"]["own"]}).encode()
        pae = b"DSSEv1 44 application/vnd.jurybench.enrolment+json;v=1 %d %s" % (len(body), body)
        if owner != person or source != "introduction" or not signed(introducing, bytes.fromhex(certificate["sig"]), pae): return "unknown"
        return self.unless_revoked(certificate["keyid"], "introduced", keys)
def by_contest(envelope, contest_key, supervisors, wanted):
    """Refuses a document that the contest key, a supervisor or both (`wanted`) must have signed, and nobody else, and did not."""
    groups = {"c": {contest_key["keyid"]: contest_key["public"]}, "s": {key["keyid"]: key["public"] for key in supervisors}}
    for code in when("ENV-NONCANONICAL", not envelope.strict): raise Refused(code)
    for code in sorted(signer_codes(envelope, *(groups[who] for who in wanted))): raise Refused(code)
def by_chair(envelope, keys):  # The same as a panel return is signed.
    evidence = Evidence(envelope, keys)
    for code in evidence.codes | when("KEY-UNKNOWN", evidence.signer == "unknown"): raise Refused(code)

# §15 Merge
class Rubric:
    def __init__(self, value):
        self.scale, self.step = value["scale"], value["step"]
        self.groups = {group["id"]: {one["id"] for one in group["criteria"]} for group in value["groups"]}
        self.gates = {one["id"] for one in value["gates"]}
        self.criteria = set().union(*self.groups.values())
        self.profiles = {one["id"]: {weight["criterion"]: weight["weight"] for weight in one["weights"]} for one in value["profiles"]}
    def total(self, profile, marks, criteria):
        weights, points = self.profiles[profile], self.scale == "points"
        counted = [mark * (1 if points else weights[one]) for one, mark in marks.items() if one in weights and one in criteria]
        return Fraction(sum(counted), 100 if points else 1_000_000)
    def stands(self, profile, criterion, mark):
        weight = self.profiles[profile].get(criterion)
        return weight is not None and 0 <= mark <= (weight if self.scale == "points" else 10_000) and mark % self.step == 0

class Facts:  # What the merger knows of one round. `part`: who takes part, and who judges what.
    def __init__(self, contest, roster, name, part, rubric, documents, keys, claims):
        self.contest, self.round, self.rubric, self.rubric_digest = contest["contest"]["id"], name, rubric, contest["rubric"]
        self.entries = {entry["id"]: entry for entry in contest["entries"] if entry["id"] in part[0]}
        self.counted = {entry for entry, fact in self.entries.items() if not fact["calibration"]}
        self.experts = {expert["id"]: expert for expert in roster["experts"]}
        self.assigned = {expert: part[1].get(expert, set()) & self.entries.keys() for expert in self.experts}
        self.dossiers = {entry: sha(spell({"entry": entry, "materials": fact["materials"]}).encode())
                for entry, fact in self.entries.items()}
        self.digests = {expert: self.assignment(expert) for expert in self.experts}
        self.trusted, self.retired = {expert: keys.trusted(expert) for expert in self.experts}, set(keys.covered)
        of = {kind: {digest: doc for digest, doc in documents[kind].items() if doc["round"] == self.round}
                for kind in ("ticket", "closing", "decision", "result", "reopening")}
        self.tickets = {digest: (doc["expert"], doc["seq"], doc["prev"]) for digest, doc in of["ticket"].items()}
        self.closed = {doc["track"] for doc in of["closing"].values()}
        self.taken = {}
        for sheet in (sheet for doc in of["closing"].values() for sheet in doc["sheets"] if sheet in claims):
            self.taken.setdefault(claims[sheet]["expert"]["id"], set()).add(sheet)
        open_again = {doc["result"] for doc in of["reopening"].values()}
        self.final = {doc["track"]: (digest, doc) for digest, doc in of["result"].items() if digest not in open_again}
        self.decided = in_force(of["decision"])
        self.out = {entry for (_, entry, _, _), (outcome, _) in self.decided.items() if outcome == "exclude-entry"}
        self.excluded = {sheet for (_, _, _, sheet), (outcome, _) in self.decided.items() if outcome == "exclude-sheet"}
        self.let_in = {one[3] for one, (outcome, _) in self.decided.items() if (one[0], outcome) == ("held", "accept-as-is")}
    def assignment(self, expert):
        listed = [{"dossier": self.dossiers[entry], "id": entry, "profile": self.entries[entry]["profile"],
                "size_class": self.entries[entry]["size_class"]} for entry in sorted(self.assigned.get(expert, ()))]
        return sha(spell({"contest": self.contest, "entries": listed, "expert": expert, "round": self.round,
                "track": self.experts[expert]["track"]}).encode())
    def track_of(self, expert): return self.experts.get(expert, {}).get("track")
    def tracks_of(self, expert):  # The tracks an expert judges in.
        return {self.entries[entry]["track"] for entry in self.assigned.get(expert, ())} or {self.track_of(expert)}
    def tracks_of_item(self, entry, expert, sheet, experts):  # Those an open item or a decision is about. `experts`: sheet → its expert.
        if entry: return {self.entries[entry]["track"]} if entry in self.entries else set()
        return self.tracks_of(expert or experts.get(sheet))
def in_force(decisions):  # §6.14: subject (kind, entry, expert, sheet) → outcome and digest.
    subject = {digest: tuple(doc["subject"][name] for name in ("kind", "entry", "expert", "sheet")) for digest, doc in decisions.items()}
    replaced = {doc["replaces"] for digest, doc in decisions.items() if subject.get(doc["replaces"]) == subject[digest]}
    said = {}
    for digest in sorted(decisions.keys() - replaced): said.setdefault(subject[digest], []).append((decisions[digest]["outcome"], digest))
    return {one: outcomes[0] for one, outcomes in said.items() if len({outcome for outcome, _ in outcomes}) == 1}
def sheet_codes(sheet, facts):  # §15.1
    codes = when("CONTEST", sheet["contest"] != facts.contest, "ROUND", sheet["round"] != facts.round)
    expert, lines = sheet["expert"]["id"], sheet["entries"]
    if codes or facts.track_of(expert) != sheet["track"]: return codes or {"NOT-ASSIGNED"}
    assigned, listed = facts.assigned.get(expert, set()), {line["id"]: line for line in lines}
    counts = {"assigned": len(lines)} | {name.replace("-", "_"): sum(line["status"] == name for line in lines)
            for name in ("material-missing", "recused", "scored", "unmarked")}
    held, other_rubric = sheet["assignment"] == facts.digests[expert], sheet["rubric"]["digest"] != facts.rubric_digest
    other_name = sheet["expert"]["name"] != facts.experts[expert]["name"]
    codes = when("NAME-CONFUSABLE", other_name, "PACKAGE", not held, "DUP-ENTRY", len(listed) < len(lines),
            "NOT-ASSIGNED", held and listed.keys() - assigned, "RUBRIC", other_rubric,
            "COUNT", counts != sheet["counts"] or held and assigned - listed.keys())
    for line in (line for line in lines if held and line["id"] in assigned):
        fact, last = facts.entries[line["id"]], listed[line["id"]]
        codes |= when("SIZE-CLASS", last["size_class"] != fact["size_class"], "WEIGHTS", line["profile"] != fact["profile"],
                "PACKAGE", last["dossier"] != facts.dossiers[line["id"]])
    if other_rubric: return codes
    codes |= when("GATE", {one["gate"] for line in lines for one in line["gates"]} - facts.rubric.gates)
    return codes.union(*(mark_codes(line, facts.rubric) for line in lines))
def marks_of(line): return {one["criterion"]: one["value"] for one in line["marks"]}
def mark_codes(line, rubric):
    profile, marks = line["profile"], marks_of(line)
    if rubric.profiles.get(profile) != {one["criterion"]: one["weight"] for one in line["weights"]}: return {"WEIGHTS"}
    return when("RANGE", not all(rubric.stands(profile, *mark) for mark in marks.items()), "COUNT", rubric.criteria - marks.keys(),
            "TOTAL", fraction(line["total"]) != rubric.total(profile, marks, marks)) if line["status"] == "scored" else set()

class Candidate:  # A sheet of the set after §15.1. `lines`: entry → status, total, part of each group.
    def __init__(self, evidence, facts):
        self.codes, self.digest, self.signer, self.key = set(evidence.codes), evidence.digest, evidence.signer, evidence.key
        self.expert, self.lines, self.doubted, self.kind, sheet = None, {}, set(), "rejected", evidence.doc
        self.codes |= when("KEY-UNKNOWN", self.signer == "unknown", "KEY-REVOKED", self.signer == "revoked",
                "EXCLUDED", self.digest in facts.excluded)
        if sheet is None:
            self.codes |= when("SCHEMA", gravity(self.codes) < REJECT)
            return
        self.expert, self.seq, self.prev, self.ticket = sheet["expert"]["id"], sheet["seq"], sheet["prev"], sheet.get("ticket")
        self.codes |= sheet_codes(sheet, facts)
        for line in sheet["entries"] if gravity(self.codes) < REJECT else ():
            groups = facts.rubric.groups.items() if line["status"] == "scored" and line["profile"] in facts.rubric.profiles else ()
            if any(one["finding"] != "pass" for one in line["gates"]): self.doubted.add(line["id"])
            self.lines[line["id"]] = (line["status"], fraction(line["total"]),
                    {group: facts.rubric.total(line["profile"], marks_of(line), of) for group, of in groups})
def merge(evidence, facts):
    """All sheets by digest with what became of them, and every expert's standing sheet, which counts unless it is held."""
    best = {}
    for one in evidence:
        against = (gravity(one.codes), one.doc is None, SIGNERS.index(one.signer), sorted(map(ORDER_OF_CODES.index, one.codes)), one.key)
        if one.digest not in best or against < best[one.digest][0]: best[one.digest] = (against, one)
    sheets, by_expert = {digest: Candidate(one, facts) for digest, (_, one) in best.items()}, {}
    for sheet in (sheet for sheet in sheets.values() if gravity(sheet.codes) < REJECT): by_expert.setdefault(sheet.expert, []).append(sheet)
    standing = {expert: settle(expert, candidates, sheets, facts) for expert, candidates in by_expert.items()}
    return sheets, {expert: sheet for expert, sheet in standing.items() if sheet}
def first(sheets): return min(sheets, key=lambda one: one.digest, default=None)
def hold(candidates, staying, code, kind="held"):  # Those that stay, and the first of the others, which are held (or rejected) with a code.
    out = [one for one in candidates if one not in staying]
    for one in out: one.kind, one.codes = kind, one.codes | {code}
    return [one for one in candidates if one in staying], first(out)
def settle(expert, candidates, sheets, facts):  # §15.2: says what becomes of each candidate; returns the expert's standing sheet, if any.
    trusted, contested, late, after_final = facts.trusted.get(expert, set()), None, None, None
    trusted = trusted | {one.key for one in candidates if one.signer in ("enrolled", "confirmed")} - facts.retired
    newcomers = [one for one in candidates if one.signer == "introduced" and one.key not in trusted | facts.retired]
    if trusted or len({one.key for one in newcomers}) > 1:
        old = [one for one in candidates if one not in newcomers]
        candidates, contested = hold(candidates, old, "KEY-EXPERT-MISMATCH", "rejected" if trusted else "held")
        for one in newcomers if not trusted else (): one.codes |= when("FORK", sum(other.seq == one.seq for other in newcomers) > 1)
    tracks = facts.tracks_of(expert)
    if tracks & facts.final.keys():
        counted = {one["digest"] for track in tracks & facts.final.keys() for one in facts.final[track][1]["inputs"]}
        last = max((one.seq for one in candidates if one.digest in counted), default=0)
        candidates, after_final = hold(candidates, [one for one in candidates if one.digest in counted or one.seq < last], "AFTER-FINAL")
    taken = facts.taken.get(expert, set())
    if taken or tracks & facts.closed:
        number = max((one.seq for one in candidates if one.digest in taken), default=0)
        in_time = [one for one in candidates if one.digest in taken or one.seq < number
                or one.ticket and facts.tickets.get(one.ticket) == (one.expert, one.seq, one.prev)]
        let_in = [one for one in candidates if one not in in_time and one.digest in facts.let_in]
        for one in let_in: one.codes.add("AFTER-CLOSE")
        for one in candidates: one.codes |= when("FORK", one not in in_time + let_in and one.seq == number)
        candidates, late = hold(candidates, in_time + let_in, "AFTER-CLOSE")
    for one, codes in [(one, chain_codes(one, candidates, sheets)) for one in candidates]: one.codes |= codes
    typed = number_off([one for one in candidates if one.signer == "transcribed"], facts)
    own = number_off([one for one in candidates if one.signer != "transcribed"], facts)
    if typed and own:
        agree = typed.lines == own.lines
        typed.kind, typed.codes = ("superseded", typed.codes | {"STALE"}) if agree else ("held", typed.codes | {"FORK"})
        own.kind, own.codes = (own.kind, own.codes) if agree else ("held", own.codes | {"FORK"})
    return (contested if not trusted else None) or own or typed or late or after_final
def chain_codes(one, candidates, sheets):
    before, named = [other.digest for other in candidates if other.seq == one.seq - 1
            and (other.signer == "transcribed") == (one.signer == "transcribed")], sheets.get(one.prev)
    if one.prev is None: return when("CHAIN-BROKEN", one.seq != 1)
    named = named if named and named.expert is not None else None
    other = named and (named.expert != one.expert or named.seq >= one.seq)
    if one.seq == 1 or before and one.prev not in before or other: return {"CHAIN-BROKEN"}
    return when("GAP", named is None or named.seq + 1 < one.seq)
def number_off(candidates, facts):
    highest = max((one.seq for one in candidates), default=0)
    for one in candidates:
        one.codes |= when("FORK", sum(other.seq == one.seq for other in candidates) > 1, "STALE", one.seq < highest)
        held = gravity(one.codes - (YIELDING if one.digest in facts.let_in else set())) >= HOLD
        good = "provisional" if one.signer == "introduced" else "accepted"
        one.kind = "superseded" if one.seq < highest else "held" if held else good
    return first([one for one in candidates if one.seq == highest])
def cell(expert, sheet, entry):  # §15.3
    status, total, _ = sheet.lines.get(entry, ("unmarked", None, None)) if sheet and sheet.kind != "held" else ("unmarked", None, None)
    states = {"recused": "recused", "material-missing": "missing-material"}
    states["unmarked"] = "held" if sheet and sheet.kind == "held" else "awaited"
    if status == "scored":
        states["scored"] = {"transcribed": "transcript"}.get(sheet.signer) or ("provisional" if sheet.kind == "provisional" else
                "replaced" if sheet.seq > 1 else "verified")
    return {"expert": expert, "sheet": sheet and sheet.digest, "state": states[status], "total": text(total)}

def open_items(facts, sheets, standing, cells, needed):  # §15.4: what is to be decided before a result is final.
    items = {("held", None, None, digest) for digest, sheet in sheets.items() if sheet.kind == "held" and "AFTER-FINAL" not in sheet.codes}
    for expert, assigned in facts.assigned.items():
        sheet = standing.get(expert)
        items |= when(("expert-missing", None, expert, None), sheet is None and assigned & facts.counted,
                ("provisional", None, expert, sheet and sheet.digest), sheet and sheet.kind == "provisional")
    for entry in facts.counted:
        states, counting = {one["expert"]: one["state"] for one in cells(entry)}, [one for one in cells(entry) if one["total"] is not None]
        items |= when(("entry-missing", entry, None, None), set(states.values()) <= {"awaited"},
                ("quorum", entry, None, None), len(counting) < needed and set(states.values()) - {"awaited"},
                ("gate", entry, None, None), any(sheet.kind != "held" and entry in sheet.doubted and expert in facts.experts
                for expert, sheet in standing.items()))
        for expert, state in states.items():
            items |= when(("unmarked", entry, expert, None), state == "awaited" and expert in standing,
                    ("material-missing", entry, expert, None), state == "missing-material")
    return {one for one in items if one[0] == "held" or one not in facts.decided and one[1] not in facts.out}

# §16 Score and ranking
def text(value): return None if value is None else str(value)
def rounded(value, decimals):
    points, rest = divmod(int(value * 10 ** decimals + Fraction(1, 2)), 10 ** decimals)
    return f"{points}.{rest:0{decimals}}" if decimals else str(points)
def mean(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values) if values else None
def score(totals, how):  # The exact score with the experts used and those dropped.
    used, dropped = sorted(totals.items(), key=lambda one: (one[1], one[0])), []
    if how["kind"] == "median": used = used[(len(used) - 1) // 2:len(used) // 2 + 1]
    elif how["kind"] == "trimmed" and len(used) >= how["minimum-experts"] and len(used) > how["drop-high"] + how["drop-low"]:
        high = sorted(used, key=lambda one: (-one[1], one[0]))[:how["drop-high"]]
        left = [one for one in used if one not in high]
        low, used = left[:how["drop-low"]], left[how["drop-low"]:]
        dropped = [{"end": end, "expert": one[0]} for end, part in (("highest", high), ("lowest", low)) for one in part]
    return mean(total for _, total in used), sorted(expert for expert, _ in used), dropped
def combined(rounds, rule):  # The rounds' scores by weight; None where one is missing.
    if len(rounds) == 1: return rounds[0]["exact"]
    weights = {one["round"]: Fraction(one["weight"]) for one in rule["rounds"]}
    scores = [one["published"] if rule["rank-basis"] == "published" else one["exact"] for one in rounds]
    weighed, together = [weights.get(one["round"]) for one in rounds], sum(weights.get(one["round"], 0) for one in rounds)
    if None in scores or None in weighed or not together: return None
    return sum(weight * Fraction(value) for weight, value in zip(weighed, scores)) / together
def tie_value(step, of, rounds):
    totals = [total for total, _ in of.values()]
    if step.startswith("round:"): return next((one["exact"] for one in rounds if one["round"] == step[6:]), Fraction(0))
    if step.startswith("group:"): return mean(groups.get(step[6:], Fraction(0)) for _, groups in of.values())
    return {"all-mean": mean(totals), "highest": max(totals, default=None)}[step]
def place(entry, held, rule):  # A row without its rank. `held`: round, entries, marks (entry → expert → total, groups) until its last.
    rounds, enough = [], True
    for name, _, marks in held:
        of = marks.get(entry, {})
        exact, used, dropped = score({expert: total for expert, (total, _) in of.items()}, rule["aggregation"])
        rounds.append({"round": name, "exact": exact, "published": None if exact is None else rounded(exact, rule["decimals"])})
        enough = enough and len(of) >= (rule["minimum-sheets"] or 0)
    exact = combined(rounds, rule)
    published = None if exact is None else rounded(exact, rule["decimals"])
    key = None if exact is None or not enough else exact if rule["rank-basis"] == "exact" else Fraction(published)
    return {"entry": entry, "exact": text(exact), "published": published, "used": used, "dropped": dropped, "valid": len(of), "key": key,
            "chain": [] if key is None else [tie_value(step, of, rounds) for step in rule["ties"]],
            "rounds": [one | {"exact": text(one["exact"])} for one in rounds]}
def ranking(held, rule):  # §6.18: rows in order; those who left after a later round come before all others.
    last, tiers, before = {entry: at for at, (_, entries, _) in enumerate(held) for entry in entries}, [], 0
    for at in reversed(range(len(held))):
        rows = [place(entry, held[:at + 1], rule) for entry in sorted(last) if last[entry] == at]
        tiers += number(rows, before)
        before += len(rows)
    return sorted(tiers, key=lambda row: row["rank"] is None)
def number(rows, before):  # One tier, ranked after the entries before it.
    rows.sort(key=lambda row: (row["key"] is None, -(row["key"] or 0), [-value for value in row["chain"]], row["entry"]))
    for at, row in enumerate(rows):
        near = [one for one in rows[max(at - 1, 0):at] + rows[at + 1:at + 2] if row["key"] is not None and one["key"] == row["key"]]
        steps = [next((step for step, (one, two) in enumerate(zip(row["chain"], other["chain"]), 1) if one != two), 0) for other in near]
        same = at > 0 and row["key"] is not None and (rows[at - 1]["key"], rows[at - 1]["chain"]) == (row["key"], row["chain"])
        row |= {"rank": None if row["key"] is None else rows[at - 1]["rank"] if same else before + at + 1, "tied": 0 in steps,
                "decided_by": max(steps, default=0) or None, "tie_values": [text(value) for value in row["chain"]] if near else []}
    return [{name: value for name, value in row.items() if name not in ("key", "chain")} for row in rows]
def cut_after(rows, places):  # Who goes on without doubt, and who ties at the cut.
    within, ranked = [], [row for row in rows if row["rank"] is not None]
    for rank in sorted({row["rank"] for row in ranked}):
        equals = [row["entry"] for row in ranked if row["rank"] == rank]
        if len(within) + len(equals) > places: return within, equals if len(within) < places else []
        within += equals
    return within, []
ROUNDED = {"half-up": lambda part: int(part + Fraction(1, 2)), "up": math.ceil, "down": math.floor}
def apportioned(parts, size):  # Largest remainder: together the sum rounded half up; of equal remainders the greater `size` first.
    whole, most = {one: int(part) for one, part in parts.items()}, sorted(parts, key=lambda one: (-(parts[one] % 1), -size(one)))
    left = ROUNDED["half-up"](sum(parts.values(), Fraction(0))) - sum(whole.values())
    return {one: whole[one] + (one in most[:left]) for one in parts}
def seats(promote, sizes):  # Places by track. `sizes`: track → entries that took part, in the roster's order.
    places = [promote["across"], promote["per-track"]] if promote else [sum(sizes.values())]
    if any(places): return dict.fromkeys(sizes, max(filter(None, places)))
    parts, how = {track: Fraction(promote["ratio"]) * size / 100 for track, size in sizes.items()}, promote["rounding"]
    return {track: ROUNDED[how](part) for track, part in parts.items()} if how in ROUNDED else apportioned(parts, sizes.get)
def level_places(levels, left):  # Places of each level of awards in a track where so many entries took part.
    parts, given = {at: Fraction(one["ratio"]) * left / 100 for at, one in enumerate(levels) if one["ratio"]}, []
    shared = apportioned({at: part for at, part in parts.items() if levels[at]["rounding"] not in ROUNDED}, lambda at: 0)
    for at, one in enumerate(levels):
        wanted = shared[at] if at in shared else ROUNDED[one["rounding"]](parts[at]) if at in parts else 0
        given.append(one["per-track"] or one["across"] or min(wanted, left))
        left -= min(wanted, left)
    return given
def allot(waiting, at, places, level, said, has):
    """Gives the places of one level to `waiting` (ranks, best first). `has`: entry → its level, None while a tie at a line is open."""
    room = places if not level["vacancies"] or said["fill_at_most"] is None else min(places, said["fill_at_most"])
    while room and waiting and not (level["floor"] and waiting[0]["score"] < Fraction(level["floor"])):
        rank = waiting[0]
        if rank["left"] <= room:
            room -= rank["left"]
            has |= dict.fromkeys(() if rank["open"] else rank["entries"], at)
            waiting.pop(0)
            continue
        above = set(said["above"] or ())
        few = len(above) == room or len(above) < room and level["vacancies"]
        if said["above"] is not None and not rank["open"] and few and above <= rank["entries"] == set(said["among"]):
            has |= dict.fromkeys(above, at)
            rank["entries"] -= above
            rank["left"] = len(rank["entries"])
        else:
            has |= dict.fromkeys(() if rank["open"] else rank["entries"])
            rank |= {"left": rank["left"] - room, "open": True}
        return
def awarded(levels, tracks, said):
    """`tracks`: track, or "" for all → how many took part; rank, score, id of the ranked. `said`: (level, track) → what was decided."""
    has, nothing = {}, {"above": None, "among": [], "fill_at_most": None}
    for across, run in itertools.groupby(range(len(levels)), key=lambda at: levels[at]["across"] is not None):
        run = list(run)
        for track in (track for track in tracks if (track == "") == across):
            size, ranked = tracks[track]
            free, places = [one for one in ranked if one[2] not in has], level_places(levels, size)
            waiting = [{"score": value, "entries": {one[2] for one in some}, "left": len(some), "open": False}
                    for (_, value), same in itertools.groupby(free, key=lambda one: one[:2]) for some in [list(same)]]
            for at in run: allot(waiting, at, places[at], levels[at], said.get((levels[at]["id"], track), nothing), has)
    return has

# §16, §6.18 The rule file; what may be absent is null here
PLACES = "per-track,across:?u32 ratio:?points rounding:?rounding "
TYPES |= {"points": text_of(r"[0-9]{1,9}(\.[0-9]{1,2})?"), "rounding": "half-up|up|down|largest-remainder",
        "promote": shape(PLACES + "ties:all|ask"), "awards": shape("levels:?levels special:?specials"),
        "levels": [shape(PLACES + "id:id name:text vacancies:?bool floor:?points")], "wishes": [shape("track:id at-least,at-most:?u32")],
        "specials": [shape("id:id name:text count:n32")], "rereview": shape("range,deviation:?points"),
        "recommendation": shape("limit:n32 sme-share:points sme-of:all|enterprises tracks:?wishes"),
        "step": text_of(r"all-mean|highest|group:[A-Za-z0-9-]{1,32}|round:(%s)" % "|".join(ROUND))}
RULE = shape("decimals:u32 rank-basis:published|exact minimum-sheets:?u32 advisory:?bool awards:?awards recommendation:?recommendation "
        "rereview:?rereview", ties=["step"], rounds=[shape("round:round weight:points promote:?promote")],
        aggregation=shape("kind:mean|trimmed|median drop-high,drop-low,minimum-experts:?u32"))
def filled(value, kind):  # With null for what may be absent, since TOML has none.
    kind = TYPES.get(kind.lstrip("?"), kind) if isinstance(kind, str) else kind
    if isinstance(kind, list) and isinstance(value, list): return [filled(one, kind[0]) for one in value]
    if not isinstance(kind, dict) or not isinstance(value, dict): return value
    return dict.fromkeys(kind) | {name: filled(one, kind.get(name, "")) for name, one in value.items()}
def places_hold(one):
    named = [one[name] for name in ("per-track", "across", "ratio") if one[name] is not None]
    share = (one["ratio"] is None) == (one["rounding"] is None) and Fraction(one["ratio"] or 1) <= 100
    return share and len(named) == 1 and Fraction(named[0]) > 0
def rule_holds(rule):  # What §16 and §6.18 demand of a rule beyond types.
    rounds, names = rule["rounds"], [one["round"] for one in rule["rounds"]]
    drops, levels = [rule["aggregation"][name] for name in ("drop-high", "drop-low", "minimum-experts")], rule["awards"]["levels"]
    full = None not in drops and drops[0] + drops[1] < drops[2] if rule["aggregation"]["kind"] == "trimmed" else drops == [None] * 3
    return (full and rule["decimals"] <= 6 and names and distinct(names) and distinct(rule["ties"]) and not rounds[-1]["promote"]
            and all(step[6:] in names for step in rule["ties"] if step.startswith("round:"))
            and all(Fraction(one["weight"]) > 0 for one in rounds) and sum(Fraction(one["weight"]) for one in rounds) == 100
            and all(map(places_hold, levels + [one["promote"] for one in rounds if one["promote"]]))
            and distinct(one["id"] for one in levels + rule["awards"]["special"])
            and all(one["vacancies"] and 0 < Fraction(one["floor"]) <= 100 for one in levels if one["floor"] is not None))
@lru_cache(64)
def read_rule(text):
    try:
        rule = filled(tomllib.loads(text, parse_float=no_number), RULE)
        if len(text.encode()) <= 65_536 and fits(rule, RULE):
            awards = rule["awards"] or {}
            rule["awards"] = {name: awards.get(name) or [] for name in ("levels", "special")}
            if rule_holds(rule): return rule
    except (ValueError, RecursionError): pass
    raise Refused("SCHEMA")

# §17 Audit log
def audit_heads(lines, problem):  # The hashes of a sound log with their places, after the head of an empty one.
    heads, last = {"0" * 64: 0}, "0" * 64
    for no, line in enumerate(lines, 1):
        told = [line[name].encode(errors="replace") for name in ("at", "who", "act", "detail")]
        fields = b"".join(b"\1" + len(one).to_bytes(8, "big") + one for one in told)
        computed = sha(b"jurybench/audit/v1" + bytes.fromhex(line["prev"]) + b"\2" + line["no"].to_bytes(8, "big") + fields)
        if (line["no"], line["prev"], line["hash"]) != (no, last, computed):
            problem("audit.json", f"操作日志第 {no} 行被改动过，或与前一行接不上")
            break
        heads[computed], last = no, computed
    return heads

# §18 Archive
SIGNED_BY = {"confirmation": "s", "ticket": "c", "closing": "c", "receipt": "c", "decision": "cs", "result": "cs", "reopening": "cs",
        "shortlist": "cs"}
WORDS = {"accepted": "已核验", "provisional": "待纸质确认", "superseded": "已替换", "held": "待处理", "rejected": "不予采用", "return": "评审组汇总表"}
# A problem is one by itself, or may follow from one: what a merge makes of it, and the numbers, ranks and awards that come after.
ITSELF, MERGED, COUNTED, FEW = 0, 1, 2, 3
CAUSE = re.compile(r"(contest|rubric|outcome|audit)\.json|rule\.toml|documents/|received/|results\.json \S+ 对 \S+ 的结论")
FORMAT, PART_LIMIT, LIMIT, MOST = "format:jurybench-archive/1 ", 1 << 27, 1 << 32, 200_000
TYPES |= {"any": lambda value: True, "ids": ["id"],
        "awardsof": lambda value: isinstance(value, dict) and fits(list(value.values()), ["text"])}
CRITERIA = [shape("guidance,name:text id:id", levels=["text"])]
CELL, ROUNDS = shape("expert:id sheet:?digest state:text total:?text"), [shape("exact,published:?text round:round")]
ROW = shape("decided_by,rank:?u32 entry:id exact,published:?text tied:bool valid:u32", cells=[CELL], rounds=ROUNDS, tie_values=["text"],
        dropped=[shape("end:highest|lowest expert:id")], used=["id"])
PARTS = {
        "manifest.json": shape(FORMAT, files=[shape("path:text sha256:digest size:u64")]),
        "contest.json": shape(FORMAT + "rubric,rule:digest", contest=shape("edition,name:text id:id"),
        entries=[shape("calibration:bool entrant,size_basis,team,title,topic:text id,profile,track:id size_class:size",
        materials=[shape("kind,name:text sha256:digest size:u64")])],
        rounds=[shape("round:round", assignments=[shape("expert:id", entries=["id"])])]),
        "rubric.json": shape("id,name:text official:bool scale:points|percent step,version:n32", gates=[shape("guidance,name:text id:id")],
        bands=[shape("from_percent,to_percent:u32 name:text")], groups=[shape("id:id name:text", criteria=CRITERIA)],
        profile_of=[shape("profile:id size_class:size")],
        profiles=[shape("id:id name,note:text", weights=[shape("criterion:id weight:i64")])]),
        "results.json": shape("", rounds=[shape("round:round", open=[shape("entry,expert:?id kind:text sheet:?digest")],
        tracks=[shape("id:id name:text", rows=[ROW])],
        verdicts=[shape("document:?digest envelope:digest verdict:?text", codes=["text"])])]),
        "received.json": shape("", files=[shape("again:u32 at,name:text kept:bool sha256:digest size:?u64", envelopes=[
        shape("code:?text envelope:?digest form_missing:bool", cells=[shape("cell,found,sealed:text")],
        shape=[shape("kind,place:text")])])]),
        "outcome.json": shape("", awards=[shape("award:text", entries=["id"])],
        lines=[shape("at,kind,reason,subject,who:text no:n32 body:any")]),
        "audit.json": shape("", lines=[shape("act,at,detail,who:text hash,prev:digest no:u64")])}
BODIES = {"award-line": shape("above:?ids among:ids fill_at_most:?u32"), "special-prize": shape("given:bool"),
        "wish": shape("inside:?bool"), "withdrawal": shape("day:text withdrawn:bool"), "substitute": shape("complete:?bool notified:text"),
        "channel": shape("contest,entrant,title,track:text removed:bool"),
        "objection": shape("entries:ids evidence,received,text:text upheld:?bool"),
        "notice": shape("awards:awardsof days:u32 list:ids place,starts:text", proof=[shape(
        "bound,limit:bool constraint:text given_up,let_in:ids")])}
NEEDED = {*PARTS, *"seal.json rule.toml ranking.csv audit.csv README.txt verify.py".split()}
NAMED = re.compile(r"documents/(%s)/[0-9a-f]{64}\.json|received/[0-9a-f]{64}\.json|refused/[0-9a-f]{64}|%s" % (
        "|".join(["roster", "minutes", *SIGNED_BY]), "|".join(map(re.escape, NEEDED))))
NAMES = [("result", "prev", "result"), ("result", "reopening", "reopening"), ("reopening", "result", "result"),  # Who names whom in what.
        ("decision", "replaces", "decision"), ("shortlist", "prev", "shortlist"), ("minutes", "prev", "minutes")]
HEADS = {"ranking.csv": "阶段,赛道,名次,编号,项目,参赛单位,公布分,准确值,有效评分数", "audit.csv": "序号,时间,人员,操作,内容,摘要"}
with open(__file__, "rb") as own: OWN = own.read()
def spelt(value): return json.dumps(value, ensure_ascii=False, sort_keys=True)  # So that true is not 1.
def short(value): return spelt(value) if len(spelt(value)) <= 2_000 else spelt(value)[:2_000] + "……"
def verdict_of(told):  # Kind, codes and document in words.
    return " ".join([WORDS.get(told[0], told[0] or "没有结论"), *told[1], f"（文件 {told[2]}）"])
def plain(text): return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
def detail_of(text):
    try:
        value = json.loads(text)
    except (ValueError, RecursionError): value = None
    return value if isinstance(value, str) else text

def directory_size(path):  # Of a zip, from its end record or that of zip64 before it: zipfile reads all of it into memory at once.
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 65_700))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    is_large = at >= 76 and tail[at - 20:at - 16] == b"PK\6\7"
    return int.from_bytes(tail[at - 36:at - 28] if is_large else tail[at + 12:at + 16] if at >= 0 else b"", "little")

def tell(line, where=None):  # Names come from the archive: what would steer a terminal, or begin another line, is shown as a mark.
    print(re.sub("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", "\ufffd", line), file=where)
class Unreadable(Exception):
    """An archive that nothing can be said about: the part and why."""
class Check:  # One archive being checked.
    def __init__(self, path, contest_code):
        self.path, self.problems, self.notes, self.verdicts, self.refused, self.rounds, self.csv_rows = path, [], [], {}, {}, [], []
        self.held, self.code, self.at = [], "没有", path
        try:
            if not os.path.isfile(path): raise Unreadable(path, "不是文件")
            if os.path.getsize(path) > LIMIT or directory_size(path) > 1 << 25:
                raise Unreadable(path, "文件大于 4 GiB，或部件多得不像评审归档")
            with zipfile.ZipFile(path) as self.zip: self.check(contest_code)
            self.problems.sort(key=lambda one: one["depth"])
        except zipfile.BadZipFile: raise Unreadable(self.at, "不是完好的 zip 文件，或这一部分已经损坏") from None
        except OSError: raise Unreadable(self.at, "打不开或读不完这个文件") from None
        except Unreadable: raise
        except Exception:  # Whatever it was, nobody is told that all is well, and nobody is left with the words of the language.
            raise Unreadable(self.at, "读了这一部分之后遇到格式说明不允许的内容，核验没有做完") from None
    def check(self, contest_code):
        self.manifest()
        contest, rubric, rule = self.json("contest.json"), self.json("rubric.json"), self.rule()
        roster, key, supervisors, rosters = self.roster()
        if not key: return self.problem("documents/roster/", "没有可用的专家名册，签名无从核验")
        self.code, self.tracks = short_code(sha(bytes.fromhex(key["public"]))), roster["tracks"]
        self.key, self.contest = key, roster["contest"]["id"]
        if contest_code and contest_code != self.code: self.problem("赛事公钥", f"核对码应是 {contest_code}，归档里是 {self.code}：这些签名不是这个赛事的")
        if contest is None or rubric is None or rule is None: return None
        self.differ("contest.json", {name: contest[name] for name in ("contest", "rubric", "rule")},
                {"contest": roster["contest"], "rubric": sha(self.read("rubric.json")), "rule": sha(self.read("rule.toml"))})
        self.facts(contest, rubric, roster)
        told = self.json("audit.json")
        self.heads = audit_heads(told["lines"] if told else [], self.problem)
        documents = {kind: self.documents(kind, lambda envelope: by_contest(envelope, key, supervisors, wanted))
                for kind, wanted in SIGNED_BY.items()}
        received, sheets = {}, {}
        for name in self.under("received/"):
            try:
                data = self.read(name)
                if name != f"received/{sha(data)}.json": self.problem(name, "内容不是名字所说的那一份")
                received[name] = envelope = Envelope(data)
                if envelope.kind in ("scoresheet", "transcript"): sheets[envelope.digest] = (document(envelope), envelope)
            except Refused as refused:
                if name not in received: self.refused[name] = {"kind": "rejected", "codes": [refused.args[0]]}
        self.received(received)
        chain = {digest: doc["prev"] for digest, (doc, envelope) in sheets.items() if envelope.strict and envelope.kind == "scoresheet"}
        keys = Keys(roster, documents["confirmation"].values(), chain)
        evidence = {name: Evidence(envelope, keys) for name, envelope in received.items()
                if envelope.kind in ("scoresheet", "transcript", "panelreturn")}
        documents["minutes"] = self.documents("minutes", lambda envelope: by_chair(envelope, keys) if envelope.doc["key"]
                else by_contest(envelope, key, [], "c"))
        for kind, field, other in NAMES:
            for digest, doc in documents[kind].items():
                if doc[field] and doc[field] not in documents[other]:
                    self.problem(f"documents/{kind}/{digest}.json", f"它提到的 {other} {doc[field]} 不在归档里", MERGED)
        results, lists = self.json("results.json"), self.lists(documents["shortlist"])
        names, said = [one["round"] for one in rule["rounds"]], {one["round"]: one for one in results["rounds"]} if results else {}
        if results: self.differ("results.json 的阶段", [one["round"] for one in results["rounds"]], names)
        claims = {digest: doc for digest, (doc, _) in sheets.items()}
        assigned = {one["round"]: {given["expert"]: set(given["entries"]) for given in one["assignments"]} for one in contest["rounds"]}
        self.differ("contest.json 的阶段", [one["round"] for one in contest["rounds"]], names)
        part, lines = (set(self.entries), assigned.get(names[0], {})), self.outcome()
        for at, one in enumerate(rule["rounds"]):
            if at: part = self.part(one["round"], lists, assigned)
            facts = Facts(contest, roster, one["round"], part, Rubric(rubric), documents, keys, claims)
            self.round(facts, evidence, received, rule, said.get(one["round"]))
            promote = one["promote"]
            tracks = [] if not promote else [None] if promote["across"] else [track["id"] for track in self.tracks]
            self.rounds[-1]["cuts"] = {track or "": self.cut(facts, track, rule, promote) for track in tracks}
            for doc, digest in lists.values():
                if doc["round"] == one["round"]: self.shortlist(facts, doc, digest, rule, promote)
            is_last = one == rule["rounds"][-1]
            for track, (digest, doc) in facts.final.items(): self.final(facts, track, digest, doc, documents, rosters, lines or [], is_last)
        if not any(facts.final for facts, _, _ in self.held): self.notes.append("没有定稿：规则和项目的名称、单位还没有签名可比")
        self.table("ranking.csv", self.csv_rows, COUNTED)
        if lines is not None:
            said = [one | {"entries": sorted(one["entries"])} for one in self.json("outcome.json")["awards"]]
            self.differ("outcome.json awards", said, self.certain(rule, lines), COUNTED)
        self.audit(told, documents | {"roster": rosters}, lines or [])
        if COUNT["new"]: self.notes.append(f"有 Unicode {unicodedata.unidata_version} 里没有的字符，这里判断不了它们的标准写法：请换更新的 Python 再核验")
        for one in evidence.values():
            if one.doc and one.envelope.kind == "panelreturn" and one.doc["rule"] != contest["rule"]:
                self.notes.append(f"评审组汇总表 {short_code(one.digest)} 用的不是 rule.toml：规则在任务函发出后改过，或归档里的规则被换过")
        return None
    def problem(self, where, what, depth=ITSELF): self.problems.append({"depth": depth, "where": where, "what": what})
    def differ(self, where, said, computed, depth=ITSELF):  # Says every place where the archive says something else than was computed.
        if isinstance(said, dict) and isinstance(computed, dict) and said.keys() == computed.keys():
            for name in said: self.differ(f"{where} {name}", said[name], computed[name], depth)
        elif isinstance(said, list) and isinstance(computed, list) and len(said) == len(computed):
            for at, pair in enumerate(zip(said, computed), 1): self.differ(f"{where} 第 {at} 项", *pair, depth)
        elif spelt(said) != spelt(computed): self.problem(where, f"归档写的是 {short(said)}，重算得 {short(computed)}", depth)
    def read(self, name):
        self.at = name
        try:
            return self.zip.read(name)
        except (zlib.error, EOFError, RuntimeError, NotImplementedError): raise zipfile.BadZipFile from None
    def json(self, name):  # A part in the shape it must have; None where it is missing or not in it.
        if name not in self.names: return None
        try:
            value = loads(self.read(name))
            if fits(value, PARTS[name]): return value
        except (ValueError, RecursionError): pass
        return self.problem(name, "内容不合格式说明 §18：不是 JSON，或字段、类型不对")
    def table(self, name, rows, depth=ITSELF):  # A table must say what was computed.
        if name not in self.names: return None
        try:
            csv.field_size_limit(PART_LIMIT)
            said = list(csv.reader(io.StringIO(self.read(name).decode("utf-8-sig"), newline="")))
        except (ValueError, csv.Error): return self.problem(name, "不是 UTF-8 的 CSV 表格")
        return self.differ(name, said, [HEADS[name].split(","), *rows], depth)
    def under(self, folder): return [name for name in self.names if name.startswith(folder)]
    def manifest(self):
        """The parts: none too large, each named as §18 has it, listed, and as it was written. Against intent there are the signatures."""
        infos = self.zip.infolist()
        for info in infos:
            if info.flag_bits & 1 or info.compress_type not in (0, 8): raise Unreadable(info.filename, "加了密，或压缩方式不是存储或 deflate")
            if info.file_size > PART_LIMIT: raise Unreadable(info.filename, "解开后大于 128 MiB")
        if len(infos) > MOST or sum(info.file_size for info in infos) > LIMIT:
            raise Unreadable(self.path, "部件多于 20 万个，或解开后大于 4 GiB")
        self.names = names = sorted(info.filename for info in infos)
        told, missing = self.json("manifest.json"), NEEDED - set(names)
        if not told: raise Unreadable("manifest.json", "没有归档清单，或清单不合格式说明 §18：这不是评审归档")
        listed = {one["path"]: (one["sha256"], one["size"]) for one in told["files"]}
        present, twice = set(names), {one for one, other in zip(names, names[1:]) if one == other}
        if len(listed) < len(told["files"]): self.problem("manifest.json", "同一个部件列了两次")
        for name in sorted({*names, *listed, *missing}):
            data = self.read(name) if name in listed and name in present else None
            if not NAMED.fullmatch(name): self.problem(name, "格式说明里没有这个部件")
            if name in missing: self.problem(name, "归档里缺少这个部件")
            elif name not in listed and name not in ("manifest.json", "seal.json") or name in twice: self.problem(name, "归档清单里没有，或在归档里出现两次")
            elif name in listed and (data is None or (sha(data), len(data)) != listed[name]):
                self.problem(name, "缺失，或内容与归档清单的摘要不符")
            if name.startswith("refused/") and data is not None and name != f"refused/{sha(data)}":
                self.problem(name, "内容不是名字所说的那一份")
            if name == "verify.py" and data is not None and data != OWN:
                self.notes.append("归档里的 verify.py 与正在运行的这一份不同，请只用从可信来源取得的")
        self.names = [name for name in dict.fromkeys(names) if NAMED.fullmatch(name)]
    def rule(self):
        if "rule.toml" not in self.names: return None
        try:
            return read_rule(self.read("rule.toml").decode())
        except (Refused, ValueError): return self.problem("rule.toml", "不是格式说明 §16 的规则文件：读不出，有不认识的键，或自相矛盾")
    def facts(self, contest, rubric, roster):  # What contest.json says must hold together.
        self.entries, tracks = {entry["id"]: entry for entry in contest["entries"]}, {track["id"] for track in roster["tracks"]}
        experts, profiles = {one["id"] for one in roster["experts"]}, {one["id"] for one in rubric["profiles"]}
        if len(self.entries) < len(contest["entries"]): self.problem("contest.json entries", "同一个编号列了两次")
        for entry in contest["entries"]:
            if entry["track"] not in tracks or entry["profile"] not in profiles:
                self.problem(f"contest.json 项目 {entry['id']}", "赛道不在专家名册里，或权重方案不在指标体系里")
        for one in contest["rounds"]:
            given = one["assignments"]
            if not distinct(each["expert"] for each in given) or not all(each["expert"] in experts and distinct(each["entries"])
                    and set(each["entries"]) <= self.entries.keys() for each in given):
                self.problem(f"contest.json {ROUND[one['round']]}的分配", "专家或项目重复，或不在名册和项目表里")
    def received(self, received):  # The list of files names every envelope but transcripts signed at the desk, and the files without any.
        told = self.json("received.json")
        if not told: return
        files = {one["sha256"]: {each["envelope"] for each in one["envelopes"]} - {None} for one in told["files"]}
        if len(files) < len(told["files"]): self.problem("received.json", "同一个文件列了两次")
        listed = {f"received/{digest}.json" for of in files.values() for digest in of}
        own = {name for name, envelope in received.items() if envelope.kind == "transcript"}
        for name in sorted(listed - set(self.names)): self.problem("received.json", f"列出的 {name} 不在归档里")
        for name in sorted(set(self.under("received/")) - listed - own): self.problem("received.json", f"没有列出 {name}")
        bare = {f"refused/{one['sha256']}" for one in told["files"] if one["kept"] and one["size"] and not files[one["sha256"]]}
        self.differ("received.json 没有签名数据的文件", self.under("refused/"), sorted(bare))
    def outcome(self):  # The lines, each with the body of its kind.
        told = self.json("outcome.json")
        if told and len(told["lines"]) > 10_000: return self.problem("outcome.json", "登记多于 1 万条")
        for no, line in enumerate(told["lines"] if told else (), 1):
            if line["no"] != no or line["kind"] not in BODIES or not fits(line["body"], BODIES[line["kind"]]):
                return self.problem("outcome.json", f"第 {no} 条的序号、种类或内容不合格式说明 §18")
        return told and told["lines"]
    def drawn(self, tracks, rule, lines, within=None):
        """§16: entry → index of its level, after some of the lines; and what those say at last. `within`: of these entries alone."""
        last = {(line["kind"], line["subject"]): line["body"] for line in lines}
        gone = {subject for (kind, subject), body in last.items() if kind == "withdrawal" and body["withdrawn"]}
        gone |= {entry for (kind, _), body in last.items() if kind == "objection" and body["upheld"] for entry in body["entries"]}
        def here(ids): return ids and [one for one in ids if within is None or one in within]
        said = {tuple(subject.split(" ", 1)): body | {"above": here(body["above"]), "among": here(body["among"])}
                for (kind, subject), body in last.items() if kind == "award-line"}
        field = {track: (len(rows), [(row["rank"], Fraction(row[rule["rank-basis"]]), row["entry"])
                for row in rows if row["rank"] and row["entry"] not in gone]) for track, rows in tracks.items()}
        return awarded(rule["awards"]["levels"], field, said), last, gone
    def all_ranked(self, rule):  # Every track's ranking, and under "" that of all together where a level of awards is across.
        tracks = {track["id"]: self.ranked(track["id"], rule) for track in self.tracks}
        return tracks | ({"": self.ranked(None, rule)} if any(one["across"] for one in rule["awards"]["levels"]) else {})
    def certain(self, rule, lines):  # What outcome.json must say of awards.
        levels, (has, last, gone) = rule["awards"]["levels"], self.drawn(self.all_ranked(rule), rule, lines)
        given = [subject.split(" ", 1) for (kind, subject), body in last.items() if kind == "special-prize" and body["given"]]
        named = [(level["name"], [entry for entry in has if has[entry] == at]) for at, level in enumerate(levels)]
        named += [(prize["name"], [one[-1] for one in given if one[0] == prize["id"] and one[-1] not in gone])
                for prize in rule["awards"]["special"]]
        return [{"award": name, "entries": sorted(entries)} for name, entries in named]
    def is_last_word(self, track):  # Whether every other track has had its final result when that of this one was signed (§18).
        own, others = self.stands(track), [self.stands(one["id"]) for one in self.tracks if one["id"] != track]
        return own is not None and None not in others and own >= max(others, default=0)
    def stands(self, track):  # Where in the log the final result of a track's last round stands; None without one, 0 where nothing is ranked.
        last = next((facts for facts, _, _ in reversed(self.held) if track in {facts.entries[one]["track"] for one in facts.counted}), None)
        head = last and last.final.get(track, (None, {"audit_head": None}))[1]["audit_head"]
        return 0 if last is None else self.heads.get(head)
    def awards_hold(self, where, given, track, rows, rule, lines):
        """Whether a track's last result gives awards as §16 does after some number of the lines. Where a level is across and other tracks may
        have moved since, it is asked what the track's own entries tell: such a level takes as many of them as the result says."""
        levels, tracks = rule["awards"]["levels"], self.all_ranked(rule)
        until = {len(lines), *(at for at, line in enumerate(lines) if line["kind"] in ("award-line", "withdrawal", "objection"))}
        def alike(tracks, rule, within=None):
            for at in sorted(until, reverse=True)[:None if self.is_sealed() else 10]:  # Without the seal anybody may have added lines.
                has, _, _ = self.drawn(tracks, rule, lines[:at], within)
                if all(name == (None if has.get(one) is None else levels[has[one]]["name"]) for one, name in given.items()): return True
            return False
        if alike(tracks, rule): return True
        if "" not in tracks or self.is_last_word(track): return False
        self.notes.append(f"{where}：别的赛道在它签名之后才定稿，或还没有定稿；按全部赛道现在的名次，跨赛道的奖项与它所列的不同")
        counts = [list(given.values()).count(one["name"]) for one in levels]
        own = [one | {"across": one["across"] and count} for one, count in zip(levels, counts)]
        return not distinct(one["name"] for one in levels) or (
                all(one["across"] is None or count <= one["across"] for one, count in zip(levels, counts))
                and alike({track: rows, "": rows}, rule | {"awards": rule["awards"] | {"levels": own}}, set(given)))
    def is_sealed(self):  # Whether the contest key signed the list of parts.
        if "seal.json" not in self.names: return False
        try:
            seal = Envelope(self.read("seal.json"))
            by_contest(seal, self.key, [], "c")
            return seal.kind == "archive" and document(seal)["manifest"] == sha(self.read("manifest.json"))
        except Refused: return False
    def taken(self, name, kind, judge):  # The envelope in a part, if it is of that kind and `judge` does not refuse it.
        try:
            envelope = Envelope(self.read(name))
            if envelope.kind != kind: raise Refused("TYPE-WRONG")
            document(envelope)
            judge(envelope)
            return envelope
        except Refused as refused: return self.problem(name, f"签名或内容不能采用：{refused}")
    def documents(self, kind, judge):  # Those of a kind that can be taken, by digest.
        taken = {name: self.taken(name, kind, judge) for name in self.under(f"documents/{kind}/")}
        for name, one in taken.items():
            if one and one.digest not in name: self.problem(name, "内容不是名字所说的那一份")
        return {one.digest: one.doc for one in taken.values() if one}
    def lists(self, documents):  # The shortlist in force of each round and track.
        versions = sorted(documents.items(), key=lambda one: one[1]["version"])
        return {(doc["round"], doc["track"]): (doc, digest) for digest, doc in versions}
    def part(self, name, lists, assigned):  # Who takes part in a later round, and who judges what there, as the shortlists say.
        entries, judging = set(), {}
        for doc, _ in lists.values():
            if doc["next"] != name: continue
            entries |= set(doc["entries"])
            for given in doc["assignments"]: judging.setdefault(given["expert"], set()).update(given["entries"])
        judging = {expert: given for expert, given in judging.items() if given}
        said = {expert: sorted(given) for expert, given in assigned.get(name, {}).items()}
        self.differ(f"contest.json {ROUND[name]}的分配", said, {expert: sorted(given) for expert, given in judging.items()}, MERGED)
        return entries, judging
    def roster(self):
        """The latest of an unbroken line of versions, each signed by the contest key and a supervisor known before (at first: its own)."""
        envelopes, supervisors, last, rosters = [], [], None, {}
        self.documents("roster", envelopes.append)
        for envelope in sorted(envelopes, key=lambda one: one.doc["version"]):
            doc, key, own = envelope.doc, (last or envelope.doc)["contest_key"], [one["key"] for one in envelope.doc["supervisors"]]
            try:
                for one in [key, *(key["key"] for expert in doc["experts"] for key in expert["keys"])]: key_of(one)
                by_contest(envelope, key, supervisors or own, "cs")
                if doc["contest_key"] != key or doc["version"] != len(rosters) + 1 or doc["prev"] != next(reversed(rosters), None):
                    raise Refused("版本不连续，或换了赛事公钥")
                rosters[envelope.digest], last = doc, doc
                supervisors += [one for one in own if one not in supervisors]
            except Refused as refused: self.problem(f"documents/roster/{envelope.digest}.json", f"专家名册不能采用：{refused}")
        return last, last and last["contest_key"], supervisors, rosters
    def round(self, facts, evidence, received, rule, said):  # Judges one round, ranks after it, compares that with what the archive says.
        rounds = {one["round"] for one in rule["rounds"]}
        judged = {name: one for name, one in evidence.items() if one.doc is None or one.doc["round"] not in rounds - {facts.round}}
        sheets, standing = merge([one for one in judged.values() if one.envelope.kind != "panelreturn"], facts)
        elsewhere = evidence.keys() - judged.keys()
        verdicts = dict.fromkeys(set(self.under("received/")) - elsewhere, {"kind": None, "codes": []}) | self.refused
        for name, one in judged.items():
            if one.digest in sheets: verdicts[name] = {"kind": sheets[one.digest].kind, "codes": sorted(sheets[one.digest].codes)}
            elif one.doc: verdicts[name] = {"kind": "return", "codes": sorted(one.codes | self.of_return(one, facts))}
        def cells(entry):
            return [cell(expert, standing.get(expert), entry) for expert in sorted(facts.experts) if entry in facts.assigned[expert]]
        marks = {}
        for expert, sheet in standing.items():
            for entry, (status, total, groups) in sheet.lines.items() if sheet.kind != "held" else ():
                if status == "scored" and entry in facts.counted - facts.out: marks.setdefault(entry, {})[expert] = (total, groups)
        self.held.append((facts, marks, standing))
        computed = {track["id"]: self.ranked(track["id"], rule) for track in self.tracks} if facts.entries else {}
        fields = ("kind", "entry", "expert", "sheet")
        items = open_items(facts, sheets, standing, cells, max(rule["minimum-sheets"] or 1, 1))
        items = sorted((dict(zip(fields, one)) for one in items), key=spell)
        facts.authors = {digest: sheet.expert for digest, sheet in sheets.items()}
        facts.open = set().union(*(facts.tracks_of_item(one["entry"], one["expert"], one["sheet"], facts.authors) for one in items))
        self.verdicts |= {name: one for name, one in verdicts.items() if one["kind"]}
        self.rounds.append({"round": facts.round, "tracks": computed, "verdicts": verdicts, "open": items})
        self.csv_rows += [[facts.round, track, text(row["rank"]) or "", row["entry"], plain(self.entries[row["entry"]]["title"]),
                plain(self.entries[row["entry"]]["entrant"]), row["published"] or "", row["exact"] or "", str(row["valid"])]
                for track, rows in computed.items() for row in rows]
        if not said: return
        where = f"results.json {ROUND[facts.round]} "
        names = [track for track in self.tracks if track["id"] in computed]
        self.differ(where + "的赛道", [{name: track[name] for name in ("id", "name")} for track in said["tracks"]], names)
        listed, mine = (sorted(map(spelt, some)) for some in (said["open"], items))
        if listed != mine:
            here, there = ("、".join(sorted(set(some) - set(other)))[:2_000] or "没有" for some, other in ((listed, mine), (mine, listed)))
            self.problem(where + "的未决事项", f"归档列了 {len(listed)} 个，重算得 {len(mine)} 个；只在归档里的：{here}；只在重算里的：{there}", MERGED)
        for track in said["tracks"]:
            rows = [row | {"cells": cells(row["entry"]) if row["entry"] in facts.entries else []} for row in computed.get(track["id"], ())]
            self.differ(where + f"赛道 {track['id']} 的次序", [row["entry"] for row in track["rows"]], [row["entry"] for row in rows], COUNTED)
            for mine, row in zip(rows, track["rows"]): self.differ(where + f"项目 {row['entry']}", row, mine, COUNTED)
        claimed = [(f"received/{one['envelope']}.json", [one["verdict"], sorted(one["codes"]), one["document"]])
                for one in said["verdicts"]]
        self.differ(where + "有结论的签名数据", sorted(name for name, _ in claimed), sorted(verdicts))
        for name, one in (each for each in claimed if each[0] in verdicts):
            mine = [*verdicts[name].values(), received[name].digest if name in received else None]
            # A signature or a spelling that is bad is so by itself; other codes may come of the facts that a sheet is held against.
            depth = ITSELF if set(mine[1]) & set(ORDER_OF_CODES) - {"CLOCK"} else MERGED
            if one != mine: self.problem(where + f"对 {name} 的结论", "归档写的是 {}，重算得 {}".format(*map(verdict_of, (one, mine))), depth)
    def of_return(self, one, facts):  # What speaks against a panel return beside its signature.
        chair = facts.experts.get(one.doc["chair"]["id"], {"chair": False, "panel": None})
        unknown = one.signer == "unknown"
        return when("CONTEST", one.doc["contest"] != facts.contest, "KEY-UNKNOWN", unknown,
                "NOT-PANEL", not unknown and not (chair["chair"] and chair["panel"] == one.doc["panel"]))
    def ranked(self, track, rule):  # The ranking of a track, or of all, after the rounds held so far.
        return ranking([(facts.round, [one for one in facts.counted if track in (None, facts.entries[one]["track"])], marks)
                for facts, marks, _ in self.held], rule)
    def cut(self, facts, track, rule, promote):  # Who goes on after a round without doubt, and who ties at the cut.
        tracks = [facts.entries[entry]["track"] for entry in facts.counted]
        places = seats(promote, {one["id"]: tracks.count(one["id"]) for one in self.tracks})
        rows = [row for row in self.ranked(track, rule) if row["entry"] in facts.entries]
        return cut_after(rows, places.get(track, max(places.values(), default=0)))
    def shortlist(self, facts, doc, digest, rule, promote):
        within, tied = self.cut(facts, doc["track"], rule, promote)
        if promote and promote["ties"] == "all": within, tied = within + tied, []
        chosen = [one for one in doc["chosen"] if one in tied]
        self.differ(f"入围名单 {short_code(digest)}", {"规则摘要": doc["rule_digest"], "入围": doc["entries"], "并列认定": doc["chosen"]},
                {"规则摘要": sha(self.read("rule.toml")), "入围": sorted(within + chosen), "并列认定": chosen}, COUNTED)
    def final(self, facts, track, digest, doc, documents, rosters, lines, is_last):
        where = f"定稿 {short_code(digest)}（{ROUND[facts.round]} 赛道 {track}）"
        try:
            rule = read_rule(doc["rule"])
        except Refused: return self.problem(where, "它的规则不是格式说明 §16 的规则文件")
        rows = sorted(self.ranked(track, rule), key=lambda row: (row["rank"] is None, row["rank"] or 0, row["entry"]))
        inputs = [[one["kind"], one["digest"]] for one in doc["inputs"]]
        counted = [["transcript" if sheet.signer == "transcribed" else "scoresheet", sheet.digest]
                for expert, sheet in self.held[-1][2].items() if sheet.kind != "held" and track in facts.tracks_of(expert)]
        counted += [["decision", one] for (_, *item), (_, one) in facts.decided.items()
                if track in facts.tracks_of_item(*item, facts.authors)]
        counted += [["result", earlier.final[track][0]] for earlier, _, _ in self.held[:-1] if track in earlier.final]
        names = [{name: entry[name] for name in ("entrant", "id", "team", "title")} for entry in
                (self.entries[one] for one in sorted(row["entry"] for row in rows))]
        try:
            spelled = sha(spell(names).encode())
        except ValueError: spelled = None
        said = {"指标体系": doc["rubric"], "规则摘要": doc["rule_digest"], "项目名称、团队和单位的摘要": doc["names"],
                "采用的文件": [one for one in inputs if one[0] in ("scoresheet", "transcript", "decision", "result")],
                "名次": [[row["entry"], row["rank"], row["published"], text(fraction(row["score"])), row["step"], row["excluded"]]
                for row in doc["ranking"]]}
        computed = [[row["entry"], row["rank"], row["published"], row["exact"], None if row["tied"] else row["decided_by"],
                row["entry"] in facts.out] for row in rows]
        self.differ(where, said, {"指标体系": facts.rubric_digest, "规则摘要": sha(self.read("rule.toml")),
                "项目名称、团队和单位的摘要": spelled, "采用的文件": sorted(counted), "名次": computed}, COUNTED)
        given = {row["entry"]: row["award"] for row in doc["ranking"]}
        if not (self.awards_hold(where, given, track, rows, rule, lines) if is_last else not any(given.values())):
            self.problem(where, "所列奖项不是按规则、名次和 outcome.json 的登记得出的", COUNTED)
        for kind, one in inputs:
            if kind in ("closing", "confirmation", "minutes") and one not in documents[kind]:
                self.problem(where, f"采用的文件不在归档里：{kind} {one}")
        if doc["roster"] not in rosters: self.problem(where, "所依据的专家名册不在归档里")
        if track in facts.open: self.problem(where, "仍有未决事项", MERGED)
        return None
    def audit(self, told, documents, decided):
        if not told: return
        self.sealed(told["lines"][-1]["hash"] if told["lines"] else "0" * 64)
        for kind, digest, doc in ((kind, digest, doc) for kind, docs in documents.items() for digest, doc in docs.items()):
            if doc.get("audit_head", "0" * 64) not in self.heads:
                self.problem(f"documents/{kind}/{digest}.json", "它记下的操作日志位置不在日志里：日志被改写过，或缺了一段", MERGED)
        acts = {(line["at"], line["who"]) for line in told["lines"]}
        for line in decided:
            if (line["at"], line["who"]) not in acts: self.problem("outcome.json", f"第 {line['no']} 条没有记入操作日志", MERGED)
        self.table("audit.csv", [[str(one["no"]), one["at"], plain(one["who"]), plain(one["act"]),
                plain(detail_of(one["detail"])), one["hash"]] for one in told["lines"]])
    def sealed(self, head):  # Nobody but the organiser leaves a part out, or changes what is not signed by itself.
        if "seal.json" not in self.names: return
        seal = self.taken("seal.json", "archive", lambda envelope: by_contest(envelope, self.key, [], "c"))
        if seal: self.differ("seal.json", seal.doc, {"contest": self.contest, "manifest": sha(self.read("manifest.json")), "audit_head": head})
    def say(self):
        kinds = [one["kind"] for one in self.verdicts.values()]
        tell(f"归档 {self.path}")
        tell(f"  赛事公钥核对码 {self.code}，请与邀请函或公告上印的核对")
        tell("  收到的签名数据：" + "，".join(f"{word} {kinds.count(kind)} 份" for kind, word in WORDS.items() if kind in kinds))
        finals = {facts.round: "、".join(sorted(facts.final)) for facts, _, _ in self.held}
        for one in self.rounds: tell(f"  {ROUND[one['round']]}：重算得分和名次的项目 {sum(map(len, one['tracks'].values()))} 个，未决事项 {len(one['open'])} 个，"
                f"已定稿的赛道：{finals.get(one['round']) or '没有'}")
        for one in self.notes: tell(f"  注意：{one}")
        explained = False
        for _, some in itertools.groupby(self.problems, lambda one: one["depth"]):
            kinds, before = {}, explained
            for one in some:
                kinds.setdefault(one["where"].split(" ")[0] if before else "", []).append(f"{one['where']}：{one['what']}")
                explained = explained or bool(CAUSE.match(one["where"]))
            for kind, lines in kinds.items():
                for line in lines[:FEW if before else None]: tell(f"  × {line}")
                if before and len(lines) > FEW: tell(f"  × {kind}：另有 {len(lines) - FEW} 处多由此引起，--json 逐处列出")
        tell(f"  结论：{len(self.problems)} 处不一致。" if self.problems else "  结论：全部一致。")

def checked(path, code):  # The archive, or None after saying why it cannot be read.
    try:
        return Check(path, code)
    except Unreadable as error: tell("不能作为归档核验：{}：{}".format(*error.args), sys.stderr)
    return None
def main(words):
    for stream in (sys.stdout, sys.stderr): stream.reconfigure(errors="backslashreplace")  # Not every console has every character.
    options, code = {"--json", "--no-openssl"} & set(words), None
    if "--contest-code" in words:
        at = words.index("--contest-code")
        given, words = "".join(words[at + 1:at + 2]), words[:at] + words[at + 2:]
        code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", given)).upper().translate(str.maketrans("OIL", "011"))
        code = "-".join(code[at:at + 4] for at in range(0, len(code), 4))
        if not re.fullmatch(f"[{CODE}]{{4}}(-[{CODE}]{{4}}){{3}}", code):
            print("--contest-code 后面应是赛事公钥的核对码：四组、每组四个字母或数字，如 XXXX-XXXX-XXXX-XXXX，"
                    f"印在邀请函上；这里是“{given}”。", file=sys.stderr)
            return 2
    paths = [word for word in words if word not in options]
    if not paths or any(path.startswith("--") for path in paths):
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        COUNT["folder"], COUNT["openssl"] = folder, None if "--no-openssl" in options else shutil.which("openssl")
        if COUNT["openssl"] and not openssl((DER + KNOWN[0], *KNOWN[1:])): COUNT["openssl"] = None
        checks = [checked(path, code) for path in paths]
    if None in checks: return 2
    if COUNT["refused"]: checks[-1].problem("openssl", f"{COUNT['refused']} 个签名它不认可")
    if "--json" in options:
        print(json.dumps([{"file": one.path, "problems": one.problems, "notes": one.notes, "rounds": one.rounds} for one in checks]))
    else:
        for one in checks: one.say()
        print("验证签名 {checked} 次，其中由 openssl 复验 {asked} 次".format(**COUNT))
    return 1 if any(one.problems for one in checks) else 0

if __name__ == "__main__": sys.exit(main(sys.argv[1:]))
