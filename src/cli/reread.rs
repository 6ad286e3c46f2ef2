//! The last look at a feed before it replaces the old one: a second parser reads it.

use crate::display::list::List;
use crate::error::Error;
use crate::feed::reread;
use crate::model::output_file::{Content, OutputFile};
use crate::model::show::FEED_FILE;
use crate::seal::Sealed;

/// Refuses a feed that does not read back as it was written.
pub(in crate::cli) fn reread(outputs: &[OutputFile], sealed: &Sealed) -> Result<(), Error> {
    let feed = outputs.iter().find(|output| output.path.as_path() == FEED_FILE);
    let Some(OutputFile { content: Content::Bytes(xml), .. }) = feed else {
        return Err(Error::Disagreement("there is no feed".to_owned()));
    };
    reread::reread(xml, sealed).map_err(|disagreements| {
        let lines: Vec<String> = disagreements.iter().map(ToString::to_string).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Error::Disagreement(List::and(&lines).to_string())
    })
}
