//! Groups of keys. One function names the keys of a group, and is run both to read a file and to describe what may stand in it, so
//! that reader, schema and documentation cannot differ.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::display::list::List;
use crate::model::fault::FaultKind;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::key::{Absent, Given, Key, KeyReader};
use crate::model::place::KeyStep;
use crate::source::reading::reader::{FromYaml, Reader, in_quotes, quote};
use crate::source::reading::shape::{KeyShape, Need, Shape};
use crate::source::reading::spelling::did_you_mean;
use crate::source::yaml::node::{Node, Value};

/// A group of keys that becomes one value.
pub(crate) trait Record: Sized {
    /// Names all keys, and makes the value of what they hold. It must name every key on every way through it.
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self>;
}

/// The keys of a group, being read or being described.
pub(crate) struct Keys<'k, 'r> {
    named: Vec<KeyShape>,
    source: Option<Source<'k, 'r>>,
}

/// Where keys are read from.
struct Source<'k, 'r> {
    group: &'k Node,
    entries: Vec<(&'k str, &'k Node, &'k Node)>,
    reader: &'k mut Reader<'r>,
}

/// The shape of a group.
pub(crate) fn shape<T: Record>() -> Shape {
    let mut keys = Keys { named: Vec::new(), source: None };
    let _described = T::keys(&mut keys);
    Shape::Keys(keys.named)
}

/// Reads a group.
pub(crate) fn read<'k, T: Record>(node: &'k Node, reader: &'k mut Reader<'_>) -> Option<T> {
    let Value::Map(map) = &node.value else {
        reader.wrong_type(node, "a group of keys", "write keys and values, as `key: value`, each on a line of its own");
        return None;
    };
    let mut entries: Vec<(&str, &Node, &Node)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (key, value) in map {
        let Value::Text(name) = &key.value else {
            let message = match &key.value {
                Value::List(_) | Value::Map(_) => "brackets where the name of a key is needed".to_owned(),
                Value::Tagged(tag) => format!("the name of a key has the tag `!{}`", quote(tag)),
                _ => format!("unknown key `{}`", reader.raw(key)),
            };
            reader.fault(FaultKind::UnknownKey, key, message, "the names of keys are words");
            continue;
        };
        if !seen.insert(name) {
            let message = format!("the key `{}` stands here for the second time", quote(name));
            reader.fault(FaultKind::DuplicateKey, key, message, "delete one of the two lines");
            continue;
        }
        entries.push((name.as_str(), key, value));
    }
    let mut keys = Keys { named: Vec::new(), source: Some(Source { group: node, entries, reader }) };
    let value = T::keys(&mut keys);
    keys.refuse_unknown();
    value
}

impl Keys<'_, '_> {
    /// A key that must be there.
    pub(crate) fn required<T: FromYaml>(&mut self, key: Key) -> Option<T> {
        self.name(key, Need::Required, T::shape);
        let source = self.source.as_mut()?;
        if source.entries.iter().any(|(name, ..)| *name == key.name) {
            return source.value(key.name);
        }
        let group = source.reader.name();
        let message = format!("{group} has no `{}`: {}", key.name, key.doc);
        let help = format!("add it, such as `{}: {}`", key.name, key.example);
        source.reader.fault(FaultKind::MissingKey, source.group, message, help);
        None
    }

    /// A key that may be left out.
    pub(crate) fn optional<T: FromYaml>(&mut self, key: Key) -> Option<T> {
        self.name(key, Need::Optional, T::shape);
        self.source.as_mut()?.value(key.name)
    }

    /// A key that counts as `default` where it is left out.
    pub(crate) fn or<T: FromYaml + Display>(&mut self, key: Key, default: T) -> T {
        let text = default.to_string();
        self.documented(key, default, text)
    }

    fn documented<T: FromYaml>(&mut self, key: Key, default: T, text: String) -> T {
        self.name(key, Need::Default(text), T::shape);
        self.source.as_mut().and_then(|source| source.value(key.name)).unwrap_or(default)
    }

    /// A list that is empty where it is left out.
    pub(crate) fn list<T: FromYaml>(&mut self, key: Key) -> Vec<T> {
        self.optional(key).unwrap_or_default()
    }

    fn name(&mut self, key: Key, need: Need, shape: fn() -> Shape) {
        self.named.push(KeyShape { key, need, shape });
    }

    fn refuse_unknown(self) {
        let Some(source) = self.source else { return };
        let known: Vec<&str> = self.named.iter().map(|named| named.key.name).collect();
        for (name, key, _) in source.entries {
            if known.contains(&name) {
                continue;
            }
            if is_secret(name) {
                let (message, help) =
                    (format!("`{}` looks like a secret, and everybody can read this file", quote(name)), SECRET_HELP);
                source.reader.fault(FaultKind::Secret, key, message, help);
                continue;
            }
            let help = match did_you_mean(name, known.iter().copied()) {
                Some(question) => question,
                None if name == "<<" => "write the keys out; podwright does not merge groups".to_owned(),
                None => format!("known keys are {}", List::and(&known)),
            };
            source.reader.fault(FaultKind::UnknownKey, key, format!("unknown key `{}`", quote(name)), help);
        }
    }
}

impl<T: FromYaml> KeyReader<T> for Keys<'_, '_> {
    fn read_key(&mut self, key: Key, absent: Absent<T>) -> Option<T> {
        match absent {
            Absent::Fault => self.required(key),
            Absent::Value(default) => Some(self.optional(key).unwrap_or(default)),
            Absent::Documented(default, text) => Some(self.documented(key, default, text)),
        }
    }
}

impl Given<ShowPath> for Keys<'_, '_> {
    fn given(&self) -> Option<ShowPath> {
        self.source.as_ref()?.reader.folder().cloned()
    }
}

/// The slug of an episode is the name of its folder.
impl Given<Slug> for Keys<'_, '_> {
    fn given(&self) -> Option<Slug> {
        self.source.as_ref()?.reader.folder()?.as_path().file_name()?.parse().ok()
    }
}

impl Source<'_, '_> {
    fn value<T: FromYaml>(&mut self, name: &'static str) -> Option<T> {
        let (_, key, value) = self.entries.iter().find(|(known, ..)| *known == name)?;
        self.reader.within(KeyStep::Key(name.to_owned()), |reader| {
            if value.value == Value::Null {
                // an empty value has no place of its own that one could point to
                let message = format!("{} is empty", reader.name());
                let help = reader.lost_text(value).map_or("write a value after it, or remove the line".to_owned(), in_quotes);
                reader.fault(FaultKind::WrongType, key, message, help);
                return None;
            }
            let value = T::read(value, reader);
            if value.is_none() {
                reader.lose_key();
            }
            value
        })
    }
}

/// Makes values of groups of keys. The text says what to do about an empty list of them, where at least one is needed.
macro_rules! from_keys {
    ($($name:ty $(: $empty_list:literal)?),+ $(,)?) => { $(
        impl $crate::source::reading::reader::FromYaml for $name {
            $(const EMPTY_LIST: Option<&'static str> = Some($empty_list);)?

            fn shape() -> $crate::source::reading::shape::Shape {
                $crate::source::reading::keys::shape::<Self>()
            }

            fn read(node: &$crate::source::yaml::node::Node, reader: &mut $crate::source::reading::reader::Reader<'_>) -> Option<Self> {
                $crate::source::reading::keys::read::<Self>(node, reader)
            }
        }
    )+ };
}

/// Reads and writes the keys of groups that `model::key` declares.
macro_rules! declared_record {
    ($($name:ty),+ $(,)?) => { $(
        impl $crate::source::reading::keys::Record for $name {
            fn keys(keys: &mut $crate::source::reading::keys::Keys<'_, '_>) -> Option<Self> {
                $crate::model::key::ReadKeys::read_keys(keys)
            }
        }
    )+ };
}

/// Makes values of groups that `model::key` declares, and YAML of the values.
macro_rules! declared_keys {
    ($($name:ty $(: $empty_list:literal)?),+ $(,)?) => {
        $crate::source::reading::keys::declared_record!($($name),+);
        $crate::source::reading::keys::from_keys!($($name $(: $empty_list)?),+);
        $(
            impl $crate::source::yaml::to_yaml::ToYaml for $name {
                fn to_yaml(
                    &self,
                    folder: Option<&$crate::model::files::show_path::ShowPath>,
                ) -> Option<$crate::source::yaml::written::Yaml> {
                    Some($crate::source::yaml::written::Yaml::Keys($crate::source::yaml::to_yaml::keys_of(self, folder)))
                }
            }
        )+
    };
}

pub(crate) use declared_keys;
pub(crate) use declared_record;
pub(crate) use from_keys;

/// What to do about a secret.
const SECRET_HELP: &str = "take it out, and change the secret, since it may have been read; `podwright publish` reads keys from variables such as \
    `AWS_SECRET_ACCESS_KEY`, or from `~/.aws/credentials`";

/// Whether a key that nobody knows has a name that people give to secrets.
fn is_secret(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    ["secret", "password", "passwd", "passphrase", "accesskey", "apikey", "privatekey", "credential", "token"]
        .iter()
        .any(|word| letters.contains(word))
}
