//! The list of elements in docs/feed.md is the list of elements of the feed.

use std::collections::BTreeSet;

use podwright::feed::elements::{ELEMENTS, Within};
use podwright::seal::{SiteView, fixtures};
use podwright::source::table::{episode_table, show_table};

use crate::examples;
use crate::meaning;

/// A show that uses every key, with an episode that does.
fn every_key() -> SiteView {
    let mut view = fixtures::view();
    (view.show, view.episodes[0].episode) = examples::every_key();
    view
}

/// The names of elements right below the channel or an item of the show that uses every key.
fn written(within: Within) -> BTreeSet<String> {
    let xml = String::from_utf8(meaning::feed(&every_key())).unwrap();
    let depth = match within {
        Within::Channel => "\n    <",
        Within::Item => "\n      <",
    };
    let (channel, items) = xml.split_once("<item>").unwrap();
    let (text, last) = match within {
        Within::Channel => (channel, xml.rsplit_once("</item>").unwrap().1),
        Within::Item => (items, ""),
    };
    let names = |text: &str| -> Vec<String> {
        text.split(depth)
            .skip(1)
            .map(|rest| rest.split([' ', '>', '/']).next().unwrap().to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    };
    names(text).into_iter().chain(names(last)).filter(|name| name != "item").collect()
}

#[test]
fn the_list_has_every_element_and_no_other() {
    for within in [Within::Channel, Within::Item] {
        let listed: BTreeSet<String> =
            ELEMENTS.iter().filter(|entry| entry.within == within).map(|entry| entry.name.to_owned()).collect();
        assert_eq!(listed, written(within), "{within:?}");
    }
    assert!(ELEMENTS.windows(2).all(|pair| (pair[0].within, pair[0].name) < (pair[1].within, pair[1].name)), "not in order");
}

#[test]
fn the_second_reader_agrees_with_a_show_that_uses_every_key() {
    let view = every_key();
    assert_eq!(meaning::reread(&meaning::feed(&view), &view), Ok(()));
}

#[test]
fn each_key_is_one_that_the_files_have() {
    for entry in ELEMENTS {
        for key in entry.keys {
            let row = format!("| `{key}` |");
            assert!(show_table().contains(&row) || episode_table().contains(&row), "{}: {key}", entry.name);
        }
    }
}
