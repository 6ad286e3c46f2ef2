//! What `podwright verify` gives back.

use std::collections::BTreeSet;

use crate::check::finding::Finding;
use crate::check::live::live_breach::AnswerHead;
use crate::model::identity::guid::Guid;
use crate::model::web::web_request::WebRequest;

/// Everything that was found at a feed's addresses.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct LiveReport {
    /// The address of the feed.
    pub(crate) feed: String,
    /// How many requests were answered, or were not answered in time.
    pub(crate) asked: usize,
    /// How many episodes the feed has.
    pub(crate) episodes: usize,
    /// How many of them were asked about.
    pub(crate) sampled: usize,
    /// Whether everything was asked that should be; otherwise the requests had run out.
    pub(crate) is_complete: bool,
    /// What is wrong or worth knowing.
    pub(crate) findings: Vec<LiveFinding>,
    /// The guids of its episodes.
    pub(crate) seen: BTreeSet<Guid>,
    /// How many findings the show allows.
    pub(crate) allowed: usize,
}

/// A finding, with the request that led to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct LiveFinding {
    pub(crate) finding: Finding,
    pub(crate) request: Option<WebRequest>,
    pub(crate) answer: Option<AnswerHead>,
}
