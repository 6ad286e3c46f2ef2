//! `podcast.yaml`.

use camino::Utf8Path;
use chrono_tz::Tz;

use crate::model::category::Category;
use crate::model::check_settings::CheckSettings;
use crate::model::fault::FaultKind;
use crate::model::show::Show;
use crate::model::show_files::SHOW_FILE;
use crate::model::show_type::ShowType;
use crate::model::tag_version::TagVersion;
use crate::source::Read;
use crate::source::defaults::ShowDefaults;
use crate::source::extras::show_extras;
use crate::source::keys::{Keys, Record, from_keys};
use crate::source::node::{Node, Value};
use crate::source::reader::{FromYaml, Reader};
use crate::source::shape::{Key, Shape};

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
        let media_url = keys.optional(Key {
            name: "media_url",
            doc: "the address that the recordings are served from, where that is a bucket and not feed/media/; it ends in a slash",
            example: "https://media.example.org/my-show/",
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
        let rest = OptionalShowKeys::of(keys);
        Some(Self {
            title: title?,
            url: url?,
            media_url,
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
            extras: rest.extras,
            id3: rest.id3,
            checks: rest.checks,
        })
    }
}

/// The keys that may be left out.
struct OptionalShowKeys {
    show_type: ShowType,
    copyright: Option<crate::model::text::Text>,
    license: Option<crate::model::license::Terms>,
    locked: bool,
    time_zone: Tz,
    people: Vec<crate::model::person::Person>,
    funding: Vec<crate::model::funding::Funding>,
    extras: crate::model::extras::ShowExtras,
    id3: TagVersion,
    checks: CheckSettings,
}

impl OptionalShowKeys {
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
            copyright: keys.optional(Key { name: "copyright", doc: "who holds the copyright", example: "Ada Example" }),
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
            extras: show_extras(keys),
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
mod tests;
