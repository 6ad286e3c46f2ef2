use crate::catalog::{AudioState, Catalog};
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::check::testing::{check, expect, locked, path, show};
use crate::lock::Accepted;
use crate::model::fault::{Fault, FaultKind};
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::ShowGuid;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::settings::level::Level;
use crate::model::time::build_time::{BuildTime, ClockSource};
use crate::model::time::moment::Moment;

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
fn a_feed_that_is_called_otherwise_is_told_once_with_its_old_name() {
    let renamed = |old: &str, new: &str| {
        let report = check(|catalog| {
            catalog.show_mut().feed_file = old.parse().unwrap();
            catalog.show_mut().guid = ShowGuid::of_feed(&format!("https://example.org/show/{new}"));
            catalog.lock = Some(locked(catalog));
            catalog.show_mut().feed_file = new.parse().unwrap();
        });
        assert_eq!(report.findings.len(), 1, "{old} to {new}: {:?}", report.findings);
        let finding = &report.findings[0];
        assert_eq!(
            (finding.rule.id(), &finding.place.position),
            ("feed-url-changed", &FilePosition::Value(KeyPath::key("feed_file")))
        );
        assert!(
            finding.help.contains(&format!("write `feed_file: {old}`; if the new name is meant, redirect")),
            "{}",
            finding.help
        );
        assert!(finding.help.contains("`--accept feed-url-changed`"), "{}", finding.help);
    };
    renamed("feed.xml", "rss");
    renamed("rss", "feed.xml");
    renamed("feed/index.xml", "podcast.rss");
    // An old name that ends in the new one.
    renamed("feed/feed.xml", "feed.xml");
    renamed("my-feed.xml", "feed.xml");
    // Under another name, a show that moves is told as every other one.
    published(&["feed-url-changed podcast.yaml url"], |catalog| {
        catalog.show_mut().feed_file = "rss".parse().unwrap();
        catalog.lock = Some(locked(catalog));
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
    published(&[&format!("enclosure-url-changed {DOOR} audio"), "missing-recordings podcast.yaml"], |catalog| {
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

/// The good show with a lock that lists these episodes as out, at a time when all of them are still to come.
fn held_back(out: &[usize], change: impl FnOnce(&mut Catalog)) -> Vec<String> {
    let report = check_at("2022-06-01T00:00:00Z", |catalog| {
        let mut lock = locked(catalog);
        lock.out = out.iter().map(|index| catalog.episodes[*index].episode.guid.clone()).collect();
        catalog.lock = Some(lock);
        change(catalog);
    });
    let history = report.findings.iter().filter(|finding| matches!(finding.rule, Rule::History(_)));
    history.map(|finding| format!("{} {}", finding.rule, finding.place.file)).collect()
}

fn check_at(now: &str, change: impl FnOnce(&mut Catalog)) -> Report {
    let mut catalog = show();
    change(&mut catalog);
    crate::check::report_on(&catalog, &Consent::default(), now.parse::<Moment>().unwrap())
}

#[test]
fn a_clock_that_is_behind_takes_nothing_out_and_nobody_can_accept_that() {
    let clock = |file: &str| format!("episode-removed {file}");
    assert_eq!(held_back(&[], |_| {}), [""; 0]);
    assert_eq!(held_back(&[0], |_| {}), [clock(DOOR)]);
    let listed_by_a_feed = held_back(&[], |catalog| {
        catalog.replaced = Some(locked(catalog));
        catalog.replaced.as_mut().unwrap().episodes.retain(|_, locked| locked.slug.as_str() == "door");
    });
    assert_eq!(listed_by_a_feed, [clock(DOOR)]);
    let mut catalog = show();
    let mut lock = locked(&catalog);
    lock.out = lock.episodes.keys().cloned().collect();
    catalog.lock = Some(lock);
    let rule: Rule = "episode-removed".parse().unwrap();
    let consent = Consent {
        accept: vec!["episode-removed".parse().unwrap()],
        allow: vec![rule],
        warn: vec![rule],
        deny: Vec::new(),
        without_media: false,
    };
    let time = BuildTime { now: Moment::first(), clock: ClockSource::SourceDateEpoch };
    let report = crate::check::report_on(&catalog, &consent, time);
    let errors: Vec<_> = report.findings.iter().filter(|finding| finding.level == Level::Error).collect();
    assert_eq!((errors.len(), report.accepted.len()), (3, 0), "{errors:?}");
    assert_eq!(
        errors[0].message,
        "`SOURCE_DATE_EPOCH` says that it is 1970-01-01T00:00:00Z: that would take the published episode \"The door\" out of the feed"
    );
    assert_eq!(
        errors[0].help,
        "unset `SOURCE_DATE_EPOCH`, or give the right time with `--now`; if the episode was never online, run `podwright build --forget door`"
    );
}

#[test]
fn an_older_feed_proves_nothing_about_what_was_accepted_since() {
    let removed = |accepted: bool| {
        held_back(&[], |catalog| {
            catalog.replaced = Some(locked(catalog));
            let lock = catalog.lock.as_mut().unwrap();
            lock.episodes.clear();
            if accepted {
                lock.accepted.extend(["door", "gate", "wall"].map(|slug| Accepted {
                    date: chrono::NaiveDate::default(),
                    rule: "episode-removed".to_owned(),
                    episode: slug.parse().ok(),
                    change: String::new(),
                }));
            }
            catalog.episodes.clear();
        })
    };
    assert_eq!(removed(false), ["episode-removed podcast.yaml"; 3]);
    assert_eq!(removed(true), [""; 0]);
}

#[test]
fn a_guid_that_was_out_and_of_which_nothing_else_is_known_is_missed() {
    let found = held_back(&[], |catalog| {
        catalog.lock.as_mut().unwrap().out.insert("lost".parse().unwrap());
    });
    assert_eq!(found, ["episode-removed podcast.lock"]);
}

#[test]
fn each_help_offers_to_forget_what_is_not_known_to_be_online() {
    let help = |online: bool| {
        let report = check(|catalog| {
            let mut lock = locked(catalog);
            if online {
                lock.online = lock.episodes.keys().cloned().collect();
            }
            catalog.lock = Some(lock);
            catalog.show_mut().guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810".parse().unwrap();
            catalog.show_mut().url = "https://example.org/tales/".parse().unwrap();
            catalog.episodes[0].episode.guid = "another".parse().unwrap();
            catalog.episodes[1].episode.date = "2022-06-30T07:00:00Z".parse().unwrap();
            catalog.facts_mut(1).audio_sha256 = Sha256::of(b"another take");
            catalog.episodes[2].episode.draft = true;
        });
        report.findings.iter().filter(|finding| finding.help.contains("--forget ")).count()
    };
    assert_eq!((help(false), help(true)), (6, 0));
}

#[test]
fn only_a_placeholder_gives_way_and_only_to_a_real_address() {
    let to = |from: &str, to: &str| {
        let report = check(|catalog| {
            catalog.show_mut().url = from.parse().unwrap();
            catalog.lock = Some(locked(catalog));
            catalog.show_mut().url = to.parse().unwrap();
        });
        report.findings.iter().filter(|finding| matches!(finding.rule, Rule::History(_))).count()
    };
    assert_eq!(to("https://example.org/show/", "https://tales.fm/"), 0);
    assert_eq!(to("http://localhost:8000/", "https://tales.fm/"), 0);
    assert_eq!(to("https://example.org/show/", "https://example.com/show/"), 1);
    assert_eq!(to("https://tales.fm/", "https://example.org/show/"), 1);
    assert_eq!(to("https://tales.fm/", "https://tales.fm/a/"), 1);
}

#[test]
fn nothing_to_compare_with_is_worth_a_note_where_somebody_could_be_subscribed() {
    let note = |change: &dyn Fn(&mut Catalog)| {
        let report = check(|catalog| {
            catalog.show_mut().url = "https://tales.fm/".parse().unwrap();
            change(catalog);
        });
        report.findings.iter().filter(|finding| finding.rule.id() == "no-history").count()
    };
    assert_eq!(note(&|_| {}), 1);
    assert_eq!(note(&|catalog| catalog.show_mut().url = "https://example.org/".parse().unwrap()), 0);
    assert_eq!(note(&|catalog| catalog.lock = Some(locked(catalog))), 0);
    assert_eq!(note(&|catalog| catalog.replaced = Some(locked(catalog))), 0);
    assert_eq!(note(&|catalog| catalog.episodes.iter_mut().for_each(|entry| entry.episode.draft = true)), 0);
    assert_eq!(
        note(&|catalog| {
            catalog.lock = Some(locked(catalog));
            catalog.no_history = Some("nobody answers".to_owned());
        }),
        1
    );
}
