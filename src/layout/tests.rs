use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use crate::layout::output::Output;
use crate::layout::serving::{SERVING, Serving};
use crate::layout::{ArtworkFile, EpisodeList, RenditionFormat, TranscriptForm, WriteStep, episode_named};
use crate::model::identity::slug::Slug;
use crate::model::media::media_form::MediaForm;
use crate::model::web::feed_file::{FeedFile, TAKEN};

/// Every kind of file, with its path.
fn every_kind() -> Vec<(Output, String)> {
    let slug: Slug = "a-1".parse().unwrap();
    let second = NonZeroUsize::new(2).unwrap();
    let picture = ArtworkFile::of_name("icon-a-123456789012.png").unwrap();
    let season = EpisodeList::Season(3);
    let mut all: Vec<(Output, String)> = [
        (Output::Feed(FeedFile::default()), "feed.xml"),
        (Output::Manifest, "manifest.json"),
        (Output::Headers, "_headers"),
        (Output::Robots, "robots.txt"),
        (Output::Sitemap, "sitemap.xml"),
        (Output::Style, "style.css"),
        (Output::NotFound, "404.html"),
        (Output::Subscribe, "subscribe/index.html"),
        (Output::Impact, "impact/index.html"),
        (Output::ImpactEasyRead, "impact/easy-read/index.html"),
        (Output::INDEX, "index.html"),
        (Output::List(EpisodeList::All, second), "page/2/index.html"),
        (Output::List(EpisodeList::Year(2026), NonZeroUsize::MIN), "year/2026/index.html"),
        (Output::List(EpisodeList::Year(2026), second), "year/2026/page/2/index.html"),
        (Output::List(season, NonZeroUsize::MIN), "season/3/index.html"),
        (Output::List(season, second), "season/3/page/2/index.html"),
        (Output::List(EpisodeList::Titles, NonZeroUsize::MIN), "titles/index.html"),
        (Output::List(EpisodeList::Titles, second), "titles/page/2/index.html"),
        (Output::Episode(slug.clone()), "episodes/a-1/index.html"),
        (Output::EasyRead(slug.clone()), "episodes/a-1/easy-read/index.html"),
        (Output::TranscriptPage(slug.clone(), NonZeroUsize::MIN), "episodes/a-1/transcript/index.html"),
        (Output::TranscriptPage(slug.clone(), second), "episodes/a-1/transcript/2/index.html"),
        (Output::Embed(slug.clone()), "embed/a-1/index.html"),
        (Output::Oembed(slug.clone()), "oembed/a-1.json"),
        (Output::Chapters(slug.clone()), "chapters/a-1.json"),
        (Output::Artwork(picture.clone()), "artwork/icon-a-123456789012.png"),
        (Output::Rendition(picture.name.clone(), 320, RenditionFormat::Jpeg), "artwork/icon-a-123456789012-320.jpg"),
        (Output::Rendition(picture.name.clone(), 320, RenditionFormat::Webp), "artwork/icon-a-123456789012-320.webp"),
        (Output::Icon(picture.name, 32), "artwork/icon-icon-a-123456789012-32.png"),
    ]
    .map(|(output, path)| (output, path.to_owned()))
    .into();
    for form in TranscriptForm::ALL {
        all.push((Output::Transcript(slug.clone(), form), format!("transcripts/a-1.{form}")));
    }
    for form in MediaForm::ALL {
        all.push((Output::Media(slug.clone(), form), format!("media/a-1.{form}")));
        all.push((Output::Alternate(slug.clone(), "small-2".parse().unwrap(), form), format!("media/a-1/small-2.{form}")));
    }
    all
}

#[test]
fn a_path_leads_back_to_its_file() {
    for (output, path) in every_kind() {
        assert_eq!(output.path().to_string(), path);
        assert_eq!(Output::of_path(&path), Some(output));
    }
}

/// The name that a show gives its feed is that of no other file, and leads into no folder of ours.
#[test]
fn a_feed_never_stands_in_the_place_of_another_file() {
    let others = || every_kind().into_iter().filter(|(output, _)| !matches!(output, Output::Feed(_))).map(|(_, path)| path);
    for path in others() {
        assert!(path.parse::<FeedFile>().is_err(), "{path}");
        let first = path.split('/').next().unwrap();
        assert!(format!("{first}/feed.xml").parse::<FeedFile>().is_err(), "{path}");
        // Hosts such as Netlify show `404.html` for `/404`.
        let is_page = |stem: &str| !path.contains('/') && path == format!("{stem}.html");
        assert!(path.strip_suffix(".html").is_none_or(|stem| !is_page(stem) || stem.parse::<FeedFile>().is_err()), "{path}");
    }
    let of_hosts = ["cname", "404", "index", "easy-read"];
    for taken in TAKEN.into_iter().filter(|taken| !of_hosts.contains(taken)) {
        assert!(others().any(|path| path.split('/').next() == Some(taken)), "{taken} is no name of ours any more");
    }
}

#[test]
fn a_show_can_call_its_feed_otherwise() {
    let mut show = crate::seal::fixtures::show();
    for (name, url) in [("rss", "https://example.org/show/rss"), ("feed/index.xml", "https://example.org/show/feed/index.xml")] {
        show.feed_file = name.parse().unwrap();
        let feed = Output::feed(&show);
        assert_eq!((feed.to_string().as_str(), feed.url(&show).as_str()), (name, url));
        let serving = feed.serving();
        assert_eq!((serving.media_type, serving.pattern_in(&show.feed_file)), (Some(feed.content_type()), name));
        assert!(serving.is_for_all && Serving::of(name, &FeedFile::default()).media_type.is_none());
        assert_eq!(feed.write_step(), WriteStep::Feed);
    }
}

#[test]
fn another_spelling_of_a_path_is_no_file() {
    for path in [
        "",
        "Feed.xml",
        "feed.xml/",
        "page/1/index.html",
        "page/02/index.html",
        "page/0/index.html",
        "year/+2026/index.html",
        "season/00/index.html",
        "episodes/a/transcript/1/index.html",
        "episodes/A/index.html",
        "episodes/index.html",
        "media/a.txt",
        "media/a/b/c.mp3",
        "chapters/a.xml",
        "artwork/cover.jpg",
        "artwork/cover-0123456789ab-032.jpg",
        "artwork/cover-0123456789ab-32.png",
        "artwork/cover-0123456789AB.jpg",
        "../feed.xml",
    ] {
        assert_eq!(Output::of_path(path), None, "{path}");
    }
}

#[test]
fn an_address_leads_to_the_page_of_a_folder() {
    let page = Some(Output::Episode("a".parse().unwrap()));
    for address in ["episodes/a", "episodes/a/", "episodes//a/index.html"] {
        assert_eq!(Output::of_address(address), page, "{address}");
    }
    assert_eq!(Output::of_address(""), Some(Output::INDEX));
    assert_eq!(Output::of_address("episodes/a/b"), None);
}

#[test]
fn a_page_is_served_at_its_folder() {
    let base = "https://example.org/show/".parse().unwrap();
    let case =
        |output: Output, url: &str| assert_eq!(output.url_below(&base).as_str(), format!("https://example.org/show/{url}"));
    case(Output::INDEX, "");
    case(Output::Subscribe, "subscribe/");
    case(Output::Impact, "impact/");
    case(Output::NotFound, "404.html");
    case(Output::Feed(FeedFile::default()), "feed.xml");
}

#[test]
fn recordings_are_served_where_the_show_says() {
    let mut show = crate::seal::fixtures::show();
    let recording = Output::Media("a".parse().unwrap(), MediaForm::Mp3);
    assert_eq!(recording.url(&show).as_str(), "https://example.org/show/media/a.mp3");
    show.media_url = Some("https://bucket.example.org/b/".parse().unwrap());
    assert_eq!(recording.url(&show).as_str(), "https://bucket.example.org/b/a.mp3");
    assert!(!recording.is_in_feed(&show) && Output::feed(&show).is_in_feed(&show));
    assert_eq!(Output::feed(&show).url(&show).as_str(), "https://example.org/show/feed.xml");
}

#[test]
fn one_rule_of_servers_fits_each_file_and_names_the_same_type() {
    for (output, path) in every_kind() {
        let fitting: Vec<_> = SERVING.iter().filter(|rule| rule.fits(&path)).collect();
        assert_eq!(fitting.len(), usize::from(output != Output::Headers), "{path}");
        assert!(fitting.iter().all(|rule| rule.media_type.is_none_or(|named| named == output.content_type())), "{path}");
    }
}

#[test]
fn what_makes_others_public_is_written_after_them() {
    let steps: BTreeSet<WriteStep> = every_kind().iter().map(|(output, _)| output.write_step()).collect();
    assert_eq!(steps.last(), Some(&WriteStep::Feed));
    assert!(
        every_kind()
            .iter()
            .all(|(output, _)| output.write_step() < WriteStep::Manifest || matches!(output, Output::Manifest | Output::Feed(_)))
    );
}

#[test]
fn files_of_an_episode_name_it() {
    for (output, path) in every_kind() {
        let is_picture = output.write_step() == WriteStep::Pictures;
        let names_it = path.contains("a-1");
        assert_eq!(episode_named(&path).is_some(), names_it && !is_picture, "{path}");
    }
}
