//! The engine as another program uses it: each step takes the one before it, and what is refused changes nothing.

use std::fs;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::engine::{CheckedShow, Consent, Difference, Error, Mode, NoProgress, RealDisk, Reason, Show};
use podwright::feed::serialised_on_this_thread;
use podwright::model::time::moment::Moment;

use crate::support::TestShow;
use crate::support::show::assert_same_files;

const EPISODE: &str = "episodes/words-we-use/episode.yaml";
const RECORDING: &str = "episodes/words-we-use/audio.mp3";

fn now() -> Moment {
    "2023-01-01T00:00:00Z".parse().unwrap()
}

fn root(show: &TestShow) -> Utf8PathBuf {
    Utf8PathBuf::from_path_buf(show.path("")).unwrap()
}

fn open(root: &Utf8Path) -> Show {
    Show::open(Arc::new(RealDisk), root, &NoProgress).unwrap()
}

fn checked(show: &TestShow) -> CheckedShow {
    open(&root(show)).check(&Consent::default(), now())
}

fn retitle(show: &TestShow) {
    show.edit(EPISODE, "title: Words we use", "title: Words that we use");
}

#[test]
fn a_show_with_a_fault_is_refused_with_its_report_and_can_still_be_previewed() {
    let show = TestShow::series();
    show.edit(EPISODE, "transcript.vtt", "transkript.vtt");
    let before = show.files();
    let checked = checked(&show);
    let preview = checked.preview(now()).unwrap();
    assert_eq!(preview.view.episodes.len(), 6);
    let refusal = checked.clear(Mode::Write).err().unwrap();
    assert_eq!(*refusal.reason(), Reason::Faults);
    assert!(!refusal.show().report().findings.is_empty());
    assert!(matches!(Error::from(refusal), Error::Faults { count: 1.. }));
    assert_same_files(&before, &show.files());
}

#[test]
fn comparing_writes_nothing_and_lists_what_a_build_would_change() {
    let show = TestShow::series();
    retitle(&show);
    let before = show.files();
    let mut release = checked(&show).clear(Mode::Compare).unwrap().tag(&NoProgress).unwrap().seal(now()).unwrap();
    let differences = release.differences().unwrap();
    assert!(differences.contains(&Difference::Tags("words-we-use".parse().unwrap())), "{differences:?}");
    assert!(differences.iter().any(|one| matches!(one, Difference::Lock(_))), "{differences:?}");
    assert!(differences.iter().any(|one| matches!(one, Difference::File { .. })), "{differences:?}");
    assert!(release.write(&NoProgress).unwrap().is_nothing());
    assert_same_files(&before, &show.files());
}

#[test]
fn a_locked_build_refuses_stale_tags_and_then_a_stale_lock() {
    let show = TestShow::series();
    retitle(&show);
    let before = show.files();
    let refusal = checked(&show).clear(Mode::Locked).err().unwrap();
    assert_eq!(*refusal.reason(), Reason::StaleTags(vec!["words-we-use".parse().unwrap()]));
    assert_same_files(&before, &show.files());
    assert_eq!(open(&root(&show)).tag(&NoProgress).unwrap().count, 1);
    let sealed = checked(&show).clear(Mode::Locked).unwrap().tag(&NoProgress).unwrap().seal(now());
    assert!(matches!(sealed.err(), Some(Error::StaleLock(_))));
}

/// A recording stays open from planning to tagging; by then another one may stand in its place.
#[test]
fn a_recording_that_was_exchanged_after_it_was_planned_is_left_alone() {
    let show = TestShow::series();
    retitle(&show);
    let cleared = checked(&show).clear(Mode::Write).unwrap();
    let other = [show.read(RECORDING), vec![0; 64]].concat();
    fs::write(show.path("other.mp3"), &other).unwrap();
    fs::rename(show.path("other.mp3"), show.path(RECORDING)).unwrap();
    assert!(matches!(cleared.tag(&NoProgress).err(), Some(Error::Tag { .. })));
    assert_eq!(show.read(RECORDING), other);
}

/// The rule on its size, the second reader and the disk get the same bytes, also where tagging changes a recording's length in between.
#[test]
fn a_build_serialises_the_feed_once() {
    let show = TestShow::series();
    for title in ["Words we use", "Words that we use, explained in many more words than before"] {
        show.edit(EPISODE, "title: Words we use", &format!("title: {title}"));
        let before = serialised_on_this_thread();
        let tagged = checked(&show).clear(Mode::Write).unwrap().tag(&NoProgress).unwrap();
        let tags = tagged.count();
        tagged.seal(now()).unwrap().write(&NoProgress).unwrap();
        assert_eq!(serialised_on_this_thread() - before, 1, "{title}");
        assert_eq!(tags, usize::from(title != "Words we use"));
        let length = format!("length=\"{}\"", show.read(RECORDING).len());
        assert!(show.text("feed/feed.xml").contains(&length), "{title}: the length after tagging");
    }
}
