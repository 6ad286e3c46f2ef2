use crate::catalog::{AudioState, Catalog};
use crate::check::testing::{check, expect, locked, path};
use crate::model::fault::{Fault, FaultKind};
use crate::model::identity::digest::Sha256;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::place::{FilePosition, Place};

const DOOR: &str = "episodes/door/episode.yaml";

/// Publishes the good show, then changes it.
#[track_caller]
fn published(expected: &[&str], change: impl FnOnce(&mut Catalog)) {
    expect(expected, |catalog| {
        catalog.lock = Some(locked(catalog));
        change(catalog);
    });
}

#[test]
fn what_did_not_change_is_fine() {
    published(&[], |_| {});
    published(&[], |catalog| catalog.episodes[0].episode.title = "Another title".parse().unwrap());
}

#[test]
fn an_identity_a_date_and_an_address_stay() {
    published(&[&format!("guid-changed {DOOR} guid")], |catalog| {
        catalog.episodes[0].episode.guid = "another".parse().unwrap();
    });
    published(&[&format!("date-moved {DOOR} date")], |catalog| {
        catalog.episodes[0].episode.date = "2022-06-30T07:00:00Z".parse().unwrap();
    });
    published(&[], |catalog| catalog.episodes[0].episode.date = "2022-07-01T06:00:00Z".parse().unwrap());
    published(&["show-guid-changed podcast.yaml guid"], |catalog| {
        catalog.show_mut().guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810".parse().unwrap();
    });
}

#[test]
fn a_show_that_moves_is_told_once_and_not_for_every_file() {
    published(&["feed-url-changed podcast.yaml url"], |catalog| {
        catalog.show_mut().url = "https://example.org/tales/".parse().unwrap();
    });
}

#[test]
fn audio_keeps_its_address_and_its_sound() {
    published(&["enclosure-url-changed episodes/door/audio.mp3"], |catalog| {
        let facts = catalog.facts_mut(0);
        (facts.container, facts.codec) = (Container::Mp4, Codec::AacLc);
    });
    // CI often has the facts alone.
    published(&[&format!("enclosure-url-changed {DOOR} audio")], |catalog| {
        let mut facts = Box::new(catalog.facts_mut(0).clone());
        (facts.container, facts.codec) = (Container::Mp4, Codec::AacLc);
        catalog.episodes[0].audio = AudioState::Locked { path: None, facts, faults: Vec::new() };
    });
    // The folder was renamed: the guid tells which episode it was.
    published(&["enclosure-url-changed episodes/hatch/episode.yaml guid"], |catalog| {
        let entry = &mut catalog.episodes[0];
        entry.episode.slug = "hatch".parse().unwrap();
        entry.episode.folder = path("episodes/hatch");
    });
    published(&["audio-replaced episodes/door/audio.mp3"], |catalog| {
        catalog.facts_mut(0).audio_sha256 = Sha256::of(b"another take");
    });
    // New tags are no new sound.
    published(&[], |catalog| catalog.facts_mut(0).sha256 = Sha256::of(b"other tags"));
}

#[test]
fn a_published_episode_stays() {
    published(&["episode-removed podcast.lock episodes.7d1a9c52-0000-4000-8000-000000000003"], |catalog| {
        catalog.episodes.truncate(2);
    });
    published(&["episode-removed episodes/wall/episode.yaml draft"], |catalog| catalog.episodes[2].episode.draft = true);
}

#[test]
fn an_episode_that_cannot_be_read_is_not_gone() {
    let fault = |kind, file: &str| Fault {
        kind,
        place: Place { file: file.into(), position: FilePosition::LineColumn { line: 1, column: 1 } },
        message: "found so".to_owned(),
        help: "mend it".to_owned(),
    };
    for (kind, file) in
        [(FaultKind::InvalidYaml, "episodes/wall/episode.yaml"), (FaultKind::BadSlug, "episodes/The Wall/episode.yaml")]
    {
        let report = check(|catalog| {
            catalog.lock = Some(locked(catalog));
            catalog.episodes.truncate(2);
            catalog.faults.push(fault(kind, file));
        });
        assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    }
}

#[test]
fn two_episodes_with_one_guid_are_told_as_that_alone() {
    published(&["duplicate-guid episodes/gate/episode.yaml guid"], |catalog| {
        catalog.episodes[1].episode.guid = catalog.episodes[0].episode.guid.clone();
        let lock = catalog.lock.as_mut().unwrap();
        lock.episodes.retain(|_, locked| locked.slug.as_str() != "gate");
    });
}

#[test]
fn what_nobody_saw_yet_may_change() {
    let future = "2022-09-01T07:00:00Z";
    expect(&["future-date episodes/wall/episode.yaml date"], |catalog| {
        catalog.episodes[2].episode.date = future.parse().unwrap();
        catalog.lock = Some(locked(catalog));
        let episode = &mut catalog.episodes[2].episode;
        (episode.guid, episode.date) = ("another".parse().unwrap(), "2022-10-01T07:00:00Z".parse().unwrap());
        catalog.facts_mut(2).audio_sha256 = Sha256::of(b"another take");
    });
    expect(&[], |catalog| {
        catalog.episodes[2].episode.date = future.parse().unwrap();
        catalog.lock = Some(locked(catalog));
        catalog.episodes.truncate(2);
    });
}

#[test]
fn the_message_says_what_subscribers_would_see_and_the_help_what_to_write() {
    let report = check(|catalog| {
        catalog.lock = Some(locked(catalog));
        catalog.episodes[0].episode.guid = "another".parse().unwrap();
    });
    let finding = &report.findings[0];
    assert_eq!(finding.message, "the guid was `7d1a9c52-0000-4000-8000-000000000001` when the episode was published");
    assert!(finding.help.starts_with("write `guid: 7d1a9c52-0000-4000-8000-000000000001`; with another"), "{}", finding.help);
}
