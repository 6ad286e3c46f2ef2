//! `impact/downloads.csv`: downloads of each episode on each day. It is committed, and holds nothing of any person.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::impact::agents::LISTS;
use crate::impact::counts::Counts;
use crate::impact::time::{day_number, day_text};
use crate::impact::window::CountingWindow;
use crate::model::impact::download_table::DownloadTable;

/// The first line.
const HEADER: &str = "day,episode,downloads,window,rules";

/// A number of its own for these rules: it rises when a change of the program counts the same log differently.
const RULES: u32 = 1;

/// The longest file that is read (bytes): a thousand episodes on each of three thousand days.
pub const DOWNLOADS_MAX: u64 = 256 << 20;

/// The rules by which downloads are counted, such as `iab-2.3/1+opawg-8008a31`.
pub fn rules() -> String {
    format!("iab-2.3/{RULES}+{LISTS}")
}

/// One line.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Row {
    downloads: u64,
    window: CountingWindow,
    rules: String,
}

/// The file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DownloadsFile {
    /// By day (days since 1970) and episode.
    rows: BTreeMap<(u32, String), Row>,
}

/// A line that is not one of ours.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line} is not `{HEADER}` in that order")]
pub struct DownloadsFileError {
    /// The line, counted from one.
    pub line: usize,
}

impl DownloadsFileError {
    /// The line, for a place in a file.
    pub fn line_number(&self) -> u32 {
        u32::try_from(self.line).unwrap_or(u32::MAX)
    }
}

/// What a merge did.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Merge {
    /// Days that were written, such as `2013-12-04`.
    pub written: Vec<String>,
    /// Days that the logs do not cover whole.
    pub partial: Vec<String>,
    /// Days whose logs hold fewer downloads than the last time; they stay as they were.
    pub shrank: Vec<String>,
}

impl DownloadsFile {
    /// Reads the file.
    ///
    /// # Errors
    /// At the first line that is wrong.
    pub fn parse(text: &str) -> Result<Self, DownloadsFileError> {
        let mut rows = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = DownloadsFileError { line: index + 1 };
            if index == 0 {
                if line != HEADER {
                    return Err(wrong);
                }
                continue;
            }
            let fields: Vec<&str> = line.split(',').collect();
            let &[day, episode, downloads, window, rules] = fields.as_slice() else { return Err(wrong) };
            let date: Option<u32> = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().and_then(day_number);
            let (Some(day), Ok(downloads), Ok(window)) = (date, downloads.parse(), window.parse()) else { return Err(wrong) };
            let row = Row { downloads, window, rules: rules.to_owned() };
            if episode.is_empty() || rows.insert((day, episode.to_owned()), row).is_some() {
                return Err(wrong);
            }
        }
        Ok(Self { rows })
    }

    /// The file's text; the same file always has the same.
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for ((day, episode), Row { downloads, window, rules }) in &self.rows {
            let _never_fails = writeln!(text, "{},{episode},{downloads},{window},{rules}", day_text(*day));
        }
        text
    }

    /// What a page shows; `None` for an empty file.
    pub fn table(&self) -> Option<DownloadTable> {
        let ((first, _), _) = self.rows.first_key_value()?;
        let ((last, _), _) = self.rows.last_key_value()?;
        let (mut episodes, mut months) = (BTreeMap::new(), BTreeMap::new());
        let month = |day: u32| -> String { day_text(day).chars().take("2013-12".len()).collect() };
        for day in *first..=*last {
            months.entry(month(day)).or_insert(0);
        }
        for ((day, episode), row) in &self.rows {
            *episodes.entry(episode.clone()).or_insert(0) += row.downloads;
            *months.entry(month(*day)).or_insert(0) += row.downloads;
        }
        Some(DownloadTable {
            first: day_text(*first),
            last: day_text(*last),
            episodes: episodes.into_iter().collect(),
            months: months.into_iter().collect(),
        })
    }

    /// Replaces the days that the logs cover whole; with `is_complete` all that they touch. `first` and `last` are the days that are
    /// wanted (days since 1970).
    pub fn merge(&mut self, counts: &Counts, is_complete: bool, first: Option<u32>, last: Option<u32>) -> Merge {
        let mut merge = Merge::default();
        let (whole, rules) = (counts.whole_days(), rules());
        let by_day = counts.by_day_and_episode();
        for day in counts.touched_days() {
            if first.is_some_and(|first| day < first) || last.is_some_and(|last| day > last) {
                continue;
            }
            if !is_complete && !whole.contains(&day) {
                merge.partial.push(day_text(day));
                continue;
            }
            let new = by_day.range((day, "")..(day + 1, "")).map(|((_, episode), count)| (*episode, *count));
            let new: Vec<(&str, u64)> = new.collect();
            let old: Vec<(&(u32, String), &Row)> = self.rows.range((day, String::new())..(day + 1, String::new())).collect();
            let comparable = old.iter().all(|(_, row)| row.window == counts.window && row.rules == rules);
            let sum_old: u64 = old.iter().map(|(_, row)| row.downloads).sum();
            if comparable && sum_old > new.iter().map(|(_, count)| count).sum() {
                merge.shrank.push(day_text(day));
                continue;
            }
            let gone: Vec<(u32, String)> = old.into_iter().map(|(key, _)| key.clone()).collect();
            for key in gone {
                self.rows.remove(&key);
            }
            for (episode, downloads) in new {
                let row = Row { downloads, window: counts.window, rules: rules.clone() };
                self.rows.insert((day, episode.to_owned()), row);
            }
            merge.written.push(day_text(day));
        }
        merge
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_names_the_line_that_is_wrong() {
        let text =
            "day,episode,downloads,window,rules\n2013-12-04,one,7,calendar,iab-2.3/1+opawg-8008a31\n2013-12-04,two,0,first,x\n";
        assert_eq!(DownloadsFile::parse(text).unwrap().text(), text);
        for (wrong, line) in [
            ("", None),
            ("day,episode\n", Some(1)),
            ("day,episode,downloads,window,rules\n2013-12-04,one,7,calendar\n", Some(2)),
            ("day,episode,downloads,window,rules\n2013-02-30,one,7,calendar,x\n", Some(2)),
            ("day,episode,downloads,window,rules\n2013-12-04,one,-7,calendar,x\n", Some(2)),
            ("day,episode,downloads,window,rules\n2013-12-04,one,7,week,x\n", Some(2)),
            ("day,episode,downloads,window,rules\n2013-12-04,one,7,last,x\n2013-12-04,one,8,last,x\n", Some(3)),
        ] {
            assert_eq!(DownloadsFile::parse(wrong).err().map(|error| error.line), line, "{wrong}");
        }
    }
}
