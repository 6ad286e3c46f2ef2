//! What a reader hands on as a tree of JSON, turned into triples: by the way in which the reader names what it finds, and a list of what it
//! names in another way. So an element that is new to us needs no line here.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::meaning::Meaning;

/// How a reader names things.
pub(crate) struct Names {
    /// Its list of items.
    pub(crate) items: &'static str,
    /// The keys that hold the text of an element.
    pub(crate) texts: &'static [&'static str],
    /// Its names that follow no rule, without numbers, of items only where they begin with `item.`, of the channel only with `channel.`:
    /// and what they mean. `[*]` is a number; a name that means nothing is the reader's own invention.
    pub(crate) odd: &'static [(&'static str, &'static str)],
}

/// A step into a tree: a key, and a number where a list stands there.
type Step = (String, Option<usize>);

/// The triples of a tree.
pub(crate) fn triples(tree: &Value, names: &Names) -> Meaning {
    let mut meaning = Meaning::new();
    let items = tree.get(names.items).and_then(Value::as_array).map_or(0, Vec::len);
    meaning.insert("items".to_owned(), items.to_string());
    walk(tree, names, &mut Vec::new(), &mut meaning);
    meaning
}

fn walk(tree: &Value, names: &Names, path: &mut Vec<Step>, meaning: &mut Meaning) {
    match tree {
        Value::Object(keys) => {
            for (key, value) in keys {
                path.push((key.clone(), None));
                walk(value, names, path, meaning);
                path.pop();
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                path.last_mut().unwrap().1 = Some(index);
                walk(value, names, path, meaning);
            }
        }
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        leaf => {
            let text = leaf.as_str().map_or_else(|| leaf.to_string(), str::to_owned);
            if let Some(name) = named(path, names) {
                meaning.entry(name).or_insert(text);
            }
        }
    }
}

/// The path of a triple for a path into a tree.
fn named(path: &[Step], names: &Names) -> Option<String> {
    let (prefix, place, path) = match path.split_first()? {
        ((first, Some(index)), rest) if first == names.items => (format!("items.{index}/"), "item.", rest),
        _ => (String::new(), "channel.", path),
    };
    let begins = |odd: &str, length: usize| {
        let odd = odd.strip_prefix(place).unwrap_or(odd);
        let plain: Vec<&str> = path.iter().take(length).map(|(key, _)| key.as_str()).collect();
        odd == plain.join(".")
    };
    for length in (1..=path.len()).rev() {
        if let Some((_, meant)) = names.odd.iter().find(|(odd, _)| begins(odd, length)) {
            if meant.is_empty() {
                return None;
            }
            let (known, rest) = path.split_at(length);
            let mut numbers = known.iter().filter_map(|step| step.1);
            let mut element = String::new();
            for (nth, part) in meant.split("[*]").enumerate() {
                if nth > 0 {
                    let index = numbers.next().unwrap_or_default().to_string();
                    element.extend(["[", &index, "]"]);
                }
                element += part;
            }
            return Some(prefix + &below(&numbered(&element), rest, names));
        }
    }
    let (element, rest) = by_rule(path);
    Some(prefix + &below(&element, rest, names))
}

/// Every element of a path with a number.
fn numbered(path: &str) -> String {
    let (elements, attribute) = path.split_once('@').map_or((path, None), |(elements, name)| (elements, Some(name)));
    let number = |element: &str| if element.ends_with(']') { element.to_owned() } else { format!("{element}[0]") };
    let elements = elements.split('/').map(number).collect::<Vec<_>>().join("/");
    attribute.map_or(elements.clone(), |name| format!("{elements}@{name}"))
}

/// Elements, and in the end an attribute or a text, below an element.
fn below(element: &str, rest: &[Step], names: &Names) -> String {
    let Some((last, between)) = rest.split_last() else { return element.to_owned() };
    let namespace = element.split_once(':').map(|(namespace, _)| format!("{namespace}:")).unwrap_or_default();
    let element = between.iter().fold(element.to_owned(), |path, step| format!("{path}/{namespace}{}", one(step)));
    if names.texts.contains(&last.0.as_str()) { element } else { format!("{element}@{}", last.0) }
}

/// An element by the rules: `podcast.txts[0]`, `podcast_txt` or `podcastTxt`.
fn by_rule(path: &[Step]) -> (String, &[Step]) {
    static JOINED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("^(atom|content|itunes|podcast|psc|spotify)(?:_(.+)|([A-Z].*))$").unwrap());
    let (first, rest) = path.split_first().unwrap();
    let is_namespace = ["atom", "content", "itunes", "podcast", "psc", "spotify"].contains(&first.0.as_str());
    if let (true, Some((element, rest))) = (is_namespace, rest.split_first()) {
        return (format!("{}:{}", first.0, one(element)), rest);
    }
    let name = JOINED.captures(&first.0).map(|found| {
        let name = found.get(2).or(found.get(3)).unwrap().as_str();
        let (head, tail) = name.split_at(1);
        (found[1].to_owned(), head.to_lowercase() + tail)
    });
    match name {
        Some((namespace, name)) => (format!("{namespace}:{}", one(&(name, first.1))), rest),
        None => (one(first), rest),
    }
}

/// One of several, with its number.
fn one((name, index): &Step) -> String {
    match index {
        None => format!("{name}[0]"),
        Some(index) => {
            let single = name.strip_suffix("ies").map(|stem| format!("{stem}y"));
            let single = single.unwrap_or_else(|| name.strip_suffix('s').unwrap_or(name).to_owned());
            format!("{single}[{index}]")
        }
    }
}
