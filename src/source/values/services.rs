//! `block_services:`: short names of services, or `all`.

use crate::model::settings::services::{Blocked, Service};
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};

impl FromYaml for Blocked {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::words(["all"]), <Vec<Service>>::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(word) if word == "all" => Some(Self::All),
            _ => Vec::read(node, reader).map(Self::These),
        }
    }
}
