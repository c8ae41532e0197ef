//! Pages through a real worker: what comes out, and what is refused in words.

mod common;

use std::sync::Arc;

use common::{
    A4, chinese, document, endless, ink, latin, opened, pdf, pdf_with_trailer, renderer, request,
};
use jury_media::{DocKey, MediaError, PageRequest, Refusal, Rotation, Watermark};

fn refusal(name: &str, bytes: Vec<u8>) -> Refusal {
    match renderer().open(&DocKey::new(name), Arc::new(bytes)) {
        Err(MediaError::Refused(why)) => why,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn a_page_has_ink_the_width_asked_for_and_opaque_pixels() {
    let renderer = renderer();
    let doc = opened(&renderer, "plain", document(A4, &[&latin("Hello")]));
    let pixels = renderer.page(&request(&doc, 0, 800)).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (800, 1132));
    assert!(ink(&pixels) > 100);
    assert!(pixels.bgrx().chunks_exact(4).all(|p| p[3] == 255));
}

#[test]
fn page_sizes_come_with_opening() {
    let renderer = renderer();
    let info = renderer
        .open(
            &DocKey::new("sizes"),
            Arc::new(document("0 0 400 300", &["", ""])),
        )
        .unwrap();
    assert_eq!(info.pages, vec![(400.0, 300.0); 2]);
    assert_eq!(info.page_count(), 2);
}

#[test]
fn turning_a_page_four_times_brings_it_back_and_a_quarter_turn_swaps_its_sides() {
    let renderer = renderer();
    let doc = opened(
        &renderer,
        "turned",
        document("0 0 400 200", &["0 0 0 rg 0 0 100 50 re f"]),
    );
    let of = |rotation| {
        renderer
            .page(&PageRequest {
                rotation,
                ..request(&doc, 0, 400)
            })
            .unwrap()
    };
    let corner = |pixels: &jury_media::Pixels, x: u32, y: u32| {
        pixels.bgrx()[((y * pixels.width() + x) * 4) as usize]
    };
    let (up, right) = (of(Rotation::None), of(Rotation::Clockwise90));
    assert_eq!((up.height(), right.height()), (200, 800));
    // The square stands bottom left; turned clockwise it stands top left, then top right, then bottom right.
    assert_eq!(corner(&up, 2, 197), 0);
    assert_eq!(corner(&right, 2, 2), 0);
    assert_eq!(corner(&of(Rotation::Half), 397, 2), 0);
    assert_eq!(corner(&of(Rotation::Clockwise270), 397, 797), 0);
}

#[test]
fn the_watermark_is_on_the_page_at_every_zoom_and_the_page_still_legible() {
    let renderer = renderer();
    let doc = opened(&renderer, "marked", document(A4, &[&latin("Hello")]));
    let watermark = Watermark::new(["E0103 王小明", "数据要素×评审", "2026-11-24"]);
    for width in [300, 1000, 2400] {
        let plain = renderer.page(&request(&doc, 0, width)).unwrap();
        let marked = renderer
            .page(&PageRequest {
                watermark: watermark.clone(),
                ..request(&doc, 0, width)
            })
            .unwrap();
        let changed = plain
            .bgrx()
            .iter()
            .zip(marked.bgrx())
            .filter(|(a, b)| a != b)
            .count();
        let strongest = plain
            .bgrx()
            .iter()
            .zip(marked.bgrx())
            .map(|(a, b)| a.abs_diff(*b))
            .max()
            .unwrap();
        assert!(
            changed * 100 > plain.bgrx().len(),
            "width {width}: {changed}"
        );
        assert!((16..=26).contains(&strongest), "width {width}: {strongest}");
        assert_eq!(ink(&plain), ink(&marked), "width {width}");
    }
}

#[test]
fn characters_come_with_their_places() {
    let renderer = renderer();
    let doc = opened(
        &renderer,
        "text",
        document(A4, &[&latin("Hi"), &chinese("评审"), ""]),
    );
    let text = renderer.page_text(&doc, 0).unwrap();
    assert_eq!(text.iter().map(|c| c.ch).collect::<String>(), "Hi");
    // 24-point text at (50, 700) of 595 × 842 points, in ten-thousandths from the top left.
    let first = text[0];
    assert!(
        (800..900).contains(&first.left) && (1300..1700).contains(&first.top),
        "{first:?}"
    );
    assert!(first.right > first.left && first.bottom > first.top);
    let chinese: String = renderer
        .page_text(&doc, 1)
        .unwrap()
        .iter()
        .map(|c| c.ch)
        .collect();
    assert_eq!(chinese, "评审");
    assert!(renderer.page_text(&doc, 2).unwrap().is_empty());
}

#[test]
fn documents_that_cannot_be_shown_are_refused_in_words() {
    assert_eq!(
        refusal("garbage", b"this is not a PDF at all".to_vec()),
        Refusal::NotReadable
    );
    assert_eq!(refusal("empty", Vec::new()), Refusal::NotReadable);
    let whole = document(A4, &[&latin("Hello")]);
    assert_eq!(
        refusal("truncated", whole[..200].to_vec()),
        Refusal::NotReadable
    );
    let none = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 0/Kids[]>>",
    ]
    .map(str::to_owned);
    assert_eq!(refusal("no pages", pdf(&none)), Refusal::NoPages);
    let many = document(A4, &vec![""; 2_001]);
    assert_eq!(
        refusal("many pages", many),
        Refusal::TooManyPages {
            count: 2_001,
            limit: 2_000
        }
    );
}

#[test]
fn a_pdf_that_asks_for_a_password_is_told_from_a_broken_one() {
    let mut objects: Vec<String> = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    ]
    .map(str::to_owned)
    .into();
    objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[{A4}]>>"));
    let entry = "41".repeat(32);
    objects.push(format!(
        "<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{entry}>/U<{entry}>>>"
    ));
    let id = "42".repeat(16);
    let bytes = pdf_with_trailer(&objects, &format!("/Encrypt 4 0 R/ID[<{id}><{id}>]"));
    assert_eq!(refusal("password", bytes), Refusal::Encrypted);
}

#[test]
fn a_page_that_does_not_exist_is_refused_and_the_worker_stays() {
    let renderer = renderer();
    let doc = opened(&renderer, "short", document(A4, &[""]));
    let before = renderer.worker_ids();
    let refused = renderer.page(&request(&doc, 1, 100));
    assert!(matches!(
        refused,
        Err(MediaError::Refused(Refusal::NoSuchPage {
            page: 1,
            count: 1
        }))
    ));
    assert!(matches!(
        renderer.page(&request(&DocKey::new("never"), 0, 100)),
        Err(MediaError::NotOpened)
    ));
    assert_eq!(renderer.worker_ids(), before);
}

#[test]
fn pages_of_absurd_shape_come_out_small_enough() {
    let renderer = renderer();
    for (name, shape) in [
        ("wide", "0 0 14400 1"),
        ("high", "0 0 1 14400"),
        ("vast", "0 0 1000000 1000000"),
    ] {
        let doc = opened(
            &renderer,
            name,
            document(shape, &["0 0 0 rg 0 0 10 10 re f"]),
        );
        let pixels = renderer.page(&request(&doc, 0, 16_384)).unwrap();
        assert!(
            u64::from(pixels.width()) * u64::from(pixels.height()) <= jury_media::limits::PIXELS,
            "{name}"
        );
    }
}

#[test]
fn a_key_closed_and_opened_again_shows_the_new_document() {
    let renderer = renderer();
    let doc = opened(&renderer, "again", document(A4, &[""]));
    assert_eq!(ink(&renderer.page(&request(&doc, 0, 200)).unwrap()), 0);
    renderer.close(&doc);
    assert_eq!(renderer.cached_bytes(), 0);
    opened(
        &renderer,
        "again",
        document(A4, &["0 0 0 rg 0 0 500 500 re f"]),
    );
    assert!(ink(&renderer.page(&request(&doc, 0, 200)).unwrap()) > 1000);
}

#[test]
fn more_documents_than_a_worker_holds_are_opened_again_as_needed() {
    let renderer = renderer();
    let docs: Vec<DocKey> = (0..7)
        .map(|n| {
            opened(
                &renderer,
                &format!("doc {n}"),
                document(A4, &[&latin("Hello")]),
            )
        })
        .collect();
    for width in [100, 110] {
        for doc in &docs {
            assert!(
                renderer.page(&request(doc, 0, width)).is_ok(),
                "{doc} {width}"
            );
        }
    }
}

#[test]
fn an_endless_page_does_not_keep_the_next_one_from_showing() {
    let mut config = common::config();
    config.page_timeout = std::time::Duration::from_millis(1500);
    let renderer = jury_media::Renderer::new(config);
    let doc = opened(&renderer, "endless", endless());
    let slow = renderer.page(&request(&doc, 0, 800));
    assert!(
        matches!(slow, Err(MediaError::Timeout { page: Some(0), .. })),
        "{slow:?}"
    );
    assert!(ink(&renderer.page(&request(&doc, 1, 800)).unwrap()) > 1000);
}
