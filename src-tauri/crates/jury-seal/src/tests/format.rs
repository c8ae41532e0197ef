//! FORMAT.md's vectors are what this code makes, and what stands there opens.
//!
//! After a deliberate change: `JURY_WRITE_VECTORS=1 cargo test -p jury-seal format` writes the section anew. Signatures, digests and
//! packs come out the same every time; age files and vaults hold randomness and do not, so those are opened instead of compared.

use std::fmt::Write as _;
use std::path::Path;

use crate::canon;
use crate::digest::{ShortCode, sha256};
use crate::document::{Document, payload_of, seal};
use crate::keys::SigningKey;
use crate::letter_file::{Key, Lock, open_letter, seal_letter};
use crate::opening_code::OpeningCode;
use crate::pack::{Footer, Index, PackHeader, RecordHead};
use crate::samples::{self, key};
use crate::vault::{KdfCost, KdfPolicy, NewLogin, Role, Vault};
use crate::wire::Hex;
use crate::workbook::workbook_cells;

const FORMAT: &str = include_str!("../../FORMAT.md");
const BEGIN: &str = "<!-- vectors: begin -->\n";
const END: &str = "<!-- vectors: end -->\n";

fn block(text: &mut String, title: &str, lines: &[(&str, String)]) {
    writeln!(text, "### {title}\n\n```text").unwrap();
    for (name, value) in lines {
        writeln!(text, "{name}: {value}").unwrap();
    }
    text.push_str("```\n\n");
}

fn keys(text: &mut String) {
    let names = [
        (1, "contest key"),
        (2, "supervisor"),
        (3, "introduction key of E0101"),
        (4, "own key of E0101"),
        (5, "enrolled key of E0102"),
        (6, "one-time key"),
        (7, "second clerk"),
    ];
    let line = |(seed, name): (u8, &str)| {
        let public = key(seed).public();
        let value = format!(
            "{name}\n  public {}\n  id {}\n  code {}",
            hex::encode(public.to_bytes()),
            public.id(),
            public.short_code()
        );
        (format!("seed {}", hex::encode([seed])), value)
    };
    let lines: Vec<_> = names.into_iter().map(line).collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    block(text, "Keys (the seed is the byte given, 32 times)", &lines);
}

fn document<T: Document>(text: &mut String, title: &str, document: &T, signers: &[u8]) {
    let keys: Vec<SigningKey> = signers.iter().map(|seed| key(*seed)).collect();
    let envelope = seal(document, &keys.iter().collect::<Vec<_>>()).unwrap();
    let mut lines = vec![
        ("type", T::KIND.to_owned()),
        (
            "payload",
            String::from_utf8(payload_of(document).unwrap()).unwrap(),
        ),
        ("digest", envelope.digest().to_string()),
        ("code", envelope.short_code().to_string()),
    ];
    lines.extend(envelope.signatures.iter().map(|one| {
        (
            "signature",
            format!("{} {}", one.keyid, hex::encode(one.sig)),
        )
    }));
    lines.push(("envelope sha256", sha256(&envelope.to_bytes()).to_string()));
    block(text, title, &lines);
}

fn documents(text: &mut String) {
    document(text, "Roster", &samples::roster(), &[1, 2]);
    document(text, "Assignment letter", &samples::letter(), &[1]);
    document(
        text,
        "Enrolment (only its signature travels)",
        &samples::enrolment(),
        &[3],
    );
    document(text, "Score sheet", &samples::sheet(), &[4]);
    document(text, "Panel return", &samples::panel_return(), &[5]);
    document(text, "Confirmation", &samples::confirmation(), &[2]);
    document(text, "Ticket", &samples::ticket(), &[1]);
    document(text, "Closing", &samples::closing(), &[1]);
    document(text, "Receipt", &samples::receipt(), &[1]);
    document(text, "Rescue request", &samples::rescue_request(), &[6]);
    document(text, "Rescue answer", &samples::rescue_answer(), &[1, 2]);
    document(text, "Transcript", &samples::transcript(), &[1, 7, 2]);
    document(text, "Minutes", &samples::minutes(), &[5]);
    document(text, "Decision", &samples::decision(), &[1, 2]);
    document(text, "Result", &samples::result(), &[1, 2]);
    document(text, "Reopening", &samples::reopening(), &[1, 2]);
    document(text, "Shortlist", &samples::shortlist(), &[1, 2]);
    document(text, "Archive", &samples::archive_seal(), &[1]);
    let sheet = seal(&samples::sheet(), &[&key(4)]).unwrap();
    let file = String::from_utf8(sheet.to_bytes()).unwrap();
    block(
        text,
        "The score sheet's envelope, whole (`*.sheet.json`, ends with a line feed)",
        &[("file", file.trim_end().to_owned())],
    );
    block(
        text,
        "Its public key for openssl",
        &[("pem", key(4).public().to_pem().trim_end().to_owned())],
    );
}

fn letter_parts(text: &mut String) {
    let letter = samples::letter();
    let lines = [
        ("rubric digest", letter.rubric_digest.to_string()),
        ("rule digest", letter.rule_digest.to_string()),
        (
            "dossier digest of 01-001",
            samples::letter_entry(1)
                .dossier_digest()
                .unwrap()
                .to_string(),
        ),
        (
            "dossier digest of 01-002",
            samples::letter_entry(2)
                .dossier_digest()
                .unwrap()
                .to_string(),
        ),
        (
            "assignment digest",
            letter.assignment_digest().unwrap().to_string(),
        ),
    ];
    block(text, "Digests of parts of the letter", &lines);
}

/// One complete volume with the two materials of the letter.
fn volume() -> Vec<u8> {
    let header = PackHeader {
        contest: samples::contest(),
        track: jury_core::TrackId::new("01").unwrap(),
        pack: Hex([7; 16]),
        volume: 1,
        of: 1,
    };
    let mut bytes = header.to_bytes().unwrap();
    let mut index = Index::default();
    for number in [1, 2] {
        let (chunk, tags) = samples::chunk(number);
        index.note(Hex([number; 16]), 0, bytes.len() as u64, tags.tags()[0]);
        bytes.extend(
            RecordHead::Chunk {
                id: Hex([number; 16]),
                seq: 0,
                length: chunk.len() as u32,
            }
            .to_bytes(),
        );
        bytes.extend(chunk);
    }
    let (at, index) = (bytes.len() as u64, index.to_bytes());
    bytes.extend(
        RecordHead::Index {
            length: index.len() as u32,
        }
        .to_bytes(),
    );
    bytes.extend(&index);
    bytes.extend(Footer::of(at, &index).to_bytes());
    bytes
}

fn materials(text: &mut String) {
    let (chunk, tags) = samples::chunk(1);
    let lines = [
        ("entry key", hex::encode([1; 32])),
        ("plaintext", hex::encode(samples::MATERIAL)),
        ("plaintext sha256", sha256(samples::MATERIAL).to_string()),
        ("chunk 0, last", hex::encode(chunk)),
        ("tags digest", tags.digest().to_string()),
    ];
    block(text, "Material of 01-001", &lines);
    block(
        text,
        "Pack volume with the materials of both entries (`*.jurymat`)",
        &[("file", hex::encode(volume()))],
    );
}

fn workbook(text: &mut String) {
    let envelope = seal(&samples::ticket(), &[&key(1)]).unwrap().to_bytes();
    let rows = workbook_cells(&[&envelope]);
    let lines: Vec<_> = rows.iter().map(|row| ("row", row.join(" | "))).collect();
    block(
        text,
        "Rows of sheet `_seal` for a workbook that carries the ticket",
        &lines,
    );
}

fn codes(text: &mut String) {
    let lines = [
        (
            "short code of sha256(\"abc\")",
            ShortCode::of(&sha256(b"abc")).to_string(),
        ),
        (
            "opening code of digits 012345678901234",
            opening_code().to_string(),
        ),
    ];
    block(text, "Codes", &lines);
}

fn opening_code() -> OpeningCode {
    let mut next = 0;
    OpeningCode::generate(&mut |bytes: &mut [u8]| {
        bytes
            .iter_mut()
            .for_each(|byte| (*byte, next) = (next, next + 1));
    })
}

/// Everything that is the same whenever it is made.
fn fixed() -> String {
    let mut text = String::new();
    keys(&mut text);
    codes(&mut text);
    documents(&mut text);
    letter_parts(&mut text);
    materials(&mut text);
    workbook(&mut text);
    text
}

const OPENED: &str = "### Opened, not compared: these hold randomness\n\n";
const PASSPHRASE: &str = "五个 中文 词组";

fn random_parts() -> String {
    let letter = seal(&samples::letter(), &[&key(1)]).unwrap();
    let file = seal_letter(&letter, Lock::CodeForTests(&opening_code()));
    let passphrase = PASSPHRASE.into();
    let login = NewLogin {
        id: "E0101",
        name: "陈一",
        role: Role::Expert,
        passphrase: &passphrase,
    };
    let (mut vault, unlocked) =
        Vault::create_expert(&login, KdfCost::for_tests(), &mut |bytes: &mut [u8]| {
            bytes.fill(4);
        })
        .unwrap();
    vault.set_recovery(&unlocked, samples::RECIPIENT).unwrap();
    let mut text = OPENED.to_owned();
    let vault = String::from_utf8(vault.to_bytes()).unwrap();
    block(
        &mut text,
        "`*.jurytask`: the letter above under the opening code above (log₂ N 10 instead of 18)",
        &[("file", hex::encode(file))],
    );
    block(
        &mut text,
        &format!("`desk.keys`: login E0101, passphrase 「{PASSPHRASE}」 (weak Argon2id cost)"),
        &[("file", vault)],
    );
    text
}

fn section(text: &str) -> &str {
    let (_, rest) = text
        .split_once(BEGIN)
        .expect("FORMAT.md marks where its vectors begin");
    rest.split_once(END)
        .expect("FORMAT.md marks where its vectors end")
        .0
}

fn value<'a>(text: &'a str, title: &str) -> &'a str {
    let (_, rest) = text.split_once(title).expect("the block is there");
    let (_, rest) = rest.split_once("file: ").expect("the block holds a file");
    rest.lines().next().expect("the file is one line")
}

#[test]
fn the_vectors_in_format_md_are_what_this_code_makes() {
    // FORMAT.md may have been checked out with Windows line ends.
    let format = FORMAT.replace("\r\n", "\n");
    if std::env::var_os("JURY_WRITE_VECTORS").is_some() {
        let old = section(&format);
        let new = format.replacen(old, &format!("\n{}{}", fixed(), random_parts()), 1);
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("FORMAT.md"), new).unwrap();
        return;
    }
    let (compared, _) = section(&format)
        .split_once(OPENED)
        .expect("the opened vectors come last");
    let fixed = fixed();
    for (number, (written, made)) in compared.trim_start().lines().zip(fixed.lines()).enumerate() {
        assert_eq!(written, made, "line {number} of the vectors");
    }
    assert_eq!(compared.trim_start(), fixed);
}

#[test]
fn the_files_in_format_md_open() {
    let format = FORMAT.replace("\r\n", "\n");
    let (_, opened) = section(&format)
        .split_once(OPENED)
        .expect("the opened vectors come last");
    let letter = hex::decode(value(opened, "`*.jurytask`")).unwrap();
    let bytes = open_letter(&letter, Key::Code(&opening_code())).unwrap();
    assert_eq!(
        bytes,
        seal(&samples::letter(), &[&key(1)]).unwrap().to_bytes()
    );
    let vault = Vault::from_bytes(
        value(opened, "`desk.keys`").as_bytes(),
        KdfPolicy::AllowWeak,
    )
    .unwrap();
    let unlocked = vault.unlock("E0101", &PASSPHRASE.into()).unwrap();
    assert_eq!(unlocked.data_key().expose(), &[4; 32]);
    assert_eq!(unlocked.signing_key().public(), key(4).public());
    assert!(vault.escrow().is_ok());
}

#[test]
fn the_payload_types_in_format_md_are_the_ones_of_the_code() {
    use crate::document::{
        ArchiveSeal, Closing, Confirmation, Decision, Enrolment, Letter, Minutes, PanelReturn,
        Receipt, Reopening, RescueAnswer, RescueRequest, ResultDocument, Roster, Sheet, Shortlist,
        Ticket, Transcript,
    };
    let kinds = [
        ArchiveSeal::KIND,
        Closing::KIND,
        Confirmation::KIND,
        Decision::KIND,
        Enrolment::KIND,
        Letter::KIND,
        Minutes::KIND,
        PanelReturn::KIND,
        Receipt::KIND,
        Reopening::KIND,
        RescueAnswer::KIND,
        RescueRequest::KIND,
        ResultDocument::KIND,
        Roster::KIND,
        Sheet::KIND,
        Shortlist::KIND,
        Ticket::KIND,
        Transcript::KIND,
    ];
    let (text, _) = FORMAT
        .split_once(BEGIN)
        .expect("FORMAT.md marks where its vectors begin");
    for kind in kinds {
        let name = kind
            .strip_prefix("application/vnd.jurybench.")
            .and_then(|rest| rest.strip_suffix("+json;v=1"))
            .unwrap();
        assert!(
            text.contains(&format!("`{name}`")),
            "{name} is not described"
        );
    }
    let distinct: std::collections::BTreeSet<_> = kinds.into_iter().collect();
    assert_eq!(distinct.len(), kinds.len(), "a payload type names one kind");
}

#[test]
fn every_kind_reads_back_what_it_writes() {
    fn check<T: Document + PartialEq + std::fmt::Debug>(document: &T) {
        let bytes = payload_of(document).unwrap();
        assert_eq!(&canon::from_bytes::<T>(&bytes).unwrap(), document);
    }
    check(&samples::roster());
    check(&samples::letter());
    check(&samples::chair_letter());
    check(&samples::enrolment());
    check(&samples::sheet());
    check(&samples::panel_return());
    check(&samples::confirmation());
    check(&samples::ticket());
    check(&samples::archive_seal());
    check(&samples::closing());
    check(&samples::receipt());
    check(&samples::rescue_request());
    check(&samples::rescue_answer());
    check(&samples::transcript());
    check(&samples::minutes());
    check(&samples::decision());
    check(&samples::result());
    check(&samples::reopening());
    check(&samples::shortlist());
}
