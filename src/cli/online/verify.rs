//! `podwright verify [FEED]`: the live site, asked as apps ask it.

use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;

use crate::check::live::SampleSize;
use crate::check::live::live_report::LiveReport;
use crate::check::rule::Rule;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::display::sanitized::Sanitized;
use crate::engine::{Catalog, ShowBuild, VerifyOptions, record_online, verify};
use crate::error::{Error, Exit};
use crate::layout::output::Output;
use crate::model::settings::level::Level;
use crate::model::show::Show;
use crate::model::web::http_url::{HttpUrl, HttpUrlError};
use crate::model::web::placeholder_address::{is_example, is_placeholder};
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::WebRequest;
use crate::report::live;

/// How long each answer may take, where nobody says it: the `30s` of `--timeout`.
pub(in crate::cli) const PATIENCE: Duration = Duration::from_secs(30);
/// How many requests are under way at once, where nobody says it.
pub(in crate::cli) const JOBS: u8 = 8;
/// The longest that an answer may take.
const PATIENCE_MAX: Duration = Duration::from_mins(10);

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright verify\n  podwright verify --all\n  podwright verify https://example.org/my-show/feed.xml --format json"
)]
pub(in crate::cli) struct Arguments {
    /// The address of any feed; else that of the show, which is then compared with its last build
    #[arg(value_name = "FEED", value_parser = feed_address)]
    address: Option<HttpUrl>,
    /// How many episodes to ask about: the newest two, the oldest, and others
    #[arg(long, value_name = "N", default_value_t = 5, conflicts_with = "all")]
    sample: usize,
    /// Ask about every episode, and read every byte of its recording
    #[arg(long)]
    all: bool,
    /// Show only what breaks this rule; can be given more than once
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    only: Vec<Rule>,
    /// Compare FEED with the last build of the show here, such as before its address is changed
    #[arg(long, requires = "address")]
    against_build: bool,
    /// Do not note in podcast.lock which episodes are online
    #[arg(long)]
    no_record: bool,
    /// How long each answer may take, such as 30s or 2m
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = patience)]
    timeout: Duration,
    /// How many requests are under way at once; one server never gets more than two
    #[arg(long, value_name = "N", default_value_t = JOBS, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
}

/// Runs `verify`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let counter = session.request_counter();
    let (is_verbose, console) = (session.global.verbose, session.world.console.clone());
    let tell = |request: &WebRequest, answer: &Result<WebAnswer, WebFailure>| {
        counter.answered();
        if is_verbose {
            console.say(&Sanitized(&line(request, answer)).to_string());
        }
    };
    let sample = if arguments.all { SampleSize::All } else { SampleSize::Some(arguments.sample) };
    let (patience, jobs) = (arguments.timeout, usize::from(arguments.jobs));
    let options = |feed| VerifyOptions { feed, sample, changed: &[], patience, jobs, tell: &tell };
    let network = Arc::clone(&session.world.network);
    let (mut report, noted) = match &arguments.address {
        Some(feed) if !arguments.against_build => (verify(network.as_ref(), &options(feed.as_str()), None, None)?, None),
        given => {
            let root = session.show_folder()?;
            let opened = session.open(&root)?;
            let catalog = opened.catalog();
            let show = show_of(catalog)?;
            let feed = match given {
                Some(feed) => feed.clone(),
                None => address_of(show)?,
            };
            let build = ShowBuild::read(Arc::clone(&session.world.disk), &root, catalog, show)?;
            let noted = (given.is_none() && !arguments.no_record).then(|| (root, show.url.as_url().clone()));
            (verify(network.as_ref(), &options(feed.as_str()), Some(catalog), Some(build))?, noted)
        }
    };
    drop(counter);
    if !arguments.only.is_empty() {
        report.findings.retain(|found| arguments.only.contains(&found.finding.rule));
    }
    let text = text_of(session, &report);
    session.print(&text)?;
    if let Some((root, url)) = noted {
        note_online(session, &root, &url, &report);
    }
    let is_faulty = report.findings.iter().any(|found| found.finding.level == Level::Error);
    Ok(if is_faulty { Exit::Faults } else { Exit::Fine })
}

/// Notes in podcast.lock what was seen online, but in CI, and for an address that no subscriber can have. What was found is told all the same where that
/// fails.
pub(in crate::cli) fn note_online(session: &mut Session, root: &Utf8Path, url: &HttpUrl, report: &LiveReport) {
    if session.world.environment.is_ci || is_placeholder(url) {
        return;
    }
    match record_online(session.world.disk.as_ref(), root, &report.seen) {
        Ok(0) => {}
        Ok(1) => session.say("noted in podcast.lock that 1 episode is online: commit it"),
        Ok(count) => session.say(&format!("noted in podcast.lock that {count} episodes are online: commit it")),
        Err(error) => session.world.console.say(&format!("warning: podcast.lock does not have what is online: {error}")),
    }
}

fn text_of(session: &Session, report: &LiveReport) -> String {
    match session.global.format {
        OutputFormat::Human => live::human(report, session.paint()),
        OutputFormat::Json => live::json(report),
        OutputFormat::Github => live::github(report),
        OutputFormat::Sarif => live::sarif(report),
    }
}

/// What podcast.yaml says.
fn show_of(catalog: &Catalog) -> Result<&Show, Error> {
    catalog.show.as_ref().ok_or_else(|| Error::Usage {
        message: "podcast.yaml has faults, so the address of the show is not known".to_owned(),
        help: "run `podwright check`, or name the address of the feed".to_owned(),
    })
}

/// The feed's address, unless it stands for one that is still to come.
fn address_of(show: &Show) -> Result<HttpUrl, Error> {
    let address = Output::feed(show).url(show);
    if is_example(show.url.as_url()) {
        return Err(Error::Usage {
            message: format!("`url:` in podcast.yaml is still a placeholder, so nothing is at `{address}`"),
            help: "write the real address into podcast.yaml, or name the address of the feed".to_owned(),
        });
    }
    Ok(address)
}

/// A request and its answer in one line.
fn line(request: &WebRequest, answer: &Result<WebAnswer, WebFailure>) -> String {
    match answer {
        Ok(answer) => format!("{} {request}", answer.status),
        Err(failure) => format!("--- {request}: {failure}"),
    }
}

fn feed_address(text: &str) -> Result<HttpUrl, String> {
    text.parse().map_err(|error| match error {
        HttpUrlError::Credentials => "podwright does not use addresses with a password: apps cannot either".to_owned(),
        HttpUrlError::Unreadable { .. } | HttpUrlError::Scheme { .. } => {
            "that is not a full web address: begin with https://".to_owned()
        }
        other => other.to_string(),
    })
}

fn patience(text: &str) -> Result<Duration, String> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let count: u64 = number.parse().map_err(|_| "write a time such as `30s`, `500ms` or `2m`".to_owned())?;
    let patience = match &text[number.len()..] {
        "ms" => Duration::from_millis(count),
        "" | "s" => Duration::from_secs(count),
        "m" => Duration::from_secs(count.saturating_mul(60)),
        _ => return Err("write a time such as `30s`, `500ms` or `2m`".to_owned()),
    };
    if patience.is_zero() || patience > PATIENCE_MAX {
        return Err("an answer may take between 1 ms and 10 minutes".to_owned());
    }
    Ok(patience)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units_and_bounds() {
        assert_eq!(patience("30s"), Ok(Duration::from_secs(30)));
        assert_eq!(patience("30s"), Ok(PATIENCE));
        assert_eq!(patience("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(patience("2m"), Ok(Duration::from_mins(2)));
        assert_eq!(patience("7"), Ok(Duration::from_secs(7)));
        for refused in ["0s", "11m", "1h", "", "s", "-1s", "18446744073709551615m"] {
            assert!(patience(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn only_addresses_that_apps_can_use_are_asked() {
        let read = |text| feed_address(text).map(|url| url.to_string());
        assert_eq!(read("https://example.org/feed.xml").as_deref(), Ok("https://example.org/feed.xml"));
        assert_eq!(read("https://bücher.example/rss").as_deref(), Ok("https://xn--bcher-kva.example/rss"));
        for (refused, why) in [
            ("example.org/feed.xml", "begin with https://"),
            ("ftp://example.org/", "begin with https://"),
            ("feed/feed.xml", "begin with https://"),
            ("https://a:b@example.org/", "with a password"),
            ("https://@example.org/", "with a password"),
            ("https://example.org/my feed.xml", "percent-encoded"),
        ] {
            assert!(read(refused).is_err_and(|told| told.contains(why)), "{refused}");
        }
    }
}
