//! What was judged already in a run.

use std::collections::BTreeSet;

/// What was judged already, and need not be again.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Judged {
    /// Servers of which a recording was asked more thoroughly than of the others: what a server can do, it can do for each file.
    pub(in crate::check::live) hosts: BTreeSet<String>,
    /// Pictures of episodes.
    pub(in crate::check::live) pictures: BTreeSet<String>,
}

impl Judged {
    /// Leaves out a picture of an episode that is judged as the feed's own.
    pub(crate) fn leave_out(&mut self, picture: &str) {
        self.pictures.insert(picture.to_owned());
    }
}
