use super::*;
use crate::plan::{FormFonts, plan};

fn pages_of(pdf: &[u8]) -> usize {
    pdf.windows(12)
        .filter(|window| *window == b"/Type /Page\n")
        .count()
}

#[test]
fn a_form_has_about_the_pages_its_entry_aims_at() {
    let plan = plan(21, 24, 3).unwrap();
    for entry in &plan.entries {
        let (pdf, pages) = form(&plan, entry, &["营业执照".to_owned()]).unwrap();
        assert!(
            (FEWEST..=MOST).contains(&pages) && pages.abs_diff(entry.pages) <= 6,
            "{}: {pages} for {}",
            entry.id,
            entry.pages
        );
        assert_eq!(pages_of(&pdf), pages);
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.ends_with(b"%%EOF"));
        assert!((20_000..600_000).contains(&pdf.len()), "{}", pdf.len());
    }
}

#[test]
fn every_third_form_leaves_its_font_to_the_reader() {
    let plan = plan(21, 24, 3).unwrap();
    let named: Vec<_> = plan
        .entries
        .iter()
        .filter(|entry| entry.fonts != FormFonts::Embedded)
        .collect();
    assert_eq!(named.len(), 8);
    assert!(
        plan.tracks
            .iter()
            .all(|track| named.iter().any(|entry| entry.track == track.id))
    );
    let contains = |pdf: &[u8], word: &[u8]| pdf.windows(word.len()).any(|window| window == word);
    for entry in &plan.entries {
        let (pdf, _) = form(&plan, entry, &[]).unwrap();
        assert_eq!(
            contains(&pdf, b"/FontFile3"),
            entry.fonts == FormFonts::Embedded
        );
        assert_eq!(
            contains(&pdf, b"/UniGB-UTF16-H"),
            entry.fonts == FormFonts::NamedUtf16
        );
        assert_eq!(
            contains(&pdf, b"/UniGB-UCS2-H"),
            entry.fonts == FormFonts::NamedUcs2
        );
    }
}

#[test]
fn the_same_entry_gives_the_same_bytes_and_two_entries_differ() {
    let plan = plan(21, 6, 3).unwrap();
    let made: Vec<Vec<u8>> = plan
        .entries
        .iter()
        .map(|entry| form(&plan, entry, &[]).unwrap().0)
        .collect();
    assert_eq!(form(&plan, &plan.entries[0], &[]).unwrap().0, made[0]);
    assert_ne!(made[0], made[2]);
}

#[test]
fn a_body_has_the_five_parts_of_the_notice_in_its_order() {
    let plan = plan(21, 6, 3).unwrap();
    let manner = manner(&mut plan.random("manner"), &plan, &plan.entries[0]);
    let (_, headings) = fitting_body(
        &plan.random("x"),
        &plan.entries[0],
        &manner,
        &[],
        &mut Font::new(FormFonts::NamedUcs2),
    );
    let parts: Vec<&str> = headings
        .iter()
        .filter(|heading| heading.level == 1)
        .map(|heading| heading.text.as_str())
        .collect();
    for (part, name) in parts.iter().zip([
        "项目概述",
        "解决方案",
        "应用价值",
        "商业模式",
        "团队介绍",
        "证明材料清单",
    ]) {
        assert!(part.ends_with(name), "{part}");
    }
    assert!(headings.windows(2).all(|pair| pair[0].page <= pair[1].page));
}
