//! `social:`: posts under which people comment, or `disabled`.

use crate::model::people::social::{Comments, SocialPost};
use crate::source::reading::keys::declared_keys;
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};

declared_keys!(SocialPost);

impl FromYaml for Comments {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::words(["disabled"]), <Vec<SocialPost>>::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(word) if word == "disabled" => Some(Self::Disabled),
            _ => Vec::read(node, reader).map(Self::Posts),
        }
    }
}
