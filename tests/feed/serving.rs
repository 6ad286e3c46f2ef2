//! docs/serving.md says what `_headers` says.

use crate::{meaning, samples};

#[test]
fn every_server_is_told_the_same() {
    let headers = String::from_utf8(meaning::file(&samples::sealed(), "_headers")).unwrap();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/serving.md")).unwrap();
    for server in ["## nginx", "## Apache", "## Amazon S3"] {
        let (_, section) = text.split_once(server).unwrap();
        let section = section.split("\n## ").next().unwrap();
        for line in headers.lines() {
            let wanted = match line.trim().split_once(": ") {
                Some(("Content-Type", media_type)) => media_type.trim_end_matches("; charset=utf-8"),
                Some(("Cache-Control", cache)) => cache,
                Some(("Access-Control-Allow-Origin", _)) if server == "## Amazon S3" => "CORS",
                Some((name, _)) => name,
                // A path, with the show's own before it.
                None => line.trim_start_matches("/show/").split(['/', '*']).next().unwrap(),
            };
            assert!(section.contains(wanted), "{server}: {wanted}");
        }
    }
}
