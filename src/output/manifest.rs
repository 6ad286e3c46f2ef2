//! `feed/manifest.json`: every file of `feed/` with its size, sum, media type and cache rule, for whoever uploads it; and for
//! podwright itself, which overwrites and removes only what it has written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::layout::RSS;
use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::seal::Sealed;

/// The longest manifest that is read: 10,000 episodes have 10 MB.
pub const MANIFEST_MAX: ByteCount = ByteCount::mebibytes(64);
/// The only version so far.
const VERSION: u32 = 1;

#[derive(Deserialize, Serialize)]
struct ManifestFile {
    version: u32,
    files: Vec<ManifestLine>,
}

#[derive(Deserialize, Serialize)]
struct ManifestLine {
    path: String,
    bytes: ByteCount,
    sha256: String,
    media_type: String,
    cache_control: String,
}

/// The manifest of these files. Media that are not on this machine are in it too, from the facts that the lock keeps: the same show has
/// the same manifest with and without its audio.
pub fn render(sealed: &Sealed, outputs: &[OutputFile]) -> OutputFile {
    let line = |output: &Output, bytes: ByteCount, sha256: Sha256| {
        let line = ManifestLine {
            path: output.to_string(),
            bytes,
            sha256: sha256.to_string(),
            media_type: output.content_type().to_owned(),
            cache_control: output.serving().cache.to_owned(),
        };
        (output.path(), line)
    };
    let served = sealed.served_files().into_iter().map(|(output, file)| line(&output, file.bytes, file.sha256));
    let rendered = outputs.iter().filter_map(|OutputFile { output, content }| match content {
        Content::Bytes(bytes) => Some(line(output, ByteCount::of(bytes), Sha256::of(bytes))),
        Content::SameAs(_) => None,
    });
    let lines: BTreeMap<ShowPath, ManifestLine> = served.chain(rendered).collect();
    let file = ManifestFile { version: VERSION, files: lines.into_values().collect() };
    let mut json = serde_json::to_string_pretty(&file).expect("a manifest of text and numbers is JSON");
    json.push('\n');
    OutputFile::text(Output::Manifest, json)
}

/// A file of a build, as the manifest has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ManifestEntry {
    /// Its path below `feed/`.
    pub path: ShowPath,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
}

/// What a manifest has; nothing where it cannot be read.
fn lines(json: &[u8]) -> Vec<ManifestLine> {
    serde_json::from_slice::<ManifestFile>(json).map(|manifest| manifest.files).unwrap_or_default()
}

/// The files of a build; none where the manifest cannot be read.
pub fn entries(json: &[u8]) -> Vec<ManifestEntry> {
    let entry = |line: &ManifestLine| {
        let (path, sha256) = (line.path.parse().ok()?, line.sha256.parse().ok()?);
        Some(ManifestEntry { path, bytes: line.bytes, sha256 })
    };
    lines(json).iter().filter_map(entry).collect()
}

/// The feed that an earlier build wrote; `None` where there is no manifest or it cannot be read.
pub fn feed(json: &[u8]) -> Option<ShowPath> {
    lines(json).iter().find(|line| line.media_type == RSS)?.path.parse().ok()
}

/// The files that an earlier build wrote; none where there is no manifest or it cannot be read.
pub fn owned(json: &[u8]) -> BTreeSet<ShowPath> {
    let mut owned: BTreeSet<ShowPath> = lines(json).iter().filter_map(|line| line.path.parse().ok()).collect();
    if !owned.is_empty() {
        owned.insert(Output::Manifest.path());
    }
    owned
}
