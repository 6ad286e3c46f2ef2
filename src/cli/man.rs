//! `podwright man`: the manual page, in roff.

use clap::CommandFactory;

use crate::cli::arguments::Arguments;
use crate::cli::session::Session;
use crate::error::{Error, Exit};

/// Runs `man`.
pub(super) fn run(session: &mut Session) -> Result<Exit, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(Error::Output)?;
    session.print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Fine)
}
