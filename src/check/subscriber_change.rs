//! What the subscribers of a published feed would see.

use crate::check::rule::history::HistoryRule;

/// Something that subscribers would see.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SubscriberChange {
    /// An episode that the feed does not have.
    New {
        /// Its title.
        title: String,
    },
    /// A change that the lock would refuse.
    Change {
        /// Which.
        rule: HistoryRule,
        /// The episode's title; `None` if the show changes.
        title: Option<String>,
    },
}
