//! `podcast.yaml`.

use camino::Utf8Path;

use crate::model::files::show_files::SHOW_FILE;
use crate::model::show::Show;
use crate::source::Read;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::reading::keys::declared_keys;
use crate::source::reading::reader::Reader;

/// Reads the text of podcast.yaml, a byte order mark allowed.
pub fn read_show(text: &str) -> Read<Show> {
    Reader::read(text, Utf8Path::new(SHOW_FILE), None, ShowDefaults::unreadable())
}

declared_keys!(Show);

#[cfg(test)]
mod tests;
