//! What others may do with a show: a licence of the list, or terms of one's own.

use crate::model::key::Key;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::license::{License, Terms};
use crate::model::wording::text::Text;
use crate::source::reading::keys::{self, Keys, Record, from_keys};
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};

from_keys!(OwnTerms);

/// Terms of one's own.
struct OwnTerms {
    name: Text,
    url: HttpUrl,
}

impl Record for OwnTerms {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.required(Key { name: "name", doc: "what the terms are called", example: "Ask us first" });
        let url = keys.required(Key { name: "url", doc: "where they stand", example: "https://example.org/terms" });
        Some(Self { name: name?, url: url? })
    }
}

impl FromYaml for Terms {
    fn shape() -> Shape {
        Shape::Either(vec![<License as FromYaml>::shape(), keys::shape::<OwnTerms>()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(_) => OwnTerms::read(node, reader).map(|OwnTerms { name, url }| Self::Own { name, url }),
            _ => FromYaml::read(node, reader).map(Self::Listed),
        }
    }
}
