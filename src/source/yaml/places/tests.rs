//! Places as the errors of `serde_yaml` give them: what reading the text again, and failing at a node, says.

use std::cell::{Cell, RefCell};
use std::fmt;

use proptest::prelude::*;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::*;
use crate::source::yaml::tree::tree;

/// Reads nodes in the order of their numbers, and fails at one of them.
struct FailAt {
    wanted: usize,
    next: Cell<usize>,
    raw: RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for &FailAt {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let id = self.next.replace(self.next.get() + 1);
        if id == self.wanted { deserializer.deserialize_str(Found(self)) } else { deserializer.deserialize_any(self) }
    }
}

macro_rules! pass {
    ($($visit:ident: $type:ty),+) => { $(fn $visit<E: Error>(self, _value: $type) -> Result<(), E> { Ok(()) })+ };
}

impl<'de> Visitor<'de> for &FailAt {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    pass!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64, visit_str: &str);

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while entries.next_key_seed(self)?.is_some() {
            entries.next_value_seed(self)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, variant) = tagged.variant::<String>()?;
        variant.newtype_variant_seed(self)
    }
}

struct Found<'a>(&'a FailAt);

impl Visitor<'_> for Found<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.0.raw.borrow_mut() = Some(text.to_owned());
        Err(E::custom("found"))
    }
}

/// Where a node begins, and its text if it is a scalar.
fn by_failing(text: &str, wanted: usize) -> (usize, Option<String>) {
    let reader = FailAt { wanted, next: Cell::new(0), raw: RefCell::new(None) };
    let error = (&reader).deserialize(serde_yaml::Deserializer::from_str(text)).unwrap_err();
    (error.location().map_or(0, |location| location.index()), reader.raw.into_inner())
}

fn all<'n>(node: &'n Node, found: &mut Vec<&'n Node>) {
    found.push(node);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| all(item, found)),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            all(key, found);
            all(value, found);
        }),
        _ => {}
    }
}

#[track_caller]
fn agree(text: &str) {
    let Ok(root) = tree(text) else { return };
    let places = NodePlaces::of(text, &root);
    let mut nodes = Vec::new();
    all(&root, &mut nodes);
    for node in nodes.into_iter().take(200) {
        let (start, raw) = by_failing(text, node.id);
        // an empty value and an empty file have no place of their own
        if node.value != Value::Null {
            assert_eq!(places.span(node).start, start, "{node:?} of {text:?}");
        }
        if let Some(raw) = raw.filter(|_| !matches!(node.value, Value::Tagged(_))) {
            assert_eq!(places.raw(node), raw, "{node:?} of {text:?}");
        }
    }
}

#[test]
fn odd_forms_have_their_places() {
    for text in [
        "a:\n- x\n-\n- k: |\n   t\n\n  # no\nb: >-2\n    q\n   r\n\nc: 'it''s'\n",
        "%YAML 1.1\n---\n&r a: &n {b: [*n0, c], \"d\": e}\n",
        "x: &x\n  k: v\ny: *x\nz: [*x, &q 1, *q]\n? [a, b]\n: - 1\n  - - 2\n    - ~\n",
        "a: [b: c, ? d : e, !f g, !h , {i, j: }]\n",
        "a: !t\n  k: [1, 2]\n  l: m\nb: 1\n",
        "a: \"x\\\"\\\\\" # c\nb: plain # c\nc: two\n  lines\u{2028} three\nd: !!str 12\ne: !!int \"3\"\nf: 0x10\n",
        "a: |\n\n\n  x\n y: 1\n",
        "a:\n  &b c: d\n  e: &f\n  g: *f\n",
        "a: { } # b\nc: [ ]\nd: [{ }, [ # e\n ], x]\ny: z\n",
        "- !!map\n  a: b\n- !!set {a, b}\n- !!str\n- &e\n- *e\n",
    ] {
        agree(text);
    }
}

/// A value that may stand anywhere, indented by so many blanks where it has further lines.
fn value(depth: u32) -> BoxedStrategy<String> {
    let scalar = prop_oneof![
        4 => "[a-zé&*!#:,~ 0-9'-]{0,8}",
        2 => "[a-z]{1,4}( #?[a-z:]{1,4}){0,3}",
        1 => "\"([a-z:# é]|\\\\\"|\n {1,4}){0,6}\"",
        1 => "'([a-z:# é]|''|\n {1,4}){0,6}'",
        1 => "[|>][-+]?\n {1,6}[a-z#: ]{1,5}\n{1,3} {0,6}[a-z#]{0,3}",
        1 => "(&a |\\*a|&b |!t |!!str |!!int )[a-z0-9]{0,3}",
        1 => prop::sample::select(vec!["~", "null", "true", "1.50", "0x10", ".nan", "", "[]", "{}", "- ", "? a", "a # b"]).prop_map(str::to_owned),
    ];
    if depth == 0 {
        return scalar.boxed();
    }
    let further = value(depth - 1);
    prop_oneof![
        3 => scalar,
        1 => prop::collection::vec(further.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
        1 => prop::collection::vec((further.clone(), further.clone()), 0..3)
            .prop_map(|entries| format!("{{{}}}", entries.iter().map(|(k, v)| format!("{k}: {v}")).collect::<Vec<_>>().join(", "))),
        2 => (prop::collection::vec(further.clone(), 1..4), any::<bool>())
            .prop_map(|(items, deep)| items.iter().map(|i| format!("\n{}- {}", if deep { "  " } else { "" }, i.replace('\n', "\n  "))).collect::<Vec<_>>().concat()),
        2 => (prop::collection::vec(("[a-z]{1,3}|&c k|\"q\"|\\*a |12", further), 1..4), any::<bool>())
            .prop_map(|(entries, deep)| entries.iter().map(|(k, v)| {
                let indent = if deep { "  " } else { "" };
                format!("\n{indent}{k}: {}", v.replace('\n', &format!("\n{indent}  ")))
            }).collect::<Vec<_>>().concat()),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn places_are_those_of_the_parser(text in value(3)) {
        agree(text.trim_start_matches('\n'));
    }

    #[test]
    fn no_text_ends_the_walk_badly(text in "[-a:?,\\[\\]{}&*!|>'\"%#~ \n\r\t1\u{85}\u{2028}é]{0,24}") {
        if let Ok(root) = tree(&text) {
            let _walked = NodePlaces::of(&text, &root);
        }
    }
}
