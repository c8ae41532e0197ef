//! What a document says of itself: its table of contents, its links, its lines of text; and a page drawn in parts.

mod common;

use common::{A4, chinese, document, latin, opened, pdf, renderer, request, stream};
use jury_media::{MediaError, PageRequest, Part, Pixels, Refusal, Rotation, Watermark, lines};

/// Three pages with an outline of two levels; the first page links to the third, to an address, and nowhere.
fn guided() -> Vec<u8> {
    let page = |content: usize, more: &str| {
        format!("<</Type/Page/Parent 2 0 R/MediaBox[{A4}]/Contents {content} 0 R{more}>>")
    };
    let link = |rect: &str, what: &str| format!("<</Type/Annot/Subtype/Link/Rect[{rect}]{what}>>");
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>>".to_owned(),
        "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>".to_owned(),
        page(6, "/Annots[11 0 R 12 0 R 13 0 R 14 0 R]"),
        page(6, ""),
        page(6, "/Rotate 90"),
        stream("", "0 0 0 rg 10 10 50 50 re f"),
        "<</Type/Outlines/First 8 0 R/Last 10 0 R/Count 3>>".to_owned(),
        "<</Title<FEFF7B2C4E007AE0>/Parent 7 0 R/Next 10 0 R/First 9 0 R/Last 9 0 R/Count 1/Dest[3 0 R/Fit]>>".to_owned(),
        "<</Title(1.1 Data)/Parent 8 0 R/A<</S/GoTo/D[4 0 R/XYZ 0 800 0]>>>>".to_owned(),
        "<</Title(Nowhere)/Parent 7 0 R/Prev 8 0 R>>".to_owned(),
        link("0 742 297.5 842", "/Dest[5 0 R/Fit]"),
        link("100 100 200 200", "/A<</S/URI/URI(https://example.org/a)>>"),
        link("0 0 10 10", ""),
        link("20 20 40 40", "/A<</S/Launch/F(evil.exe)>>"),
    ])
}

#[test]
fn a_table_of_contents_keeps_its_order_its_levels_and_its_pages() {
    let renderer = renderer();
    let doc = opened(&renderer, "guided", guided());
    let found = renderer.outline(&doc).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|item| (item.title.as_str(), item.depth, item.page))
        .collect();
    assert_eq!(
        told,
        [
            ("第一章", 0, Some(0)),
            ("1.1 Data", 1, Some(1)),
            ("Nowhere", 0, None)
        ]
    );
    let plain = opened(&renderer, "plain", document(A4, &[&latin("x")]));
    assert_eq!(renderer.outline(&plain).unwrap(), []);
}

#[test]
fn a_table_of_contents_that_is_a_circle_comes_to_an_end() {
    let renderer = renderer();
    let bytes = pdf(&[
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[{A4}]>>"),
        "<</First 5 0 R/Last 6 0 R/Count 2>>".to_owned(),
        "<</Title(A)/Parent 4 0 R/Next 6 0 R/First 5 0 R/Last 5 0 R/Count 9>>".to_owned(),
        "<</Title(B)/Parent 4 0 R/Next 5 0 R>>".to_owned(),
    ]);
    let doc = opened(&renderer, "circle", bytes);
    assert!(renderer.outline(&doc).unwrap().len() <= 2_000);
}

#[test]
fn links_inside_have_a_page_and_links_outside_are_only_told() {
    let renderer = renderer();
    let doc = opened(&renderer, "guided", guided());
    let found = renderer.links(&doc, 0).unwrap();
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(
        (found[0].page, found[0].outside.as_deref()),
        (Some(2), None)
    );
    assert_eq!((found[0].left, found[0].top, found[0].right), (0, 0, 5_000));
    assert_eq!(found[1].outside.as_deref(), Some("https://example.org/a"));
    assert_eq!(
        (found[2].page, found[2].outside.as_deref()),
        (None, Some(""))
    );
    assert_eq!(renderer.links(&doc, 1).unwrap(), []);
}

#[test]
fn the_text_of_a_page_comes_in_lines_with_edges_that_grow_to_the_right() {
    let renderer = renderer();
    let content = format!("{} {}", latin("Reading desk"), chinese("数据要素"));
    let doc = opened(&renderer, "text", document(A4, &[&content]));
    let found = lines(&renderer.page_text(&doc, 0).unwrap());
    let texts: Vec<_> = found.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["Reading desk", "数据要素"]);
    for line in &found {
        assert!(
            line.edges.windows(2).all(|pair| pair[0].0 <= pair[1].0),
            "{line:?}"
        );
    }
    let background = renderer.page_text_in_background(&doc, 0).unwrap();
    assert_eq!(lines(&background), found);
}

#[test]
fn a_part_of_a_page_is_what_the_whole_page_shows_there_at_every_turn() {
    let renderer = renderer();
    let doc = opened(
        &renderer,
        "parts",
        document(A4, &[&latin("Part of the whole")]),
    );
    for rotation in [
        Rotation::None,
        Rotation::Clockwise90,
        Rotation::Half,
        Rotation::Clockwise270,
    ] {
        let whole = PageRequest {
            rotation,
            watermark: Watermark::new(["E0103"]),
            ..request(&doc, 0, 1_200)
        };
        let all = renderer.page(&whole).unwrap();
        let (left, top) = (all.width() / 3, all.height() / 9);
        let part = Part {
            left,
            top,
            width: 300,
            height: 200,
        };
        let cut = renderer
            .page(&PageRequest {
                part: Some(part),
                ..whole
            })
            .unwrap();
        assert_eq!((cut.width(), cut.height()), (300, 200));
        // Glyphs may be rounded to other fractions of a pixel; one pixel aside much more differs.
        let here = difference(&all, &cut, left, top);
        for (left, top) in [
            (left + 1, top),
            (left, top + 1),
            (left - 1, top),
            (left, top - 1),
        ] {
            let aside = difference(&all, &cut, left, top);
            assert!(here * 3 < aside, "{rotation:?}: {here}, {aside}");
        }
    }
}

/// How much a part differs from a stretch of the whole.
fn difference(all: &Pixels, part: &Pixels, left: u32, top: u32) -> u64 {
    let rows = part.bgrx().chunks_exact(part.width() as usize * 4);
    rows.zip(top..)
        .flat_map(|(row, y)| {
            let from = (y * all.width() + left) as usize * 4;
            row.iter().zip(&all.bgrx()[from..from + row.len()])
        })
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum()
}

#[test]
fn parts_hang_over_the_edge_only_as_far_as_there_is_a_page_and_stay_small() {
    let renderer = renderer();
    let doc = opened(&renderer, "edges", document(A4, &[&latin("x")]));
    let ask = |left, top, width| {
        let part = Some(Part {
            left,
            top,
            width,
            height: width,
        });
        renderer.page(&PageRequest {
            part,
            ..request(&doc, 0, 16_000)
        })
    };
    let corner = ask(15_900, 22_600, 4_000).unwrap();
    assert_eq!((corner.width(), corner.height()), (100, 42));
    let most = ask(0, 0, u32::MAX).unwrap();
    assert_eq!((most.width(), most.height()), (4_096, 4_096));
    let beyond = ask(16_000, 0, 10);
    assert!(
        matches!(beyond, Err(MediaError::Refused(Refusal::NoSuchPart))),
        "{beyond:?}"
    );
}
