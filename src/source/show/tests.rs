use chrono_tz::Tz;

use super::*;
use crate::model::kind::show_type::ShowType;
use crate::model::place::{FilePosition, KeyPath};
use crate::model::settings::tag_version::TagVersion;

const SHOW: &str = "\
# podcast.yaml
title: Co-production for beginners
url: https://example.org/co-production-for-beginners/     # where feed/ will be served; ends in a slash
link: https://example.org/about
guid: 5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810
language: en-GB
description: What co-production is, and how to start, in plain words.
author: Co-production for beginners
owner: {name: Ada Example, email: podcast@example.org}
categories: [Education > How To, Society & Culture]
explicit: false
type: serial
artwork: {file: episodes/cover.jpg, alt: Two people drive a train}
copyright: 2022 Ada Example
license: cc-by-4.0
locked: true
time_zone: Europe/London
people: [{name: First voice, role: host}, {name: Second voice}]
funding: [{url: https://example.org/give, text: Support the show}]
id3: v2.4
checks: {allow: [one, {rule: two, reason: because}], deny: [three], loudness: -18.5, approval: required, reading_age: 12}
";

/// Faults as `line:column kind message`.
fn faults(text: &str) -> Vec<String> {
    let describe = |fault: crate::model::fault::Fault| match fault.place.position {
        FilePosition::LineColumn { line, column } => format!("{line}:{column} {:?} {}", fault.kind, fault.message),
        position => format!("{position:?}"),
    };
    read_show(text).faults.into_iter().map(describe).collect()
}

#[test]
fn reads_every_key() {
    let Read { value, faults, .. } = read_show(SHOW);
    assert_eq!(faults, []);
    let show = value.unwrap();
    assert_eq!(show.title.as_str(), "Co-production for beginners");
    assert_eq!(show.url.as_url().as_str(), "https://example.org/co-production-for-beginners/");
    assert_eq!(show.link.unwrap().as_str(), "https://example.org/about");
    assert_eq!(show.guid.to_string(), "5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810");
    assert_eq!(show.language.as_str(), "en-GB");
    assert_eq!(show.owner.unwrap().email.as_str(), "podcast@example.org");
    assert_eq!(show.categories.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Education > How To", "Society & Culture"]);
    assert!(!show.explicit);
    assert_eq!(show.show_type, ShowType::Serial);
    assert_eq!((show.artwork.file.to_string().as_str(), show.artwork.alt.is_some()), ("episodes/cover.jpg", true));
    assert_eq!(show.license.unwrap().as_str(), "CC-BY-4.0");
    assert!(show.locked);
    assert_eq!(show.time_zone, Tz::Europe__London);
    assert_eq!(show.people.iter().map(|person| person.role.name()).collect::<Vec<_>>(), ["Host", "Host"]);
    assert_eq!(show.funding[0].text.as_str(), "Support the show");
    assert_eq!(show.id3, TagVersion::V24);
    assert_eq!((show.checks.loudness.lufs(), show.checks.reading_age), (-18.5, 12.0));
    assert_eq!(show.checks.allow[1].reason.as_deref(), Some("because"));
    assert_eq!(show.checks.allow[1].place.position, FilePosition::Value(KeyPath::key("checks").then_key("allow").then_item(1)));
    assert_eq!(show.checks.deny[0].name, "three");
}

#[test]
fn ten_faults_are_ten_faults_each_in_its_place() {
    let text = "\
titel: Co-production
url: https://example.org/show
guid: 5D3F0F0E-1B1E-5CEF-ACE4-EDAA54E1F810
language: english
description: 2022
author: [A, B]
categories: [Education > How To, Games & Hobbies]
explicit: yes
explicit: no
artwork: {file: ../cover.jpg}
time_zone: Europe/Londn
people:
  - name: Té
    role: gest
";
    let expected = [
        "1:1 MissingKey the file has no `title`: the show's name",
        "1:1 UnknownKey unknown key `titel`",
        "2:6 BadValue `url`: the address does not end in a slash",
        "3:7 BadValue `guid`: the guid is not a UUID in lower case",
        "4:11 BadValue `language`: `english` is not a language code of ISO 639, such as `en`, `cy` or `yue`",
        "5:14 WrongType `description` is the number `2022`, where text is needed",
        "6:9 WrongType `author` is a list, where text is needed",
        "7:34 BadValue `categories` (item 2): `Games & Hobbies` is not one of Apple's categories",
        "8:11 WrongType `explicit` is the text `yes`, where `true` or `false` is needed",
        "9:1 DuplicateKey the key `explicit` stands here for the second time",
        "10:17 PathOutside `artwork.file`: the path has `..`, which leads out of the folder",
        "11:12 BadValue `time_zone`: `Europe/Londn` is not a time zone of the IANA list",
        "14:11 BadValue `people.role` (item 1): `gest` is not a role of the list",
    ];
    assert_eq!(faults(text), expected);
}

#[test]
fn every_fault_says_what_to_do() {
    let help = |line: &str| {
        let key = line.split(':').next().unwrap();
        let others: String = SHOW.split_inclusive('\n').filter(|known| !known.starts_with(key)).collect();
        let mut faults = read_show(&format!("{others}{line}\n")).faults;
        assert_eq!(faults.len(), 1, "{line}: {faults:?}");
        faults.remove(0).help
    };
    assert_eq!(help("titl: x\ntitle: y"), "did you mean `title`?");
    assert_eq!(help("url: https://example.org/show"), "write `https://example.org/show/`");
    assert_eq!(help("url: example.org/"), "write the whole address, such as `https://example.org/`");
    assert_eq!(help("guid: 5D3F0F0E-1B1E-5CEF-ACE4-EDAA54E1F810"), "write `5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810`");
    assert_eq!(help("language: english"), "write `en`");
    assert_eq!(help("language: en_GB"), "write `en-GB`");
    assert_eq!(help("language: eng"), "write `en`");
    assert_eq!(help("title: 1.10"), "put it in quotes: `\"1.10\"`");
    assert_eq!(help("title:"), "write a value after it, or remove the line");
    assert_eq!(help("title: !x y"), "remove the tag; where the `!` is part of a text, put the text in quotes");
    assert_eq!(help("explicit: yes"), "write `true`; `yes` is plain text in YAML 1.2");
    assert_eq!(help("explicit: \"false\""), "write `false`, in lower case and without quotes");
    for (old, new) in [
        ("Games & Hobbies", "`Leisure`"),
        ("technology > podcasting", "`Technology`"),
        ("Software How-To", "`Technology` or `Education > How To`"),
        ("Sports & Recreation > Amateur", "`Sports`"),
        ("Religion & Spirituality > Other", "`Religion & Spirituality`"),
    ] {
        assert_eq!(help(&format!("categories: [{old}]")), format!("Apple gave it up in 2019; write {new}"));
    }
    // What is a subcategory today is not a thing of the past.
    assert_eq!(help("categories: [business news]"), "did you mean `News > Business News`?");
    assert_eq!(help("categories: [How To]"), "did you mean `Education > How To`?");
    assert_eq!(help("categories: [education>how to]"), "did you mean `Education > How To`?");
    assert_eq!(help("categories: [Education > Howto]"), "did you mean `Education > How To`?");
    assert_eq!(help("categories: []"), "write at least one category, such as `[Education > How To]`");
    assert_eq!(help("categories: History"), "begin each item with `- ` on a line of its own, or write `[one, two]`");
    assert_eq!(help("license: CC-BY-3.0").split('?').next(), Some("did you mean `CC-BY-4.0`"));
    assert_eq!(help("time_zone: Europe/Londn"), "did you mean `Europe/London`?");
    assert_eq!(help("type: seriel"), "did you mean `serial`?");
    assert_eq!(help("id3: 2.4"), "did you mean `v2.4`?");
    assert_eq!(help("artwork: cover.jpg"), "write keys and values, as `key: value`, each on a line of its own");
    assert_eq!(help("artwork: {file: /cover.jpg}"), "put the file into the show's folder, and write its name");
    assert_eq!(help("artwork: {file: 'art\\cover.jpg'}"), "write `art/cover.jpg`");
    assert_eq!(help("owner: {name: A, email: A <a@b.c>}"), "write the address alone, such as `podcast@example.org`");
    assert_eq!(help("checks: {loudness: 16}"), "write a number such as `-16`, the loudness that Apple asks for");
    assert_eq!(help("checks: {approval: requierd}"), "did you mean `required`?");
}

#[test]
fn a_fault_in_a_key_that_may_be_left_out_leaves_the_show() {
    let Read { value, faults, .. } =
        read_show(&SHOW.replace("type: serial", "type: endless").replace("role: host", "role: king"));
    assert_eq!(faults.len(), 2);
    let show = value.unwrap();
    assert_eq!(show.show_type, ShowType::Episodic);
    assert_eq!(show.people.len(), 2);
    assert_eq!(read_show(&SHOW.replace("explicit: false", "")).value, None);
}

#[test]
fn an_empty_file_is_one_fault() {
    for text in ["", "# nothing\n", "\u{FEFF}"] {
        assert_eq!(faults(text), ["1:1 WrongType the file is empty, where a group of keys is needed"], "{text:?}");
    }
    assert_eq!(faults("- a\n"), ["1:1 WrongType the file is a list, where a group of keys is needed"]);
}

#[test]
fn keys_that_are_no_words_are_unknown() {
    let text = format!("{SHOW}1.50: x\ntrue: y\n? [a]\n: z\n<<: {{}}\n!x k: v\n");
    let expected = [
        "22:1 UnknownKey unknown key `1.50`",
        "23:1 UnknownKey unknown key `true`",
        "24:3 UnknownKey brackets where the name of a key is needed",
        "26:1 UnknownKey unknown key `<<`",
        "27:1 UnknownKey the name of a key has the tag `!x`",
    ];
    assert_eq!(faults(&text), expected);
}
