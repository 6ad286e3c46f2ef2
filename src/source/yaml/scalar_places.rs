//! Where scalars stand, found in one reading of the text.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::source::yaml::node::{Node, Value};

/// Where each scalar begins (bytes), by the number of its node: a quoted text at its quote. A scalar that is not written as it is read (a text in
/// a block, or with signs of escaping) is left out, since the parser gives a copy of it.
pub(in crate::source::yaml) fn scalar_places(text: &str, root: &Node) -> Vec<Option<usize>> {
    let walk = Walk { text, places: RefCell::new(Vec::new()) };
    // the text was read before: it fails nowhere, and what is found until then is right
    let _ = At { walk: &walk, node: root }.deserialize(serde_yaml::Deserializer::from_str(text));
    walk.places.into_inner()
}

struct Walk<'t> {
    text: &'t str,
    places: RefCell<Vec<Option<usize>>>,
}

/// One node on the way through a text of which the tree is known.
#[derive(Clone, Copy)]
struct At<'w, 't> {
    walk: &'w Walk<'t>,
    node: &'w Node,
}

impl At<'_, '_> {
    /// Keeps where a slice of the text begins.
    fn keep(self, slice: &str) {
        let (slice, whole) = (slice.as_ptr() as usize, self.walk.text.as_ptr() as usize);
        let Some(byte) = slice.checked_sub(whole).filter(|byte| *byte <= self.walk.text.len()) else { return };
        let is_quoted = self.walk.text[..byte].ends_with(['"', '\'']);
        let mut places = self.walk.places.borrow_mut();
        if places.len() <= self.node.id {
            places.resize(self.node.id + 1, None);
        }
        places[self.node.id] = Some(byte - usize::from(is_quoted));
    }
}

impl<'de> DeserializeSeed<'de> for At<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match &self.node.value {
            Value::List(_) | Value::Map(_) | Value::Tagged(_) => deserializer.deserialize_any(self),
            // text, not any: so that a number is a slice of the text too
            Value::Null | Value::Flag(_) | Value::Whole(_) | Value::Number(_) | Value::Text(_) => {
                deserializer.deserialize_str(self)
            }
        }
    }
}

impl<'de> Visitor<'de> for At<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was read before")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.keep(text);
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Value::List(nodes) = &self.node.value else { return Err(A::Error::custom("not a list")) };
        for node in nodes {
            items.next_element_seed(At { node, ..self })?;
        }
        items.next_element::<IgnoredAny>()?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Value::Map(nodes) = &self.node.value else { return Err(A::Error::custom("no group of keys")) };
        for (key, value) in nodes {
            if entries.next_key_seed(At { node: key, ..self })?.is_some() {
                entries.next_value_seed(At { node: value, ..self })?;
            }
        }
        entries.next_key::<IgnoredAny>()?;
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, variant) = tagged.variant::<String>()?;
        variant.newtype_variant::<IgnoredAny>().map(|_| ())
    }
}
