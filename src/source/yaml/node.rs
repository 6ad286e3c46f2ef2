//! A YAML file as a tree: order, repeated keys and kinds of scalars are kept, and each node has a number.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

/// A key or a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Which one it is, in the order in which they are met, from 0.
    pub(crate) id: usize,
    /// What it is.
    pub(crate) value: Value,
}

/// What a node is, by the core schema of YAML 1.2 (<https://yaml.org/spec/1.2.2/#103-core-schema>): `yes` is text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Flag(bool),
    Whole(i128),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// A value with a tag of its own, such as `!x`; podwright has none.
    Tagged(String),
}

/// Most nodes of a tree. A file of [`crate::source::yaml::text::FILE_MAX`] bytes has fewer, unless aliases (`*name`) repeat parts of it.
const NODES_MAX: usize = 1 << 20;

/// Most text in a tree (bytes), for the same reason.
const TEXT_MAX: usize = 1 << 23;

/// Reads a node and numbers it. With a number wanted, it fails at that node instead, so that the error carries its position.
#[derive(Debug, Default)]
pub(crate) struct NodeReader {
    wanted: Option<usize>,
    next: Cell<usize>,
    text: Cell<usize>,
    grew: Cell<bool>,
    raw: RefCell<Option<String>>,
}

impl NodeReader {
    /// Stops at the node with this number.
    pub(crate) fn stop_at(wanted: usize) -> Self {
        Self { wanted: Some(wanted), ..Self::default() }
    }

    /// Whether it failed because aliases made the file too large.
    pub(crate) fn grew_too_large(&self) -> bool {
        self.grew.get()
    }

    /// The text of the scalar at which it stopped, as it was written.
    pub(crate) fn into_raw(self) -> Option<String> {
        self.raw.into_inner()
    }

    fn count_text<E: Error>(&self, bytes: usize) -> Result<(), E> {
        self.text.set(self.text.get().saturating_add(bytes));
        if self.text.get() > TEXT_MAX { Err(self.too_large()) } else { Ok(()) }
    }

    fn too_large<E: Error>(&self) -> E {
        self.grew.set(true);
        E::custom("too large")
    }
}

impl<'de> DeserializeSeed<'de> for &NodeReader {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let id = self.next.get();
        self.next.set(id + 1);
        if id >= NODES_MAX {
            return Err(self.too_large());
        }
        if self.wanted == Some(id) {
            // text, not any: so that `1.10` arrives as it was written
            return deserializer.deserialize_str(Stop(self));
        }
        Ok(Node { id, value: deserializer.deserialize_any(self)? })
    }
}

impl<'de> Visitor<'de> for &NodeReader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E: Error>(self, whole: i64) -> Result<Value, E> {
        Ok(Value::Whole(whole.into()))
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<Value, E> {
        Ok(Value::Whole(whole.into()))
    }

    fn visit_i128<E: Error>(self, whole: i128) -> Result<Value, E> {
        Ok(Value::Whole(whole))
    }

    fn visit_u128<E: Error>(self, whole: u128) -> Result<Value, E> {
        // no key takes a number anywhere near this, so the nearest that fits is refused for the same reason
        Ok(Value::Whole(i128::try_from(whole).unwrap_or(i128::MAX)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.count_text(text.len())?;
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            map.push((key, entries.next_value_seed(self)?));
        }
        Ok(Value::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, variant) = tagged.variant::<String>()?;
        self.count_text(tag.len())?;
        variant.newtype_variant_seed(self)?;
        Ok(Value::Tagged(tag))
    }
}

/// Fails at whatever it is given, keeping the text of a scalar.
struct Stop<'a>(&'a NodeReader);

impl Visitor<'_> for Stop<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the place that is sought")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        *self.0.raw.borrow_mut() = Some(text.to_owned());
        Err(E::custom("found"))
    }
}
