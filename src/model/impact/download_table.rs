//! Downloads as a page shows them.

/// Downloads over the whole time that was counted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DownloadTable {
    /// The first day, such as `2013-12-04`.
    pub first: String,
    /// The last day.
    pub last: String,
    /// Downloads of each episode, by its folder's name.
    pub episodes: Vec<(String, u64)>,
    /// Downloads of all episodes in each month, such as `2013-12`; months between the first and the last without any are there too.
    pub months: Vec<(String, u64)>,
}
