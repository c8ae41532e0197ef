//! Bitmaps already made, up to so many bytes; the longest unused goes first.
//!
//! Not shared with anyone: bitmaps of dossiers stay in memory. The one rule: `bytes` is the sum over `held`, always.

use std::collections::HashMap;
use std::sync::Arc;

use super::DocKey;
use crate::pixels::Pixels;
use crate::watermark::Watermark;
use crate::wire::{Part, Rotation};

/// What makes a bitmap the same bitmap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct BitmapKey {
    pub(super) doc: DocKey,
    /// `None` for an image.
    pub(super) page: Option<u32>,
    pub(super) width: u32,
    pub(super) rotation: Rotation,
    /// `None` for the whole page.
    pub(super) part: Option<Part>,
    pub(super) watermark: Watermark,
}

pub(super) struct Cache {
    held: HashMap<BitmapKey, (Arc<Pixels>, u64)>,
    bytes: usize,
    limit: usize,
    uses: u64,
}

impl Cache {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            held: HashMap::new(),
            bytes: 0,
            limit,
            uses: 0,
        }
    }

    pub(super) fn get(&mut self, key: &BitmapKey) -> Option<Arc<Pixels>> {
        self.uses += 1;
        let (pixels, used) = self.held.get_mut(key)?;
        *used = self.uses;
        Some(Arc::clone(pixels))
    }

    /// Keeps a bitmap; one larger than the whole cache is not kept.
    pub(super) fn put(&mut self, key: BitmapKey, pixels: Arc<Pixels>) {
        let size = pixels.bgrx().len();
        if size > self.limit {
            return;
        }
        self.remove(&key);
        while self.bytes + size > self.limit {
            let oldest = self
                .held
                .iter()
                .min_by_key(|(_, (_, used))| *used)
                .map(|(key, _)| key.clone());
            let Some(oldest) = oldest else { break };
            self.remove(&oldest);
        }
        self.uses += 1;
        self.bytes += size;
        self.held.insert(key, (pixels, self.uses));
    }

    pub(super) fn forget(&mut self, doc: &DocKey) {
        let gone: Vec<BitmapKey> = self
            .held
            .keys()
            .filter(|key| key.doc == *doc)
            .cloned()
            .collect();
        for key in gone {
            self.remove(&key);
        }
    }

    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    fn remove(&mut self, key: &BitmapKey) {
        if let Some((pixels, _)) = self.held.remove(key) {
            self.bytes -= pixels.bgrx().len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(doc: u8, page: u32) -> BitmapKey {
        let doc = DocKey::new(doc.to_string());
        BitmapKey {
            doc,
            page: Some(page),
            width: 10,
            rotation: Rotation::None,
            part: None,
            watermark: Watermark::none(),
        }
    }

    fn bitmap(pixels: u32) -> Arc<Pixels> {
        Arc::new(Pixels::new(pixels, 1, vec![0; pixels as usize * 4]).unwrap())
    }

    #[test]
    fn the_longest_unused_goes_first() {
        let mut cache = Cache::new(100);
        cache.put(key(0, 0), bitmap(10));
        cache.put(key(0, 1), bitmap(10));
        assert!(cache.get(&key(0, 0)).is_some());
        cache.put(key(0, 2), bitmap(10));
        assert!(cache.get(&key(0, 0)).is_some());
        assert!(cache.get(&key(0, 1)).is_none());
    }

    proptest! {
        #[test]
        fn the_bytes_held_never_exceed_the_limit_and_are_counted_right(
            steps in proptest::collection::vec((0_u8..3, 0_u32..6, 1_u32..40, any::<bool>()), 0..60)
        ) {
            let mut cache = Cache::new(200);
            for (doc, page, size, forget) in steps {
                if forget { cache.forget(&DocKey::new(doc.to_string())) } else { cache.put(key(doc, page), bitmap(size)) }
                let sum: usize = cache.held.values().map(|(pixels, _)| pixels.bgrx().len()).sum();
                prop_assert!(sum == cache.bytes() && sum <= 200);
            }
        }
    }
}
