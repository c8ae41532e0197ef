//! Everything a careless or hostile hand can do to a signed sheet: to what it says (signed anew with the right key), to how it is spelled,
//! to its envelope, its signature and its keys.

use jury_seal::document::parts::KeyRecord;
use jury_seal::document::{Document as _, Sheet, Transcript, payload_of};
use jury_seal::introduction::certify;
use jury_seal::{Digest, Envelope, SigningKey, canon, sha256};
use serde_json::{Map, Value, json};

use crate::noise::Noise;
use crate::world::{Signed, Typed, key};

/// What is signed, by whom.
struct Content<'a> {
    kind: &'static str,
    payload: Vec<u8>,
    keys: Vec<&'a SigningKey>,
}

impl Content<'_> {
    fn value(&self) -> Value {
        serde_json::from_slice(&self.payload).unwrap()
    }

    fn sign(&self, payload: Vec<u8>) -> Vec<u8> {
        Envelope::sign(self.kind, payload, &self.keys).to_bytes()
    }
}

/// The envelope of a sheet with one thing changed.
pub(crate) fn changed(signed: &Signed, noise: &mut Noise) -> Vec<u8> {
    let content = Content {
        kind: Sheet::KIND,
        payload: payload_of(&signed.sheet).unwrap(),
        keys: vec![&signed.key],
    };
    match noise.below(10) {
        0..=3 => said(&content, noise),
        4..=6 => meant(&content, noise),
        7 => spelled(&content, noise),
        8 => wrapped(&content, noise),
        _ => signed_by(signed, noise),
    }
}

/// The envelope of a transcript with one thing changed.
pub(crate) fn changed_typed(typed: &Typed, noise: &mut Noise) -> Vec<u8> {
    let content = Content {
        kind: Transcript::KIND,
        payload: payload_of(&typed.transcript).unwrap(),
        keys: typed.keys.iter().collect(),
    };
    match noise.below(10) {
        0..=2 => said(&content, noise),
        3..=5 => meant(&content, noise),
        6 => spelled(&content, noise),
        7 => wrapped(&content, noise),
        _ => typed_by(typed, noise),
    }
}

fn payload(signed: &Signed) -> Value {
    serde_json::from_slice(&payload_of(&signed.sheet).unwrap()).unwrap()
}

fn sign(payload: Vec<u8>, key: &SigningKey) -> Vec<u8> {
    Envelope::sign(Sheet::KIND, payload, &[key]).to_bytes()
}

/// In the one spelling where the value has one, else in any.
fn bytes(value: &Value) -> Vec<u8> {
    canon::to_bytes(value).unwrap_or_else(|_| serde_json::to_vec(value).unwrap())
}

/// One value somewhere in the payload becomes another.
fn said(content: &Content<'_>, noise: &mut Noise) -> Vec<u8> {
    let mut value = content.value();
    let mut place = &mut value;
    loop {
        let inner = match place {
            Value::Object(fields) => fields.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        if inner == 0 || noise.once_in(6) {
            break;
        }
        let which = noise.below(inner);
        place = match place {
            Value::Object(fields) => fields.values_mut().nth(which).unwrap(),
            Value::Array(items) => &mut items[which],
            _ => unreachable!("it has something inside"),
        };
    }
    *place = other(place, noise);
    content.sign(bytes(&value))
}

fn other(value: &Value, noise: &mut Noise) -> Value {
    if noise.once_in(8) {
        return noise
            .one_of(&[
                json!(null),
                json!(true),
                json!(0),
                json!(-1),
                json!(""),
                json!("x"),
                json!([]),
                json!({}),
                json!(1_u64 << 40),
            ])
            .clone();
    }
    match value {
        Value::Null => noise
            .one_of(&[json!("2"), json!(1), json!({"den": 1, "num": 90})])
            .clone(),
        Value::Bool(is) => json!(!is),
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or(0);
            let by = *noise.one_of(&[1, -1, 50, -50, 100, 10_000, -10_000, 1 << 33, 1 << 52]);
            json!(number.saturating_add(by))
        }
        Value::String(text) => other_text(text, noise),
        Value::Array(items) => other_list(items.clone(), noise),
        Value::Object(fields) => other_object(fields.clone(), noise),
    }
}

fn other_text(text: &str, noise: &mut Noise) -> Value {
    let choices = [
        format!("{text} "),
        format!("{text}0"),
        text.chars().rev().collect(),
        text.to_uppercase(),
        text.chars().skip(1).collect(),
        text.replace(['0', '1'], "2"),
        format!("e\u{301}{text}"),
        format!("{text}\u{202e}"),
        format!("{text}\t"),
        format!("{text}\u{ffff}"),
        "长".repeat(20_000),
        "长".repeat(20_001),
        "长".repeat(2_001),
        "recused".to_owned(),
        "unmarked".to_owned(),
        "roadshow".to_owned(),
        "large".to_owned(),
        "01".to_owned(),
        "02-001".to_owned(),
        "E0003".to_owned(),
        "A1".to_owned(),
        "ed25519".to_owned(),
    ];
    json!(noise.one_of(&choices))
}

fn other_list(mut items: Vec<Value>, noise: &mut Noise) -> Value {
    if items.is_empty() {
        return json!([{"criterion": "A1", "value": 100}]);
    }
    let which = noise.below(items.len());
    match noise.below(4) {
        0 => {
            items.remove(which);
        }
        1 => items.push(items[which].clone()),
        2 => items.reverse(),
        _ => items.push(json!({"criterion": "Z9", "value": 100})),
    }
    Value::Array(items)
}

fn other_object(mut fields: Map<String, Value>, noise: &mut Noise) -> Value {
    let name = fields.keys().nth(noise.below(fields.len().max(1))).cloned();
    match (noise.below(3), name) {
        (0, Some(name)) => {
            fields.remove(&name);
        }
        (1, Some(name)) => {
            let value = fields.remove(&name).unwrap_or_default();
            fields.insert(format!("{name}-2"), value);
        }
        _ => {
            fields.insert("more".to_owned(), json!(1));
        }
    }
    Value::Object(fields)
}

/// A sheet that is well formed and says something else.
fn meant(content: &Content<'_>, noise: &mut Noise) -> Vec<u8> {
    let mut value = content.value();
    let lines = value["entries"].as_array().unwrap().len();
    let at = noise.below(lines);
    let marks = value["entries"][at]["marks"].as_array().map_or(0, Vec::len);
    let digest = |text: &str| json!(sha256(text.as_bytes()).to_string());
    match noise.below(24) {
        19..=21 => value["entries"][at]["gates"] = findings(noise),
        0 => value["contest"] = json!("GX-2025"),
        1 => value["round"] = json!("roadshow"),
        2 => value["track"] = json!("02"),
        3 => value["seq"] = json!(noise.below(5)),
        4 => value["prev"] = noise.one_of(&[json!(null), digest("nothing")]).clone(),
        5 => value["assignment"] = digest("another"),
        6 => value["rubric"]["digest"] = digest("another"),
        7 => value["entries"][at]["dossier"] = digest("another"),
        8 => value["entries"][at]["size_class"] = json!("medium"),
        9 => value["entries"][at]["profile"] = json!(*noise.one_of(&["general", "sme", "none"])),
        10 => value["counts"]["scored"] = json!(noise.below(5)),
        11 => value["entries"][at]["total"] = json!({"den": 2, "num": 175}),
        12 => value["entries"][at]["total"] = json!({"den": 4, "num": 350}),
        13 => value["entries"][at]["weights"][0]["weight"] = json!(1),
        14 => {
            let again = value["entries"][at].clone();
            value["entries"].as_array_mut().unwrap().push(again);
        }
        15 => {
            value["entries"].as_array_mut().unwrap().remove(at);
        }
        16 => value["ticket"] = digest("none"),
        17 => value["expert"]["id"] = json!(format!("E{:04}", noise.below(110))),
        18 => {
            let area = noise
                .one_of(&[
                    json!([1, 1, 2, 2]),
                    json!([2, 1, 1, 2]),
                    json!([0, 0, 10_001, 5]),
                    json!(null),
                ])
                .clone();
            let film = noise.one_of(&[json!(null), json!(5), json!(-5)]).clone();
            let page = noise.one_of(&[json!(null), json!(1), json!(0)]).clone();
            let criterion = noise
                .one_of(&[json!(null), json!("A1"), json!("Z9")])
                .clone();
            let place = json!({"area": area, "criterion": criterion, "film_ms": film, "material": "01".repeat(16), "page": page, "quote": "引文", "text": "批注"});
            let mut earlier = place.clone();
            earlier["text"] = json!(*noise.one_of(&["批", "注", "批注"]));
            let places = noise
                .one_of(&[
                    json!([place]),
                    json!([earlier, place]),
                    json!([place, earlier]),
                ])
                .clone();
            value["entries"][at]["evidence"] = places;
        }
        _ if marks > 0 => {
            let mark = noise.below(marks);
            value["entries"][at]["marks"][mark]["value"] =
                json!(*noise.one_of(&[0, 1, 50, 100, 450, 10_000, -50, 1_i64 << 40]));
        }
        _ => value["entries"][at]["status"] = json!("recused"),
    }
    content.sign(bytes(&value))
}

/// Findings at gates: of no gate of the rubric, twice at one, out of order, without a reason, with too long a one, in another word, or right.
fn findings(noise: &mut Noise) -> Value {
    let one = |gate: &str, finding: &str, reason: &str| json!({"finding": finding, "gate": gate, "reason": reason});
    let long = "长".repeat(2_000);
    let (doubt, longer) = (one("G1", "doubt", "缺执照"), format!("{long}长"));
    noise
        .one_of(&[
            json!([one("G99", "pass", "")]),
            json!([one("G1", "pass", ""), one("G99", "fail", "不符")]),
            json!([doubt, doubt]),
            json!([one("G1", "pass", ""), one("G1", "fail", "不符")]),
            json!([one("G2", "pass", ""), doubt]),
            json!([doubt, one("G2", "fail", "不符")]),
            json!([one("G1", "fail", "")]),
            json!([one("G1", "doubt", " \n\u{3000}\u{2003}\u{2028}")]),
            json!([one("G1", "fail", "\u{200b}")]),
            json!([one("G1", "fail", &long)]),
            json!([one("G1", "fail", &longer)]),
            json!([one("G1", "pass", &longer)]),
            json!([one("G1", "maybe", "不符")]),
            json!([{"finding": "pass", "gate": "G1"}]),
            json!([one("G 1", "pass", "")]),
            json!(null),
            json!([]),
        ])
        .clone()
}

/// The same content in another spelling, signed so.
fn spelled(content: &Content<'_>, noise: &mut Noise) -> Vec<u8> {
    let text = String::from_utf8(content.payload.clone()).unwrap();
    let changed = match noise.below(12) {
        0 => text.replacen(':', ": ", 1),
        1 => format!("{text}\n"),
        2 => text.replacen("\"seq\":", "\"seq\":0", 1),
        3 => text.replacen("\"seq\":1", "\"seq\":1.0", 1),
        4 => text.replacen("\"counter\":480", "\"counter\":4.8e2", 1),
        5 => text.replacen("final", "fin\\u0061l", 1),
        6 => text.replacen("{\"app\"", "{\"app\":1,\"app\"", 1),
        7 => text.replacen("\"clock_anomalies\":0", "\"clock_anomalies\":-0", 1),
        8 => format!("\u{feff}{text}"),
        9 => text.replacen("480", "48000000000000000000000000", 1),
        10 => format!("{}{text}{}", "[".repeat(9), "]".repeat(9)),
        // Cut anywhere, also in the middle of a character.
        _ => {
            let end = text.len() - 1 - noise.below(text.len() / 2);
            return content.sign(text.as_bytes()[..end].to_vec());
        }
    };
    content.sign(changed.into_bytes())
}

/// The right content in an envelope that is not as it should be.
fn wrapped(content: &Content<'_>, noise: &mut Noise) -> Vec<u8> {
    let good = content.sign(content.payload.clone());
    let text = String::from_utf8(good.clone()).unwrap();
    let changed = match noise.below(14) {
        0 => text.replacen(',', ", ", 1),
        1 => text.trim_end().to_owned(),
        2 => format!("{text}\n"),
        3 => text.replace('+', "-").replace('/', "_"),
        4 => text.replacen("payload\"", "p\\u0061yload\"", 1),
        5 => text.replacen('{', "{\"note\":1,", 1),
        6 => text.replacen("scoresheet", "panelreturn", 1),
        7 => text.replacen("scoresheet+json;v=1", "scoresheet+json;v=2", 1),
        8 => text.replacen("==\"", "\"", 1).replacen("=\"", "\"", 1),
        9 => return good[..noise.below(good.len())].to_vec(),
        10 => format!("{text}{text}"),
        _ => {
            let mut bytes = good;
            let at = noise.below(bytes.len());
            bytes[at] ^= *noise.one_of(&[0x01, 0x20, 0x80, 0x04, 0xff, 0x10, 0x02]);
            return bytes;
        }
    };
    changed.into_bytes()
}

/// Signed by somebody else, twice, or under a key no verifier should take.
fn signed_by(signed: &Signed, noise: &mut Noise) -> Vec<u8> {
    let mut sheet = signed.sheet.clone();
    let stranger = key("stranger", noise.below(50));
    let good = payload_of(&sheet).unwrap();
    match noise.below(9) {
        0 => sign(good, &stranger),
        1 => Envelope::sign(Sheet::KIND, good, &[&signed.key, &stranger]).to_bytes(),
        2 => {
            sheet.key.own = KeyRecord::of(&stranger.public());
            sign(payload_of(&sheet).unwrap(), &stranger)
        }
        3 => {
            sheet.key = certify(
                &stranger,
                &sheet.contest,
                &sheet.expert.id,
                &signed.key.public(),
            );
            sign(payload_of(&sheet).unwrap(), &signed.key)
        }
        4 => {
            let own = key("third", noise.below(200));
            let number = sheet.expert.id.as_str()[1..].parse().unwrap();
            sheet.key = certify(
                &key("introduction", number),
                &sheet.contest,
                &sheet.expert.id,
                &own.public(),
            );
            sign(payload_of(&sheet).unwrap(), &own)
        }
        5 => {
            let number: usize = sheet.expert.id.as_str()[1..].parse().unwrap();
            sign(good, &key("introduction", number))
        }
        6 => weak(signed, noise),
        7 => {
            let other = noise.below(100);
            sign(good, &key("own", other))
        }
        _ => {
            let mut envelope = Envelope::sign(Sheet::KIND, good, &[&signed.key]);
            if noise.once_in(3) {
                add_order(&mut envelope.signatures[0].sig);
            } else {
                envelope.signatures[0].sig[noise.below(64)] ^= 1 << noise.below(8);
            }
            envelope.to_bytes()
        }
    }
}

/// A transcript signed by too few, too many or the wrong people, or that names the wrong clerks.
fn typed_by(typed: &Typed, noise: &mut Noise) -> Vec<u8> {
    let stranger = key("stranger", noise.below(50));
    let mut transcript = typed.transcript.clone();
    let mut keys: Vec<&SigningKey> = typed.keys.iter().collect();
    match noise.below(9) {
        0 => {
            keys.remove(noise.below(keys.len()));
        }
        1 => keys.push(&stranger),
        2 => {
            let which = noise.below(keys.len());
            keys[which] = &stranger;
        }
        // The contest key vouches for whoever the other clerk is; without a supervisor it vouches for nothing.
        3 | 4 => {
            let which = noise.below(2);
            transcript.clerks[which].key = KeyRecord::of(&stranger.public());
            keys[which + 1] = &stranger;
        }
        5 => transcript.clerks[1].id = "organiser-2".to_owned(),
        6 => transcript.clerks.swap(0, 1),
        7 => return weakly_typed(typed, noise),
        _ => {
            let payload = payload_of(&transcript).unwrap();
            let mut envelope = Envelope::sign(Transcript::KIND, payload, &keys);
            let which = noise.below(envelope.signatures.len());
            envelope.signatures[which].sig[noise.below(64)] ^= 1 << noise.below(8);
            return envelope.to_bytes();
        }
    }
    let payload = payload_of(&transcript).unwrap();
    Envelope::sign(Transcript::KIND, payload, &keys).to_bytes()
}

/// A clerk's key record that is no good, or two clerks who are one.
fn weakly_typed(typed: &Typed, noise: &mut Noise) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(&payload_of(&typed.transcript).unwrap()).unwrap();
    let which = noise.below(2);
    match noise.below(5) {
        0 => value["clerks"][which]["key"]["alg"] = json!("sm2"),
        1 => value["clerks"][which]["key"]["keyid"] = json!("0123456789abcdef"),
        2 => value["clerks"][which]["key"]["public"] = json!(format!("01{}", "0".repeat(62))),
        3 => value["clerks"][1] = value["clerks"][0].clone(),
        _ => value["clerks"][0]["id"] = value["clerks"][1]["id"].clone(),
    }
    let keys: Vec<&SigningKey> = typed.keys.iter().collect();
    Envelope::sign(Transcript::KIND, bytes(&value), &keys).to_bytes()
}

/// Adds the group order to S: another spelling of the same signature, which lenient verifiers take.
fn add_order(sig: &mut [u8; 64]) {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0_u16;
    for (byte, more) in sig[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = u8::try_from(sum & 0xff).unwrap();
        carry = sum >> 8;
    }
}

/// A public key in the sheet that must be refused: small order, not canonical, no point, or a wrong id.
fn weak(signed: &Signed, noise: &mut Noise) -> Vec<u8> {
    const KEYS: [&str; 6] = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0200000000000000000000000000000000000000000000000000000000000000",
    ];
    let public = *noise.one_of(&KEYS);
    let raw: Vec<u8> = (0..64)
        .step_by(2)
        .map(|at| u8::from_str_radix(&public[at..at + 2], 16).unwrap())
        .collect();
    let Digest(id) = sha256(&raw);
    let id: String = id[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    let mut value = payload(signed);
    let alg = *noise.one_of(&["ed25519", "ed25519", "ed25519", "sm2"]);
    value["key"]["own"] = json!({"alg": alg, "keyid": id, "public": public});
    let mut envelope = Envelope::sign(Sheet::KIND, bytes(&value), &[&signed.key]);
    if noise.once_in(2) {
        let text = String::from_utf8(envelope.to_bytes()).unwrap();
        return text
            .replace(&envelope.signatures[0].keyid.to_string(), &id)
            .into_bytes();
    }
    envelope.signatures[0].sig[0] ^= 1;
    envelope.to_bytes()
}
