//! What an episode offers beside its sound: downloads, Easy Read, sign language, places to listen.

use std::collections::BTreeMap;

use podwright::layout::output::Output;
use podwright::model::files::byte_count::ByteCount;
use podwright::model::identity::digest::Sha256;
use podwright::model::media::alternate::{Alternate, AlternateLabels};
use podwright::model::media::alternate_facts::AlternateFacts;
use podwright::model::media::media_form::MediaForm;
use podwright::model::media::sign_language::SignLanguage;
use podwright::model::web::elsewhere::Elsewhere;
use podwright::seal::{SealedAlternate, SiteView};

use crate::{html, shows, support};

#[test]
fn a_download_says_what_it_is_how_large_and_how_long() {
    let english = crate::texts(&support::series(None));
    let welsh = crate::texts(&support::series(Some("cy")));
    let page = "episodes/driving-the-train/index.html";
    let link = |texts: &BTreeMap<String, String>| {
        let (_, rest) = texts[page].split_once("driving-the-train.mp3\" download>").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let enclosure = &support::series(None)
        .episodes
        .into_iter()
        .find(|episode| episode.episode.slug.as_str() == "driving-the-train")
        .unwrap()
        .enclosure;
    let tenths = (enclosure.bytes.get() + 50_000) / 100_000;
    let seconds = enclosure.length.unwrap().whole_seconds();
    let (minutes, rest) = (seconds / 60, seconds % 60);
    assert_eq!(
        link(&english),
        format!("Sound: MP3, {}.{} megabytes, {minutes} minutes {rest} seconds", tenths / 10, tenths % 10)
    );
    assert!(
        link(&welsh).starts_with(&format!("Sain: MP3, {}.{} megabeit, {minutes} ", tenths / 10, tenths % 10)),
        "{}",
        link(&welsh)
    );
}

#[test]
fn every_download_says_how_large_it_is() {
    let mut sealed = support::series(None);
    for episode in &mut sealed.episodes {
        let file: podwright::model::files::show_path::ShowPath =
            format!("media/{}/small.opus", episode.episode.slug).parse().unwrap();
        let alternate = |form, title: Option<&str>| SealedAlternate {
            alternate: Alternate {
                file: file.clone(),
                mirrors: Vec::new(),
                labels: AlternateLabels { title: title.map(|title| title.parse().unwrap()), ..AlternateLabels::default() },
            },
            url: sealed.show.url.join(file.as_path().as_str()),
            output: Output::of_path(file.as_path().as_str()),
            source: Some(file.clone()),
            facts: AlternateFacts { bytes: ByteCount::new(1_234_567), sha256: Sha256::of(b"small"), form, audio: None },
        };
        episode.alternates = vec![alternate(MediaForm::Opus, None), alternate(MediaForm::Mp4, Some("With sign language"))];
    }
    let sizes = support::beside(&sealed);
    for (language, sealed) in [("en", sealed.clone()), ("cy", SiteView { show: support::series(Some("cy")).show, ..sealed })] {
        let texts = crate::texts(&sealed);
        for episode in &sealed.episodes {
            let slug = &episode.episode.slug;
            let page = &texts[&format!("episodes/{slug}/index.html")];
            let (_, list) = page.split_once("<section class=\"downloads\"").unwrap();
            let list = list.split_once("</section>").unwrap().0;
            let links: Vec<&str> = list.split(" download>").skip(1).map(|link| link.split('<').next().unwrap()).collect();
            assert_eq!(links.len(), 5, "{slug}: {list}");
            let units = if language == "cy" { [" megabeit", " cilobeit"] } else { [" megabyte", " kilobyte"] };
            assert!(links.iter().all(|link| units.iter().any(|unit| link.contains(unit))), "{slug}: {links:?}");
            let length = links[0].rsplit_once(", ").unwrap().1;
            assert!(links[1].ends_with(length) && links[2].ends_with(length), "as long as the recording: {links:?}");
            if language == "en" {
                assert!(links[1].starts_with("Sound: OPUS, 1.2 megabytes, "), "{}", links[1]);
                assert!(links[2].starts_with("Film: With sign language, MP4, 1.2 megabytes, "), "{}", links[2]);
                for (link, (ending, name)) in links[3..].iter().zip([("vtt", "WebVTT"), ("srt", "SubRip")]) {
                    let bytes = sizes[&format!("transcripts/{slug}.{ending}").parse().unwrap()];
                    let kilobytes = bytes.get().div_ceil(1000);
                    assert_eq!(*link, format!("Transcript with times, as a file: {name}, {kilobytes} kilobytes"), "{slug}");
                }
            }
        }
    }
}

#[test]
fn easy_read_shows_the_pictures_that_are_there_and_no_other() {
    let mut sealed = support::series(None);
    let cover = sealed.cover.clone();
    for episode in &mut sealed.episodes {
        shows::illustrate(episode, &cover);
        let easy = episode.easy_read.as_mut().unwrap();
        easy.text.push_str("\n- ![Somewhere else](https://example.org/spy.gif) Last.\n");
    }
    let texts = crate::texts(&sealed);
    for episode in &sealed.episodes {
        let page = &texts[&format!("episodes/{}/easy-read/index.html", episode.episode.slug)];
        let images: Vec<html::Tag> = html::tags(page).into_iter().filter(|tag| tag.name == "img").collect();
        let told: Vec<_> = images.iter().map(|image| (image.get("alt"), image.get("src"))).collect();
        let source = format!("../../../{}", cover.output());
        let (first, second) = (Some("People around a table"), Some("A train that leaves a station"));
        assert_eq!(told, [(first, Some(source.as_str())), (second, Some(source.as_str()))]);
        assert!(images.iter().all(|image| image.get("width").is_some() && image.get("loading") == Some("lazy")));
        assert!(page.contains("Somewhere else Last.") && !page.contains("spy.gif"), "words stand where no picture can");
    }
    let plain = crate::texts(&support::series(None));
    assert!(!plain["episodes/driving-the-train/easy-read/index.html"].contains("<img"), "a summary needs no pictures");
}

#[test]
fn a_video_in_sign_language_and_places_to_listen_say_where_they_lead() {
    let mut sealed = support::series(None);
    let place = |name: &str, url: &str| Elsewhere { name: name.parse().unwrap(), url: url.parse().unwrap() };
    let none = crate::texts(&sealed)["subscribe/index.html"].clone();
    assert!(!none.contains("Listen on "), "no button for what the YAML does not name");
    sealed.show.listen = vec![
        place("Apple Podcasts", "https://podcasts.apple.com/podcast/id1"),
        place("Spotify", "https://open.spotify.com/show/1"),
    ];
    for episode in &mut sealed.episodes {
        episode.episode.sign_language =
            Some(SignLanguage { name: "BSL".parse().unwrap(), url: "https://video.example.org/1".parse().unwrap() });
    }
    let texts = crate::texts(&sealed);
    let video = "<a class=\"button\" href=\"https://video.example.org/1\">Watch the video in BSL <span class=\"to\">(leads to video.example.org)</span></a>";
    assert!(texts["episodes/driving-the-train/index.html"].contains(video));
    for place in [
        "<a class=\"button\" href=\"https://podcasts.apple.com/podcast/id1\">Listen on Apple Podcasts <span class=\"to\">(leads to podcasts.apple.com)</span></a>",
        "<a class=\"button\" href=\"https://open.spotify.com/show/1\">Listen on Spotify <span class=\"to\">(leads to open.spotify.com)</span></a>",
    ] {
        assert!(texts["subscribe/index.html"].contains(place), "{place}");
    }
}
