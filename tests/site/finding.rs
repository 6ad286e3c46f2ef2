//! How the pages are found, shared and subscribed to; and that they are quiet. Looked at in `feed/`, as it is published.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use image::GenericImageView;
use serde_json::Value;

use crate::html::{Tag, tags};
use crate::shows;
use crate::support::root;

const SHOW: &str = "https://example.org/co-production-for-beginners/";
const TRAIN: &str = "episodes/driving-the-train/index.html";

fn page(path: &str) -> String {
    fs::read_to_string(root().join("feed").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page for people, by its path below `feed/`.
fn all_pages() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root().join("feed")).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && name != "transcripts" {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("feed"), &mut found);
    found.sort();
    assert!(found.len() > 20, "{} pages", found.len());
    found
}

fn meta<'t>(tags: &'t [Tag], name: &str) -> Option<&'t str> {
    let named = |tag: &&Tag| tag.name == "meta" && (tag.get("property") == Some(name) || tag.get("name") == Some(name));
    let mut found = tags.iter().filter(named);
    let first = found.next()?.get("content");
    assert!(found.next().is_none(), "{name} stands twice");
    first
}

fn link<'t>(tags: &'t [Tag], rel: &str, kind: Option<&str>) -> Option<&'t str> {
    tags.iter()
        .find(|tag| tag.name == "link" && tag.get("rel") == Some(rel) && tag.get("type") == kind)
        .and_then(|tag| tag.get("href"))
}

/// The one text of JSON-LD in a page.
fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("the page has data");
    serde_json::from_str(rest.split_once("</script>").unwrap().0).expect("the data are JSON")
}

#[test]
fn each_page_names_its_address_and_the_feed() {
    let mut seen = BTreeSet::new();
    for (path, page) in all_pages() {
        let tags = tags(&page);
        let up = "../".repeat(path.matches('/').count());
        let feed = link(&tags, "alternate", Some("application/rss+xml"));
        if path == "404.html" {
            assert_eq!((link(&tags, "canonical", None), feed), (None, Some("/co-production-for-beginners/feed.xml")));
            continue;
        }
        assert_eq!(feed, Some(format!("{up}feed.xml").as_str()), "{path}");
        let canonical = link(&tags, "canonical", None).unwrap_or_else(|| panic!("{path} names no address"));
        let folder = path.trim_end_matches("index.html");
        // The player for other sites is the episode's page in small.
        let wanted = folder.replace("embed/", "episodes/");
        assert_eq!(canonical, format!("{SHOW}{wanted}"), "{path}");
        assert!(seen.insert(canonical.to_owned()) || path.starts_with("episodes/"), "{path}");
        assert!(meta(&tags, "description").is_some_and(|text| !text.is_empty()) || path.starts_with("embed/"), "{path}");
    }
}

#[test]
fn a_link_to_a_page_is_shown_with_title_words_and_picture() {
    for (path, kind, title) in [("index.html", "website", "Co-production for beginners"), (TRAIN, "article", "Driving the train")]
    {
        let page = page(path);
        let tags = tags(&page);
        assert_eq!((meta(&tags, "og:type"), meta(&tags, "og:title")), (Some(kind), Some(title)));
        assert_eq!(meta(&tags, "og:site_name"), Some("Co-production for beginners"));
        assert_eq!(meta(&tags, "og:url"), Some(format!("{SHOW}{}", path.trim_end_matches("index.html")).as_str()));
        assert_eq!(meta(&tags, "og:locale"), Some("en_GB"));
        assert!(meta(&tags, "og:description").unwrap().len() > 50);
        assert!(meta(&tags, "og:image:alt").unwrap().len() > 50, "the picture in words");
        let picture = meta(&tags, "og:image").unwrap().strip_prefix(SHOW).unwrap();
        let size = image::open(root().join("feed").join(picture)).unwrap().dimensions();
        let told = |name| meta(&tags, name).unwrap().parse::<u32>().unwrap();
        assert_eq!(size, (told("og:image:width"), told("og:image:height")));
        assert!(size.0 >= 600, "large enough for a card");
    }
    assert!(meta(&tags(&page("index.html")), "twitter:card").is_some_and(|card| card.starts_with("summary")));
}

#[test]
fn a_link_to_an_episode_brings_its_player() {
    let page = page(TRAIN);
    let tags = tags(&page);
    let player = format!("{SHOW}embed/driving-the-train/");
    assert_eq!((meta(&tags, "twitter:card"), meta(&tags, "twitter:player")), (Some("player"), Some(player.as_str())));
    assert_eq!((meta(&tags, "twitter:player:width"), meta(&tags, "twitter:player:height")), (Some("640"), Some("240")));
    assert_eq!(meta(&tags, "og:audio"), Some(format!("{SHOW}media/driving-the-train.mp3").as_str()));

    let oembed = link(&tags, "alternate", Some("application/json+oembed")).unwrap().strip_prefix(SHOW).unwrap();
    let oembed: Value = serde_json::from_str(&self::page(oembed)).unwrap();
    for (key, value) in [
        ("version", "1.0"),
        ("type", "rich"),
        ("title", "Driving the train"),
        ("provider_name", "Co-production for beginners"),
        ("provider_url", SHOW),
    ] {
        assert_eq!(oembed[key], value, "{key}");
    }
    let frame = crate::html::tags(oembed["html"].as_str().unwrap()).swap_remove(0);
    assert_eq!(
        (frame.name.as_str(), frame.get("src"), frame.get("title")),
        ("iframe", Some(player.as_str()), Some("Driving the train"))
    );
    let number = |key: &str| oembed[key].as_u64().unwrap().to_string();
    assert_eq!((frame.get("width"), frame.get("height")), (Some(number("width").as_str()), Some(number("height").as_str())));
    let thumbnail = root().join("feed").join(oembed["thumbnail_url"].as_str().unwrap().strip_prefix(SHOW).unwrap());
    let (width, height) = image::open(thumbnail).unwrap().dimensions();
    assert_eq!(
        (oembed["thumbnail_width"].as_u64(), oembed["thumbnail_height"].as_u64()),
        (Some(width.into()), Some(height.into()))
    );

    let embedded = self::page("embed/driving-the-train/index.html");
    let embedded = crate::html::tags(&embedded);
    let audio = embedded.iter().find(|tag| tag.name == "audio").unwrap();
    assert!(audio.get("controls").is_some() && audio.get("preload") == Some("none") && audio.get("aria-label").is_some());
    assert!(embedded.iter().any(|tag| tag.get("target") == Some("_top")), "a way to the page itself");
    assert_eq!(meta(&embedded, "robots"), Some("noindex"));
}

#[test]
fn search_engines_are_told_what_the_pages_are() {
    let series = data(&page("index.html"));
    assert_eq!((&series["@context"], &series["@type"]), (&"https://schema.org".into(), &"PodcastSeries".into()));
    for key in ["name", "url", "webFeed", "description", "inLanguage", "image", "author"] {
        assert!(!series[key].is_null(), "{key}");
    }
    for (path, page) in
        all_pages().into_iter().filter(|(path, _)| path.starts_with("episodes/") && path.matches('/').count() == 2)
    {
        let episode = data(&page);
        assert_eq!(episode["@type"], "PodcastEpisode", "{path}");
        for key in ["name", "description", "url", "datePublished", "duration", "inLanguage", "image"] {
            assert!(!episode[key].is_null(), "{path}: {key}");
        }
        assert_eq!(episode["partOfSeries"]["@type"], "PodcastSeries");
        assert_eq!(episode["partOfSeries"]["webFeed"], format!("{SHOW}feed.xml"));
        let [sound, words] = episode["associatedMedia"].as_array().unwrap().as_slice() else {
            panic!("{path}: the sound and the words, not {}", episode["associatedMedia"])
        };
        assert_eq!((&sound["@type"], &sound["duration"]), (&"AudioObject".into(), &episode["duration"]));
        let file = root().join("feed").join(sound["contentUrl"].as_str().unwrap().strip_prefix(SHOW).unwrap());
        let slug = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let recording = ["mp3", "m4a"]
            .iter()
            .map(|end| root().join(format!("episodes/{slug}/audio.{end}")))
            .find(|path| path.exists())
            .unwrap();
        assert_eq!(sound["contentSize"], fs::metadata(recording).unwrap().len().to_string(), "{path}");
        assert!(["audio/mpeg", "audio/x-m4a"].contains(&sound["encodingFormat"].as_str().unwrap()));
        assert!(sound["transcript"].is_null(), "{path}: it is for the words themselves, and no address is one");
        for (object, kind, media_type) in [(words, "TextObject", "text/html"), (&sound["caption"], "MediaObject", "text/vtt")] {
            assert_eq!((object["@type"].as_str(), object["encodingFormat"].as_str()), (Some(kind), Some(media_type)), "{path}");
            let file = root().join("feed").join(object["contentUrl"].as_str().unwrap().strip_prefix(SHOW).unwrap());
            assert!(file.exists(), "{path}: {}", object["contentUrl"]);
        }
    }
}

#[test]
fn icons_and_pictures_have_the_size_that_pages_say() {
    let index = page("index.html");
    let icons: Vec<Tag> =
        tags(&index).into_iter().filter(|tag| matches!(tag.get("rel"), Some("icon" | "apple-touch-icon"))).collect();
    let mut sizes: Vec<u32> =
        icons.iter().map(|icon| icon.get("sizes").unwrap().split('x').next().unwrap().parse().unwrap()).collect();
    for (icon, size) in icons.iter().zip(&sizes) {
        assert_eq!(image::open(root().join("feed").join(icon.get("href").unwrap())).unwrap().dimensions(), (*size, *size));
    }
    sizes.sort_unstable();
    assert_eq!(sizes, [32, 180, 192, 512], "a tab, a phone's first screen, an app's");

    let mut kinds = BTreeSet::new();
    for (path, page) in all_pages() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for tag in tags(&page) {
            let Some(set) = tag.get("srcset") else { continue };
            assert!(tag.get("sizes").is_some(), "{path}: a browser must know how wide the picture is shown");
            for candidate in set.split(", ") {
                let (file, width) = candidate.split_once(' ').unwrap();
                let file = root().join("feed").join(folder).join(file);
                let told: u32 = width.trim_end_matches('w').parse().unwrap();
                assert_eq!(image::image_dimensions(&file).unwrap().0, told, "{path}: {candidate}");
                kinds.insert((file.extension().unwrap().to_str().unwrap().to_owned(), told));
            }
        }
    }
    let widths =
        |wanted: &str| -> Vec<u32> { kinds.iter().filter(|(kind, _)| kind == wanted).map(|(_, width)| *width).collect() };
    assert_eq!((widths("jpg"), widths("webp")), (vec![160, 320, 640, 1200], vec![160, 320, 640, 1200]), "two forms, four sizes");
    let bytes = |path: &Path| fs::metadata(path).unwrap().len();
    for entry in fs::read_dir(root().join("feed/artwork")).unwrap() {
        let webp = entry.unwrap().path();
        if webp.extension().is_some_and(|extension| extension == "webp") {
            let jpeg = webp.with_extension("jpg");
            assert!(bytes(&webp) < bytes(&jpeg), "{}: {} and {} bytes", webp.display(), bytes(&webp), bytes(&jpeg));
        }
    }
}

#[test]
fn the_sitemap_lists_what_is_to_be_found_with_its_date() {
    let sitemap = page("sitemap.xml");
    let entries: Vec<(&str, &str)> = sitemap
        .split("<url>")
        .skip(1)
        .map(|entry| {
            let part = |name: &str| entry.split_once(&format!("<{name}>")).unwrap().1.split_once("</").unwrap().0;
            (part("loc"), part("lastmod"))
        })
        .collect();
    for (address, date) in &entries {
        let path = format!("{}index.html", address.strip_prefix(SHOW).unwrap());
        assert_ne!(meta(&tags(&page(&path)), "robots"), Some("noindex"), "{path}");
        chrono::DateTime::parse_from_rfc3339(date).unwrap_or_else(|error| panic!("{path}: {date}: {error}"));
    }
    let listed: BTreeSet<&str> = entries.iter().map(|(address, _)| *address).collect();
    assert_eq!(listed.len(), entries.len(), "each once");
    for slug in [
        "coming-soon",
        "driving-the-train",
        "how-to-start-well",
        "what-difference-does-it-make",
        "what-is-co-production",
        "words-we-use",
    ] {
        let address = format!("{SHOW}episodes/{slug}/");
        assert!(listed.contains(address.as_str()) && listed.contains(format!("{address}easy-read/").as_str()), "{slug}");
        let published = data(&page(&format!("episodes/{slug}/index.html")))["datePublished"].as_str().unwrap().to_owned();
        let dated = entries.iter().find(|(listed, _)| *listed == address).unwrap().1;
        assert!(dated >= published.as_str(), "{slug}: {dated} is before it came out");
    }
    assert!(page("robots.txt").contains(&format!("\nSitemap: {SHOW}sitemap.xml\n")));
    assert!(!page("robots.txt").contains("Disallow: /\n"));
}

#[test]
fn subscribing_is_one_page_with_address_buttons_code_and_three_sentences() {
    let page = page("subscribe/index.html");
    let feed = format!("{SHOW}feed.xml");
    let coded = feed.replace(':', "%3A").replace('/', "%2F");
    let bare = feed.trim_start_matches("https://");
    let links: Vec<String> =
        tags(&page).iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.get("href").map(str::to_owned)).collect();
    for wanted in [
        format!("pcast://{bare}"),
        format!("overcast://x-callback-url/add?url={coded}"),
        format!("https://antennapod.org/deeplink/subscribe?url={coded}"),
        format!("pktc://subscribe/{bare}"),
    ] {
        assert!(links.contains(&wanted), "{wanted}: {links:?}");
    }
    assert!(
        page.contains(&format!("<code id=\"address\" dir=\"ltr\">{feed}</code>")),
        "the address can be read and copied by hand"
    );
    let button = tags(&page).into_iter().find(|tag| tag.get("id") == Some("copy")).unwrap();
    assert!(button.name == "button" && button.get("hidden").is_some(), "the script shows the button that needs it");
    assert!(page.contains("<svg role=\"img\" aria-label=\"QR code"));
    let (_, lead) = page.split_once("<p class=\"lead\">").unwrap();
    let lead = lead.split_once("</p>").unwrap().0;
    assert_eq!(lead.matches(['.', '?', '!']).count(), 3, "three sentences: {lead}");
    let words: Vec<usize> =
        lead.split(['.', '?', '!']).map(|sentence| sentence.split_whitespace().count()).filter(|words| *words > 0).collect();
    assert!(words.iter().all(|words| *words <= 20), "plain words: {words:?}");
}

#[test]
fn a_link_that_leaves_the_site_says_where_it_leads() {
    let mut count = 0;
    for (path, page) in all_pages() {
        let mut rest = page.as_str();
        while let Some(start) = rest.find("<a ") {
            rest = &rest[start..];
            let tag = tags(&rest[..=rest.find('>').unwrap()]).swap_remove(0);
            let (text, after) = rest[rest.find('>').unwrap() + 1..].split_once("</a>").unwrap();
            let address = tag.get("href").unwrap().to_owned();
            if let Some(outside) = address.strip_prefix("https://").or(address.strip_prefix("http://"))
                && !address.starts_with(SHOW)
            {
                let host = outside.split(['/', '?']).next().unwrap().trim_start_matches("www.");
                let told = format!("{text}{}", &after[..after.len().min(120)]);
                assert!(told.contains(host), "{path}: {address}: {told}");
                count += 1;
            }
            rest = after;
        }
    }
    assert!(count > 10, "{count} links lead out");
}

#[test]
fn nothing_is_kept_sent_or_counted() {
    for (path, page) in all_pages() {
        for trace in [
            "document.cookie",
            "sendBeacon",
            "XMLHttpRequest",
            "fetch(",
            "WebSocket",
            "EventSource",
            "import(",
            "navigator.userAgent",
        ] {
            assert!(!page.contains(trace), "{path}: {trace}");
        }
        let policy = tags(&page).into_iter().find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy")).unwrap();
        let policy = policy.get("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; base-uri 'none'; form-action 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{path}: {policy}");
        assert!(!page.contains(" style=\""), "{path}: a style that the policy forbids");
    }
}

#[test]
fn each_of_a_thousand_episodes_is_found_by_year_and_season_on_plain_pages() {
    let sealed = shows::long_show(1000, "serial");
    let texts = crate::texts(&sealed);
    let links = |path: &str| -> BTreeSet<String> {
        let page = &texts[path];
        let to = |tag: &Tag| crate::resolve(path, tag.get("href")?.split('#').next()?);
        tags(page).iter().filter(|tag| tag.name == "a").filter_map(to).collect()
    };
    let links: BTreeMap<&str, BTreeSet<String>> = texts
        .keys()
        .filter(|path| ["index.html", "year/", "season/"].iter().any(|start| path.starts_with(start)))
        .map(|path| (path.as_str(), links(path)))
        .collect();
    let index = &links["index.html"];
    for episode in &sealed.episodes {
        let file = format!("episodes/{}/index.html", episode.episode.slug);
        let year = episode.episode.date.rfc_3339()[..4].to_owned();
        let season = episode.episode.season.unwrap().to_string();
        for first in [format!("year/{year}/"), format!("season/{season}/")] {
            assert!(index.contains(&format!("{first}index.html")), "the index leads to {first}");
            let pages: Vec<_> = links.iter().filter(|(path, _)| path.starts_with(&first)).collect();
            let holding: Vec<_> = pages.iter().filter(|(_, links)| links.contains(&file)).collect();
            assert_eq!(holding.len(), 1, "{file} stands once below {first}");
            assert!(pages.len() <= 10 && !texts[*holding[0].0].contains("<form"), "a list, and no program");
        }
    }
}
