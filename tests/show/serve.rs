//! `serve` over real connections of the loopback.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::TestShow;
use crate::support::preview::{Preview, read};
use crate::support::show::assert_same_files;

const MP3: &str = "media/what-is-co-production.mp3";

fn as_published(show: &TestShow) -> Preview {
    Preview::with(show, &["--port", "0", "--as-published"], |_| {}).built()
}

#[test]
fn shows_exactly_what_would_be_out_at_the_path_of_the_show_and_writes_below_its_own_folder_alone() {
    let show = TestShow::series();
    show.edit("episodes/coming-soon/episode.yaml", "title: Coming soon", "title: Coming very soon");
    show.edit("episodes/words-we-use/episode.yaml", "title: ", "draft: true\ntitle: ");
    // A show that was never built, so a draft in it is no promise broken.
    show.remove("podcast.lock").remove("feed");
    let before = show.files();
    let preview = as_published(&show);
    assert_eq!(preview.base, "/co-production-for-beginners/");
    for path in ["/", "/co-production-for-beginners"] {
        let moved = preview.ask("GET", path, &[]);
        assert_eq!((moved.status, moved.header("location")), (307, Some("/co-production-for-beginners/")));
    }
    assert_eq!(preview.get("subscribe").header("location"), Some("/co-production-for-beginners/subscribe/"));
    let page = preview.get("episodes/driving-the-train/");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("id=\"podwright-preview\""));
    let lost = preview.get("no/such/page");
    assert!(lost.status == 404 && lost.text().contains("id=\"podwright-preview\""), "the show's own page for missing pages");
    assert_eq!(preview.get("episodes/words-we-use/").status, 404, "a draft is not out");
    let mut shown = show.files_below(".podwright/preview");
    assert!(shown.keys().all(|path| !path.contains("/media/")), "recordings are not copied");
    let recording = "episodes/coming-soon/audio.mp3";
    assert!(preview.get("media/coming-soon.mp3").body == show.read(recording), "untagged as it is");
    assert_eq!(preview.interrupt(), Some(0), "Ctrl-C is no failure");
    assert_same_files(&before, &show.files());
    assert!(!show.exists(".podwright/preview"), "removed at the end");

    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_ne!(before[recording], show.read(recording), "the build has tagged it");
    let built = show.files_below("feed");
    shown = shown.into_iter().map(|(path, bytes)| (path.replacen(".podwright/preview/", "feed/", 1), bytes)).collect();
    // Pictures as they are, and recordings, are served from the show. The manifest has the hash of a recording, which tagging alone can tell.
    let mut expected = built.clone();
    expected.retain(|path, _| shown.contains_key(path));
    for path in built.keys().filter(|path| !expected.contains_key(*path)) {
        assert!(path.starts_with("feed/media/") || path.starts_with("feed/artwork/"), "{path} was shown");
    }
    for files in [&mut shown, &mut expected] {
        files.remove("feed/manifest.json").unwrap();
    }
    assert_same_files(&expected, &shown);
}

#[test]
fn sends_parts_heads_and_nothing_that_the_client_has() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let (path, bytes) = (format!("{}{MP3}", preview.base), show.read("episodes/what-is-co-production/audio.mp3"));
    let whole = preview.get(MP3);
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    assert!(whole.body == bytes);
    let state = whole.header("etag").unwrap().to_owned();

    let length = bytes.len();
    for (range, from, to) in [("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200), ("bytes=-50", length - 50, length)] {
        let part = preview.ask("GET", &path, &[("Range", range)]);
        assert_eq!(part.status, 206, "{range}");
        assert!(part.body == bytes[from..to], "{range}");
        assert_eq!(part.header("content-range"), Some(format!("bytes {from}-{}/{length}", to - 1).as_str()));
        assert_eq!(part.header("content-length"), Some((to - from).to_string().as_str()));
    }
    let beyond = preview.ask("GET", &path, &[("Range", &format!("bytes={length}-"))]);
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some(format!("bytes */{length}").as_str())));

    for ignored in ["seconds=1-2", "items=0-5", "bytes 0-1", "nonsense", "bytes=0-1,5-6"] {
        let all = preview.ask("GET", &path, &[("Range", ignored)]);
        assert_eq!((all.status, all.header("content-range")), (200, None), "{ignored}");
        assert!(all.body == bytes, "{ignored}");
    }
    assert_eq!(preview.ask("GET", &path, &[("Range", "Bytes=0-1")]).status, 206, "units have no case");
    assert_eq!(preview.ask("HEAD", &path, &[("Range", "bytes=0-1")]).status, 200, "ranges are of GET alone");

    let head = preview.ask("HEAD", &path, &[]);
    assert_eq!((head.status, head.header("content-length")), (200, Some(length.to_string().as_str())));
    assert!(head.body.is_empty());
    let head = preview.ask("HEAD", &preview.base, &[]);
    assert_eq!(head.header("content-length"), Some(preview.get("").body.len().to_string().as_str()));
    assert!(head.status == 200 && head.body.is_empty());

    assert_eq!(preview.ask("GET", &path, &[("If-None-Match", &state)]).status, 304);
    assert_eq!(preview.ask("GET", &path, &[("If-None-Match", "\"other\"")]).status, 200);
    assert_eq!(preview.ask("GET", &path, &[("Range", "bytes=0-9"), ("If-Range", &state)]).status, 206);
    assert_eq!(preview.ask("GET", &path, &[("Range", "bytes=0-9"), ("If-Range", "\"other\"")]).status, 200);
    for page in ["", "feed.xml", "style.css", "subscribe/"] {
        let page = format!("{}{page}", preview.base);
        let state = preview.ask("GET", &page, &[]).header("etag").unwrap().to_owned();
        let again = preview.ask("GET", &page, &[("If-None-Match", &format!("\"x\", {state}"))]);
        assert!(
            again.status == 304 && again.body.is_empty() && again.header("etag") == Some(state.as_str()),
            "{page}: {again:?}"
        );
    }
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
    preview.until(|_| preview.get("").text().contains("Another title"));
    let news = preview.ask("GET", &format!("{}feed.xml", preview.base), &[("If-None-Match", &state)]);
    assert!(news.status == 200 && news.text().contains("Another title"));
}

/// `_headers` as those servers read it that have it: the rules whose path fits.
fn asked_for(headers: &str, path: &str) -> BTreeMap<String, String> {
    let mut fits = false;
    let mut found = BTreeMap::new();
    for line in headers.lines() {
        match line.strip_prefix("  ") {
            Some(rule) if fits => {
                let (name, value) = rule.split_once(": ").unwrap();
                found.insert(name.to_ascii_lowercase(), value.to_owned());
            }
            Some(_) => {}
            None => {
                fits = line
                    .split_once('*')
                    .map_or(line == path, |(before, after)| path.starts_with(before) && path.ends_with(after));
            }
        }
    }
    found
}

#[test]
fn types_and_cross_origin_access_are_those_of_headers_and_manifest() {
    let show = TestShow::series();
    let preview = as_published(&show);
    let headers = show.text("feed/_headers");
    let manifest: Value = serde_json::from_slice(&show.read("feed/manifest.json")).unwrap();
    let mut asked = 0;
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let answer = preview.ask("HEAD", &format!("{}{path}", preview.base), &[]);
        let wanted = asked_for(&headers, &format!("/co-production-for-beginners/{path}"));
        // The preview asks again each time; those who serve the folder follow one rule, wherever they read it.
        if path != "_headers" {
            assert_eq!(wanted.get("cache-control").map(String::as_str), file["cache_control"].as_str(), "{path}");
        }
        if let Some(media_type) = wanted.get("content-type") {
            assert_eq!(file["media_type"].as_str(), Some(media_type.as_str()), "{path}");
        }
        assert_eq!(path.starts_with("media/"), wanted.get("accept-ranges").is_some_and(|unit| unit == "bytes"), "{path}");
        let named = |text: &str| text.split(';').next().unwrap().to_owned();
        let media_type =
            wanted.get("content-type").map_or_else(|| named(file["media_type"].as_str().unwrap()), |wanted| named(wanted));
        assert_eq!(answer.header("content-type").map(named), Some(media_type), "{path}");
        let access = wanted.get("access-control-allow-origin").map(String::as_str);
        assert_eq!(answer.header("access-control-allow-origin"), access, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}: the show is being worked on");
        asked += usize::from(access.is_some());
    }
    assert!(asked > 30, "{asked} files that other sites may read");
    assert_eq!(preview.get("feed.xml").header("content-type"), Some("application/rss+xml; charset=utf-8"));
}

#[test]
fn nothing_outside_of_the_pages_is_shown() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let pages = ".podwright/preview";
    show.write(&format!("{pages}/.hidden/file.txt"), "secret");
    std::os::unix::fs::symlink(show.path("podcast.yaml"), show.path(&format!("{pages}/link.txt"))).unwrap();
    std::os::unix::fs::symlink(show.path("episodes"), show.path(&format!("{pages}/folder"))).unwrap();
    for path in [
        "../podcast.yaml",
        "episodes/../../podcast.yaml",
        "%2e%2e/podcast.yaml",
        "%2E%2E%2Fpodcast.yaml",
        "..%5cpodcast.yaml",
        "episodes/%2e%2e/%2e%2e/podcast.yaml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        ".hidden/file.txt",
        "link.txt",
        "folder/coming-soon/episode.yaml",
        "folder/",
        "feed.xml%00.html",
        "./feed.xml",
        "%c0%ae%c0%ae/podcast.yaml",
        "%252e%252e/podcast.yaml",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.text().contains("secret") && !answer.text().contains("guid:") && !answer.text().contains("root:x:"),
            "{path}"
        );
    }
    for path in ["/../../podcast.yaml", "//etc/passwd", "/feed/feed.xml", "/podcast.yaml"] {
        assert_eq!(preview.ask("GET", path, &[]).status, 404, "{path}");
    }
}

#[test]
fn a_request_that_names_another_host_is_refused() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let status = |head: &str| preview.raw(&format!("GET {head}\r\nConnection: close\r\n\r\n")).status;
    let (path, port) = (&preview.base, preview.host.rsplit(':').next().unwrap());
    for ours in ["localhost".to_owned(), format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(status(&format!("{path} HTTP/1.1\r\nHost: {ours}")), 200, "{ours}");
    }
    for foreign in
        ["example.org", "127.0.0.1.example.org", "localhost.example.org", "192.168.1.2", "0.0.0.0", "localhost@example.org"]
    {
        for path in [path.as_str(), "/-/podwright/news"] {
            let answer = preview.raw(&format!("GET {path} HTTP/1.1\r\nHost: {foreign}:{port}\r\nConnection: close\r\n\r\n"));
            assert_eq!(answer.status, 421, "{foreign}{path}");
            assert!(!answer.text().contains("Co-production"));
        }
    }
    assert_eq!(status(&format!("{path} HTTP/1.1")), 421, "no host at all");
    assert_eq!(status(&format!("{path} HTTP/1.0")), 421, "an old request without a host");
    assert_eq!(status(&format!("{path} HTTP/1.1\r\nHost: localhost\r\nHost: example.org")), 421, "two hosts");
    assert_eq!(status(&format!("http://example.org{path} HTTP/1.1\r\nHost: localhost")), 421, "a foreign address in full");
    let public = format!("{}:{port}", std::net::Ipv4Addr::new(127, 0, 0, 2));
    assert!(std::net::TcpStream::connect(public).is_err(), "one address is listened at");
}

#[test]
fn a_client_that_asks_for_too_much_gets_a_refusal_and_the_others_their_pages() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let long = "x".repeat(20_000);
    assert_eq!(preview.ask("GET", &preview.base, &[("X-Long", &long)]).status, 431, "a long head");
    let many: Vec<(String, &str)> = (0..100).map(|number| (format!("X-{number}"), "1")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(preview.ask("GET", &preview.base, &many).status, 431, "many headers");
    assert!(matches!(preview.ask("GET", &format!("/{long}"), &[]).status, 414 | 431), "a long path");
    assert_eq!(preview.ask("GET", &preview.base, &[("Content-Length", "5000000")]).status, 413, "a long body");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let refused = preview.ask(method, &preview.base, &[]);
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    for nonsense in ["\r\n\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}", "GET / HTTP/9.9\r\n\r\n"] {
        assert!(matches!(preview.raw(nonsense).status, 0 | 400 | 505), "{nonsense:?}");
    }

    // Clients that connect and say nothing take every place; the next one is told so at once, and there is room again when their time is over.
    let mut silent: Vec<_> = (0..64).map(|_| preview.connect()).collect();
    let mut next = preview.connect();
    let full = read(&mut next);
    assert_eq!((full.status, full.header("retry-after")), (503, Some("1")));
    for stream in &mut silent {
        assert_eq!(read(stream).body.len(), 0, "whoever is silent is not waited for");
    }
    assert_eq!(preview.get("").status, 200);
}

#[test]
fn builds_again_when_yaml_episodes_or_templates_change_and_tells_the_pages() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let first = preview.until(|news| news["panel"] == "" && news["feed"] != "");
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
    let second = preview.until(|news| news["feed"] != first["feed"]);
    assert!(preview.get("").text().contains("Another title"));
    show.edit("episodes/driving-the-train/episode.yaml", "title: Driving the train", "title: Steering the train");
    let third = preview.until(|news| {
        news["feed"] != second["feed"] && preview.get("episodes/driving-the-train/").text().contains("Steering the train")
    });

    // What an editor does that writes beside the file and moves it over.
    let transcript = show.text("episodes/coming-soon/transcript.vtt");
    show.write(
        "episodes/coming-soon/.transcript.vtt.swp",
        transcript.replacen("Welcome", "Good morning", 1).replacen("Hello", "Good morning", 1)
            + "\n\n00:40.900 --> 00:41.400\nBye\n",
    );
    std::fs::rename(show.path("episodes/coming-soon/.transcript.vtt.swp"), show.path("episodes/coming-soon/transcript.vtt"))
        .unwrap();
    let fourth =
        preview.until(|news| news["feed"] != third["feed"] && preview.get("episodes/coming-soon/").text().contains("Bye"));

    // An episode that was not there when the preview began.
    let yaml = show.text("episodes/coming-soon/episode.yaml") + "allow: [{rule: same-audio, reason: a test}]\n";
    show.write("episodes/coming-soon/episode.yaml", &yaml);
    for file in ["audio.mp3", "transcript.vtt", "easy-read.md"] {
        show.write(&format!("episodes/brand-new/{file}"), show.read(&format!("episodes/coming-soon/{file}")));
    }
    let guid = yaml.lines().find_map(|line| line.strip_prefix("guid: ")).unwrap();
    let new = yaml.replace(guid, "0190b2f0-8e4c-7c3a-9f6e-2b7d1c5a4fff").replace("title: Coming soon", "title: Brand new");
    show.write("episodes/brand-new/episode.yaml", new.replace("2022-06-27", "2022-06-28"));
    preview.until(|news| news["feed"] != fourth["feed"] && preview.get("episodes/brand-new/").text().contains("Brand new"));

    // A folder that was not there either: what is in it may matter, so there is a build.
    let before = preview.news("")["seen"].clone();
    show.write("templates/readme.txt", "nothing");
    preview.until(|news| news["seen"] != before);
}

#[test]
fn a_fault_that_comes_up_is_told_on_every_page() {
    let show = TestShow::series();
    let preview = Preview::of(&show).built();
    let good = preview.until(|news| news["panel"] == "");
    show.edit("episodes/driving-the-train/episode.yaml", "title: Driving the train", "titel: <img src=x onerror=alert(1)>");
    let bad = preview.until(|news| news["panel"] != "");
    assert_ne!(bad["feed"], good["feed"], "the page has changed");
    let page = preview.get("episodes/driving-the-train/").text();
    assert!(page.contains("The title of driving-the-train is missing") && page.contains("<details open><summary>"), "{page}");
    assert!(
        page.contains("episodes/driving-the-train/episode.yaml:1:1") && page.contains("did you mean `title`?"),
        "place and remedy: {bad}"
    );
    assert!(page.contains("role=\"status\" aria-live=\"polite\""));
    assert!(!page.contains("<img src=x"));
    assert!(preview.get("no/such/page").text().contains("did you mean `title`?"), "on every page");
    let embed = preview.get("embed/driving-the-train/").text();
    assert!(embed.contains("data-feed=") && embed.contains(" hidden><div role=\"status\""), "not in a small frame");

    show.edit("episodes/driving-the-train/episode.yaml", "titel: <img src=x onerror=alert(1)>", "title: Driving the train");
    preview.until(|news| news["panel"] == "");
    let lock = show.text("podcast.lock");
    show.write("podcast.lock", "<<<<<<< ours\n").edit(
        "podcast.yaml",
        "title: Co-production for beginners",
        "title: Another title",
    );
    let stopped = preview.until(|news| news["panel"] != "");
    let panel = stopped["panel"].as_str().unwrap();
    assert!(panel.contains("No new pages could be made") && panel.contains("podcast.lock"), "{panel}");
    assert!(preview.get("").text().contains("Co-production for beginners"), "the old page");
    show.write("podcast.lock", lock);
    preview.until(|_| preview.get("").text().contains("Another title"));
}
