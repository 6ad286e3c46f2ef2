//! Git LFS pointers: a few lines of text that stand for a large file
//! (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>).

use crate::model::digest::Sha256;

/// A pointer: the sum and size of the file that it stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LfsPointer {
    /// Sum of the real file.
    pub sha256: Sha256,
    /// Size of the real file (bytes).
    pub bytes: u64,
}

/// The longest file that can be a pointer (bytes); the specification's limit.
pub const LFS_POINTER_MAX: usize = 1024;

impl LfsPointer {
    /// The pointer in these bytes; `None` where they are anything else. Extension lines (`ext-0-…`) are passed over.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() >= LFS_POINTER_MAX {
            return None;
        }
        let mut lines = std::str::from_utf8(bytes).ok()?.lines();
        let version = lines.next()?.strip_prefix("version ")?;
        if !matches!(version, "https://git-lfs.github.com/spec/v1" | "https://hawser.github.com/spec/v1") {
            return None;
        }
        let (mut sha256, mut size) = (None, None);
        for line in lines {
            let (key, value) = line.split_once(' ')?;
            match key {
                "oid" if sha256.is_none() => sha256 = Some(value.strip_prefix("sha256:")?.parse().ok()?),
                "size" if size.is_none() && value.bytes().all(|b| b.is_ascii_digit()) => size = Some(value.parse().ok()?),
                key if key.starts_with("ext-") => {}
                _ => return None,
            }
        }
        Some(Self { sha256: sha256?, bytes: size? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OID: &str = "297e83dfe84a2e431e7ba63269ab99609cdd4c013dea7f0adc12c8a7a1d01d0c";

    #[test]
    fn reads_a_pointer_with_and_without_extensions() {
        let expected = Some(LfsPointer { sha256: OID.parse().unwrap(), bytes: 2_255_412 });
        let plain = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize 2255412\n");
        assert_eq!(LfsPointer::parse(plain.as_bytes()), expected);
        let extended =
            format!("version https://git-lfs.github.com/spec/v1\next-0-foo sha256:{OID}\noid sha256:{OID}\nsize 2255412\n");
        assert_eq!(LfsPointer::parse(extended.as_bytes()), expected);
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
