//! Readers in Rust: feed-rs, the rss crate with its validation, badpod.

use podwright::feed::reread::reread;
use podwright::seal::Sealed;
use proptest::prelude::*;
use rss::validation::Validate;

use crate::{meaning, samples, shows};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn feed_rs_agrees_with_every_show(sealed in shows::sealed()) {
        prop_assert_eq!(reread(&meaning::feed(&sealed), &sealed), Ok(()));
    }

    #[test]
    fn rss_agrees_with_every_show(sealed in shows::sealed()) {
        let xml = meaning::feed(&sealed);
        let read = rss::Channel::read_from(&xml[..]).unwrap();
        prop_assert_eq!(read.validate().map_err(|error| error.to_string()), Ok(()));
        let meant = meaning::of(&sealed, &xml);
        let at = |name: &str| meant.get(name).cloned();
        prop_assert_eq!(Some(read.title), at("title"));
        prop_assert_eq!(Some(read.description), at("description"));
        for (index, item) in read.items.iter().enumerate() {
            let at = |name: &str| meant.get(&format!("items.{index}.{name}")).cloned();
            let itunes = item.itunes_ext.as_ref().unwrap();
            let guid = item.guid.as_ref().unwrap();
            let enclosure = item.enclosure.as_ref().unwrap();
            prop_assert_eq!((Some(guid.value.clone()), guid.permalink), (at("guid"), false));
            prop_assert_eq!(Some(format!("{} {} {}", enclosure.url, enclosure.length, enclosure.mime_type)), at("enclosure"));
            prop_assert_eq!(item.title.clone(), at("title"));
            prop_assert_eq!(itunes.duration.clone(), at("duration"));
            prop_assert_eq!(itunes.season.clone(), at("season"));
            prop_assert_eq!(itunes.episode.clone(), at("number"));
            prop_assert_eq!(itunes.explicit.clone(), at("explicit"));
            prop_assert_eq!(itunes.image.clone(), at("image"));
            prop_assert!(item.description.as_ref().unwrap().len() <= 4000);
        }
    }

    #[test]
    fn badpod_finds_no_value_that_is_not_allowed(sealed in shows::sealed()) {
        prop_assert_eq!(complaints(&sealed), Vec::<String>::new());
    }
}

/// What badpod took for something else than what its field allows. It wraps such values in `Other`, with a reason.
fn complaints(sealed: &Sealed) -> Vec<String> {
    let xml = String::from_utf8(meaning::feed(sealed)).unwrap();
    let read = format!("{:?}", badpod::from_str(&xml).unwrap());
    let told = read.match_indices("Other((").map(|(at, _)| read[at..].split("))").next().unwrap_or_default().to_owned());
    told.filter(|complaint| !KNOWN.iter().any(|known| complaint.contains(known))).collect()
}

/// False alarms of badpod 0.9.1: Apple has these categories, which it spells otherwise or lacks, and the Podcast Index has these networks and
/// media, Lightning addresses, and licences of one's own, and leaves the purpose of a text free.
const KNOWN: [&str; 10] = [
    "Other((\"atproto\", \"should be one of the protocols",
    "Other((\"matrix\", \"should be one of the protocols",
    "Other((\"hive\", \"should be one of the protocols",
    "Other((\"nostr\", \"should be one of the protocols",
    "Other((\"course\", \"should be one of the following",
    r#""should be \"verify\"""#,
    "Other((\"Self-Improvement\"",
    "Other((\"Sexuality\"",
    "Other((\"lnaddress\", ",
    "\", \"unrecognized license",
];

#[test]
fn badpod_complains_where_it_should() {
    let mut sealed = samples::sealed();
    assert_eq!(complaints(&sealed), Vec::<String>::new());
    sealed.episodes[0].enclosure.media_type = "audio/flac".parse().unwrap();
    // Of the enclosure, and of it among its other forms.
    assert_eq!(complaints(&sealed).len(), 2);
}
