//! Dates of old feeds, read by us and by feedparser.

use std::fs;
use std::process::{Command, Output};

use podwright::feed::published::date::WrittenDate;

use crate::agreement::tool;

const DAYS: &[&str] = &["", "Sun, ", "Mon, ", "Sunday, ", "Sun "];
const DATES: &[&str] =
    &["01 Mar 2026", "1 March 2026", "1 mar 26", "Mar 01 2026", "March 1 2026", "2026-03-01", "29 Feb 2024", "31 Dec 1999"];
const TIMES: &[&str] = &["", " 07:00:00", " 7:00:00", " 07:00", " 23:59:59"];
const ZONES: &[&str] = &[
    "",
    " +0000",
    " GMT",
    " UT",
    " Z",
    " -0500",
    " +05:30",
    " EST",
    " EDT",
    " CST",
    " PDT",
    " GMT-05:00",
    " GMT+0100",
    " MET",
    " MEST",
];
const OTHERS: &[&str] = &[
    "2026-03-01T07:00:00Z",
    "2026-03-01T07:00:00+01:00",
    "2026-03-01T07:00Z",
    "2026-03-01T07:00:00.25Z",
    "20260301",
    "2026-060",
    "2026-03",
    "2026",
    "Sun Mar  1 07:00:00 2026",
    "Sun Mar 01 07:00:00 +0100 2026",
    "Fri, 2006/09/15 08:19:53 EDT",
    "2004-05-25 \u{c624}\u{d6c4} 11:23:17",
    "2004-j\u{fa}lius-13T9:15-05:00",
    "\u{39a}\u{3c5}\u{3c1}, 11 \u{399}\u{3bf}\u{3cd}\u{3bb} 2004 12:00:00 EST",
];

/// feedparser's answer for each line of a file, as seconds since 1970 or nothing.
const SCRIPT: &str = "import sys, calendar, feedparser.datetimes as d\n\
    for line in open(sys.argv[1], encoding='utf-8').read().split('\\n'):\n    \
    t = d._parse_date(line)\n    print(calendar.timegm(t) if t else '-')\n";

#[test]
#[ignore = "needs readers in Python; run by tests/run"]
fn every_date_that_feedparser_reads_is_read_alike() {
    let mut texts: Vec<String> = OTHERS.iter().map(|text| (*text).to_owned()).collect();
    for day in DAYS {
        for date in DATES {
            for time in TIMES {
                for zone in ZONES.iter().filter(|zone| !time.is_empty() || zone.is_empty()) {
                    texts.push(format!("{day}{date}{time}{zone}"));
                }
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dates");
    fs::write(&file, texts.join("\n")).unwrap();
    let mut python = Command::new(tool("PODWRIGHT_TEST_PYTHON"));
    let Output { status, stdout, stderr } = python.env("TZ", "UTC").args(["-B", "-c", SCRIPT]).arg(&file).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    let output = String::from_utf8(stdout).unwrap();
    let read: Vec<&str> = output.lines().collect();
    assert_eq!(read.len(), texts.len());
    let mut differ = Vec::new();
    let mut count = 0;
    for (text, theirs) in texts.iter().zip(read).filter(|(text, theirs)| *theirs != "-" && !is_cut_short(text)) {
        count += 1;
        let ours = WrittenDate::new(text).moment.map(|moment| moment.unix_seconds().to_string());
        if ours.as_deref() != Some(theirs) {
            differ.push(format!("{text}: feedparser {theirs}, we {ours:?}"));
        }
    }
    assert!(count > 1000, "feedparser reads only {count} of {}", texts.len());
    assert_eq!(differ, Vec::<String>::new(), "of {count}");
}

/// feedparser 6 reads nothing but the day, or the year, of an ISO date that a zone's name or a word follows. We read the time too.
fn is_cut_short(text: &str) -> bool {
    let begins_with_year = text.get(..5).is_some_and(|start| start.starts_with("20") && !start.ends_with(' '));
    begins_with_year
        && (text.contains(|letter: char| !letter.is_ascii())
            || text.contains(" 0")
            || text.contains(" 7")
            || text.contains(" 23")
            || text == "2026-060")
}
