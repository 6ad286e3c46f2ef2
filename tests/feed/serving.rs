//! What servers are told of the files: `_headers`, docs/serving.md and, in tests/show, the manifest say the same.

use podwright::layout::serving::{SERVING, Serving};
use podwright::model::web::feed_file::FeedFile;
use podwright::seal::fixtures;

use crate::meaning;

#[test]
fn every_rule_is_in_headers() {
    let headers = String::from_utf8(meaning::file(&fixtures::view(), "_headers")).unwrap();
    let blocks: Vec<&str> = headers.split_inclusive('\n').filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(blocks.len(), SERVING.len());
    for rule in SERVING {
        let (_, rest) = headers.split_once(&format!("/show/{}\n", rule.pattern)).unwrap();
        let said: Vec<&str> = rest.lines().take_while(|line| line.starts_with("  ")).map(str::trim).collect();
        let mut wanted = Vec::new();
        wanted.extend(rule.media_type.map(|media_type| format!("Content-Type: {media_type}")));
        wanted.extend(rule.is_for_all.then(|| "Access-Control-Allow-Origin: *".to_owned()));
        wanted.extend(rule.has_ranges.then(|| "Accept-Ranges: bytes".to_owned()));
        wanted.push(format!("Cache-Control: {}", rule.cache));
        assert_eq!(said, wanted, "{}", rule.pattern);
    }
}

/// The part of a server's section that speaks of a place: from the line that names it to where the next part begins.
fn part<'a>(section: &'a str, begins: &str, names: &dyn Fn(&str) -> bool) -> &'a str {
    let found = section.split(begins).skip(1).find(|part| names(part.lines().next().unwrap()));
    found.unwrap_or_else(|| panic!("nothing speaks of it: {section}"))
}

#[test]
fn every_server_is_told_the_same() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/serving.md")).unwrap();
    // How a part of a server's section begins, and what it calls everything else.
    for (server, begins, rest) in
        [("## nginx", "\nlocation ", "/ "), ("## Apache", "\n<", ""), ("## Amazon S3", "\naws s3 ", "sync feed s3://BUCKET ")]
    {
        let (_, section) = text.split_once(server).unwrap();
        let section = section.split("\n## ").next().unwrap().replace("\n  aws s3 ", "\naws s3 ");
        let code = section.split("```").nth(1).unwrap();
        assert!(section.contains("byte ranges (`Accept-Ranges: bytes`)"), "{server}");
        for rule in SERVING {
            let place = rule.pattern.split('*').next().unwrap();
            let is_named = rule.is_for_all;
            let folder = if place.ends_with('/') { place } else { rule.pattern };
            let said = match (is_named, server) {
                // Without another word, what stands before all parts.
                (false, "## Apache") => code.split("\n<").next().unwrap(),
                (false, _) => part(code, begins, &|line| line.starts_with(rest)),
                // A folder's name without its slash, as the command wants it.
                (true, "## Amazon S3") => {
                    part(code, begins, &|line| line.contains(&format!("feed/{}", folder.trim_end_matches('/'))))
                }
                (true, _) => part(code, begins, &|line| line.contains(folder)),
            };
            assert!(said.contains(rule.cache), "{server}, {}: {said}", rule.pattern);
            if let Some(media_type) = rule.media_type {
                let plain = media_type.trim_end_matches("; charset=utf-8");
                assert!(said.contains(plain) || code.contains(&format!(" {plain}\"")), "{server}, {}: {said}", rule.pattern);
            }
            if is_named && server != "## Amazon S3" {
                assert!(said.contains("Access-Control-Allow-Origin"), "{server}, {}: {said}", rule.pattern);
            }
        }
    }
    assert!(text.contains("(CORS): every origin"), "S3 has it in the bucket's settings");
}

#[test]
fn what_no_rule_names_is_treated_like_a_page() {
    let of = |path| Serving::of(path, &FeedFile::default());
    assert_eq!(of("season/1/index.html").cache, of("some/file").cache);
    assert!(of("media/one.mp3").has_ranges && !of("feed.xml").has_ranges);
}
