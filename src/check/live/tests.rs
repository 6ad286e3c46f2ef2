//! Judging with values: what no server on the loopback can show, since it has no name and no certificate that anybody trusts.

use super::live_breach::LiveBreach;
use super::live_feed::{LiveFeed, LiveFile, LiveItem};
use super::look::judged::Judged;
use super::look::{Answers, Look};
use super::*;
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::{TlsFault, WebFailure};
use crate::model::web::web_request::WebRequest;

const FEED: &str = "https://a.example/feed.xml";

fn answer(status: u16, headers: &[(&str, &str)]) -> WebAnswer {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    WebAnswer { status, headers, ..WebAnswer::default() }
}

/// A feed that is as it should be.
#[expect(clippy::unnecessary_wraps, reason = "it answers as servers do that may fail")]
fn fine(request: &WebRequest) -> Result<WebAnswer, WebFailure> {
    let is_known = request.headers.iter().any(|(name, _)| name.starts_with("if-"));
    let mut answer = answer(
        if is_known { 304 } else { 200 },
        &[("content-type", "application/rss+xml"), ("etag", "\"1\""), ("cache-control", "max-age=900"), ("content-length", "6")],
    );
    answer.body = b"<rss/>".to_vec();
    Ok(answer)
}

/// Asks until nothing is wanted any more; what was found, and how many requests it took.
fn judged(
    server: &dyn Fn(&WebRequest) -> Result<WebAnswer, WebFailure>,
    judge: &dyn Fn(&mut Look<'_>),
) -> (Vec<LiveBreach>, usize) {
    let mut answers = Answers::new();
    loop {
        let mut look = Look::new(&answers, Judged::default());
        judge(&mut look);
        if look.wanted.is_empty() {
            return (look.breaches, answers.len());
        }
        let wanted = std::mem::take(&mut look.wanted);
        assert!(answers.len() < 100, "it wants more and more: {wanted:?}");
        answers.extend(wanted.into_iter().map(|request| {
            let answer = server(&request);
            (request, answer)
        }));
    }
}

fn of_feed(server: &dyn Fn(&WebRequest) -> Result<WebAnswer, WebFailure>) -> Vec<(&'static str, Level)> {
    let read = Ok(LiveFeed { self_link: Some(FEED.to_owned()), ..LiveFeed::default() });
    let question = FeedQuestion { address: FEED, read: Some(&read), build: None, is_public: true };
    let (found, _) = judged(server, &|look| judge_feed(look, &question));
    found.iter().map(|breach| (breach.rule.id(), breach.level)).collect()
}

#[test]
fn a_certificate_that_apps_refuse_is_found() {
    for fault in [TlsFault::Expired, TlsFault::OtherName, TlsFault::UnknownIssuer, TlsFault::NotYetValid] {
        let found = of_feed(&|_| Err(WebFailure::Insecure(fault.clone())));
        assert_eq!(found, [("live-tls", Level::Error)], "{fault}");
    }
}

#[test]
fn http_has_to_lead_to_https() {
    let plain = |request: &WebRequest| request.url.starts_with("http://");
    let led = |request: &WebRequest| if plain(request) { Ok(answer(301, &[("location", FEED)])) } else { fine(request) };
    assert_eq!(of_feed(&led), []);
    assert_eq!(of_feed(&fine), [("live-http", Level::Warning)]);
    let closed = |request: &WebRequest| if plain(request) { Err(WebFailure::TooSlow) } else { fine(request) };
    assert_eq!(of_feed(&closed), [], "where nothing listens, nobody gets an unprotected answer");
}

#[test]
fn no_redirect_may_leave_https() {
    let server = |request: &WebRequest| match request.url.as_str() {
        "https://a.example/c.vtt" => Ok(answer(302, &[("location", "http://b.example/c.vtt")])),
        _ => Ok(WebAnswer {
            body: b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n".to_vec(),
            ..answer(200, &[("content-type", "text/vtt"), ("access-control-allow-origin", "*")])
        }),
    };
    let file = LiveFile { url: "https://a.example/c.vtt".to_owned(), media_type: "text/vtt".to_owned(), length: String::new() };
    let item = LiveItem { transcripts: vec![file], ..LiveItem::default() };
    let (found, asked) = judged(&server, &|look| judge_item(look, &item, None, Thoroughness::OneForm));
    let rules: Vec<_> = found.iter().map(|breach| (breach.rule.id(), breach.level)).collect();
    assert_eq!((rules, asked), (vec![("live-redirect-insecure", Level::Error)], 2));
}

#[test]
fn redirects_without_end_are_followed_ten_times() {
    let server = |request: &WebRequest| Ok(answer(302, &[("location", &format!("{}x", request.url))]));
    let (found, asked) = judged(&server, &|look| judge_art(look, HeadOf::Cover, "https://a.example/c.jpg", None));
    assert_eq!((found.len(), found[0].rule.id(), asked), (1, "live-redirects", 11));
    assert!(found[0].message.starts_with("at least 11 redirects"), "{}", found[0].message);
}

#[test]
fn a_show_makes_a_rule_milder_or_stricter() {
    let breach = || {
        let (found, _) = judged(&fine, &|look| {
            let read = Ok(LiveFeed::default());
            judge_feed(look, &FeedQuestion { address: FEED, read: Some(&read), build: None, is_public: false });
        });
        assert_eq!(found.len(), 1);
        found.into_iter().next().unwrap()
    };
    let level = |change: fn(&mut crate::model::settings::check_settings::CheckSettings)| {
        let mut catalog = crate::check::testing::show();
        change(&mut catalog.show_mut().checks);
        finding(Some(&catalog), breach()).map(|found| found.finding.level)
    };
    assert_eq!(level(|_| {}), Some(Level::Warning));
    assert_eq!(level(|checks| checks.allow.push(crate::check::testing::mention("live-self-link"))), None);
    assert_eq!(level(|checks| checks.deny.push(crate::check::testing::mention("live-self-link"))), Some(Level::Error));
}

#[test]
fn a_recording_takes_six_requests_and_the_next_of_the_same_server_five() {
    let item = |name: &str| LiveItem {
        recording: Some(LiveFile {
            url: format!("https://a.example/{name}.mp3"),
            media_type: "audio/mpeg".to_owned(),
            length: "1000".to_owned(),
        }),
        ..LiveItem::default()
    };
    let server = |request: &WebRequest| {
        let range = request.headers.iter().find(|(name, _)| *name == "range").map_or("", |(_, value)| value);
        let part = match range.trim_start_matches("bytes=") {
            "0-1" => (0, 1),
            "500-999" => (500, 999),
            "-1000" => (0, 999),
            "1000-" => return Ok(answer(416, &[("content-range", "bytes */1000")])),
            _ => {
                let whole = [("content-type", "audio/mpeg"), ("content-length", "1000"), ("etag", "\"1\"")];
                return Ok(WebAnswer { body: b"\xFF\xFB\x90\x64".to_vec(), ..answer(200, &whole) });
            }
        };
        let range = format!("bytes {}-{}/1000", part.0, part.1);
        let body = vec![0; part.1 - part.0 + 1];
        Ok(WebAnswer { body, ..answer(206, &[("content-range", &range), ("access-control-allow-origin", "*")]) })
    };
    let (one, two) = (item("one"), item("two"));
    assert_eq!(judged(&server, &|look| judge_item(look, &one, None, Thoroughness::OneForm)), (Vec::new(), 6));
    let both = |look: &mut Look<'_>| {
        judge_item(look, &one, None, Thoroughness::OneForm);
        judge_item(look, &two, None, Thoroughness::OneForm);
    };
    assert_eq!(judged(&server, &both), (Vec::new(), 11));
    assert_eq!(ByteCount::new(PART), ByteCount::kibibytes(64));
}

#[test]
fn a_picture_of_several_episodes_is_judged_once_and_the_covers_own_not_at_all() {
    let item = |picture: &str| LiveItem { picture: Some(format!("https://a.example/{picture}")), ..LiveItem::default() };
    let server = |request: &WebRequest| {
        Ok(if request.url.ends_with("/missing.jpg") { answer(404, &[]) } else { panic!("{request} was asked for") })
    };
    let (found, asked) = judged(&server, &|look| {
        look.judged.leave_out("https://a.example/cover.jpg");
        for picture in ["cover.jpg", "missing.jpg", "missing.jpg"] {
            judge_item(look, &item(picture), None, Thoroughness::OneForm);
        }
    });
    assert_eq!((found.len(), asked), (1, 1), "{found:?}");
    assert!(found[0].message.contains("where the episode's picture should be"), "{}", found[0].message);
}

#[test]
fn a_redirect_with_a_password_is_not_followed_and_not_told() {
    let server = |_: &WebRequest| Ok(answer(301, &[("location", "https://user:secret@b.example/c.jpg")]));
    let (found, asked) = judged(&server, &|look| judge_art(look, HeadOf::Cover, "https://a.example/c.jpg", None));
    assert_eq!((found.len(), asked, found[0].rule.id()), (1, 1, "live-redirects"));
    assert!(found[0].message.contains("user name or password"), "{}", found[0].message);
    assert!(!format!("{found:?}").contains("secret"), "{found:?}");
}

#[test]
fn an_answer_that_fails_after_the_first_one_is_told() {
    let file =
        LiveFile { url: "https://a.example/m.mp3".to_owned(), media_type: "audio/mpeg".to_owned(), length: "1000".to_owned() };
    let item = LiveItem { recording: Some(file), ..LiveItem::default() };
    let whole = || WebAnswer {
        body: b"\xFF\xFB\x90\x64".to_vec(),
        ..answer(200, &[("content-type", "audio/mpeg"), ("content-length", "1000")])
    };
    let server = |request: &WebRequest| match request.headers.iter().find(|(name, _)| *name == "range") {
        Some((_, range)) if range == "bytes=0-1" => Err(WebFailure::TooSlow),
        _ => Ok(whole()),
    };
    let (found, _) = judged(&server, &|look| judge_item(look, &item, None, Thoroughness::OneForm));
    let told: Vec<_> = found.iter().map(|breach| (breach.rule.id(), breach.message.clone())).collect();
    assert_eq!(told, [("live-unreachable", WebFailure::TooSlow.to_string())]);
    let again = |request: &WebRequest| if request.turn == 1 { Err(WebFailure::TooSlow) } else { fine(request) };
    assert!(of_feed(&again).contains(&("live-unreachable", Level::Error)), "{:?}", of_feed(&again));
}

#[test]
fn what_a_server_says_at_length_is_cut() {
    let long = "é".repeat(5000);
    let server = |_: &WebRequest| Ok(answer(301, &[("location", &format!("mailto:{long}"))]));
    let (found, _) = judged(&server, &|look| judge_art(look, HeadOf::Cover, "https://a.example/c.jpg", None));
    assert_eq!((found.len(), found[0].message.chars().count()), (1, 1001));
}

#[test]
fn of_many_transcripts_eight_are_read() {
    let file = |number| LiveFile {
        url: format!("https://a.example/{number}.vtt"),
        media_type: "text/vtt".to_owned(),
        length: String::new(),
    };
    let item = LiveItem { transcripts: (0..100).map(file).collect(), ..LiveItem::default() };
    let (_, asked) = judged(&|_| Ok(answer(404, &[])), &|look| judge_item(look, &item, None, Thoroughness::EveryByte));
    assert_eq!(asked, 8);
}
