//! What the pages need beside the sealed values: the show's own templates and the bytes of pictures, which only `world` can read.

use std::collections::BTreeMap;

use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::site::templates::Templates;

/// Templates, and doors to the bytes of pictures. Both may answer `None`: then a picture is shown in its full size only, or is made
/// anew.
#[derive(Clone, Copy)]
pub struct RenderInputs<'a> {
    /// The bytes of a file of the show, by its path relative to the show.
    pub original: &'a dyn Fn(&ShowPath) -> Option<Vec<u8>>,
    /// The bytes that an earlier build wrote, by path below `feed/`. The names of made pictures hold the sum of their original, so
    /// what is found under a name is what would be made again; a warm build decodes no picture.
    pub earlier: &'a dyn Fn(&ShowPath) -> Option<Vec<u8>>,
    /// Sizes of the files that the feed puts beside the pages, by path below `feed/` (bytes): a download says how large it is.
    pub beside: &'a BTreeMap<ShowPath, ByteCount>,
    /// The templates that the show has of its own.
    pub templates: &'a Templates,
}

impl RenderInputs<'static> {
    /// No bytes, no sizes and no templates: every picture is shown in its full size, by our own templates.
    pub fn none() -> Self {
        const NOTHING: &BTreeMap<ShowPath, ByteCount> = &BTreeMap::new();
        Self { original: &|_| None, earlier: &|_| None, beside: NOTHING, templates: Templates::NONE }
    }
}

impl std::fmt::Debug for RenderInputs<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RenderInputs")
    }
}
