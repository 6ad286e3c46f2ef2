//! `podcast.yaml`.

use camino::Utf8Path;
use chrono_tz::Tz;

use crate::model::category::Category;
use crate::model::check_settings::CheckSettings;
use crate::model::fault::FaultKind;
use crate::model::show::Show;
use crate::model::show_type::ShowType;
use crate::model::tag_version::TagVersion;
use crate::source::Read;
use crate::source::defaults::ShowDefaults;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::node::{Node, Value};
use crate::source::reader::{FromYaml, Reader};
use crate::source::shape::{Key, Shape};

/// The file that a show's YAML stands in, relative to the show.
pub const SHOW_FILE: &str = "podcast.yaml";

/// Reads the text of podcast.yaml, a byte order mark allowed.
pub fn read_show(text: &str) -> Read<Show> {
    Reader::read(text, Utf8Path::new(SHOW_FILE), None, ShowDefaults::unreadable())
}

from_keys!(Show);

impl Record for Show {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let title = keys.required(Key { name: "title", doc: "the show's name", example: "Co-production for beginners" });
        let url = keys.required(Key {
            name: "url",
            doc: "the address that the folder feed/ will be served from; it ends in a slash",
            example: "https://example.org/co-production-for-beginners/",
        });
        let link = keys.optional(Key {
            name: "link",
            doc: "the show's own page, where that is another than `url`",
            example: "https://example.org/about",
        });
        let guid = keys.required(Key {
            name: "guid",
            doc: "the show's identity, a UUID that is made once and never changes",
            example: "917393e3-1b1e-5cef-ace4-edaa54e1f810",
        });
        let language = keys.required(Key { name: "language", doc: "the language that is spoken", example: "en-GB" });
        let description = keys.required(Key {
            name: "description",
            doc: "what the show is about, in plain words",
            example: "What co-production is, and how to start.",
        });
        let author = keys.required(Key { name: "author", doc: "who makes the show, as apps print it", example: "Ada Example" });
        let owner = keys.optional(Key {
            name: "owner",
            doc: "whom directories write to; in the feed everybody can read it",
            example: "{name: Ada Example, email: podcast@example.org}",
        });
        let categories: Option<Categories> = keys.required(Key {
            name: "categories",
            doc: "Apple's categories, the most fitting first",
            example: "[Education > How To, Society & Culture]",
        });
        let explicit = keys.required(Key {
            name: "explicit",
            doc: "whether there is language or content that is not for children",
            example: "false",
        });
        let artwork = keys.required(Key {
            name: "artwork",
            doc: "the cover, with words for those who do not see it",
            example: "{file: episodes/cover.jpg, alt: Two people drive a train together}",
        });
        let rest = Rest::of(keys);
        Some(Self {
            title: title?,
            url: url?,
            link,
            guid: guid?,
            language: language?,
            description: description?,
            author: author?,
            owner,
            categories: categories?.0,
            explicit: explicit?,
            show_type: rest.show_type,
            artwork: artwork?,
            copyright: rest.copyright,
            license: rest.license,
            locked: rest.locked,
            time_zone: rest.time_zone,
            people: rest.people,
            funding: rest.funding,
            id3: rest.id3,
            checks: rest.checks,
        })
    }
}

/// The keys that may be left out.
struct Rest {
    show_type: ShowType,
    copyright: Option<crate::model::text::Text>,
    license: Option<crate::model::license::License>,
    locked: bool,
    time_zone: Tz,
    people: Vec<crate::model::person::Person>,
    funding: Vec<crate::model::funding::Funding>,
    id3: TagVersion,
    checks: CheckSettings,
}

impl Rest {
    fn of(keys: &mut Keys<'_, '_>) -> Self {
        Self {
            show_type: keys.or(
                Key {
                    name: "type",
                    doc: "`episodic`: newest first, each can be heard alone; `serial`: to be heard in order, from number 1",
                    example: "serial",
                },
                ShowType::default(),
            ),
            copyright: keys.optional(Key { name: "copyright", doc: "who holds the copyright", example: "2022 Ada Example" }),
            license: keys.optional(Key { name: "license", doc: "what others may do with the show", example: "CC-BY-4.0" }),
            locked: keys.or(Key { name: "locked", doc: "`true` forbids other hosts to import the show", example: "true" }, false),
            time_zone: keys
                .optional(Key {
                    name: "time_zone",
                    doc: "the zone of dates without an offset; without it every date needs an offset",
                    example: "Europe/London",
                })
                // only the dates of episodes need it, and they ask the text whether it is there: ShowDefaults
                .unwrap_or(Tz::UTC),
            people: keys.list(Key {
                name: "people",
                doc: "who makes the show, for all its episodes",
                example: "[{name: Ada Example, role: host}]",
            }),
            funding: keys.list(Key {
                name: "funding",
                doc: "where listeners can give",
                example: "[{url: https://example.org/give, text: Support the show}]",
            }),
            id3: keys.or(
                Key { name: "id3", doc: "the version of the tags in MP3 files; every player reads v2.3", example: "v2.4" },
                TagVersion::default(),
            ),
            checks: keys
                .optional(Key { name: "checks", doc: "what the show asks of `podwright check`", example: "{loudness: -16}" })
                .unwrap_or_default(),
        }
    }
}

/// At least one category.
struct Categories(Vec<Category>);

impl FromYaml for Categories {
    fn shape() -> Shape {
        Shape::List { item: <Category as FromYaml>::shape, least: 1 }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let list = Vec::read(node, reader)?;
        match &node.value {
            Value::List(items) if items.is_empty() => {
                let message = format!("{} is an empty list", reader.name());
                reader.fault(FaultKind::BadValue, node, message, "write at least one category, such as `[Education > How To]`");
                None
            }
            _ if list.is_empty() => None,
            _ => Some(Self(list)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::{KeyPath, Spot};

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
        let describe = |fault: crate::model::fault::Fault| match fault.place.spot {
            Spot::LineColumn { line, column } => format!("{line}:{column} {:?} {}", fault.kind, fault.message),
            spot => format!("{spot:?}"),
        };
        read_show(text).faults.into_iter().map(describe).collect()
    }

    #[test]
    fn reads_every_key() {
        let Read { value, faults } = read_show(SHOW);
        assert_eq!(faults, []);
        let show = value.unwrap();
        assert_eq!(show.title.as_str(), "Co-production for beginners");
        assert_eq!(show.url.as_url().as_str(), "https://example.org/co-production-for-beginners/");
        assert_eq!(show.link.unwrap().as_str(), "https://example.org/about");
        assert_eq!(show.guid.to_string(), "5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810");
        assert_eq!(show.language.as_str(), "en-GB");
        assert_eq!(show.owner.unwrap().email.as_str(), "podcast@example.org");
        assert_eq!(
            show.categories.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["Education > How To", "Society & Culture"]
        );
        assert!(!show.explicit);
        assert_eq!(show.show_type, ShowType::Serial);
        assert_eq!((show.artwork.file.to_string().as_str(), show.artwork.alt.is_some()), ("episodes/cover.jpg", true));
        assert_eq!(show.license.unwrap().as_str(), "CC-BY-4.0");
        assert!(show.locked);
        assert_eq!(show.time_zone, Tz::Europe__London);
        assert_eq!(show.people.iter().map(|person| person.role.name()).collect::<Vec<_>>(), ["Host", "Host"]);
        assert_eq!(show.funding[0].text.as_str(), "Support the show");
        assert_eq!(show.id3, TagVersion::V24);
        assert_eq!((show.checks.loudness, show.checks.reading_age), (-18.5, 12.0));
        assert_eq!(show.checks.allow[1].reason.as_deref(), Some("because"));
        assert_eq!(show.checks.allow[1].place.spot, Spot::Value(KeyPath::key("checks").then_key("allow").then_item(1)));
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
            "4:11 BadValue `language`: `english` is not a two-letter language code of ISO 639, such as `en`, `cy` or `de`",
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
        assert_eq!(help("categories: [Games & Hobbies]"), "Apple gave it up in 2019; write `Leisure`");
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
        let Read { value, faults } =
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
        let text = format!("{SHOW}1.50: x\ntrue: y\n? [a]\n: z\n<<: {{}}\n");
        let expected = [
            "22:1 UnknownKey unknown key `1.50`",
            "23:1 UnknownKey unknown key `true`",
            "24:3 UnknownKey brackets where the name of a key is needed",
            "26:1 UnknownKey unknown key `<<`",
        ];
        assert_eq!(faults(&text), expected);
    }
}
