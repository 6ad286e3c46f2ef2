//! `feed/manifest.json`: every file of `feed/` with its size, sum, media type and cache rule, for whoever uploads it; and for
//! podwright itself, which overwrites and removes only what it has written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::digest::Sha256;
use crate::model::output_file::{Content, OutputFile};
use crate::model::serving::Serving;
use crate::model::show_path::ShowPath;
use crate::seal::{Sealed, SealedAlternate};

/// The manifest's file below `feed/`.
pub const MANIFEST_FILE: &str = "manifest.json";

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
    bytes: u64,
    sha256: String,
    media_type: String,
    cache_control: String,
}

/// Size and sum of the files that are served as they are, by their path in the show.
pub type Served = BTreeMap<ShowPath, (u64, Sha256)>;

/// The manifest of these files. Media that are not on this machine are in it too, from the facts that the lock keeps: the same show has
/// the same manifest with and without its audio.
pub fn render(sealed: &Sealed, outputs: &[OutputFile], served: &Served) -> OutputFile {
    let mut lines: BTreeMap<&ShowPath, ManifestLine> = BTreeMap::new();
    let line = |path: &ShowPath, bytes: u64, sha256: Sha256, media_type: &str| {
        let path = path.to_string();
        let serving = Serving::of(&path);
        ManifestLine {
            path,
            bytes,
            sha256: sha256.to_string(),
            media_type: serving.media_type.unwrap_or(media_type).to_owned(),
            cache_control: serving.cache.to_owned(),
        }
    };
    for episode in sealed.episodes() {
        let enclosure = &episode.enclosure;
        if let (Some(path), Some(facts)) = (&enclosure.path, &enclosure.facts) {
            lines.insert(path, line(path, facts.bytes, facts.sha256, enclosure.media_type.as_str()));
        }
        for SealedAlternate { path, facts, .. } in &episode.alternates {
            if let Some(path) = path {
                lines.insert(path, line(path, facts.bytes, facts.sha256, facts.form.media_type()));
            }
        }
    }
    for OutputFile { path, content, media_type } in outputs {
        let (bytes, sha256) = match content {
            Content::Bytes(bytes) => (bytes.len() as u64, Sha256::of(bytes)),
            Content::SameAs(source) => match served.get(source) {
                Some(known) => *known,
                None => continue,
            },
        };
        lines.insert(path, line(path, bytes, sha256, media_type));
    }
    let file = ManifestFile { version: VERSION, files: lines.into_values().collect() };
    let mut json = serde_json::to_string_pretty(&file).expect("a manifest of text and numbers is JSON");
    json.push('\n');
    OutputFile { path: path(), content: Content::Bytes(json.into_bytes()), media_type: "application/json" }
}

/// The files that an earlier build wrote; none where there is no manifest or it cannot be read.
pub fn owned(json: &[u8]) -> BTreeSet<ShowPath> {
    let files = serde_json::from_slice::<ManifestFile>(json).map(|manifest| manifest.files).unwrap_or_default();
    let mut owned: BTreeSet<ShowPath> = files.iter().filter_map(|line| line.path.parse().ok()).collect();
    if !owned.is_empty() {
        owned.insert(path());
    }
    owned
}

/// The media type of each file, as a server should name it; none where there is no manifest or it cannot be read.
pub fn media_types(json: &[u8]) -> BTreeMap<String, String> {
    let files = serde_json::from_slice::<ManifestFile>(json).map(|manifest| manifest.files).unwrap_or_default();
    files.into_iter().map(|line| (line.path, line.media_type)).collect()
}

/// Where the manifest stands, below `feed/`.
pub fn path() -> ShowPath {
    MANIFEST_FILE.parse().expect("a plain file name is a path inside the show")
}
