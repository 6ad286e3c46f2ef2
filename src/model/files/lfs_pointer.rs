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

/// What people are told about a pointer in the place of a file.
pub const POINTER_MESSAGE: &str = "the file is a Git LFS pointer; run `git lfs pull`";

/// Where the first line of a pointer says that its form is described. Pointers with the older addresses are still in repositories
/// (<https://github.com/git-lfs/git-lfs/blob/main/lfs/pointer.go>, `v1Aliases`).
const SPECIFICATIONS: [&str; 3] =
    ["https://git-lfs.github.com/spec/", "https://hawser.github.com/spec/", "http://git-media.io/v/"];

/// Whether a file that begins with these bytes stands for another one. That is so even if the rest is damaged, as a merge may leave it, or has keys
/// of a later version: such a text was written by a program, and is never what a producer wants to publish.
pub fn begins_as_pointer(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let line = start.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let Some(version) = line.strip_prefix(b"version") else { return false };
    let version = version.trim_ascii();
    SPECIFICATIONS.iter().any(|specification| version.starts_with(specification.as_bytes())) && !version.contains(&b' ')
}

impl LfsPointer {
    /// The pointer in these bytes; `None` where they are anything else, or do not hold a hash and a size. Line ends of Windows, a byte order mark and
    /// keys of a later version do no harm. Where extensions were at work (lines `ext-0-…`), `oid` and `size` are of
    /// what the server keeps, and the first extension's line has the hash of the real file
    /// (<https://github.com/git-lfs/git-lfs/blob/main/docs/extensions.md>).
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() >= LFS_POINTER_MAX || !begins_as_pointer(bytes) {
            return None;
        }
        let lines = std::str::from_utf8(bytes).ok()?.lines().map(str::trim).filter(|line| !line.is_empty()).skip(1);
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
                "oid" | "size" => return None,
                _ => {}
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
    fn reads_a_pointer_that_an_editor_or_a_later_version_has_changed() {
        let expected = LfsPointer { sha256: OID.parse().unwrap(), bytes: ByteCount::new(7), is_changed: false };
        for pointer in [
            format!("version https://git-lfs.github.com/spec/v1\r\noid sha256:{OID}\r\nsize 7\r\n"),
            format!("\u{feff}version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize 7"),
            format!("\n version https://git-lfs.github.com/spec/v1 \noid sha256:{OID}\n\nsize 7\n\n"),
            format!("version https://git-lfs.github.com/spec/v2\nname audio.mp3\noid sha256:{OID}\nsize 7\nx-key a b\n"),
            format!("version https://hawser.github.com/spec/v1\nsize 7\noid sha256:{OID}\n"),
            format!("version http://git-media.io/v/2\noid sha256:{OID}\nsize 7\n"),
        ] {
            assert_eq!(LfsPointer::parse(pointer.as_bytes()), Some(expected), "{pointer:?}");
        }
    }

    #[test]
    fn a_damaged_pointer_is_one_still_and_a_text_about_pointers_is_not() {
        for damaged in [
            "version https://git-lfs.github.com/spec/v1",
            "version https://git-lfs.github.com/spec/v1\n<<<<<<< HEAD\noid sha256:1\n=======\noid sha256:2\n>>>>>>> other\n",
            "version https://git-lfs.github.com/spec/v1\r\noid md5:1\r\nsize 1\r\n",
        ] {
            assert!(begins_as_pointer(damaged.as_bytes()) && LfsPointer::parse(damaged.as_bytes()).is_none(), "{damaged}");
        }
        let long = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize 7\n{}", "x y\n".repeat(400));
        assert!(begins_as_pointer(long.as_bytes()) && LfsPointer::parse(long.as_bytes()).is_none());
        for text in [
            "",
            "version",
            "version 1 of this show",
            "version https://example.org/spec/v1\n",
            "version https://git-lfs.github.com/spec/v1 is how such a file begins\n",
            "A pointer begins with:\nversion https://git-lfs.github.com/spec/v1\n",
            "\u{0}version https://git-lfs.github.com/spec/v1\n",
        ] {
            assert!(!begins_as_pointer(text.as_bytes()), "{text:?}");
        }
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
