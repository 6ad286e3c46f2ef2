use crate::check::testing::{check, expect, locked, text};
use crate::layout::output::Output;
use crate::model::kind::season_name::SeasonName;
use crate::model::people::funding::Funding;
use crate::model::people::person::{Person, Role};
use crate::model::people::social::{Comments, SocialPost, SocialProtocol};
use crate::model::show::Owner;
use crate::model::time::recurrence::UpdateFrequency;
use crate::model::wording::txt::Txt;

fn person(name: &str, href: Option<&str>) -> Person {
    Person { name: text(name), role: Role::default(), href: href.map(|href| href.parse().unwrap()), img: None, approved: None }
}

#[test]
fn names_end_at_255_characters_and_labels_at_128() {
    expect(&[], |catalog| catalog.show_mut().author = text(&"é".repeat(255)));
    expect(&["name-too-long podcast.yaml author"], |catalog| catalog.show_mut().author = text(&"é".repeat(256)));
    expect(&["name-too-long episodes/door/episode.yaml author"], |catalog| {
        catalog.episodes[0].episode.author = Some(text(&"é".repeat(256)));
    });
    expect(&["name-too-long podcast.yaml title"], |catalog| catalog.show_mut().title = text(&"a".repeat(256)));
    expect(&["name-too-long podcast.yaml owner.name"], |catalog| {
        catalog.show_mut().owner = Some(Owner { name: text(&"a".repeat(256)), email: "a@example.org".parse().unwrap() });
    });
    expect(&["label-too-long podcast.yaml people[1]"], |catalog| {
        catalog.show_mut().people = vec![person(&"a".repeat(128), None), person(&"b".repeat(129), None)];
    });
}

#[test]
fn texts_that_apps_cut_are_told_with_their_place() {
    let season = |length| SeasonName { number: std::num::NonZeroU32::MIN, name: text(&"a".repeat(length)) };
    let txt = |length| Txt { purpose: None, text: text(&"a".repeat(length)) };
    expect(&[], |catalog| {
        catalog.show_mut().seasons = vec![season(128)];
        catalog.show_mut().txt = vec![txt(4000)];
    });
    expect(&["label-too-long podcast.yaml seasons[0].name"], |catalog| catalog.show_mut().seasons = vec![season(129)]);
    expect(&["label-too-long podcast.yaml txt[1].text"], |catalog| catalog.show_mut().txt = vec![txt(1), txt(4001)]);
    expect(&["label-too-long podcast.yaml updates.text"], |catalog| {
        catalog.show_mut().updates = Some(UpdateFrequency { text: text(&"a".repeat(129)), rule: None });
    });
}

#[test]
fn the_description_is_counted_in_bytes() {
    expect(&[], |catalog| catalog.show_mut().description = text(&"é".repeat(2000)));
    expect(&["description-too-long podcast.yaml description"], |catalog| {
        catalog.show_mut().description = text(&"é".repeat(2001));
    });
    expect(&["useless-description podcast.yaml description"], |catalog| {
        catalog.show_mut().description = text("plain TALES.");
    });
    expect(&["markup-in-plain-text podcast.yaml description"], |catalog| {
        catalog.show_mut().description = text("Tales of <b>doors</b>.");
    });
}

#[test]
fn a_title_is_a_name() {
    expect(&["title-with-keywords podcast.yaml title"], |catalog| catalog.show_mut().title = text("Tales | doors | gates"));
    expect(&[], |catalog| catalog.show_mut().title = text("Doors, gates and walls"));
    expect(&["title-with-keywords podcast.yaml title"], |catalog| {
        catalog.show_mut().title = text("Doors, gates, walls, keys");
    });
}

#[test]
fn a_copyright_is_a_name() {
    for bad in ["© The tellers", "Copyright The tellers", "The tellers 2022", "(C) The tellers", "1999-2022 The tellers"] {
        expect(&["copyright-not-name podcast.yaml copyright"], |catalog| catalog.show_mut().copyright = Some(text(bad)));
    }
    for good in ["The tellers", "Group 12345", "Studio 54"] {
        expect(&[], |catalog| catalog.show_mut().copyright = Some(text(good)));
    }
}

#[test]
fn the_address_is_plain_public_and_https() {
    let at = |url: &str, expected: &[&str]| {
        expect(expected, |catalog| {
            catalog.show_mut().url = url.parse().unwrap();
            let feed = {
                let show = catalog.show_mut();
                Output::feed(show).url(show)
            };
            catalog.show_mut().guid = crate::model::identity::guid::ShowGuid::of_feed(feed.as_str());
            catalog.lock = Some(locked(catalog));
        });
    };
    at("https://tales.example.org:8443/", &[]);
    at("http://example.org/show/", &["insecure-show-url podcast.yaml url"]);
    at("https://example.org/Show/", &["odd-show-path podcast.yaml url"]);
    at("https://example.org/sh%20ow/", &["odd-show-path podcast.yaml url"]);
    for private in ["localhost", "127.0.0.1", "192.168.1.2", "[::1]", "nas.local", "nas"] {
        at(&format!("https://{private}/show/"), &["private-address podcast.yaml url"]);
    }
}

#[test]
fn links_are_https() {
    expect(&["insecure-link podcast.yaml link"], |catalog| {
        catalog.show_mut().link = Some("http://example.org/a".parse().unwrap());
    });
    expect(&["insecure-link episodes/door/episode.yaml link"], |catalog| {
        catalog.episodes[0].episode.link = Some("http://example.org/a".parse().unwrap());
    });
    expect(&["label-too-long podcast.yaml funding[0].text", "insecure-link podcast.yaml funding[0].url"], |catalog| {
        catalog.show_mut().funding =
            vec![Funding { url: "http://example.org/give".parse().unwrap(), text: text(&"a".repeat(129)) }];
    });
    expect(&["insecure-link episodes/door/episode.yaml people[0]"], |catalog| {
        catalog.episodes[0].episode.people = vec![person("Ann", Some("http://example.org/ann"))].into();
    });
}

#[test]
fn nothing_stands_twice() {
    expect(&["duplicate-category podcast.yaml categories[1]"], |catalog| {
        let first = catalog.show_mut().categories[0];
        catalog.show_mut().categories[1] = first;
    });
    expect(&["duplicate-person podcast.yaml people[1]"], |catalog| {
        catalog.show_mut().people = vec![person("Ann", None), person("ann", None)];
    });
    expect(&[], |catalog| {
        let producer = Person { role: "producer".parse().unwrap(), ..person("Ann", None) };
        catalog.show_mut().people = vec![person("Ann", None), producer];
    });
}

#[test]
fn a_locked_show_has_an_owner() {
    expect(&["locked-without-owner podcast.yaml locked"], |catalog| catalog.show_mut().locked = true);
    expect(&[], |catalog| {
        catalog.show_mut().locked = true;
        catalog.show_mut().owner = Some(Owner { name: text("Ann"), email: "a@example.org".parse().unwrap() });
    });
}

#[test]
fn the_guid_of_a_new_show_is_that_of_its_feed_and_an_old_one_may_have_any() {
    let other = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
    let report = check(|catalog| catalog.show_mut().guid = other.parse().unwrap());
    assert_eq!(report.findings.iter().map(|finding| finding.rule.id()).collect::<Vec<_>>(), ["guid-not-of-feed"]);
    assert!(report.findings[0].help.starts_with("write `guid: "), "{}", report.findings[0].help);
    expect(&[], |catalog| {
        catalog.show_mut().guid = other.parse().unwrap();
        catalog.lock = Some(locked(catalog));
    });
}

#[test]
fn a_show_has_an_episode() {
    expect(&["no-episodes podcast.yaml"], |catalog| catalog.episodes.clear());
    expect(&["no-episodes podcast.yaml"], |catalog| {
        for entry in &mut catalog.episodes {
            entry.episode.draft = true;
        }
    });
}

#[test]
fn addresses_of_rare_keys_are_https_ones() {
    let url = || Some("http://example.org/".parse().unwrap());
    let post = || SocialPost {
        protocol: SocialProtocol::ActivityPub,
        url: "http://example.org/@show/1".parse().unwrap(),
        account: None,
        account_url: url(),
        priority: None,
    };
    let feed = || Some("http://example.org/show/feed.xml".parse().unwrap());
    let addresses = ["hub", "new_feed_url"].map(|key| format!("insecure-link podcast.yaml {key}"));
    let moved = "moved-without-move podcast.yaml new_feed_url";
    expect(&[addresses[0].as_str(), addresses[1].as_str(), moved], |catalog| {
        (catalog.show_mut().hub, catalog.show_mut().new_feed_url) = (url(), feed());
    });
    expect(&["insecure-link podcast.yaml social[0].account_url", "insecure-link podcast.yaml social[0].url"], |catalog| {
        catalog.show_mut().social = Comments::Posts(vec![post()]);
    });
    let file = "episodes/door/episode.yaml";
    expect(
        &[&format!("insecure-link {file} social[0].account_url"), &format!("insecure-link {file} social[0].url")],
        |catalog| {
            catalog.episodes[0].episode.social = Comments::Posts(vec![post()]);
        },
    );
}
