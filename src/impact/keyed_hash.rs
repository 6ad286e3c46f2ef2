//! Hashes with a key that only this run knows, and forgets with it: addresses and user agents are compared by them, and no one who reads the results
//! can try addresses out.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};

use foldhash::SharedSeed;
use foldhash::quality::FoldHasher;

/// Makes hashes of 64 bits. Two of a million keys have the same one with a chance of 1 in 30 million.
pub struct KeyedHash {
    seed: u64,
    shared: SharedSeed,
}

impl KeyedHash {
    /// With a key from the system's source of chance.
    pub fn random() -> Self {
        let random = RandomState::new();
        Self { seed: random.hash_one("seed"), shared: SharedSeed::from_u64(random.hash_one("shared")) }
    }

    /// The hash of a text.
    pub(in crate::impact) fn of(&self, text: &[u8]) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.seed, &self.shared);
        hasher.write(text);
        hasher.finish()
    }

    /// The hash of two texts, of which the first always has one length.
    pub(in crate::impact) fn of_pair<const N: usize>(&self, first: &[u8; N], second: &[u8]) -> u64 {
        let mut hasher = FoldHasher::with_seed(self.seed, &self.shared);
        hasher.write(first);
        if !second.is_empty() {
            hasher.write(second);
        }
        hasher.finish()
    }
}

impl fmt::Debug for KeyedHash {
    /// The key stays where it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyedHash")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn texts_that_differ_have_hashes_that_differ_in_each_half() {
        let hash = KeyedHash::random();
        let networks = (0..100_000_u32).map(|number| {
            let mut text = [0; 24];
            text[18..22].copy_from_slice(&number.to_be_bytes());
            text
        });
        let (mut whole, mut high, mut low) = (HashSet::new(), HashSet::new(), HashSet::new());
        for text in networks {
            let found = hash.of_pair(&text, &[]);
            assert!(whole.insert(found));
            high.insert(found >> 32);
            low.insert(found & 0xffff_ffff);
        }
        // chance gives about one pair in 32 bits
        assert!(high.len() > 99_980 && low.len() > 99_980, "{} {}", high.len(), low.len());
        assert_ne!(hash.of_pair(&[0; 24], b"a.example"), hash.of_pair(&[0; 24], b"b.example"));
        assert_ne!(hash.of_pair(&[0; 24], &[]), hash.of_pair(&[0; 24], b"a"));
    }

    #[test]
    fn each_run_has_a_key_of_its_own() {
        let (one, other) = (KeyedHash::random(), KeyedHash::random());
        assert_eq!(one.of(b"192.0.2.1"), one.of(b"192.0.2.1"));
        assert_ne!(one.of(b"192.0.2.1"), other.of(b"192.0.2.1"));
        assert_eq!(format!("{one:?}"), "KeyedHash");
    }
}
