//! What the pages need beside the sealed values: the bytes of pictures, which only `world` can read.

use crate::model::show_path::ShowPath;

/// Doors to the bytes of pictures. Both may answer `None`: then a picture is shown in its full size only, or is made anew.
#[derive(Clone, Copy)]
pub struct Materials<'a> {
    /// The bytes of a file of the show, by its path relative to the show.
    pub original: &'a dyn Fn(&ShowPath) -> Option<Vec<u8>>,
    /// The bytes that an earlier build wrote, by path below `feed/`. The names of made pictures hold the sum of their original, so
    /// what is found under a name is what would be made again; a warm build decodes no picture.
    pub earlier: &'a dyn Fn(&ShowPath) -> Option<Vec<u8>>,
}

impl Materials<'static> {
    /// No bytes at all: every picture is shown in its full size.
    pub fn none() -> Self {
        Self { original: &|_| None, earlier: &|_| None }
    }
}

impl std::fmt::Debug for Materials<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Materials")
    }
}
