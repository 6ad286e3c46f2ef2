//! Download counts for people, as CSV and as JSON. None of them can name a person: `Counts` has no place for one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::display::columns::{columns, padded};
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::impact::counts::Counts;
use crate::impact::downloads_file::rules;
use crate::impact::stage::Stage;
use crate::impact::window::CountingWindow;
use crate::model::keywords::keywords;
use crate::report::paint::Paint;
use crate::report::pretty;

keywords! {
    /// What downloads are told apart by.
    pub enum Grouping {
        /// Episodes.
        Episode = "episode",
        /// Days (UTC).
        Day = "day",
        /// Months (UTC).
        Month = "month",
        /// Apps, small numbers not told.
        App = "app",
    }
}

/// A count with what it was made of.
#[derive(Clone, Debug)]
pub struct ImpactReport<'a> {
    /// The logs, each with its format.
    pub logs: &'a [(String, &'static str)],
    /// The counts.
    pub counts: &'a Counts,
    /// What the table tells apart.
    pub grouping: Grouping,
}

impl ImpactReport<'_> {
    /// The table: names and numbers.
    fn rows(&self) -> Vec<(String, String)> {
        fn rows<K: ToString, V: ToString>(counts: BTreeMap<K, V>) -> Vec<(String, String)> {
            counts.into_iter().map(|(name, count)| (name.to_string(), count.to_string())).collect()
        }
        match self.grouping {
            Grouping::Episode => rows(self.counts.by_episode()),
            Grouping::Day => rows(self.counts.by_date()),
            Grouping::Month => rows(self.counts.by_month()),
            Grouping::App => rows(self.counts.by_app()),
        }
    }

    /// Every stage, the table, and how it was counted.
    pub fn human(&self, paint: Paint) -> String {
        let Self { logs, counts, .. } = self;
        let mut text = String::new();
        let mut add = |line: &str| {
            let _never_fails = writeln!(text, "{line}");
        };
        for (log, format) in *logs {
            add(&format!("{}: {format}", Sanitized(log)));
        }
        add(&format!("\n{:>11}  {}", grouped(counts.lines), paint.bold("lines")));
        for stage in Stage::ALL {
            if let Some(count) = counts.left_out.get(&stage) {
                add(&format!("{:>11}  {}  {}", grouped(*count), stage.words(), paint.faint(stage.clause())));
            }
        }
        add(&format!("{:>11}  requests that count", grouped(counts.requests)));
        add(&format!("{:>11}  listeners, each once {}", grouped(counts.listenings), within(counts.window)));
        add(&format!("{:>11}  of them with less than a minute sent  {}", grouped(counts.too_short), paint.faint("5.5.3")));
        let all = counts.listenings - counts.too_short;
        add(&format!("{:>11}  {}", grouped(all), paint.bold("downloads")));
        if counts.downloads() != all {
            add(&format!("{:>11}  of them on the days between `--from` and `--to`", grouped(counts.downloads())));
        }
        add("");
        let rows = self.rows();
        let width = rows.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, count) in &rows {
            add(&format!("{}  {count:>7}", padded(&Sanitized(name).to_string(), width)));
        }
        if !rows.is_empty() {
            add("");
        }
        for sentence in method(counts) {
            for line in paint.wrap(&sentence, 0) {
                add(&line);
            }
        }
        text
    }

    /// The table as CSV (RFC 4180).
    pub fn csv(&self) -> String {
        let mut text = format!("{},downloads\n", self.grouping.as_str());
        for (name, count) in self.rows() {
            let name = if name.contains([',', '"', '\n']) { format!("\"{}\"", name.replace('"', "\"\"")) } else { name };
            let _never_fails = writeln!(text, "{name},{count}");
        }
        text
    }

    /// Everything as one JSON object.
    pub fn json(&self) -> String {
        let counts = self.counts;
        let left_out = Stage::ALL.map(|stage| LeftOutJson {
            rule: stage.name(),
            section: stage.clause(),
            lines: counts.left_out.get(&stage).copied().unwrap_or(0),
        });
        pretty(&ImpactJson {
            logs: self.logs.iter().map(|(path, format)| LogJson { path, format }).collect(),
            lines: counts.lines,
            left_out: left_out.into(),
            requests: counts.requests,
            listeners: counts.listenings,
            too_short: counts.too_short,
            downloads: counts.downloads(),
            window: counts.window.to_string(),
            rules: rules(),
            by: self.grouping.as_str(),
            table: self.rows().into_iter().map(|(name, downloads)| RowJson { name, downloads }).collect(),
            method: method(counts),
        })
    }
}

#[derive(Serialize)]
struct ImpactJson<'a> {
    logs: Vec<LogJson<'a>>,
    lines: u64,
    left_out: Vec<LeftOutJson>,
    requests: u64,
    listeners: u64,
    too_short: u64,
    downloads: u64,
    window: String,
    rules: String,
    by: &'static str,
    table: Vec<RowJson>,
    method: Vec<String>,
}

#[derive(Serialize)]
struct LogJson<'a> {
    path: &'a str,
    format: &'a str,
}

#[derive(Serialize)]
struct LeftOutJson {
    rule: &'static str,
    section: &'static str,
    lines: u64,
}

#[derive(Serialize)]
struct RowJson {
    name: String,
    downloads: String,
}

fn within(window: CountingWindow) -> &'static str {
    match window {
        CountingWindow::Calendar => "on a calendar day (UTC)",
        CountingWindow::First => "within 24 hours of the first request",
        CountingWindow::Last => "without a break of 24 hours",
    }
}

/// How a count was made: what section 5.5 asks everybody to tell who publishes numbers.
fn method(counts: &Counts) -> Vec<String> {
    let bytes = match (counts.ranges, counts.requests) {
        (0, _) => {
            "The logs do not say which part of a file was sent, so the bytes sent stand for it: a part that was sent twice counts twice."
        }
        (ranges, requests) if ranges == requests => "Parts of a file that were sent twice count once.",
        _ => "Parts of a file that were sent twice count once where the logs name them; elsewhere the bytes sent stand for them.",
    };
    vec![
        format!(
            "How this was counted: by the IAB's Podcast Measurement Technical Guidelines 2.3, section 5.5, as podwright reads them \
             ({}). Nobody has certified these numbers.",
            rules()
        ),
        format!(
            "A download is a request, or several by one listener {}, that sent at least the tags of a recording and a minute of its sound, \
             or all of a shorter one. A listener is an IP address (of IPv6 the first 64 bits) with a user agent.",
            within(counts.window)
        ),
        bytes.to_owned(),
        "No list of data centres is built in. Addresses were hashed with a key that is gone, and nothing else of them was kept. \
         A number below 5 is not shown for an app."
            .to_owned(),
    ]
}

/// `7,866`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What a merge into downloads.csv did, in words.
pub fn merged(merge: &crate::impact::downloads_file::Merge) -> Vec<String> {
    let mut lines = Vec::new();
    if !merge.written.is_empty() {
        lines.push(format!("{} in impact/downloads.csv", Count(merge.written.len(), "day")));
    }
    if !merge.partial.is_empty() {
        lines.push(format!(
            "left out {}, which the logs do not cover whole: {}; `--complete` says that they do",
            Count(merge.partial.len(), "day"),
            merge.partial.join(", ")
        ));
    }
    if !merge.shrank.is_empty() {
        lines.push(format!(
            "log-shrank: {} had more downloads the last time, so the old numbers stay: {}",
            Count(merge.shrank.len(), "day"),
            merge.shrank.join(", ")
        ));
    }
    lines
}
