//! The series of this repository.

use std::fs;

use podwright::source::episode::read_episode;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::yaml::text::decode;

use crate::documents::{described, show};

#[test]
fn the_series_of_this_repository_reads_without_a_fault() {
    let root = camino::Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &camino::Utf8Path| fs::read(root.join(file)).unwrap();
    let bytes = read("podcast.yaml".into());
    let text = decode(&bytes, "podcast.yaml".into()).unwrap();
    let show = show(text);
    assert_eq!(show.faults.iter().map(described).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(show.value.unwrap().title.as_str(), "Co-production for beginners");

    let mut slugs: Vec<String> = root
        .join("episodes")
        .read_dir_utf8()
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_owned())
        .collect();
    slugs.sort();
    let mut titles = Vec::new();
    for slug in slugs {
        let bytes = read(format!("episodes/{slug}/episode.yaml").as_str().into());
        let folder = format!("episodes/{slug}").parse().unwrap();
        let episode = read_episode(decode(&bytes, "episode.yaml".into()).unwrap(), &folder, &ShowDefaults::of_show(text));
        assert_eq!(episode.faults.iter().map(described).collect::<Vec<_>>(), Vec::<String>::new());
        titles.push(episode.value.unwrap().title.to_string());
    }
    let expected = [
        "Coming soon",
        "Driving the train",
        "How to start well",
        "What difference does it make?",
        "What is co-production?",
        "Words we use",
    ];
    assert_eq!(titles, expected);
}
