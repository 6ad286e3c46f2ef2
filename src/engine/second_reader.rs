//! The last check of a feed before it replaces the old one: a second parser reads it.

use crate::display::list::List;
use crate::error::Error;
use crate::feed::{FeedXml, reread};
use crate::seal::Sealed;

/// Refuses a feed that does not read back as it was written.
pub(in crate::engine) fn read_back(xml: &FeedXml, sealed: &Sealed) -> Result<(), Error> {
    reread::reread(xml.as_bytes(), sealed).map_err(|disagreements| {
        let lines: Vec<String> = disagreements.iter().map(ToString::to_string).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Error::Disagreement(List::and(&lines).to_string())
    })
}
