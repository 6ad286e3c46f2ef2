use crate::catalog::Catalog;
use crate::check::testing::{check, expect, locked, text};
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::time::moment::Moment;

const DOOR: &str = "episodes/door/episode.yaml";

#[track_caller]
fn door(rule: &str, key: &str, break_it: impl FnOnce(&mut crate::model::episode::Episode)) {
    expect(&[&format!("{rule} {DOOR} {key}")], |catalog| break_it(&mut catalog.episodes[0].episode));
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

#[test]
fn titles_stand_for_themselves() {
    door("name-too-long", "title", |episode| episode.title = text(&"a".repeat(256)));
    door("title-repeats-show", "title", |episode| episode.title = text("The door: plain tales"));
    door("title-with-number", "title", |episode| episode.title = text("Episode 1: The door"));
    door("markup-in-plain-text", "title", |episode| episode.title = text("The &quot;door&quot;"));
    expect(&[], |catalog| {
        let episode = &mut catalog.episodes[2].episode;
        episode.title = text("Coming soon: Plain tales");
        episode.kind = EpisodeKind::Trailer;
    });
}

#[test]
fn a_summary_says_more_than_the_title_in_4000_bytes() {
    let long = |bytes: usize| text(&"A door. ".repeat(bytes / 8 + 1)[..bytes]);
    expect(&[], |catalog| catalog.episodes[0].episode.summary = Some(long(3999)));
    door("summary-too-long", "summary", |episode| episode.summary = Some(long(4007)));
    door("useless-summary", "summary", |episode| episode.summary = Some(text("the door.")));
    door("markup-in-plain-text", "summary", |episode| episode.summary = Some(text("A tale of a **door**.")));
}

#[test]
fn notes_fit_and_keep_what_apps_show() {
    // `<p>` and `</p>` count too.
    expect(&[], |catalog| catalog.episodes[0].episode.notes = Some(text(&"a".repeat(3993))));
    door("notes-too-long", "notes", |episode| episode.notes = Some(text(&"a".repeat(3994))));
    door("stripped-html", "notes", |episode| episode.notes = Some(text("See ![a door](https://example.org/door.png)")));
    door("stripped-html", "notes", |episode| episode.notes = Some(text("<table><tr><td>1</td></tr></table>")));
}

#[test]
fn links_of_the_notes_lead_somewhere() {
    door("relative-link", "notes", |episode| episode.notes = Some(text("[The tale](tale.html)")));
    door("bad-link-scheme", "notes", |episode| episode.notes = Some(text("[The tale](ftp://example.org/tale)")));
    door("broken-link", "notes", |episode| episode.notes = Some(text("[The tale](https://exa[mple/)")));
    expect(&[], |catalog| catalog.episodes[0].episode.notes = Some(text("[Write to us](mailto:us@example.org)")));
}

#[test]
fn dates_are_those_of_a_podcast() {
    door("date-before-2000", "date", |episode| episode.date = moment("1999-12-31T23:59:59Z"));
    expect(&[], |catalog| catalog.episodes[0].episode.date = moment("2000-01-01T00:00:00Z"));
    // The last one, so that the numbers still follow the dates.
    expect(&["future-date episodes/wall/episode.yaml date"], |catalog| {
        catalog.episodes[2].episode.date = moment("2022-08-01T00:00:01Z");
    });
    expect(&[], |catalog| catalog.episodes[2].episode.date = moment("2022-08-01T00:00:00Z"));
    expect(&[], |catalog| {
        catalog.episodes[2].episode.date = moment("2030-01-01T00:00:00Z");
        catalog.episodes[2].episode.draft = true;
    });
}

#[test]
fn a_guid_is_made_of_nothing_that_changes() {
    for bad in ["door", "The-Door", "1", "https://example.org/show/episodes/door/"] {
        let bad_guid = bad.parse().unwrap();
        door("derived-guid", "guid", |episode| episode.guid = bad_guid);
        expect(&[], |catalog| {
            catalog.episodes[0].episode.guid = bad.parse().unwrap();
            catalog.lock = Some(locked(catalog));
        });
    }
    expect(&[], |catalog| catalog.episodes[0].episode.guid = "https://elsewhere.example/?p=12".parse().unwrap());
}

#[test]
fn a_guid_belongs_to_one_episode_even_where_one_is_a_draft() {
    let twice = |catalog: &mut Catalog| catalog.episodes[1].episode.guid = catalog.episodes[0].episode.guid.clone();
    expect(&["duplicate-guid episodes/gate/episode.yaml guid"], twice);
    let report = check(|catalog| {
        twice(catalog);
        catalog.episodes[0].episode.kind = EpisodeKind::Trailer;
    });
    assert_eq!(report.findings[0].help, "a trailer needs a guid of its own; `podwright new` makes one");
}

#[test]
fn titles_dates_and_numbers_tell_episodes_apart() {
    expect(&["duplicate-title episodes/gate/episode.yaml title"], |catalog| {
        catalog.episodes[1].episode.title = text("the DOOR");
    });
    expect(&["equal-dates episodes/gate/episode.yaml date"], |catalog| {
        // The same instant, written in another zone.
        catalog.episodes[1].episode.date = moment("2022-07-01T06:00:00Z");
    });
    expect(&["duplicate-number episodes/gate/episode.yaml number", "number-gap episodes/wall/episode.yaml number"], |catalog| {
        catalog.episodes[1].episode.number = catalog.episodes[0].episode.number;
    });
    expect(&["number-gap episodes/wall/episode.yaml number"], |catalog| {
        let bonus = &mut catalog.episodes[1].episode;
        (bonus.kind, bonus.number) = (EpisodeKind::Bonus, 1.try_into().ok());
    });
}

#[test]
fn a_serial_show_has_numbers_without_gaps_in_the_order_of_dates() {
    expect(&["missing-number episodes/wall/episode.yaml number"], |catalog| catalog.episodes[2].episode.number = None);
    expect(&[], |catalog| {
        catalog.show_mut().show_type = crate::model::kind::show_type::ShowType::Episodic;
        catalog.episodes[2].episode.number = None;
    });
    expect(&["number-gap episodes/wall/episode.yaml number"], |catalog| {
        catalog.episodes[2].episode.number = 5.try_into().ok();
    });
    expect(&["number-gap episodes/door/episode.yaml number"], |catalog| {
        for (entry, number) in catalog.episodes.iter_mut().zip(3..) {
            entry.episode.number = number.try_into().ok();
        }
    });
    // A season begins with 1, or goes on from the one before; a show that is no serial may begin anywhere.
    for (number, expected) in [(1, None), (3, None), (2, Some("number-gap episodes/wall/episode.yaml number"))] {
        let broken = |catalog: &mut Catalog| {
            let episode = &mut catalog.episodes[2].episode;
            (episode.season, episode.number) = (2.try_into().ok(), number.try_into().ok());
        };
        expect(&expected.into_iter().collect::<Vec<_>>(), broken);
        expect(&[], |catalog| {
            broken(catalog);
            catalog.show_mut().show_type = crate::model::kind::show_type::ShowType::Episodic;
        });
    }
    expect(&[], |catalog| catalog.episodes[1].episode.draft = true);
    expect(&["numbers-against-dates episodes/wall/episode.yaml date"], |catalog| {
        catalog.episodes[2].episode.date = moment("2022-07-01T08:00:00+01:00");
    });
    expect(&["mixed-seasons episodes/wall/episode.yaml season"], |catalog| catalog.episodes[2].episode.season = None);
    // What a line with a fault would have said is not missing too.
    let report = check(|catalog| {
        let episode = &mut catalog.episodes[1].episode;
        (episode.season, episode.number) = (None, None);
        catalog.faults.push(crate::model::fault::Fault {
            kind: crate::model::fault::FaultKind::WrongType,
            place: crate::model::place::Place {
                file: "episodes/gate/episode.yaml".into(),
                position: crate::model::place::FilePosition::LineColumn { line: 4, column: 1 },
            },
            message: "found so".to_owned(),
            help: "mend it".to_owned(),
        });
    });
    assert_eq!(report.findings.iter().map(|finding| finding.rule.id()).collect::<Vec<_>>(), ["wrong-type"]);
    expect(&[], |catalog| {
        for entry in &mut catalog.episodes {
            entry.episode.season = None;
        }
    });
    expect(&[], |catalog| {
        let second = &mut catalog.episodes[2].episode;
        (second.season, second.number) = (2.try_into().ok(), 1.try_into().ok());
    });
}
