//! Building material packs: read, hash, encrypt, write, one volume after the other.
//!
//! Every material is read twice: once for its digest, from which its key comes, and once to be encrypted (sealing.rs, while the last chunks are
//! written). The one rule: a material that cannot be read is recorded with its problem and never stops the rest.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use jury_core::{Digest, TrackId};
use jury_exchange::pack::{
    PackName, PackPlan, PackWriter, PlannedMaterial, VOLUME_LIMIT, WrittenVolume,
};
use jury_seal::material::{CHUNK, Hashing, TagList, chunks_of};
use jury_seal::wire::{Hex, Secret32};
use jury_store::{Secret, table};

use crate::blame;
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::session::Session;
use crate::wire::organiser::{PacksBuild, PacksBuilt};

/// A material ready to be encrypted.
pub(super) struct Ready {
    id: Hex<16>,
    pub(super) path: String,
    pub(super) size: u64,
    pub(super) sha256: Digest,
    chunks: u32,
    pub(super) key: Secret32,
}

impl Session {
    pub(crate) fn packs_build(
        &self,
        ask: PacksBuild,
        call: &Call<'_>,
    ) -> Result<PacksBuilt, DeskError> {
        let desk = self.open_desk()?;
        let facts = super::whole(&desk)?;
        let folder = self.path_of(&ask.folder)?;
        std::fs::create_dir_all(&folder)
            .map_err(|_| DeskError::new(ErrorCode::CannotWrite).with("file", folder.display()))?;
        let tracks: Vec<TrackId> = match ask.tracks.as_slice() {
            [] => facts.tracks.iter().map(|track| track.id.clone()).collect(),
            chosen => chosen
                .iter()
                .map(|track| Ok(facts.choose_track(Some(track))?.id.clone()))
                .collect::<Result<_, DeskError>>()?,
        };
        let mut built = PacksBuilt {
            files: Vec::new(),
            bytes: 0,
            problems: Vec::new(),
        };
        for track in tracks {
            build_track(&desk, &facts, &track, &folder, &mut built, call)?;
        }
        desk.forget();
        Ok(built)
    }
}

fn build_track(
    desk: &OpenDesk,
    facts: &ContestFacts,
    track: &TrackId,
    folder: &Path,
    built: &mut PacksBuilt,
    call: &Call<'_>,
) -> Result<(), DeskError> {
    let name = facts.track_name(track);
    let ready = prepare(desk, track, &name, built, call)?;
    let total: u64 = ready.iter().map(|material| material.size).sum();
    let planned: Vec<PlannedMaterial> = ready
        .iter()
        .map(|material| PlannedMaterial {
            id: material.id,
            size: material.size,
        })
        .collect();
    let plan = PackPlan::new(&planned, VOLUME_LIMIT).map_err(|error| blame::pack(&error))?;
    let pack = PackName {
        contest: facts.contest.id.clone(),
        track: track.clone(),
        pack: pack_id(track, &ready),
        stem: format!("材料包_{track}{name}"),
    };
    let step = |done: u64| call.step(&format!("正在打包{name}"), done >> 20, total >> 20, "MB");
    let mut writer = PackWriter::open(folder, pack, plan, &mut |_| watch(call))
        .map_err(|error| blame::pack(&error))?;
    let (wanted, mut done) = (writer.remaining(), 0);
    super::sealing::seal_chunks(&ready, wanted, |next, chunk| {
        writer
            .append(&next.id, next.seq, chunk, &mut |_| watch(call))
            .map_err(|error| blame::pack(&error))?;
        done += chunk.len() as u64;
        step(done)
    })?;
    let (volumes, tags) = writer.finish().map_err(|error| blame::pack(&error))?;
    record(desk, track, &name, &ready, &volumes, &tags)?;
    built.bytes += volumes.iter().map(|volume| volume.size).sum::<u64>();
    built.files.extend(
        volumes
            .iter()
            .map(|volume| crate::offers::file_name(&volume.path)),
    );
    Ok(())
}

fn watch(call: &Call<'_>) -> std::ops::ControlFlow<()> {
    if call.is_cancelled() {
        std::ops::ControlFlow::Break(())
    } else {
        std::ops::ControlFlow::Continue(())
    }
}

/// Named by content, so that building the same pack again takes an interrupted one up where it stopped.
fn pack_id(track: &TrackId, ready: &[Ready]) -> Hex<16> {
    let mut hashing = Hashing::default();
    hashing.update(track.as_str().as_bytes());
    for material in ready {
        hashing.update(&material.id.0);
        hashing.update(&material.sha256.0);
    }
    let digest = hashing.finish();
    let mut id = [0; 16];
    id.copy_from_slice(&digest.0[..16]);
    Hex(id)
}

/// Writes down what was packed: tags of every material, volumes, a line in the log.
fn record(
    desk: &OpenDesk,
    track: &TrackId,
    name: &str,
    ready: &[Ready],
    volumes: &[WrittenVolume],
    tags: &BTreeMap<Hex<16>, TagList>,
) -> Result<(), DeskError> {
    let at = desk.now()?;
    let rows: Vec<_> = volumes
        .iter()
        .map(|volume| table::pack_volume::PackVolume {
            track: track.to_string(),
            volume: volume.volume,
            file_name: crate::offers::file_name(&volume.path),
            size: volume.size,
            sha256: Some(volume.digest),
            complete: true,
        })
        .collect();
    desk.save(|change| {
        for material in ready {
            if let Some(tags) = tags.get(&material.id) {
                table::material::note_sealed(
                    change,
                    &material.id.to_string(),
                    material.chunks,
                    &tags.digest(),
                )?;
            }
        }
        table::pack_volume::replace_track(change, track.as_str(), &rows)?;
        Ok(desk.log(
            change,
            &at,
            "生成材料包",
            &format!("{name}：{} 份材料，{} 卷", ready.len(), rows.len()),
        )?)
    })
}

/// Reads and hashes every material of a track, and gives every entry its key.
fn prepare(
    desk: &OpenDesk,
    track: &TrackId,
    name: &str,
    built: &mut PacksBuilt,
    call: &Call<'_>,
) -> Result<Vec<Ready>, DeskError> {
    let rows = desk.read(|view| Ok(table::material::of_track(view, track.as_str())?))?;
    let total: u64 = rows.iter().map(|row| row.size).sum();
    let what = format!("正在读取{name}的材料");
    let (mut ready, mut done) = (Vec::new(), 0);
    for row in rows.into_iter().filter(|row| !row.path.is_empty()) {
        let read = hash(Path::new(&row.path), |bytes| {
            call.step(&what, (done + bytes) >> 20, total >> 20, "MB")
        })?;
        done += row.size;
        match read {
            Ok((size, sha256)) => {
                let key = entry_key(desk, &row.entry)?;
                desk.save(|change| {
                    Ok(table::material::note_read(
                        change,
                        &row.id,
                        size,
                        Some(&sha256),
                        None,
                    )?)
                })?;
                let id = Hex::from_hex(&row.id).ok_or_else(|| {
                    DeskError::new(ErrorCode::Internal).with("source", "material id")
                })?;
                ready.push(Ready {
                    id,
                    path: row.path,
                    size,
                    sha256,
                    chunks: chunks_of(size).map_err(|error| DeskError::internal(&error))?,
                    key,
                });
            }
            Err(problem) => {
                desk.save(|change| {
                    Ok(table::material::note_read(
                        change,
                        &row.id,
                        row.size,
                        None,
                        Some(problem),
                    )?)
                })?;
                built.problems.push(format!(
                    "{} 的“{}”{problem}，登记为材料缺失。",
                    row.entry, row.name
                ));
            }
        }
    }
    Ok(ready)
}

/// Size and digest of a file, or in words why it cannot be packed. `step` hears of every chunk and may end it.
fn hash(
    path: &Path,
    mut step: impl FnMut(u64) -> Result<(), DeskError>,
) -> Result<Result<(u64, Digest), &'static str>, DeskError> {
    let Ok(mut file) = std::fs::File::open(path) else {
        return Ok(Err("打不开"));
    };
    let (mut hashing, mut size, mut buffer) = (Hashing::default(), 0, vec![0; CHUNK]);
    loop {
        match file.read(&mut buffer) {
            Err(_) => return Ok(Err("读取中断")),
            Ok(0) => break,
            Ok(count) => {
                hashing.update(&buffer[..count]);
                size += count as u64;
                step(size)?;
            }
        }
    }
    Ok(match size {
        0 => Err("是空文件"),
        _ if chunks_of(size).is_err() => Err("超过 4 GB"),
        _ => Ok((size, hashing.finish())),
    })
}

fn entry_key(desk: &OpenDesk, entry: &str) -> Result<Secret32, DeskError> {
    let fresh = jury_seal::material::entry_key(&mut desk.entropy());
    let kept = desk.save(|change| {
        Ok(table::entry_key::put_or_get(
            change,
            entry,
            &Secret::new(*fresh.expose()),
        )?)
    })?;
    Ok(Secret32::new(*kept.expose()))
}
