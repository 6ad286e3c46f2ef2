//! `block_services:`: short names of services, or `all`.

use crate::model::services::{Blocked, Service};
use crate::source::node::{Node, Value};
use crate::source::reader::{FromYaml, Reader};
use crate::source::shape::Shape;

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
