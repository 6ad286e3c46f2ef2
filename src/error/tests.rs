use std::io::ErrorKind;

use super::*;
use crate::output::apply::WriteError;
use crate::output::plan::Foreign;
use crate::world::clock::TimeError;
use crate::world::replace::ReplaceError;

#[test]
fn says_what_where_why_and_the_way_out() {
    let error = Error::Disk { step: "write", path: "feed/feed.xml".into(), source: std::io::Error::from_raw_os_error(28) };
    assert_eq!(
        error.lines(),
        "error: cannot write `feed/feed.xml`\n  because: no space left on device\n\
         hint: make room on the disk, and try again; nothing was harmed"
    );
    assert_eq!(error.exit(), Exit::Work);
}

fn refused() -> std::io::Error {
    ErrorKind::PermissionDenied.into()
}

const PERMISSION: &str = "give yourself permission to write there, and try again";

#[test]
fn each_cause_stands_below_what_it_kept_from_being_done() {
    let usage = || Error::Usage { message: "no".to_owned(), help: "yes".to_owned() };
    let studio = || Error::Studio { message: "no".to_owned(), help: None, source: Some(Box::new(refused())) };
    let file = "feed/a.html".parse().unwrap();
    for (error, exit, lines) in [
        (usage(), Exit::Usage, "error: no\nhint: yes".to_owned()),
        (
            Error::Input(refused()),
            Exit::Work,
            format!("error: cannot read the notes from standard input\n  because: permission denied\nhint: {PERMISSION}"),
        ),
        (
            Error::Clock(TimeError::TooEarly),
            Exit::Work,
            "error: this computer's clock is wrong: it shows a time before 2020\nhint: set the clock, or give the time with `--now`"
                .to_owned(),
        ),
        (
            Error::Seal(SealError::IncompleteShow),
            Exit::Work,
            "error: cannot make `feed/`\n  because: `podcast.yaml` lacks what a feed cannot be without".to_owned(),
        ),
        (
            Error::Render { what: "index.html".to_owned(), source: "no".into() },
            Exit::Work,
            "error: cannot make `index.html`\n  because: no".to_owned(),
        ),
        (
            Error::Publish(crate::publish::publish_error::PublishError::Clock),
            Exit::Work,
            "error: clock: this computer's clock differs from the target's by more than a quarter of an hour\n\
             hint: set this computer's clock"
                .to_owned(),
        ),
        (
            Error::Disagreement("a title".to_owned()),
            Exit::Work,
            "error: the new feed does not read back as it was written, so the old one stays: a title\n\
             hint: this is a fault of podwright: report it with your podcast.yaml"
                .to_owned(),
        ),
        (
            Error::Preview { step: "watch the show", source: Box::new(refused()) },
            Exit::Work,
            format!("error: cannot watch the show\n  because: permission denied\nhint: {PERMISSION}"),
        ),
        (studio(), Exit::Work, format!("error: no\n  because: permission denied\nhint: {PERMISSION}")),
        (
            Error::Replace(ReplaceError::Changed { path: "a.mp3".into() }),
            Exit::Work,
            "error: `a.mp3` was changed by another program meanwhile; run podwright again".to_owned(),
        ),
        (
            Error::Recording { message: "`a.wav` is silent".to_owned(), help: Some("export it again".to_owned()) },
            Exit::Faults,
            "error: `a.wav` is silent\nhint: export it again".to_owned(),
        ),
        (
            Error::Foreign(Foreign(vec![file])),
            Exit::Work,
            format!(
                "error: {}\nhint: move the file elsewhere, or delete it, and build again",
                Foreign(vec!["feed/a.html".parse().unwrap()])
            ),
        ),
        (
            Error::Apply(WriteError { step: "remove", path: "feed/a.html".into(), source: refused() }),
            Exit::Work,
            format!("error: cannot remove `feed/a.html`\n  because: permission denied\nhint: {PERMISSION}"),
        ),
    ] {
        assert_eq!((error.exit(), error.lines()), (exit, lines));
    }
}
