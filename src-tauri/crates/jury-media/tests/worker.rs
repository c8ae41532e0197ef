//! The worker as a process: what it cannot do, and what happens when it dies.

mod common;

use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::sync::Arc;

use common::{A4, chinese, config, document, ink, latin, opened, renderer, request};
use image::{DynamicImage, ImageFormat};
use jury_media::{
    DocKey, DocumentSource, MediaError, PageRequest, Refusal, Renderer, SelfTest, Watermark,
};
use proptest::prelude::*;

/// Ends a worker from outside, the way the system does when memory runs out.
#[cfg(unix)]
fn end(id: u32) {
    let done = std::process::Command::new("kill")
        .args(["-9", &id.to_string()])
        .status()
        .expect("kill runs");
    assert!(done.success());
}

#[test]
#[cfg(target_os = "linux")]
fn inside_the_sandbox_there_is_no_network_no_writing_no_foreign_file_and_no_program() {
    let renderer = renderer();
    let state = renderer.sandbox().unwrap();
    assert!(state.calls && state.limits, "{state:?}");
    let found = renderer.self_test().unwrap();
    // A kernel without Landlock cannot hold reading; everything else must be held without it.
    assert_eq!(
        found,
        SelfTest {
            read_outside: !state.files,
            ..SelfTest::default()
        }
    );
}

#[test]
fn chinese_that_is_not_embedded_shows_with_the_bundled_font_alone() {
    let mut bundled_only = config();
    bundled_only.font_dirs = Vec::new();
    for config in [bundled_only, config()] {
        let renderer = Renderer::new(config);
        let doc = opened(
            &renderer,
            "not embedded",
            document(A4, &[&chinese("数据要素评审台"), &latin("Data")]),
        );
        let pixels = renderer.page(&request(&doc, 0, 1000)).unwrap();
        assert!(ink(&pixels) > 3000, "{}", ink(&pixels));
        assert!(!renderer.fonts_missing(&doc, 0).unwrap());
        assert!(!renderer.fonts_missing(&doc, 1).unwrap());
    }
}

#[test]
fn characters_that_no_font_has_are_said_to_be_missing() {
    let mut bundled_only = config();
    bundled_only.font_dirs = Vec::new();
    let renderer = Renderer::new(bundled_only);
    // U+9F98 has sixty-four strokes and no place in GB 2312.
    let doc = opened(&renderer, "rare", document(A4, &[&chinese("数据\u{9F98}")]));
    assert!(renderer.fonts_missing(&doc, 0).unwrap());
}

#[test]
#[cfg(unix)]
fn a_worker_that_is_killed_comes_back_with_its_documents() {
    let renderer = renderer();
    let doc = opened(&renderer, "survivor", document(A4, &[&latin("Hello")]));
    renderer.page(&request(&doc, 0, 300)).unwrap();
    for width in [310, 320, 330] {
        let [id] = renderer.worker_ids()[..] else {
            panic!("one worker")
        };
        end(id);
        // Dead before it is asked, or dying while it is: a page, or the word that it died; then a page.
        let shown = renderer.page(&request(&doc, 0, width));
        assert!(
            matches!(shown, Ok(_) | Err(MediaError::WorkerDied { page: Some(0) })),
            "{shown:?}"
        );
        assert!(ink(&renderer.page(&request(&doc, 0, width)).unwrap()) > 10);
        assert_ne!(renderer.worker_ids(), [id]);
    }
}

#[test]
#[cfg(unix)]
fn a_worker_that_dies_in_the_middle_of_a_page_is_told_from_a_slow_one() {
    let renderer = Arc::new(renderer());
    let doc = opened(&renderer, "middle", common::endless());
    let asking = {
        let (renderer, doc) = (Arc::clone(&renderer), doc.clone());
        std::thread::spawn(move || renderer.page(&request(&doc, 0, 800)))
    };
    let [id] = renderer.worker_ids()[..] else {
        panic!("one worker")
    };
    end(id);
    let shown = asking.join().unwrap();
    // The page would take minutes, so an answer within the timeout can only be the death (or, killed before it was
    // asked, a new worker running into the timeout).
    assert!(
        matches!(
            shown,
            Err(MediaError::WorkerDied { .. } | MediaError::Timeout { .. })
        ),
        "{shown:?}"
    );
    assert!(ink(&renderer.page(&request(&doc, 1, 800)).unwrap()) > 1000);
}

#[test]
fn a_program_that_is_no_worker_is_named_in_the_error() {
    let mut wrong = config();
    wrong.program = PathBuf::from("/nowhere/jury-worker");
    assert!(matches!(
        Renderer::new(wrong).sandbox(),
        Err(MediaError::Start { .. })
    ));
    let mut wrong = config();
    wrong.paths.pdfium = PathBuf::from("/nowhere/libpdfium.so");
    assert!(matches!(
        Renderer::new(wrong).sandbox(),
        Err(MediaError::NotReady)
    ));
}

#[test]
#[cfg(unix)]
fn a_worker_killed_while_it_starts_is_not_taken_for_a_missing_library() {
    let mut killed = config();
    killed.program = PathBuf::from("/bin/sh");
    killed.arguments = ["-c", "kill -9 $$"].map(Into::into).into();
    assert!(matches!(
        Renderer::new(killed).sandbox(),
        Err(MediaError::WorkerDied { page: None })
    ));
}

#[test]
#[cfg(unix)]
fn a_program_that_answers_nonsense_is_not_believed() {
    let mut wrong = config();
    wrong.program = PathBuf::from("/bin/echo");
    assert!(matches!(
        Renderer::new(wrong).sandbox(),
        Err(MediaError::Nonsense { .. })
    ));
}

/// A source that promises one size and gives another, or fails.
struct Liar {
    promised: u64,
    given: Vec<u8>,
    fails: bool,
}

impl DocumentSource for Liar {
    fn len(&self) -> u64 {
        self.promised
    }

    fn read_all(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.given)?;
        if self.fails {
            Err(io::ErrorKind::NotFound.into())
        } else {
            Ok(())
        }
    }
}

#[test]
fn sources_that_fail_or_lie_about_their_size_are_errors_and_the_next_document_opens() {
    let renderer = renderer();
    let given = document(A4, &[""]);
    let of = |promised: u64, fails: bool| {
        let liar = Liar {
            promised,
            given: given.clone(),
            fails,
        };
        renderer.open(&DocKey::new("liar"), Arc::new(liar))
    };
    let size = given.len() as u64;
    assert!(matches!(
        of(size + 10, false),
        Err(MediaError::SourceLength { .. })
    ));
    assert!(matches!(
        of(size - 10, false),
        Err(MediaError::SourceLength { .. })
    ));
    assert!(matches!(of(size + 10, true), Err(MediaError::Source(_))));
    assert!(matches!(
        of(jury_media::limits::PDF_BYTES + 1, false),
        Err(MediaError::TooLarge { .. })
    ));
    assert!(of(size, false).is_ok());
}

#[test]
fn pages_rendered_ahead_are_in_memory_and_the_cache_keeps_its_bound() {
    let mut small = config();
    small.cache_bytes = 4 << 20;
    let renderer = Renderer::new(small);
    let pages = vec![latin("Hello"); 8];
    let doc = opened(
        &renderer,
        "ahead",
        document(A4, &pages.iter().map(String::as_str).collect::<Vec<_>>()),
    );
    renderer.prefetch((1..4).map(|page| request(&doc, page, 400)).collect());
    while renderer.in_memory(&request(&doc, 3, 400)).is_none() {
        std::thread::yield_now();
    }
    for page in 0..8 {
        renderer.page(&request(&doc, page, 600)).unwrap();
    }
    assert!(renderer.cached_bytes() <= 4 << 20);
}

#[test]
fn one_renderer_serves_many_threads() {
    let renderer = renderer();
    let doc = opened(
        &renderer,
        "threads",
        document(A4, &[&latin("Hello"), &latin("World")]),
    );
    std::thread::scope(|scope| {
        for thread in 0..6_u32 {
            let (renderer, doc) = (&renderer, &doc);
            scope.spawn(move || {
                for step in 0..5 {
                    let pixels = renderer
                        .page(&request(doc, thread % 2, 200 + step * 10))
                        .unwrap();
                    assert_eq!(pixels.width(), 200 + step * 10);
                }
            });
        }
    });
    assert_eq!(renderer.worker_ids().len(), 1);
}

#[test]
fn images_are_narrowed_and_marked_in_the_worker() {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::new_luma8(2000, 1000)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let (renderer, key) = (renderer(), DocKey::new("proof"));
    let source = png.into_inner();
    let plain = renderer
        .image(&key, &source, 500, &Watermark::none())
        .unwrap();
    assert_eq!((plain.width(), plain.height()), (500, 250));
    assert!(plain.bgrx().chunks_exact(4).all(|p| p == [0, 0, 0, 255]));
    let marked = renderer
        .image(&key, &source, 500, &Watermark::new(["王小明"]))
        .unwrap();
    assert!(
        marked.bgrx().chunks_exact(4).any(|p| p[0] > 10),
        "the mark shows on black"
    );
    let refused = renderer.image(
        &DocKey::new("other"),
        &b"GIF89a".to_vec(),
        500,
        &Watermark::none(),
    );
    assert!(matches!(
        refused,
        Err(MediaError::Refused(Refusal::NotAnImage))
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_pdf_is_shown_refused_or_ends_its_worker_and_never_the_host(
        changes in proptest::collection::vec(
            proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), 40)
    ) {
        let renderer = renderer();
        let whole = document(A4, &[&latin("Hello"), &chinese("评审")]);
        for (n, changes) in changes.into_iter().enumerate() {
            let mut bytes = whole.clone();
            for (at, value) in changes {
                bytes[at.index(whole.len())] = value;
            }
            let key = DocKey::new(format!("changed {n}"));
            if let Ok(info) = renderer.open(&key, Arc::new(bytes)) {
                for page in 0..info.page_count().min(2) {
                    let watermark = Watermark::new(["E0103"]);
                    let _ = renderer.page(&PageRequest { watermark, ..request(&key, page, 200) });
                    let _ = renderer.page_text(&key, page);
                    let _ = renderer.fonts_missing(&key, page);
                }
            }
        }
        let doc = opened(&renderer, "after", whole);
        prop_assert!(ink(&renderer.page(&request(&doc, 0, 200)).unwrap()) > 10);
    }
}
