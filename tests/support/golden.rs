//! Files of the repository that are generated: each is compared with what it should be, and `tests/generate` writes it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

use std::fs;
use std::path::Path;

/// Compares a file of the repository with what it should be, and shows the first line that differs. With `PODWRIGHT_BLESS`, which
/// `tests/generate` sets, writes the file.
#[track_caller]
pub(crate) fn golden(path: &str, wanted: impl AsRef<[u8]>) {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("PODWRIGHT_BLESS").is_some() {
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        // Other tests read these files at the same time, so a half-written one must not be seen.
        let unfinished = full.with_added_extension("unfinished");
        fs::write(&unfinished, wanted).unwrap();
        fs::rename(unfinished, full).unwrap();
        return;
    }
    let found = fs::read(&full).unwrap_or_else(|error| panic!("{path}: {error}; `tests/generate` writes it"));
    let (found, wanted) = (String::from_utf8_lossy(&found), String::from_utf8_lossy(wanted.as_ref()));
    for (number, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(found, wanted, "{path}:{}; `tests/generate` writes it again", number + 1);
    }
    assert!(found == wanted, "{path} ends too early or too late; `tests/generate` writes it again");
}
