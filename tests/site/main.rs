//! The pages: what is in them, and how a browser, a keyboard and checkers of accessibility and of HTML find them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

mod browser;
mod finding;
mod hostile;
mod html;
mod languages;
mod lists;
mod looks;
mod reading;
mod shows;
mod support;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use podwright::layout::output::Output;
use podwright::layout::output_file::{Content, OutputFile};
use podwright::seal::SiteView;
use podwright::site::error::SiteError;
use podwright::site::render;
use podwright::site::render_inputs::RenderInputs;
use podwright::site::templates::Templates;

/// Largest page with its style (bytes): what a slow line carries in reasonable time.
const PAGE_MAX: usize = 60_000;

/// The files that are text, by path.
fn texts(sealed: &SiteView) -> BTreeMap<String, String> {
    let files = render(sealed, &RenderInputs { beside: &support::beside(sealed), ..RenderInputs::none() }).unwrap();
    let text = |content| match content {
        Content::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Content::SameAs(path) => panic!("{path} is for the feed to copy"),
    };
    files.into_iter().map(|file| (file.output.to_string(), text(file.content))).collect()
}

fn pages(texts: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    texts.iter().filter(|(path, _)| is_page(path)).map(|(path, text)| (path.as_str(), text.as_str()))
}

fn is_page(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == "html")
}

/// Every kind of show that the tests know.
fn shows() -> Vec<(&'static str, SiteView)> {
    vec![
        ("the series", support::series(None)),
        ("the series in Welsh", support::series(Some("cy"))),
        ("the series in Arabic", support::series(Some("ar"))),
        ("the series in Persian", support::series(Some("fa"))),
        ("a long show", shows::long_show(200, "serial")),
        ("a long episode", shows::long_episode(120)),
        ("hostile texts", shows::hostile_show()),
        ("what came of it", shows::impact_show()),
        ("no episodes", shows::empty_show()),
    ]
}

/// What the feed puts beside the pages.
fn others(sealed: &SiteView) -> BTreeSet<String> {
    let mut files = BTreeSet::from([Output::feed(&sealed.show).to_string(), sealed.cover.output().to_string()]);
    for episode in &sealed.episodes {
        files.extend(episode.enclosure.output.as_ref().map(ToString::to_string));
        files.extend(episode.pictures().map(|image| image.output().to_string()));
        files.extend(["vtt", "srt", "json", "html"].map(|ending| format!("transcripts/{}.{ending}", episode.episode.slug)));
    }
    files
}

/// A relative link, as the path below `feed/` that it leads to; `None` where it climbs out.
fn resolve(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn every_relative_link_leads_to_a_file_and_to_a_place_in_it() {
    for (show, sealed) in shows() {
        let texts = texts(&sealed);
        let others = others(&sealed);
        let ids: BTreeMap<&str, BTreeSet<String>> = pages(&texts)
            .map(|(path, page)| (path, html::tags(page).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect()))
            .collect();
        let mut count = 0;
        for (path, page) in pages(&texts) {
            for tag in html::tags(page) {
                let is_head = tag.name == "link" && matches!(tag.get("rel"), Some("canonical"))
                    || tag.get("type") == Some("application/json+oembed");
                for link in [tag.get("href"), tag.get("src")].into_iter().flatten() {
                    if is_head || link.contains("://") || link.starts_with("mailto:") {
                        continue;
                    }
                    let (file, place) = link.split_once('#').map_or((link, None), |(file, place)| (file, Some(place)));
                    let file = file.split('?').next().unwrap();
                    let target = match (file, file.strip_prefix(sealed.show.url.as_url().as_str().split_at(19).1)) {
                        ("", _) => path.to_owned(),
                        (_, Some(from_root)) if path == "404.html" => from_root.to_owned(),
                        _ => resolve(path, file).unwrap_or_else(|| panic!("{show}: {path}: `{link}` leads out of the site")),
                    };
                    assert!(texts.contains_key(&target) || others.contains(&target), "{show}: {path}: `{link}` leads nowhere");
                    if let Some(place) = place.filter(|place| !place.starts_with("t=")) {
                        assert!(ids[target.as_str()].contains(place), "{show}: {path}: `{link}` leads to no place");
                    }
                    count += 1;
                }
            }
        }
        assert!(count > 10, "{show}: {count} links");
    }
}

#[test]
fn every_page_can_be_reached_from_the_first() {
    for (show, sealed) in shows() {
        let texts = texts(&sealed);
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut open = vec!["index.html".to_owned()];
        while let Some(path) = open.pop() {
            for tag in html::tags(&texts[&path]).iter().filter(|tag| tag.name == "a") {
                let link = tag.get("href").unwrap_or_default().split('#').next().unwrap();
                if let Some(target) = resolve(&path, link).filter(|target| texts.contains_key(target))
                    && reached.insert(target.clone())
                {
                    open.push(target);
                }
            }
        }
        let lost: Vec<_> = pages(&texts)
            .map(|(path, _)| path)
            .filter(|path| !reached.contains(*path) && !path.starts_with("embed/") && *path != "404.html")
            .collect();
        assert_eq!(lost, [""; 0], "{show}");
    }
}

#[test]
fn headings_are_in_order_and_ids_are_unique() {
    for (show, sealed) in shows() {
        for (path, page) in pages(&texts(&sealed)) {
            let tags = html::tags(page);
            let levels: Vec<u8> =
                tags.iter().filter_map(|tag| tag.name.strip_prefix('h').and_then(|level| level.parse().ok())).collect();
            assert!(levels.first() == Some(&1) && !levels[1..].contains(&1), "{show}: {path}: {levels:?}");
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{show}: {path}: {levels:?}");
            let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{show}: {path}: an id stands twice");
            for tag in &tags {
                let names = ["aria-labelledby", "aria-describedby", "for"].into_iter().filter_map(|name| tag.get(name));
                for name in names.flat_map(|names| names.split(' ')) {
                    assert!(ids.contains(&name), "{show}: {path}: no `{name}`");
                }
            }
        }
    }
}

#[test]
fn every_page_stays_below_what_a_slow_line_carries() {
    let mut shows = shows();
    shows.push(("a thousand episodes", shows::long_show(1000, "serial")));
    shows.push(("a thousand episodes, newest first", shows::long_show(1000, "episodic")));
    for (show, sealed) in shows {
        let texts = texts(&sealed);
        for (path, page) in pages(&texts) {
            let style = if path == "404.html" { 0 } else { texts["style.css"].len() };
            assert!(page.len() + style <= PAGE_MAX, "{show}: {path}: {} bytes", page.len() + style);
        }
    }
}

#[test]
fn a_long_transcript_is_whole_over_its_pages() {
    let sealed = shows::long_episode(120);
    let texts = texts(&sealed);
    let cues = sealed.episodes[0].transcript.as_ref().unwrap().transcript.cues.len();
    let spans = |prefix: &str| -> Vec<String> {
        let of_page = |page: &str| {
            html::tags(page)
                .into_iter()
                .filter_map(|tag| tag.get("id").filter(|id| id.starts_with("t=")).map(str::to_owned))
                .collect::<Vec<_>>()
        };
        texts.iter().filter(|(path, _)| path.starts_with(prefix)).flat_map(|(_, page)| of_page(page)).collect()
    };
    let of_transcript = spans("episodes/long-talk/transcript/");
    assert_eq!(of_transcript.iter().collect::<BTreeSet<_>>().len(), cues);
    assert_eq!(of_transcript.len(), cues, "a line stands on one page only");
    assert!(texts.contains_key("episodes/long-talk/transcript/2/index.html"));
    assert!(texts["episodes/long-talk/index.html"].contains("Read the rest of the transcript"));
}

/// The tables of keys say what there is; the reader says what it takes.
#[test]
fn every_key_of_every_file_is_tried_with_hostile_text() {
    let (of_show, of_episode) = (shows::hostile_show_values(), shows::hostile_episode_values("first", 1));
    for (file, filled, known) in [
        ("podcast.yaml", of_show, ["/title", "/author", "/copyright"]),
        ("episode.yaml", of_episode, ["/title", "/summary", "/content_note"]),
        ("impact.yaml", shows::hostile_impact_values(), ["/about", "/heard/0/said", "/did/0/what"]),
    ] {
        assert_eq!(filled.left_out, [""; 0], "{file}: an example of the tables is refused");
        assert!(known.iter().all(|known| filled.hostile.iter().any(|place| place == known)), "{file}: {filled:#?}");
        assert!(filled.hostile.len() > 10, "{file}: {filled:#?}");
        // Whatever is guarded is so by its kind: an address, a date, a language and the like, none of which can hold a tag.
        for place in &filled.guarded {
            let text = filled.values.pointer(place).unwrap().as_str().unwrap();
            assert!(!text.contains('<') && !text.contains("hacked"), "{file}{place}: {text}");
        }
    }
}

#[test]
fn hostile_text_stays_text_in_every_field() {
    let texts = texts(&shows::hostile_show());
    for (path, page) in pages(&texts) {
        for tag in html::tags(page) {
            assert!(!tag.attributes.keys().any(|name| name.starts_with("on")), "{path}: {tag:?}");
            let is_ours = tag.name != "img" || tag.get("src").is_some_and(|source| source.contains("artwork/"));
            assert!(
                is_ours && tag.get("href").is_none_or(|link| !link.starts_with("javascript:") && !link.starts_with("data:")),
                "{path}: {tag:?}"
            );
            if tag.name == "script" {
                assert!(matches!(tag.get("type"), Some("module" | "application/ld+json")), "{path}: {tag:?}");
            }
        }
        assert!(!page.contains("<script>") && !page.contains("<svg onload"), "{path}");
    }
    for path in ["sitemap.xml", "robots.txt"] {
        assert!(!texts[path].contains("hacked"), "{path}");
    }
    let oembed: serde_json::Value = serde_json::from_str(&texts["oembed/first.json"]).unwrap();
    assert_eq!(html::tags(oembed["html"].as_str().unwrap()).len(), 1, "the frame alone");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (show, sealed) in shows() {
        for (path, page) in pages(&texts(&sealed)) {
            for tag in html::tags(page) {
                let loads = matches!(tag.name.as_str(), "img" | "audio" | "script" | "iframe" | "source")
                    || tag.name == "link" && matches!(tag.get("rel"), Some("stylesheet" | "icon" | "apple-touch-icon"));
                for address in [tag.get("src"), tag.get("href"), tag.get("srcset")].into_iter().flatten().filter(|_| loads) {
                    assert!(!address.contains("//"), "{show}: {path}: {address}");
                }
            }
        }
    }
}

#[test]
fn a_page_speaks_the_language_of_its_show() {
    let first_tag = |texts: &BTreeMap<String, String>| html::tags(&texts["episodes/driving-the-train/index.html"]).swap_remove(0);
    let welsh = texts(&support::series(Some("cy")));
    assert_eq!(first_tag(&welsh).get("lang"), Some("cy"));
    let page = &welsh["episodes/driving-the-train/index.html"];
    assert!(page.contains("Trawsgrifiad") && page.contains("5 Gorffennaf 2022") && page.contains("Adroddwr"));
    // what search engines read has the words of its vocabulary
    let (before, data) = page.split_once("<script type=\"application/ld+json\"").unwrap();
    let shown = format!("{before}{}", data.split_once("</script>").unwrap().1);
    for english in ["Subscribe", "Transcript<", "Chapters", "July", "Narrator", "Skip to"] {
        assert!(!shown.contains(english), "{english}");
    }

    let persian = texts(&support::series(Some("fa")));
    assert_eq!(
        (first_tag(&persian).get("lang"), first_tag(&persian).get("dir")),
        (Some("fa"), Some("rtl")),
        "nobody has translated the words yet, so they name their own language"
    );
    let heading = html::tags(&persian["episodes/driving-the-train/index.html"]).into_iter().find(|tag| tag.name == "h1").unwrap();
    assert_eq!((heading.get("lang"), heading.get("dir")), (Some("fa"), Some("rtl")));
    let page = &persian["episodes/driving-the-train/index.html"];
    for words in ["Choose a chapter to listen from there.", "5 July 2022", "3 minutes 27 seconds", "Narrator", "Subscribe"] {
        assert!(page.contains(&format!("<bdi lang=\"en\" dir=\"ltr\">{words}</bdi>")), "{words}");
    }
    assert!(page.contains("aria-label=\"\u{2066}Main pages\u{2069}\"") && page.contains(">\u{2066}Normal\u{2069}</option>"));
    assert!(page.contains("<bdi lang=\"en\" dir=\"ltr\">Previous: <span lang=\"fa\" dir=\"rtl\">"), "{page}");
    for (path, text) in &persian {
        assert!(!text.contains(['\u{2}', '\u{3}']), "{path}");
        assert_eq!(text.matches("<bdi ").count(), text.matches("</bdi>").count(), "{path}");
    }
    assert!(welsh.values().all(|text| !text.contains("<bdi") && !text.contains(['\u{2066}', '\u{2}'])));
}

#[test]
fn the_same_show_gives_the_same_bytes() {
    let sealed = support::series(None);
    let inputs = RenderInputs {
        original: &|path| std::fs::read(support::root().join(path.as_path())).ok(),
        earlier: &|_| None,
        beside: &support::beside(&sealed),
        templates: Templates::NONE,
    };
    let first = render(&sealed, &inputs).unwrap();
    assert!(first.iter().map(OutputFile::path).is_sorted());
    assert_eq!(first.iter().map(OutputFile::path).collect::<BTreeSet<_>>().len(), first.len(), "two files with one path");

    let is_known = |file: &OutputFile| Output::of_path(&file.output.to_string()).as_ref() == Some(&file.output);
    assert!(first.iter().any(|file| matches!(file.output, Output::Rendition(..))) && first.iter().all(is_known));

    let made: BTreeMap<_, _> = first.iter().map(|file| (file.path(), file.content.clone())).collect();
    let reads = Cell::new(0);
    let warm = RenderInputs {
        original: &|_| {
            reads.set(reads.get() + 1);
            None
        },
        earlier: &|path| match made.get(path) {
            Some(Content::Bytes(bytes)) => Some(bytes.clone()),
            _ => None,
        },
        beside: inputs.beside,
        templates: Templates::NONE,
    };
    assert!(render(&sealed, &warm).unwrap() == first, "a warm build writes other bytes");
    assert_eq!(reads.get(), 0, "a warm build reads no picture");
}

#[test]
fn the_path_of_every_file_of_a_build_leads_back_to_it() {
    for (show, sealed) in shows() {
        let (pages, feed) = (render(&sealed, &RenderInputs::none()).unwrap(), Output::feed(&sealed.show));
        let files = podwright::feed::render(&podwright::seal::Sealed::fixture(sealed)).unwrap();
        for OutputFile { output, .. } in pages.into_iter().chain(files) {
            // the name of the feed is known by its show alone, where it is not the usual one
            if output != feed || output.to_string() == "feed.xml" {
                assert_eq!(Output::of_path(&output.to_string()), Some(output), "{show}");
            }
        }
    }
}

#[test]
fn a_picture_that_cannot_be_decoded_is_named() {
    let sealed = support::series(None);
    let broken = RenderInputs {
        original: &|_| Some(b"\xFF\xD8\xFF\xE0 not a picture".to_vec()),
        earlier: &|_| None,
        templates: Templates::NONE,
        ..RenderInputs::none()
    };
    let error = render(&sealed, &broken).unwrap_err();
    assert!(matches!(&error, SiteError::Picture { path, .. } if path.as_path() == "episodes/cover.jpg"), "{error}");
    assert!(error.to_string().ends_with("save it again as JPEG or PNG"));
}
