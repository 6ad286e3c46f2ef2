//! Git LFS pointers: a few lines of text that stand for a large file
//! (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>).

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;

/// A pointer: the hash and size of the file that it stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LfsPointer {
    /// Hash of the real file.
    pub sha256: Sha256,
    /// Size of what the server keeps: that of the real file, unless an extension has changed it on its way.
    pub bytes: ByteCount,
    /// Whether an extension has changed the file on its way to the server, by compressing it or the like.
    pub is_changed: bool,
}

/// The longest file that can be a pointer (bytes); the specification's limit.
pub const LFS_POINTER_MAX: usize = 1024;

impl LfsPointer {
    /// The pointer in these bytes; `None` where they are anything else. Where extensions were at work (lines `ext-0-…`), `oid` and `size` are of
    /// what the server keeps, and the first extension's line has the hash of the real file
    /// (<https://github.com/git-lfs/git-lfs/blob/main/docs/extensions.md>).
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() >= LFS_POINTER_MAX {
            return None;
        }
        let mut lines = std::str::from_utf8(bytes).ok()?.lines();
        let version = lines.next()?.strip_prefix("version ")?;
        if !matches!(version, "https://git-lfs.github.com/spec/v1" | "https://hawser.github.com/spec/v1") {
            return None;
        }
        let (mut sha256, mut size, mut before) = (None, None, None);
        for line in lines {
            let (key, value) = line.split_once(' ')?;
            match key {
                "oid" if sha256.is_none() => sha256 = Some(value.strip_prefix("sha256:")?.parse().ok()?),
                "size" if size.is_none() && value.bytes().all(|b| b.is_ascii_digit()) => {
                    size = Some(ByteCount::new(value.parse().ok()?));
                }
                key if key.starts_with("ext-") => {
                    let hash: Sha256 = value.strip_prefix("sha256:")?.parse().ok()?;
                    // The lines stand in the order in which the extensions worked.
                    before.get_or_insert(hash);
                }
                _ => return None,
            }
        }
        let (sha256, bytes) = (sha256?, size?);
        Some(Self { sha256: before.unwrap_or(sha256), bytes, is_changed: before.is_some() })
    }

    /// Whether the real file is the one with this hash and size.
    pub fn stands_for(&self, sha256: Sha256, bytes: ByteCount) -> bool {
        self.sha256 == sha256 && (self.is_changed || self.bytes == bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OID: &str = "297e83dfe84a2e431e7ba63269ab99609cdd4c013dea7f0adc12c8a7a1d01d0c";

    #[test]
    fn reads_a_pointer_with_and_without_extensions() {
        let hash: Sha256 = OID.parse().unwrap();
        let expected = LfsPointer { sha256: hash, bytes: ByteCount::new(2_255_412), is_changed: false };
        let plain = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize 2255412\n");
        assert_eq!(LfsPointer::parse(plain.as_bytes()), Some(expected));
        assert!(expected.stands_for(hash, ByteCount::new(2_255_412)) && !expected.stands_for(hash, ByteCount::new(9)));
        let (after, last) = ("a".repeat(64), "b".repeat(64));
        let extended = LfsPointer::parse(
            format!(
                "version https://git-lfs.github.com/spec/v1\next-0-foo sha256:{OID}\next-1-bar sha256:{after}\noid sha256:{last}\nsize 7\n"
            )
            .as_bytes(),
        )
        .unwrap();
        assert_eq!(extended, LfsPointer { sha256: hash, bytes: ByteCount::new(7), is_changed: true });
        assert!(
            extended.stands_for(hash, ByteCount::new(2_255_412))
                && !extended.stands_for(last.parse().unwrap(), ByteCount::new(7))
        );
    }

    #[test]
    fn anything_else_is_no_pointer() {
        for bytes in [
            String::new(),
            "version 1\n".to_owned(),
            format!("version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\n"),
            format!("version https://git-lfs.github.com/spec/v1\noid md5:{OID}\nsize 1\n"),
            format!("version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize -1\n"),
        ] {
            assert_eq!(LfsPointer::parse(bytes.as_bytes()), None, "{bytes}");
        }
    }
}
