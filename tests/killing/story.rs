//! The story: two who read, one who marks, one who kills.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jury_desk::call::Call;
use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::{EntryLook, EntryState, ExpertHome};
use jury_desk::wire::reading::{MaterialLook, MaterialView};
use jury_desk::{PageWish, Session, SessionConfig};
use jury_seal::vault::KdfCost;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const KILLS: usize = 60;
/// If nobody reads any more there is nobody to kill.
const PATIENCE: Duration = Duration::from_secs(60);
/// A page may meet a second kill while it is drawn again, and a third.
const TRIES: usize = 12;

type Marks = BTreeMap<(String, String), String>;

pub(crate) fn workers_are_killed_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let request = jury_demo::Request {
        folder: folder.path().join("demo"),
        entries: 4,
        experts: 1,
        seed: 5,
    };
    let made = jury_demo::make(&request, &Call::quiet()).unwrap();
    let expert = Expert::at(&made.half, &made.passphrase);
    let pages = expert.pages();
    assert!(pages.len() > 20, "only {} pages to read", pages.len());
    let (over, killed) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (read, saved) = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| expert.read_until(&over, &pages)))
            .collect();
        let marker = scope.spawn(|| expert.mark_until(&over));
        kill_at_random(&killed);
        over.store(true, Ordering::Relaxed);
        let read: usize = readers
            .into_iter()
            .map(|reader| reader.join().unwrap())
            .sum();
        (read, marker.join().unwrap())
    });
    eprintln!(
        "{} kills, {read} pages read, {} cells marked",
        killed.load(Ordering::Relaxed),
        saved.len()
    );
    assert_eq!(killed.into_inner(), KILLS, "workers were not started again");
    assert!(read > 20, "hardly anything was read: {read} pages");
    for (material, page) in &pages {
        expert.page(material, *page, 0);
    }
    drop(expert);
    let again = Expert::at(&made.half, &made.passphrase);
    let found = again.marks();
    for (cell, value) in &saved {
        assert_eq!(found.get(cell), Some(value), "{cell:?}");
    }
    let doctor: jury_desk::wire::check::Doctor = again.ask("doctor", json!({}));
    assert!(doctor.checks.iter().all(|check| check.ok), "{doctor:?}");
}

struct Expert(Session);

impl Expert {
    fn at(desk: &Path, passphrase: &str) -> Self {
        let session = Session::new(SessionConfig {
            cost: KdfCost::for_tests(),
            ballast: false,
            ..SessionConfig::system(desk.parent().unwrap().to_owned())
        });
        let id = session.offer_desk(desk).unwrap();
        let expert = Self(session);
        let request = json!({"desk": id, "login": null, "passphrase": passphrase});
        expert.ask::<Value>("desk_unlock", request);
        expert
    }

    #[track_caller]
    fn ask<T: DeserializeOwned>(&self, name: &str, request: Value) -> T {
        let answer = self.0.ask(name, request, &Call::quiet());
        serde_json::from_value(answer.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
    }

    fn entries(&self) -> Vec<EntryLook> {
        let home: ExpertHome = self.ask("expert_home", json!({}));
        let look = |entry: &str| self.ask("entry_look", json!({ "entry": entry }));
        home.entries.iter().map(|row| look(&row.id)).collect()
    }

    /// Every page of every PDF: material and number.
    fn pages(&self) -> Vec<(String, u32)> {
        let mut pages = Vec::new();
        for material in self.entries().iter().flat_map(|entry| &entry.materials) {
            let look: MaterialLook = self.ask("material_look", json!({"material": material.id}));
            if look.view == MaterialView::Pages {
                let count = u32::try_from(look.pages.len()).unwrap();
                pages.extend((0..count).map(|page| (material.id.clone(), page)));
            }
        }
        pages
    }

    fn marks(&self) -> Marks {
        let entries = self.entries();
        let cells = entries.iter().flat_map(|entry| {
            let criteria = entry.groups.iter().flat_map(|group| &group.criteria);
            criteria.filter_map(|criterion| {
                let cell = (entry.row.id.clone(), criterion.id.clone());
                Some((cell, criterion.mark.clone()?))
            })
        });
        cells.collect()
    }

    /// Asks for a page until it comes, in another width each time so that none comes from memory. Gives the tries it took.
    fn page(&self, material: &str, page: u32, turn: u32) -> usize {
        let wish = PageWish {
            material: material.to_owned(),
            page,
            width: 400 + turn % 300,
            rotation: 0,
            part: None,
        };
        for attempt in 1..=TRIES {
            match self.0.page_bmp(&wish) {
                Ok(bytes) => {
                    assert!(bytes.starts_with(b"BM") && bytes.len() > 100_000);
                    return attempt;
                }
                Err(error) => {
                    assert_eq!(error.code, ErrorCode::MaterialUnreadable, "{error}");
                    assert!(error.sentence.contains("请重试"), "{error}");
                }
            }
        }
        panic!("page {page} of {material} did not come back in {TRIES} tries");
    }

    fn read_until(&self, over: &AtomicBool, pages: &[(String, u32)]) -> usize {
        let mut read = 0;
        while !over.load(Ordering::Relaxed) {
            let (material, page) = &pages[read * 7 % pages.len()];
            self.page(material, *page, u32::try_from(read).unwrap());
            read += 1;
        }
        read
    }

    /// Marks cell after cell, round after round, and gives what was acknowledged last for each.
    fn mark_until(&self, over: &AtomicBool) -> Marks {
        let mut saved = Marks::new();
        let entries = self.entries();
        let set_aside = |entry: &&EntryLook| {
            matches!(
                entry.row.state,
                EntryState::Recused | EntryState::MaterialMissing
            )
        };
        let cells: Vec<(&str, &str)> = entries
            .iter()
            .filter(|entry| !set_aside(entry))
            .flat_map(|entry| {
                let criteria = entry.groups.iter().flat_map(|group| &group.criteria);
                criteria.map(|criterion| (entry.row.id.as_str(), criterion.id.as_str()))
            })
            .collect();
        for turn in 0.. {
            if over.load(Ordering::Relaxed) {
                break;
            }
            let (entry, criterion) = cells[turn % cells.len()];
            let value = format!("{}.50", turn / cells.len() % 2);
            self.ask::<Value>(
                "mark_put",
                json!({"entry": entry, "criterion": criterion, "value": value}),
            );
            saved.insert((entry.to_owned(), criterion.to_owned()), value);
        }
        saved
    }
}

/// Kills whatever worker there is, at moments that differ, as the system does when memory runs out.
fn kill_at_random(killed: &AtomicUsize) {
    let (mut moment, started) = (0x2545_f491_4f6c_dd1d_u64, Instant::now());
    while started.elapsed() < PATIENCE && killed.load(Ordering::Relaxed) < KILLS {
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        std::thread::sleep(Duration::from_millis(5 + (moment >> 33) % 120));
        let workers = workers();
        if workers.is_empty() {
            continue;
        }
        let index = usize::try_from(moment >> 40).unwrap() % workers.len();
        let done = Command::new("kill").args(["-9", &workers[index]]).status();
        // It may have ended of itself meanwhile.
        killed.fetch_add(usize::from(done.unwrap().success()), Ordering::Relaxed);
    }
}

/// Children of this process that are render workers.
fn workers() -> Vec<String> {
    let own = std::process::id().to_string();
    let listed = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    let ids = listed.filter_map(|entry| entry.file_name().into_string().ok());
    ids.filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()) && is_worker(id, &own))
        .collect()
}

fn is_worker(id: &str, parent: &str) -> bool {
    let read = |file: &str| std::fs::read_to_string(format!("/proc/{id}/{file}"));
    let is_child = read("stat").is_ok_and(|stat| {
        // The second field is the program's name in brackets and may hold anything.
        let rest = stat.rsplit(')').next().unwrap_or_default();
        rest.split_whitespace().nth(1) == Some(parent)
    });
    is_child && read("cmdline").is_ok_and(|line| line.contains("--render-worker"))
}
