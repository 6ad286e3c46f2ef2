//! `podwright impact`: the real log through the program, every format, what is written, what is never written, and the page.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::show::REPOSITORY;
use crate::support::tools::python;

const LOG: &str = "tests/impact/gitminutes-2013-12-anonymised.log";
const EXAMPLE: &str = "docs/impact-example.yaml";

fn real_log() -> String {
    fs::read_to_string(Path::new(REPOSITORY).join(LOG)).unwrap()
}

/// A show whose recordings are those of the real log, each of a size and a length that give this threshold (bytes).
fn show_of_the_log(threshold: u64) -> TestShow {
    let show = TestShow::empty();
    show.write(
        "podcast.yaml",
        "title: Git minutes\nurl: https://example.org/\nguid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\nlanguage: en-GB\n\
         description: Short talks.\nauthor: Ada Example\ncategories: [Technology]\nexplicit: false\n\
         artwork: {file: episodes/cover.jpg, alt: A red door.}\n",
    );
    show.write("episodes/cover.jpg", fs::read(Path::new(REPOSITORY).join("episodes/cover.jpg")).unwrap());
    for number in 1..=40 {
        // 48 MB, of which a minute takes the threshold
        let (bytes, minutes) = (48_000_000, 48_000_000 / threshold);
        show.write(
            &format!("episodes/talk-{number:02}/episode.yaml"),
            format!(
                "title: Talk {number}\nguid: talk-{number}\ndate: 2013-01-01T07:{number:02}:00Z\nsummary: A short talk about git.\nkind: bonus\n\
                 enclosure: {{url: \"https://example.org/episodes/{number:02}.mp3\", bytes: {bytes}, type: audio/mpeg, duration: \"{}:{:02}:00\"}}\n\
                 allow: [missing-transcript, missing-easy-read, derived-guid]\n",
                minutes / 60,
                minutes % 60
            ),
        );
    }
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show.write("access.log", real_log());
    show
}

fn downloads(show: &TestShow, arguments: &[&str]) -> Value {
    let words: Vec<&str> = [&["impact", "--format", "json"], arguments].concat();
    show.podwright(&words).json()
}

#[test]
fn the_real_log_has_the_figures_of_an_independent_count() {
    for (threshold, expected) in [(480_000, [596, 593, 587]), (960_000, [533, 530, 522])] {
        let show = show_of_the_log(threshold);
        for (window, expected) in ["calendar", "first", "last"].into_iter().zip(expected) {
            let found = downloads(&show, &["access.log", "--window", window]);
            assert_eq!(found["downloads"], expected, "{threshold}, {window}");
            assert_eq!(found["lines"], 7_866);
            let left_out = |rule: &str| {
                found["left_out"].as_array().unwrap().iter().find(|one| one["rule"] == rule).unwrap()["lines"].as_u64().unwrap()
            };
            let rules = ["malformed", "not_an_episode", "method", "status", "bots", "two_bytes", "watch", "own", "busy"];
            assert_eq!(rules.map(left_out), [154, 5_269, 480, 92, 42, 76, 0, 0, 0]);
        }
    }
}

/// The places of a combined line that other formats need; `None` for a line that is malformed.
fn places(line: &str) -> Option<[String; 8]> {
    let quoted: Vec<&str> = line.split('"').collect();
    let [head, request, numbers, referrer, _, agent, ..] = quoted.as_slice() else { return None };
    let [method, path, _] = request.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let (status, sent) = numbers.trim().split_once(' ')?;
    let (address, rest) = head.split_once(' ')?;
    let time = rest.split(['[', ']']).nth(1)?;
    Some([address, time, method, path, status, sent, referrer, agent].map(str::to_owned))
}

/// The same log in another format.
fn converted(format: &str) -> String {
    let mut text = String::new();
    if format == "cloudfront" {
        text.push_str("#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)\n");
    }
    for line in real_log().lines() {
        let Some([address, time, method, path, status, sent, referrer, agent]) = places(line) else {
            text.push_str("broken\n");
            continue;
        };
        let moment = chrono::DateTime::parse_from_str(&time, "%d/%b/%Y:%H:%M:%S %z").unwrap().to_utc();
        let code = |text: &str| text.replace('%', "%25").replace(' ', "%20").replace('\t', "%09");
        let number = |text: &str| text.parse::<u64>().unwrap();
        let line = match format {
            "apache" => format!("{address} - somebody here [{time}] \"{method} {path} HTTP/1.0\" {status} {sent} \"{referrer}\" \"{agent}\" 17 \"more\""),
            "s3" => format!("79a5 bucket [{time}] {address} - 3E57 REST.GET.OBJECT a.mp3 \"{method} {path} HTTP/1.1\" {status} - {sent} 9 7 7 \"{referrer}\" \"{agent}\" - x"),
            "cloudfront" => format!("{}\tFRA6\t{sent}\t{address}\t{method}\texample.org\t{path}\t{status}\t{}\t{}", moment.format("%Y-%m-%d\t%H:%M:%S"), code(&referrer), code(&agent)),
            "cloudfront-json" => json!({"date": moment.format("%Y-%m-%d").to_string(), "time": moment.format("%H:%M:%S").to_string(), "sc-bytes": sent, "c-ip": address, "cs-method": method, "cs-uri-stem": path, "sc-status": status, "cs(Referer)": code(&referrer), "cs(User-Agent)": code(&agent), "sc-range-start": "-", "sc-range-end": "-"}).to_string(),
            "caddy" => {
                let seconds = moment.timestamp();
                json!({"level": "info", "ts": seconds, "request": {"remote_ip": address, "client_ip": address, "method": method, "uri": path, "headers": {"User-Agent": [agent], "Referer": [referrer]}}, "size": number(&sent), "status": number(&status)}).to_string()
            }
            "cloudflare" => json!({"ClientIP": address, "ClientRequestMethod": method, "ClientRequestURI": path, "EdgeResponseStatus": number(&status), "EdgeResponseBytes": number(&sent), "EdgeStartTimestamp": moment.to_rfc3339(), "ClientRequestUserAgent": agent, "ClientRequestReferer": referrer}).to_string(),
            "fastly" => json!({"timestamp": moment.to_rfc3339(), "client_ip": address, "request_method": method, "url": path, "response_status": number(&status), "response_body_size": number(&sent), "request_user_agent": agent, "request_referer": referrer}).to_string(),
            _ => unreachable!(),
        };
        let _never_fails = writeln!(text, "{line}");
    }
    text
}

#[test]
fn one_log_in_every_format_has_the_same_counts() {
    let show = show_of_the_log(480_000);
    let expected = downloads(&show, &["access.log", "--by", "day"]);
    let same = |found: &Value, format: &str| {
        for key in ["downloads", "lines", "left_out", "requests", "listeners", "table"] {
            assert_eq!(found[key], expected[key], "{format}: {key}");
        }
    };
    for format in ["apache", "s3", "cloudfront", "cloudfront-json", "caddy", "cloudflare", "fastly"] {
        show.write("other.log", converted(format));
        same(&downloads(&show, &["other.log", "--by", "day"]), format);
    }
    let log = show.path("access.log");
    std::process::Command::new("gzip").arg("--keep").arg(&log).status().unwrap();
    same(&downloads(&show, &["access.log.gz", "--by", "day"]), "gzip");
    let run = show.podwright(&["impact", "--format", "json", "--by", "day", "-"]).stdin(&real_log());
    same(&run.json(), "standard input");
    let text = real_log();
    let cut = text.lines().take(3_000).map(|line| line.len() + 1).sum();
    show.write("logs/b.log", &text[..cut]).write("logs/a.log", &text[cut..]);
    same(&downloads(&show, &["logs", "--by", "day"]), "two files in a folder");
    same(&downloads(&show, &["logs", "./logs/a.log", "logs/b.log", "--by", "day"]), "a file that is named twice");
    let members: String = ["(gzip -c ", "logs/b.log", "; gzip -c ", "logs/a.log", ") > joined.gz"].concat();
    std::process::Command::new("sh").args(["-c", &members]).current_dir(show.path("")).status().unwrap();
    same(&downloads(&show, &["joined.gz", "--by", "day"]), "two packed logs, one behind the other");
    let format =
        r#"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent""#;
    same(&downloads(&show, &["access.log", "--by", "day", "--log-format", format]), "log format");
    show.write("fields", "time: timestamp\naddress: client_ip\nmethod: request_method\npath: url\nstatus: response_status\nbytes: response_body_size\nagent: request_user_agent # and no referrer\n");
    show.write("other.log", converted("fastly"));
    same(&downloads(&show, &["other.log", "--by", "day", "--log-fields", "fields"]), "log fields");
}

#[test]
fn reading_a_log_twice_changes_nothing() {
    let show = show_of_the_log(480_000);
    let csv = "impact/downloads.csv";
    let write = |more: &[&str], code| {
        show.podwright(&[&["impact", "access.log", "--write"], more].concat()).code(code).any_stdout().any_stderr().done();
        show.text(csv)
    };
    let first = write(&[], 0);
    assert!(first.starts_with("day,episode,downloads,window,rules\n2013-12-04,"), "{first}");
    assert!(!first.contains("2013-12-03") && !first.contains("2013-12-06"), "the log covers these days in part");
    assert_eq!(write(&[], 0), first);
    let complete = write(&["--complete"], 0);
    let sum: u64 = complete.lines().skip(1).map(|line| line.split(',').nth(2).unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(sum, 596);
    assert_eq!(write(&[], 0), complete, "what was written stays");
    let half: String = real_log().lines().step_by(2).fold(String::new(), |text, line| text + line + "\n");
    show.write("access.log", half);
    assert_eq!(write(&["--complete"], 1), complete, "a log that shrank writes nothing");
    show.write(csv, "day,episode\n");
    let (_, errors) = show.podwright(&["impact", "access.log", "--write"]).fails();
    assert!(errors.contains("cannot read `impact/downloads.csv`: line 1"), "{errors}");
    assert_eq!(show.text(csv), "day,episode\n");
}

#[test]
fn no_address_agent_or_referrer_of_the_log_is_printed_or_written() {
    let show = show_of_the_log(480_000);
    show.write("impact.yaml", "about: Nobody has judged this yet.\n");
    show.write("safe", "192.0.2.1\n");
    let mut output = String::new();
    for by in ["episode", "day", "month", "app"] {
        for form in [&["--csv"][..], &["--format", "json"], &["--color", "never"]] {
            let words =
                [&["impact", "access.log", "--write", "--complete", "--safe-addresses", "safe", "--by", by], form].concat();
            output.push_str(&show.podwright(&words).whatever_code());
        }
    }
    assert!(output.contains("fewer than 5") && output.contains("Downcast"), "{output}");
    assert!(!output.to_lowercase().contains("iab certified") && output.contains("Nobody has certified"));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show.remove("access.log");
    for (path, bytes) in show.files() {
        if [".html", ".xml", ".csv", ".json", ".yaml", ".lock"].iter().any(|ending| path.ends_with(ending)) {
            output.push_str(&String::from_utf8(bytes).unwrap());
        }
    }
    let mut secrets = BTreeSet::new();
    let log = real_log();
    for line in log.lines() {
        secrets.extend(line.split(' ').next());
        let quoted: Vec<&str> = line.split('"').collect();
        let texts = [quoted.get(3), quoted.get(5)].into_iter().flatten().copied();
        secrets.extend(texts.filter(|text| text.len() > 12 && text.contains(['/', '.'])));
    }
    assert!(secrets.len() > 500, "{}", secrets.len());
    let found: Vec<&&str> =
        secrets.iter().filter(|secret| memchr::memmem::find(output.as_bytes(), secret.as_bytes()).is_some()).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_cannot_be_counted_is_refused_with_the_reason() {
    let show = show_of_the_log(480_000);
    let refused = |log: &str, part: &str| {
        show.write("bad.log", log);
        let (_, errors) = show.podwright(&["impact", "bad.log"]).fails();
        assert!(errors.contains(part), "{errors}");
    };
    let mut cdn = String::new();
    for [address, time, method, path, status, sent, ..] in real_log().lines().filter_map(places) {
        let request = format!("\"{method} {path} HTTP/1.1\" {status} {sent}");
        let _never_fails = writeln!(cdn, "{address} - - [{time}] {request} \"-\" \"Amazon CloudFront\"");
    }
    refused(&cdn, "behind a CDN");
    refused("these are\nno requests\n", "is of a format that podwright knows");
    refused("BZh9x", "packed by bzip2");
    let (_, errors) = show.podwright(&["impact", "nowhere.log"]).fails();
    assert!(errors.contains("nowhere.log"), "{errors}");
    let (_, errors) = show.podwright(&["impact"]).fails();
    assert!(errors.contains("no log is named"), "{errors}");
    let (_, errors) = show.podwright(&["impact", "--sql", "bigquery", "--window", "first"]).fails();
    assert!(errors.contains("BigQuery has no function that folds a list"), "{errors}");
    let (_, errors) = show.podwright(&["impact", "bad.log", "--from", "2013-12-05", "--to", "2013-12-04"]).fails();
    assert!(errors.contains("`--from 2013-12-05` is later than `--to 2013-12-04`"), "{errors}");
    let (page, day) =
        (show.podwright(&["impact", "access.log", "--from", "2013-12-05", "--to", "2013-12-05"]).whatever_code(), "2013-12-05");
    let of_day = downloads(&show, &["access.log", "--from", day, "--to", day])["downloads"].to_string();
    assert!(
        of_day != "596" && page.contains("596  downloads") && page.contains(&format!("{of_day}  of them on the days")),
        "{page}"
    );
    show.write("empty.log", "");
    assert_eq!(downloads(&show, &["empty.log"])["downloads"], 0);
}

#[test]
#[ignore = "needs DuckDB and sqlglot, which tests/run installs"]
fn the_sql_counts_what_podwright_counts() {
    let show = show_of_the_log(480_000);
    show.write("2.log", made_log(if is_long() { 1_000_000 } else { 30_000 }));
    for log in ["access.log", "2.log"] {
        for window in ["calendar", "first", "last"] {
            let script = show
                .podwright(&["impact", "--sql", "duckdb", "--window", window, show.path(log).to_str().unwrap()])
                .whatever_code();
            show.write("count.sql", script);
            let counted = python("tests/oracles/impact_sql.py", &[Path::new("run"), &show.path("count.sql")]);
            let mut expected = downloads(&show, &[log, "--window", window])["downloads"].as_u64().unwrap();
            assert_eq!(counted["downloads"], expected, "{log}, {window}");
            show.podwright(&["impact", log, "--write", "--complete", "--window", window]).any_stdout().any_stderr().done();
            for line in show.text("impact/downloads.csv").lines().skip(1) {
                let [day, episode, downloads, ..] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
                assert_eq!(counted["rows"][format!("{day},{episode}")].to_string(), downloads, "{line}");
                expected -= downloads.parse::<u64>().unwrap();
            }
            assert_eq!(expected, 0);
            show.remove("impact/downloads.csv");
        }
    }
    for (engine, window) in [
        ("duckdb", "first"),
        ("athena", "calendar"),
        ("athena", "first"),
        ("athena", "last"),
        ("bigquery", "calendar"),
        ("bigquery", "last"),
    ] {
        let script = show.podwright(&["impact", "--sql", engine, "--window", window]).whatever_code();
        show.write("count.sql", script);
        let parsed = python("tests/oracles/impact_sql.py", &[Path::new(engine), &show.path("count.sql")]);
        assert_eq!(parsed["statements"], 1, "{engine}, {window}");
    }
}

fn pick_from<T: Copy>(list: &[T], number: u64) -> T {
    list[usize::try_from(number).unwrap()]
}

/// A log of every kind of request, the same each time.
fn made_log(lines: u32) -> String {
    let agents = ["Overcast/3.0", "AhrefsBot/7.0", "atc/1.0 watchOS/6.1", "AppleCoreMedia/1.0 (it's)", "x \\\"y\\\""];
    let mut text = String::new();
    let mut state = 7_u64;
    for number in 0..lines {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |shift: u32, of: u64| (state >> shift) % of;
        let address = match pick(10, 4) {
            0 => format!("2001:db8:0:{:x}::{:x}", pick(16, 3), pick(20, 50)),
            1 => format!("2001:db8::{:x}", pick(20, 9)),
            // the busiest address asks more than 500 times a day
            2 => "192.0.2.1".to_owned(),
            _ => format!("198.51.{}.{}", pick(18, 100), pick(26, 250)),
        };
        let (day, hour, second) = (1 + number * 8 / lines, pick(30, 24), pick(36, 60));
        let method = pick_from(&["GET", "GET", "GET", "GET", "HEAD"], pick(40, 5));
        let status = pick_from(&[200, 206, 206, 304, 404], pick(43, 5));
        let sent = pick_from(&[2, 100_000, 240_000, 300_000, 900_000], pick(46, 5));
        let (path, agent) = (pick(50, 45), pick_from(&agents, pick(54, 5)));
        let _never_fails = writeln!(
            text,
            "{address} - - [{day:02}/Mar/2021:{hour:02}:00:{second:02} +0000] \"{method} /episodes/{path:02}.mp3?a=1 HTTP/1.1\" {status} {sent} \"-\" \"{agent}\""
        );
    }
    text
}

#[test]
fn the_page_shows_what_was_heard_and_done_in_both_forms() {
    let show = TestShow::series();
    show.write("impact.yaml", fs::read(Path::new(REPOSITORY).join(EXAMPLE)).unwrap());
    show.write("impact/downloads.csv", "day,episode,downloads,window,rules\n2022-08-31,words-we-use,1200,calendar,x\n2022-10-01,driving-the-train,7,calendar,x\n");
    show.podwright(&["build", "--now", "2023-02-01T00:00:00Z"]).any_stdout().any_stderr().done();
    let page = show.text("feed/impact/index.html");
    let headings = [
        "You told us",
        "What we did",
        "What is different now",
        "What we have not done, and why",
        "Tell us",
        "How often it was listened to",
    ];
    let places: Vec<usize> =
        headings.iter().map(|heading| page.find(&format!(">{heading}</h")).unwrap_or_else(|| panic!("{heading}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    for part in ["Each word is said twice", "1,200", "September 2022", "12 people", "<svg", "How this was counted"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(page.len() < 30_000, "{}", page.len());
    assert!(page.find("By phone").unwrap() < page.find("By e-mail").unwrap());
    let easy = show.text("feed/impact/easy-read/index.html");
    assert!(easy.contains("We say each word two times now") && !easy.contains("<svg"), "{easy}");
    let episode = show.text("feed/episodes/words-we-use/index.html");
    assert!(episode.contains("Because of you") && episode.contains("Each word is said twice"), "{episode}");
    assert!(show.text("feed/sitemap.xml").contains("/impact/</loc>"));
    let feed = show.text("feed/feed.xml");
    show.remove("impact.yaml");
    show.podwright(&["build", "--now", "2023-02-01T00:00:00Z"]).any_stdout().any_stderr().done();
    assert!(!show.exists("feed/impact/index.html"), "no impact.yaml, no page");
    assert_eq!(show.text("feed/feed.xml"), feed);
}

#[test]
fn hostile_text_in_every_key_stays_text() {
    let show = TestShow::series();
    let evil = "</script><script>alert(1)</script> \\\" & ]]>";
    let yaml = format!(
        "about: \"{evil}\"\ncontact: [{{way: phone, text: \"{evil}\"}}]\nasked: [{{id: a, date: 2022-07-05, episode: words-we-use, question: \"{evil}\", ways: [group]}}]\n\
         heard: [{{id: b, of: a, date: 2022-08-01, from: staff, count: 9, place: \"{evil}\", episode: words-we-use, said: \"{evil}\", easy: \"{evil}\", quote: {{text: \"{evil}\", credit: \"{evil}\", consent: 2022-08-02}}}}]\n\
         did:\n  - {{of: b, date: 2022-09-01, kind: changed, what: \"{evil}\", why: \"{evil}\", easy: \"{evil}\", who_decided: [people_who_draw_on_care]}}\n  - {{of: b, date: 2022-09-02, kind: cannot, why: \"{evil}\"}}\n\
         difference: [{{of: b, date: 2022-10-01, what: \"{evil}\", scope: people, easy: \"{evil}\", evidence: {{kind: story, text: \"{evil}\", url: \"https://example.org/?a='\"}}}}]\n\
         ladder: {{step: co-design, judged_by: staff, date: 2022-10-01, why: \"{evil}\"}}\n"
    );
    show.write("impact.yaml", yaml);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    for page in ["impact/index.html", "impact/easy-read/index.html", "episodes/words-we-use/index.html"] {
        let page = show.text(&format!("feed/{page}"));
        assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"), "{page}");
    }
}

#[test]
fn the_series_says_honestly_that_nobody_has_answered() {
    let show = TestShow::series();
    let yaml = show.yaml("impact.yaml");
    assert_eq!((yaml["asked"].as_array().unwrap().len(), yaml.get("heard")), (1, None));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(show.text("feed/impact/index.html").contains("Nobody has answered yet."));
}
