//! Encrypted documents: every standard handler, with a password to open and with one only for the owner.
//!
//! Not cryptography to be used: fixed keys, MD5 and RC4, as ISO 32000-1, 7.6.3 and ISO 32000-2, 7.6.4 have it. The one rule: a
//! document whose user password is empty shows, everything else says that it asks for a password.

use aes::cipher::consts::U16;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockCipher, BlockEncrypt, KeyInit as _};
use jury_media::Refusal;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::case::{Expect, Family};
use crate::doc::{A4, Doc, SQUARE, stream};

pub(crate) fn cases() -> Family {
    let mut family = Family::new("encrypted");
    for handler in HANDLERS {
        family.add(
            format_args!("{handler:?} owner only"),
            Expect::Ink,
            handler.seal("", "owner"),
        );
        family.add(
            format_args!("{handler:?} user"),
            refused(),
            handler.seal("user", "owner"),
        );
        family.add(
            format_args!("{handler:?} both alike"),
            refused(),
            handler.seal("口令", "口令"),
        );
    }
    for (what, dictionary) in BROKEN {
        let mut doc = Doc::square();
        doc.add(*dictionary);
        doc.trailer = format!("/Encrypt 5 0 R/ID[<{ID}><{ID}>]");
        family.add(what, Expect::Either, doc.bytes());
    }
    let mut itself = Doc::square();
    itself.add("5 0 R");
    itself.trailer = "/Encrypt 5 0 R".to_owned();
    family.add("a circle", Expect::Either, itself.bytes());
    family
}

/// The dictionary that mutations of an encrypted document start from.
pub(crate) fn owner_only() -> Vec<u8> {
    Handler::Aes128.seal("", "owner")
}

const fn refused() -> Expect {
    Expect::Refused(Refusal::Encrypted)
}

const ID: &str = "42424242424242424242424242424242";
/// What may be done with the document; nobody here cares.
const RIGHTS: i32 = -1852;

const BROKEN: &[(&str, &str)] = &[
    (
        "certificates",
        "<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128/Recipients[<00>]>>",
    ),
    ("unknown handler", "<</Filter/Foxit.Own/V 9>>"),
    ("no handler", "<<>>"),
    ("no keys", "<</Filter/Standard/V 2/R 3/Length 128/P -4>>"),
    (
        "short keys",
        "<</Filter/Standard/V 2/R 3/Length 128/P -4/O<00>/U<00>>>",
    ),
    (
        "zero length",
        "<</Filter/Standard/V 2/R 3/Length 0/P -4/O<00>/U<00>>>",
    ),
    (
        "negative length",
        "<</Filter/Standard/V 2/R 3/Length -8/P -4/O<00>/U<00>>>",
    ),
    (
        "vast length",
        "<</Filter/Standard/V 2/R 3/Length 2147483647/P -4/O<00>/U<00>>>",
    ),
    (
        "revision 99",
        "<</Filter/Standard/V 99/R 99/Length 128/P -4/O<00>/U<00>>>",
    ),
    (
        "unknown filter",
        "<</Filter/Standard/V 4/R 4/Length 128/P -4/O<00>/U<00>/CF<</X<</CFM/None>>>>/StmF/Y/StrF/Y>>",
    ),
    ("not a dictionary", "[1 2 3]"),
    ("null", "null"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Handler {
    Rc4Short,
    Rc4,
    Aes128,
    Aes256Draft,
    Aes256,
}

const HANDLERS: [Handler; 5] = [
    Handler::Rc4Short,
    Handler::Rc4,
    Handler::Aes128,
    Handler::Aes256Draft,
    Handler::Aes256,
];

impl Handler {
    /// One page with a square, its content encrypted.
    fn seal(self, user: &str, owner: &str) -> Vec<u8> {
        let mut doc = Doc::page(A4, "", b"");
        let (dictionary, key) = match self {
            Self::Rc4Short => old(user, owner, 5),
            Self::Rc4 | Self::Aes128 => old(user, owner, 16),
            Self::Aes256Draft | Self::Aes256 => new(user, owner, self == Self::Aes256),
        };
        let facts = match self {
            Self::Rc4Short => "/V 1/R 2/Length 40".to_owned(),
            Self::Rc4 => "/V 2/R 3/Length 128".to_owned(),
            Self::Aes128 => filter("AESV2", 4, 4, 128),
            Self::Aes256Draft => filter("AESV3", 5, 5, 256),
            Self::Aes256 => filter("AESV3", 5, 6, 256),
        };
        let content = SQUARE.as_bytes();
        let sealed = match self {
            Self::Rc4Short | Self::Rc4 => rc4(&object_key(&key, b""), content),
            Self::Aes128 => padded_cbc(&object_key(&key, b"sAlT"), content),
            Self::Aes256Draft | Self::Aes256 => padded_cbc(&key, content),
        };
        doc.set(4, stream("", &sealed));
        doc.add(format!(
            "<</Filter/Standard{facts}/P {RIGHTS}{dictionary}>>"
        ));
        doc.trailer = format!("/Encrypt 5 0 R/ID[<{ID}><{ID}>]");
        doc.bytes()
    }
}

fn filter(method: &str, version: u8, revision: u8, bits: u16) -> String {
    let length = bits / 8;
    format!(
        "/V {version}/R {revision}/Length {bits}/StmF/F/StrF/F/CF<</F<</CFM/{method}/AuthEvent/DocOpen/Length {length}>>>>"
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Revisions 2 to 4: dictionary entries and the file's key (7.6.3.3 and 7.6.3.4).
fn old(user: &str, owner: &str, length: usize) -> (String, Vec<u8>) {
    let rounds = if length == 5 { 0 } else { 50 };
    let again = |digest: [u8; 16]| {
        let more = (0..rounds).fold(digest, |digest, _| md5(&digest[..length]));
        more[..length].to_vec()
    };
    let turned = |key: &[u8], data: &[u8]| {
        let first = rc4(key, data);
        (1..if length == 5 { 1 } else { 20 }).fold(first, |data, turn| {
            rc4(
                &key.iter().map(|byte| byte ^ turn).collect::<Vec<_>>(),
                &data,
            )
        })
    };
    let owners = turned(&again(md5(&padded(owner))), &padded(user));
    let id = [0x42; 16];
    let seed = [&padded(user)[..], &owners, &RIGHTS.to_le_bytes(), &id].concat();
    let key = again(md5(&seed));
    let mut users = if length == 5 {
        rc4(&key, &PAD)
    } else {
        turned(&key, &md5(&[&PAD[..], &id].concat()))
    };
    users.resize(32, 0);
    (format!("/O<{}>/U<{}>", hex(&owners), hex(&users)), key)
}

/// Revisions 5 and 6 (ISO 32000-2, 7.6.4.3.3 to 7.6.4.4.8).
fn new(user: &str, owner: &str, hardened: bool) -> (String, Vec<u8>) {
    let key = [0x5a; 32];
    let digest = |password: &str, salt: &[u8; 8], more: &[u8]| {
        if hardened {
            hash(password.as_bytes(), salt, more)
        } else {
            Sha256::digest([password.as_bytes(), salt, more].concat()).to_vec()
        }
    };
    let entries = |password: &str, salts: [[u8; 8]; 2], more: &[u8]| {
        let proof = [&digest(password, &salts[0], more)[..], &salts[0], &salts[1]].concat();
        (
            proof,
            cbc(&digest(password, &salts[1], more), &[0; 16], &key),
        )
    };
    let (u, ue) = entries(user, [[1; 8], [2; 8]], b"");
    let (o, oe) = entries(owner, [[3; 8], [4; 8]], &u);
    let rights = [&RIGHTS.to_le_bytes()[..], &[0xff; 4], b"Tadb", &[7; 4]].concat();
    let perms = cbc(&key, &[0; 16], &rights);
    let dictionary = format!(
        "/U<{}>/UE<{}>/O<{}>/OE<{}>/Perms<{}>",
        hex(&u),
        hex(&ue),
        hex(&o),
        hex(&oe),
        hex(&perms)
    );
    (dictionary, key.to_vec())
}

/// Algorithm 2.B.
fn hash(password: &[u8], salt: &[u8], more: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest([password, salt, more].concat()).to_vec();
    for round in 1_usize.. {
        let once = [password, &key, more].concat();
        let sealed = cbc(&key[..16], &key[16..32], &once.repeat(64));
        let rest: usize = sealed[..16].iter().map(|byte| usize::from(*byte)).sum();
        key = match rest % 3 {
            0 => Sha256::digest(&sealed).to_vec(),
            1 => Sha384::digest(&sealed).to_vec(),
            _ => Sha512::digest(&sealed).to_vec(),
        };
        let last = usize::from(*sealed.last().unwrap_or(&0));
        if round >= 64 && last <= round - 32 {
            break;
        }
    }
    key.truncate(32);
    key
}

const PAD: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

fn padded(password: &str) -> [u8; 32] {
    let bytes: Vec<u8> = password.bytes().chain(PAD).take(32).collect();
    bytes.try_into().unwrap_or(PAD)
}

/// The key of object 4, the content.
fn object_key(key: &[u8], more: &[u8]) -> Vec<u8> {
    let digest = md5(&[key, &[4, 0, 0, 0, 0], more].concat());
    digest[..(key.len() + 5).min(16)].to_vec()
}

fn padded_cbc(key: &[u8], data: &[u8]) -> Vec<u8> {
    let start = [9; 16];
    let rest = 16 - data.len() % 16;
    let data = [data, &vec![rest as u8; rest]].concat();
    [&start[..], &cbc(key, &start, &data)].concat()
}

/// AES in CBC without padding; the key says whether it is of 128 or 256 bits.
fn cbc(key: &[u8], start: &[u8], data: &[u8]) -> Vec<u8> {
    if key.len() == 16 {
        chained(
            &aes::Aes128::new(GenericArray::from_slice(key)),
            start,
            data,
        )
    } else {
        chained(
            &aes::Aes256::new(GenericArray::from_slice(key)),
            start,
            data,
        )
    }
}

fn chained<C: BlockCipher + BlockEncrypt<BlockSize = U16>>(
    cipher: &C,
    start: &[u8],
    data: &[u8],
) -> Vec<u8> {
    let mut last = GenericArray::clone_from_slice(start);
    let mut out = Vec::with_capacity(data.len());
    for block in data.chunks_exact(16) {
        last.iter_mut()
            .zip(block)
            .for_each(|(byte, plain)| *byte ^= plain);
        cipher.encrypt_block(&mut last);
        out.extend_from_slice(&last);
    }
    out
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    data.iter()
        .map(|byte| {
            i = i.wrapping_add(1);
            j = j.wrapping_add(state[usize::from(i)]);
            state.swap(usize::from(i), usize::from(j));
            let at = state[usize::from(i)].wrapping_add(state[usize::from(j)]);
            byte ^ state[usize::from(at)]
        })
        .collect()
}

/// RFC 1321.
fn md5(data: &[u8]) -> [u8; 16] {
    const TURNS: [[u32; 4]; 4] = [
        [7, 12, 17, 22],
        [5, 9, 14, 20],
        [4, 11, 16, 23],
        [6, 10, 15, 21],
    ];
    let mut message = data.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend_from_slice(&(data.len() as u64 * 8).to_le_bytes());
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in message.chunks_exact(64) {
        let (words, _) = block.as_chunks::<4>();
        let [mut a, mut b, mut c, mut d] = state;
        for step in 0..64 {
            let (mixed, word) = match step / 16 {
                0 => ((b & c) | (!b & d), step),
                1 => ((d & b) | (!d & c), (5 * step + 1) % 16),
                2 => (b ^ c ^ d, (3 * step + 5) % 16),
                _ => (c ^ (b | !d), 7 * step % 16),
            };
            // The table of RFC 1321, 3.4: 2^32 × |sin(step + 1)|.
            let constant = (f64::sin(step as f64 + 1.0).abs() * 4_294_967_296.0) as u32;
            let sum = a
                .wrapping_add(mixed)
                .wrapping_add(constant)
                .wrapping_add(u32::from_le_bytes(words[word]));
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(TURNS[step / 16][step % 4]));
        }
        for (whole, part) in state.iter_mut().zip([a, b, c, d]) {
            *whole = whole.wrapping_add(part);
        }
    }
    let mut digest = [0; 16];
    digest
        .chunks_exact_mut(4)
        .zip(state)
        .for_each(|(part, word)| part.copy_from_slice(&word.to_le_bytes()));
    digest
}
