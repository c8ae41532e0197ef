//! Names of experts on papers that others read: letters in an order that tells nothing.
//!
//! The one rule: the order is keyed with a secret of this desk and the entry, so that A on one paper is not A on the next, and neither ids nor seats
//! can be read off; on one desk the same paper has the same letters again.

use std::collections::BTreeMap;

use jury_core::ExpertId;
use jury_core::contest::Expert;
use jury_seal::sha256;
use jury_store::table;

use crate::desk::{OpenDesk, meta};
use crate::error::DeskError;

/// This desk's secret, made when first needed.
pub(crate) fn secret(desk: &OpenDesk) -> Result<String, DeskError> {
    if let Some(known) = desk.meta(meta::ANONYMITY)? {
        return Ok(known);
    }
    let mut bytes = [0; 32];
    desk.entropy()(&mut bytes);
    let made = hex::encode(bytes);
    desk.save(|change| Ok(table::meta::put_text(change, meta::ANONYMITY, &made)?))?;
    Ok(made)
}

/// The experts in their keyed order for `about`.
pub(crate) fn order<'e>(
    secret: &str,
    about: &str,
    mut experts: Vec<&'e Expert>,
) -> Vec<&'e Expert> {
    experts.sort_by_key(|expert| sha256(format!("{secret}\n{about}\n{}", expert.id).as_bytes()));
    experts
}

/// 专家A, 专家B … by expert; after Z, 专家27.
pub(super) fn letters(
    secret: &str,
    about: &str,
    experts: Vec<&Expert>,
) -> BTreeMap<ExpertId, String> {
    let named = |(at, expert): (u32, &Expert)| {
        let letter = char::from_u32(u32::from('A') + at).filter(char::is_ascii_uppercase);
        let name = letter.map_or_else(
            || format!("专家{}", at + 1),
            |letter| format!("专家{letter}"),
        );
        (expert.id.clone(), name)
    };
    (0..)
        .zip(order(secret, about, experts))
        .map(named)
        .collect()
}

/// A text written by people, with the names of experts replaced.
pub(super) fn without_names(
    text: &str,
    letters: &BTreeMap<ExpertId, String>,
    experts: &BTreeMap<ExpertId, Expert>,
) -> String {
    // Longer names first: 王小平 must not leave 小平 behind where 王小 is a colleague.
    let mut known: Vec<&Expert> = experts
        .values()
        .filter(|one| !one.name.is_empty())
        .collect();
    known.sort_by_key(|expert| std::cmp::Reverse(expert.name.len()));
    known.iter().fold(text.to_owned(), |text, expert| {
        let letter = letters.get(&expert.id).map_or("某专家", String::as_str);
        // Where lists name somebody by name and id, one letter says both.
        text.replace(&format!("{}（{}）", expert.name, expert.id), letter)
            .replace(&expert.name, letter)
            .replace(expert.id.as_str(), letter)
    })
}
