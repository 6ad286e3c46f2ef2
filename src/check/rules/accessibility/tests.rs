use crate::catalog::EasyReadPicture;
use crate::check::testing::{expect, path, text};
use crate::model::media::artwork::{Artwork, EpisodeArtwork, RemoteArtwork};
use crate::model::people::person::{Person, Role};
use crate::model::settings::check_settings::Approval;

const DOOR: &str = "episodes/door/episode.yaml";

#[track_caller]
fn door(rule: &str, key: &str, break_it: impl FnOnce(&mut crate::model::episode::Episode)) {
    expect(&[&format!("{rule} {DOOR} {key}")], |catalog| break_it(&mut catalog.episodes[0].episode));
}

#[test]
fn every_picture_has_words_that_say_what_one_sees() {
    expect(&["missing-alt podcast.yaml artwork"], |catalog| catalog.show_mut().artwork.alt = None);
    expect(&["alt-repeats-title podcast.yaml artwork.alt"], |catalog| {
        catalog.show_mut().artwork.alt = Some(text("plain tales."));
    });
    expect(&["alt-says-picture podcast.yaml artwork.alt"], |catalog| {
        catalog.show_mut().artwork.alt = Some(text("A picture of a red door."));
    });
    expect(&[&format!("missing-alt {DOOR} artwork")], |catalog| {
        let entry = &mut catalog.episodes[0];
        entry.episode.artwork = Some(EpisodeArtwork::File(Artwork { file: path("episodes/door/own.jpg"), alt: None }));
        entry.artwork = Some(crate::check::testing::image(path("episodes/door/own.jpg")));
    });
    // One that is kept elsewhere is shown by apps as well.
    let elsewhere = |alt| {
        let url = "https://old.example.org/one.jpg".parse().unwrap();
        Some(EpisodeArtwork::Elsewhere(RemoteArtwork { url, alt }))
    };
    door("missing-alt", "artwork", |episode| episode.artwork = elsewhere(None));
    door("alt-repeats-title", "artwork.alt", |episode| episode.artwork = elsewhere(Some(episode.title.clone())));
    expect(&[], |catalog| catalog.episodes[0].episode.artwork = elsewhere(Some(text("A red door stands open."))));
    door("missing-alt", "chapters[1]", |episode| episode.chapters.list[1].image = Some(path("episodes/door/key.jpg")));
    door("alt-repeats-title", "chapters[1].alt", |episode| {
        episode.chapters.list[1].image = Some(path("episodes/door/key.jpg"));
        episode.chapters.list[1].alt = Some(text("Middle"));
    });
}

#[test]
fn texts_are_plain_to_eyes_and_ears() {
    door("shouting", "title", |episode| episode.title = text("BEHIND THIS DOOR"));
    door("emoji-run", "summary", |episode| episode.summary = Some(text("A tale of a door 🚪🚪 🚪 and a key.")));
    expect(&[], |catalog| catalog.episodes[0].episode.summary = Some(text("A tale of a door 🚪🚪 and a key 🔑.")));
    door("emoji-run", "notes", |episode| episode.notes = Some(text("Open it 👩‍🔧👩🏽‍🔧👷")));
    door("vague-link-text", "notes", |episode| {
        episode.notes = Some(text("For the whole tale [click here](https://example.org/tale)."));
    });
}

#[test]
fn the_reading_age_is_that_of_the_show_and_for_english_only() {
    let hard = "The implementation of participatory commissioning necessitates organisational reconfiguration across \
                multidisciplinary partnerships, notwithstanding considerable budgetary constraints.";
    door("hard-to-read", "summary", |episode| episode.summary = Some(text(hard)));
    expect(&[], |catalog| {
        catalog.show_mut().checks.reading_age = 60.0;
        catalog.episodes[0].episode.summary = Some(text(hard));
    });
    expect(&[], |catalog| {
        catalog.show_mut().language = "cy".parse().unwrap();
        catalog.episodes[0].episode.summary = Some(text(hard));
    });
}

#[test]
fn people_have_approved_where_the_show_asks_for_it() {
    let person = |approved: Option<&str>| Person {
        name: text("Ann"),
        role: Role::default(),
        href: None,
        img: None,
        approved: approved.map(|day| day.parse().unwrap()),
    };
    expect(&[], |catalog| catalog.episodes[0].episode.people = vec![person(None)].into());
    expect(&[&format!("missing-approval {DOOR} people[1]")], |catalog| {
        catalog.show_mut().checks.approval = Approval::Required;
        catalog.show_mut().people = vec![Person { name: text("Teller"), ..person(None) }];
        let host = Person { name: text("Bea"), ..person(Some("2022-06-30")) };
        catalog.episodes[0].episode.people = vec![host, person(None)].into();
    });
}

#[test]
fn pictures_of_easy_read_have_words_too() {
    let picture = |alt: &str, line| EasyReadPicture {
        target: "tea.jpg".to_owned(),
        alt: alt.to_owned(),
        line,
        image: Err("it is not looked at here".to_owned()),
    };
    let place = "episodes/door/easy-read.md";
    let with = |alt: &str, expected: &[&str]| {
        let expected: Vec<String> = expected.iter().map(|rule| format!("{rule} {place} 3:1")).collect();
        let mut expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let missing = format!("missing-artwork {place} 3:1");
        expected.push(&missing);
        expected.sort_unstable();
        expect(&expected, |catalog| catalog.episodes[0].easy_read.as_mut().unwrap().pictures = vec![picture(alt, 3)]);
    };
    with("A cup of tea", &[]);
    with(" ", &["missing-alt"]);
    with("Picture of a cup", &["alt-says-picture"]);
}

#[test]
fn listeners_are_warned_and_nobody_is_left_out() {
    door("missing-content-note", "content_note", |episode| episode.explicit = Some(true));
    expect(&[], |catalog| {
        catalog.episodes[0].episode.explicit = Some(true);
        catalog.episodes[0].episode.content_note = Some(text("Someone swears at a door."));
    });
    expect(&[&format!("missing-easy-read {DOOR} easy_read")], |catalog| catalog.episodes[0].easy_read = None);
    expect(&["unreadable-easy-read episodes/door/easy-read.md"], |catalog| {
        catalog.episodes[0].easy_read.as_mut().unwrap().text = Err("there is no such file".to_owned());
    });
}
