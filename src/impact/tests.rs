//! The real log, the guidelines' table, and logs made for each rule.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::impact::address_list::AddressList;
use crate::impact::agents::Agents;
use crate::impact::counter::{CountSettings, Counter};
use crate::impact::counts::Counts;
use crate::impact::downloads_file::DownloadsFile;
use crate::impact::keyed_hash::KeyedHash;
use crate::impact::recordings::Recordings;
use crate::impact::stage::Stage;
use crate::impact::window::CountingWindow;

const REAL: &str = include_str!("../../tests/impact/gitminutes-2013-12-anonymised.log");
/// Compiled once, since the lists take longer than a log.
static AGENTS: LazyLock<Agents> = LazyLock::new(Agents::new);
const WINDOWS: [CountingWindow; 3] = [CountingWindow::Calendar, CountingWindow::First, CountingWindow::Last];

/// The recordings of the real log, with one threshold for all.
fn real_recordings(threshold: u64) -> Recordings {
    let mut recordings = Recordings::default();
    for number in 0..100 {
        let url = format!("https://example.org/episodes/{number:02}.mp3");
        recordings.add(&format!("episode-{number:02}"), &url, 1 << 30, threshold);
    }
    recordings
}

fn one_recording() -> Recordings {
    let mut recordings = Recordings::default();
    recordings.add("one", "https://example.org/a.mp3", 5_000_000, 480_000);
    recordings
}

fn count_all(logs: &[&[u8]], recordings: &Recordings, settings: &CountSettings) -> Counts {
    let mut counter = Counter::new(settings, recordings, &AGENTS, KeyedHash::random());
    for log in logs {
        counter.read(Box::new(*log), None).unwrap();
    }
    counter.finish().unwrap()
}

fn count(log: &str, recordings: &Recordings, window: CountingWindow) -> Counts {
    count_all(&[log.as_bytes()], recordings, &CountSettings { window, ..CountSettings::default() })
}

/// A request of the combined format.
fn line(time: &str, address: &str, status: u16, sent: u64, agent: &str) -> String {
    format!("{address} - - [{time} +0000] \"GET /a.mp3 HTTP/1.1\" {status} {sent} \"-\" \"{agent}\"\n")
}

#[test]
fn the_real_log_has_the_figures_of_an_independent_count() {
    for (threshold, expected) in [(480_000, [596, 593, 587]), (960_000, [533, 530, 522]), (1, [1_131, 1_073, 1_032])] {
        let recordings = real_recordings(threshold);
        let found = WINDOWS.map(|window| count(REAL, &recordings, window).downloads());
        assert_eq!(found, expected, "{threshold} bytes for a minute");
    }
    let counts = count(REAL, &real_recordings(480_000), CountingWindow::Calendar);
    let expected = [
        (Stage::Malformed, 154),
        (Stage::NotAnEpisode, 5_269),
        (Stage::Method, 480),
        (Stage::Status, 92),
        (Stage::Bot, 42),
        (Stage::TwoBytes, 76),
    ];
    assert_eq!(counts.left_out, BTreeMap::from(expected));
    assert_eq!((counts.lines, counts.requests, counts.listenings, counts.too_short), (7_866, 1_753, 1_131, 535));
}

#[test]
fn the_windows_are_those_of_the_guidelines_table() {
    // section 5.5.1: which of four requests of one listener are new downloads
    let times = ["01/Mar/2021:10:00:00", "02/Mar/2021:09:00:00", "02/Mar/2021:11:00:00", "04/Mar/2021:12:00:00"];
    let table =
        [(CountingWindow::Calendar, [1, 1, 0, 1]), (CountingWindow::First, [1, 0, 1, 1]), (CountingWindow::Last, [1, 0, 0, 1])];
    for (window, new) in table {
        let mut log = String::new();
        let mut before = 0;
        for (time, new) in times.iter().zip(new) {
            log.push_str(&line(time, "192.0.2.1", 200, 5_000_000, "app"));
            let now = count(&log, &one_recording(), window).downloads();
            assert_eq!(now - before, new, "{window}: {time}");
            before = now;
        }
    }
}

#[test]
fn byte_ranges_of_every_kind() {
    let request = |second: u32, range: &str, status: u16, sent: u64| {
        let range = if range.is_empty() { String::new() } else { format!(r#""Range":["{range}"],"#) };
        format!(
            r#"{{"ts":{},"request":{{"client_ip":"192.0.2.1","method":"GET","uri":"/a.mp3","headers":{{{range}"User-Agent":["app"]}}}},"status":{status},"size":{sent}}}"#,
            1_600_000_000 + second
        ) + "\n"
    };
    let ranges = |requests: &[(u32, &str, u16, u64)]| {
        let log: String = requests.iter().map(|(second, range, status, sent)| request(*second, range, *status, *sent)).collect();
        let counts = count(&log, &one_recording(), CountingWindow::Calendar);
        (counts.downloads(), counts.left_out.values().sum::<u64>())
    };
    let many: Vec<_> = (0..10).map(|second| (second, "bytes=0-1", 206, 2)).collect();
    assert_eq!(ranges(&many), (0, 10), "two bytes ten times");
    assert_eq!(
        ranges(&[(0, "bytes=0-299999", 206, 300_000), (1, "bytes=200000-499999", 206, 300_000)]),
        (1, 0),
        "overlapping, enough"
    );
    assert_eq!(
        ranges(&[(0, "bytes=0-299999", 206, 300_000), (1, "bytes=100000-399999", 206, 300_000)]),
        (0, 0),
        "overlapping, too little"
    );
    assert_eq!(ranges(&[(0, "bytes=0-299999", 206, 300_000); 5]), (0, 0), "the same part five times");
    assert_eq!(ranges(&[(0, "", 200, 5_000_000), (9, "", 200, 5_000_000)]), (1, 0), "whole twice");
    assert_eq!(ranges(&[(0, "bytes=0-", 206, 400_000), (1, "bytes=400000-", 206, 4_600_000)]), (1, 0), "broken off and resumed");
    assert_eq!(ranges(&[(0, "bytes=0-4999999", 206, 100_000)]), (0, 0), "asked for all, and hung up");
    assert_eq!(
        ranges(&[(0, "bytes=0-", 206, 300_000), (86_400, "bytes=300000-", 206, 4_700_000)]),
        (1, 0),
        "resumed on the next day"
    );
    assert_eq!(ranges(&[(0, "bytes=9999999-", 206, 400_000)]), (0, 0), "behind the end");
}

#[test]
fn one_network_of_ipv6_is_one_listener() {
    let time = "01/Mar/2021:10:00:00";
    let log = line(time, "2001:db8::1", 200, 300_000, "app") + &line(time, "2001:db8::ffff:2", 206, 300_000, "app");
    assert_eq!(count(&log, &one_recording(), CountingWindow::Calendar).downloads(), 1);
    let log = line(time, "2001:db8::1", 200, 300_000, "app") + &line(time, "2001:db8:0:1::2", 206, 300_000, "app");
    assert_eq!(count(&log, &one_recording(), CountingWindow::Calendar).downloads(), 0);
}

#[test]
fn each_status_and_method_has_its_rule() {
    let time = "01/Mar/2021:10:00:00";
    let mut log = String::new();
    for status in [200, 206, 0, 304, 404, 416, 500, 301] {
        log.push_str(&line(time, &format!("192.0.2.{}", status % 251), status, 600_000, "app"));
    }
    for method in ["HEAD", "POST", "OPTIONS"] {
        log.push_str(&line(time, "192.0.2.9", 200, 600_000, "app").replace("GET", method));
    }
    log.push_str(&line(time, "192.0.2.9", 200, 600_000, "atc/1.0 watchOS/6.1.3 model/Watch3,3 hwp/t8004"));
    log.push_str(&line(time, "192.0.2.9", 200, 600_000, "podwright/0.1.0"));
    let counts = count(&log.replace("\" 0 ", "\" 000 "), &one_recording(), CountingWindow::Calendar);
    let expected = [(Stage::Method, 3), (Stage::Status, 5), (Stage::Watch, 1), (Stage::Own, 1)];
    assert_eq!((counts.downloads(), counts.left_out), (3, BTreeMap::from(expected)));
}

#[test]
fn busy_and_excluded_addresses_are_left_out_unless_they_are_safe() {
    let mut log = String::new();
    for number in 0..501 {
        let time = format!("01/Mar/2021:10:{:02}:{:02}", number / 60, number % 60);
        log.push_str(&line(&time, "192.0.2.1", 200, 600_000, &format!("app {number}")));
    }
    log.push_str(&line("02/Mar/2021:10:00:00", "192.0.2.1", 200, 600_000, "app"));
    log.push_str(&line("02/Mar/2021:10:00:00", "198.51.100.1", 200, 600_000, "app"));
    let settings = |window, safe: &str, excluded: &str| CountSettings {
        window,
        safe: AddressList::parse(safe).unwrap(),
        excluded: AddressList::parse(excluded).unwrap(),
    };
    for window in WINDOWS {
        let counts = count_all(&[log.as_bytes()], &one_recording(), &settings(window, "", ""));
        assert_eq!((counts.downloads(), counts.left_out.get(&Stage::Busy)), (2, Some(&501)), "{window}");
        let counts = count_all(&[log.as_bytes()], &one_recording(), &settings(window, "192.0.2.0/24", "198.51.100.1"));
        assert_eq!((counts.downloads(), counts.left_out.get(&Stage::Excluded)), (502, Some(&1)), "{window}");
    }
}

#[test]
fn the_order_and_the_cutting_of_logs_change_nothing() {
    let recordings = real_recordings(480_000);
    for window in WINDOWS {
        let settings = CountSettings { window, ..CountSettings::default() };
        let expected = count(REAL, &recordings, window);
        let mut lines: Vec<&str> = REAL.lines().collect();
        lines.reverse();
        let backwards = lines.join("\n");
        lines.sort_by_key(|line| line.bytes().rev().map(u64::from).fold(7, |sum: u64, byte| sum.wrapping_mul(31) + byte));
        let shuffled = lines.join("\n");
        for log in [backwards, shuffled] {
            assert_eq!(count(&log, &recordings, window), expected);
        }
        for place in [0, 1, 2_000, 5_000, 7_865] {
            let cut = REAL.lines().take(place).map(|line| line.len() + 1).sum();
            let (one, two) = REAL.split_at(cut);
            assert_eq!(count_all(&[two.as_bytes(), one.as_bytes()], &recordings, &settings), expected, "{window}, {place}");
        }
    }
}

#[test]
fn merging_many_events_changes_nothing() {
    let mut log = String::new();
    let mut expected: BTreeMap<(u32, u32, u32), u32> = BTreeMap::new();
    // more than are kept before the first merge
    for number in 0..160_000_u32 {
        let (day, network, host) = (1 + number % 9, (number / 7) % 251, (number / 1757) % 60);
        let time = format!("{day:02}/Mar/2021:10:00:{:02}", number % 60);
        log.push_str(&line(&time, &format!("10.0.{network}.{host}"), 206, 240_000, "app"));
        *expected.entry((day, network, host)).or_default() += 1;
    }
    log.push_str(&line("01/Apr/2021:10:00:00", "192.0.2.1", 200, 3, "another app"));
    let counts = count(&log, &one_recording(), CountingWindow::Calendar);
    let enough = expected.values().filter(|count| **count >= 2).count() as u64;
    assert_eq!((counts.downloads(), counts.requests), (enough, 160_001));
    assert!(enough > 1_000);
}

#[test]
fn the_log_of_a_bucket_behind_a_cdn_is_refused() {
    let recordings = one_recording();
    let settings = CountSettings::default();
    let finish = |log: &str| {
        let mut counter = Counter::new(&settings, &recordings, &AGENTS, KeyedHash::random());
        counter.read(Box::new(log.as_bytes()), None).unwrap();
        counter.finish().is_err()
    };
    let from = |agent: &str, count: u32| -> String {
        let time = "01/Mar/2021:10:00:00";
        (0..count).map(|number| line(time, &format!("192.0.2.{}", number % 40), 200, 600_000, agent)).collect()
    };
    assert!(finish(&from("Amazon CloudFront", 1)));
    assert!(finish(&from("some proxy", 200)));
    assert!(!finish(&from("an app", 199)), "a small show that one app reads");
    assert!(!finish(&(from("Amazon CloudFront", 500) + &from("app", 1))));
    assert!(!finish(""));
}

#[test]
fn reading_a_log_twice_writes_the_same_file() {
    let counts = count(REAL, &real_recordings(480_000), CountingWindow::Calendar);
    let mut file = DownloadsFile::default();
    let merge = file.merge(&counts, false, None, None);
    assert_eq!(
        (merge.written.len(), merge.partial.len(), merge.shrank.len()),
        (2, 2, 0),
        "the log begins and ends in the middle of a day"
    );
    let text = file.text();
    assert_eq!(file.merge(&counts, false, None, None).written, merge.written);
    assert_eq!(file.text(), text);
    let mut complete = DownloadsFile::parse(&text).unwrap();
    assert_eq!(complete.merge(&counts, true, None, None).written.len(), 4);
    let sum: u64 = complete.table().unwrap().months.iter().map(|(_, downloads)| downloads).sum();
    assert_eq!(sum, 596);

    // half of the log has fewer downloads
    let half: String = REAL.lines().step_by(2).fold(String::new(), |text, line| text + line + "\n");
    let merge = complete.merge(&count(&half, &real_recordings(480_000), CountingWindow::Calendar), true, None, None);
    assert_eq!((merge.written.len(), merge.shrank.len()), (0, 4));
    let by_others = count(&half, &real_recordings(480_000), CountingWindow::Last);
    assert_eq!(complete.merge(&by_others, true, None, None).written.len(), 4, "another window is not comparable");
}

#[test]
fn quirks_of_servers_change_no_count() {
    let recordings = one_recording();
    let plain = "03/Dec/2013:12:00:00";
    let one = |address: &str, agent: &str| line(plain, address, 206, 240_000, agent);
    let log =
        [one("192.0.2.1", "a"), one("192.0.2.2", "a"), one("192.0.2.1", "a"), one("2001:db8::7", "b"), one("2001:db8::7", "b")];
    let expected = count(&log.concat(), &recordings, CountingWindow::Calendar);
    assert_eq!((expected.downloads(), expected.listenings, expected.lines), (2, 3, 5));
    let each = |change: &dyn Fn(&str) -> String| log.iter().map(|line| change(line)).collect::<String>();
    let in_brackets =
        |line: &str| line.replacen("2001:db8::7", "[2001:db8::7]:4711", 1).replacen("192.0.2.1 ", "192.0.2.1:80 ", 1);
    for (name, text) in [
        ("the ends of lines of Windows", each(&|line| line.replace('\n', "\r\n"))),
        ("a byte order mark", format!("\u{feff}{}", log.concat())),
        ("ports", each(&in_brackets)),
        ("a list of proxies", each(&|line| line.replacen(" - - ", ", 203.0.113.9 - - ", 1))),
        ("the host before the address", each(&|line| format!("example.org:443 {line}"))),
        ("another time zone, and HTTP/2", each(&|line| line.replace("12:00:00 +0000", "17:30:00 +0530").replace("1.1", "2.0"))),
        ("a last line without an end", log.concat().trim_end().to_owned()),
        ("a user's name", each(&|line| line.replacen("- -", "- \"ada example\"", 1))),
        ("a path with a query and a host", each(&|line| line.replace("/a.mp3", "https://example.org/%61.mp3?from=app&x=%22"))),
    ] {
        let found = count(&text, &recordings, CountingWindow::Calendar);
        assert_eq!(found, expected, "{name}");
    }
    let found = count(&each(&|line| line.replace("\"a\"", r#""a \"b\" c""#)), &recordings, CountingWindow::Calendar);
    assert_eq!(found.downloads(), 2, "quotation marks in an agent");
    for (name, more, end) in [
        ("zeros of copytruncate", "\0".repeat(1 << 20), ""),
        ("a line of 100 kB", "x".repeat(100_000), "\n"),
        ("a line of 1 MB", one("192.0.2.1", &"a".repeat(1 << 20)), ""),
    ] {
        let with_more = count(&format!("{more}{end}{}", log.concat()), &recordings, CountingWindow::Calendar);
        assert_eq!(with_more.left_out, BTreeMap::from([(Stage::Malformed, 1)]), "{name}");
    }
    for cut in 1..log[4].len() - 1 {
        let text = log[..4].concat() + &log[4][..cut];
        let found = count(&text, &recordings, CountingWindow::Calendar);
        // what is left of the agent cannot be read without its quotation mark
        assert_eq!((found.downloads(), found.left_out.get(&Stage::Malformed)), (1, Some(&1)), "cut after {cut}");
    }
}

#[test]
fn a_dash_is_nothing() {
    let recordings = one_recording();
    let log = line("03/Dec/2013:12:00:00", "192.0.2.1", 206, 480_000, "-").replace(" 480000 ", " - ");
    let found = count(&log, &recordings, CountingWindow::Calendar);
    assert_eq!((found.downloads(), found.left_out), (0, BTreeMap::from([(Stage::TwoBytes, 1)])), "no byte was sent");
    let nobody = line("03/Dec/2013:12:00:00", "-", 206, 480_000, "app");
    let found = count(&(log.clone() + &nobody), &recordings, CountingWindow::Calendar);
    assert_eq!((found.left_out.get(&Stage::Malformed), found.downloads()), (Some(&1), 0), "nobody asked");
    let log = line("03/Dec/2013:12:00:00", "192.0.2.1", 206, 480_000, "-");
    assert_eq!(count(&log, &recordings, CountingWindow::Calendar).downloads(), 1, "somebody without a user agent");
}

#[test]
fn nothing_of_a_person_is_in_what_comes_out() {
    let counts = count(REAL, &real_recordings(480_000), CountingWindow::Calendar);
    let mut file = DownloadsFile::default();
    file.merge(&counts, true, None, None);
    let out = format!("{counts:?}{}", file.text());
    for line in REAL.lines() {
        let address = line.split(' ').next().unwrap();
        assert!(!out.contains(address), "{address}");
        let quoted: Vec<&str> = line.split('"').collect();
        for text in [quoted.get(3), quoted.get(5)].into_iter().flatten().filter(|text| text.len() > 12) {
            assert!(!out.contains(*text), "{text}");
        }
    }
}
