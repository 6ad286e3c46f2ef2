//! What a file names: modules and things, by paths from the root of the crate.

use std::collections::BTreeSet;

/// A path that a file names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Import {
    /// From the root of the crate: `["check", "rule", "Rule"]`.
    pub(crate) path: Vec<String>,
    /// The name by which the file then knows it; none for a path in the midst of code.
    pub(crate) name: Option<String>,
    /// The line, from 1.
    pub(crate) line: usize,
}

impl Import {
    pub(crate) fn room(&self) -> &str {
        &self.path[0]
    }
}

/// Every path that begins with `crate`, `super` or `self`, or with a name that a `use` gave or that `children` holds: those of
/// groups one by one. Paths that stay at the root of the crate are left out.
pub(crate) fn imports(code: &str, module: &[String], children: &BTreeSet<String>) -> Vec<Import> {
    let words = words(code);
    let scope = Scope { words: &words, module, children };
    let mut found: Vec<Import> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let is_use = words[at].text == "use";
        at += usize::from(is_use);
        // `pub(in crate::a)` says who may name a thing, and names nothing itself
        let before: Vec<&str> = words[..at].iter().rev().take(3).map(|word| word.text.as_str()).collect();
        let is_no_beginning = before.first() == Some(&"::") || before == ["in", "(", "pub"];
        let named = (!is_no_beginning).then(|| scope.beginning(at, is_use, &found)).flatten();
        if let Some((beginning, after)) = named {
            let (leaves, end) = scope.leaves(after, beginning);
            found.extend(leaves.into_iter().map(|leaf| if is_use { leaf } else { Import { name: None, ..leaf } }));
            at = end;
        } else {
            at += 1;
        }
    }
    found.retain(|import| !import.path.is_empty());
    found
}

struct Scope<'a> {
    words: &'a [Word],
    module: &'a [String],
    children: &'a BTreeSet<String>,
}

impl Scope<'_> {
    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    /// What the first name of a path stands for, and where its second begins; `None` where no path of this crate begins.
    fn beginning(&self, at: usize, is_use: bool, found: &[Import]) -> Option<(Vec<String>, usize)> {
        if self.text(at + 1) != "::" {
            return None;
        }
        let mut after = at + 2;
        let path = match self.text(at) {
            "crate" => Vec::new(),
            "self" => self.module.to_vec(),
            "super" => {
                let mut kept = self.module.len().saturating_sub(1);
                while self.text(after) == "super" && self.text(after + 1) == "::" {
                    (kept, after) = (kept.saturating_sub(1), after + 2);
                }
                self.module[..kept].to_vec()
            }
            name if self.children.contains(name) => [self.module, &[name.to_owned()]].concat(),
            name if !is_use => found.iter().find(|import| import.name.as_deref() == Some(name))?.path.clone(),
            _ => return None,
        };
        Some((path, after))
    }

    /// The paths of a tree of names, such as `a::{b, c::D as E}`, and where it ends.
    fn leaves(&self, start: usize, beginning: Vec<String>) -> (Vec<Import>, usize) {
        let (mut at, mut path) = (start, beginning);
        let line = self.words.get(start).map_or(0, |word| word.line);
        loop {
            match self.text(at) {
                "{" => return self.group(at + 1, &path),
                "self" => at += 1,
                name if is_name(name) => {
                    path.push(name.to_owned());
                    at += 1;
                }
                // the end of a type's parameters, or a star
                _ => return (vec![Import { path, name: None, line }], at + 1),
            }
            if self.text(at) != "::" {
                break;
            }
            at += 1;
        }
        let mut name = path.last().cloned();
        if self.text(at) == "as" {
            name = Some(self.text(at + 1).to_owned());
            at += 2;
        }
        (vec![Import { path, name, line }], at)
    }

    fn group(&self, start: usize, beginning: &[String]) -> (Vec<Import>, usize) {
        let (mut at, mut found) = (start, Vec::new());
        while at < self.words.len() && self.text(at) != "}" {
            if self.text(at) == "," {
                at += 1;
            } else {
                let (leaves, end) = self.leaves(at, beginning.to_vec());
                found.extend(leaves);
                at = end;
            }
        }
        (found, at + 1)
    }
}

struct Word {
    text: String,
    line: usize,
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn words(code: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let name = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let length = match name {
                0 if rest.starts_with("::") => 2,
                0 => rest.chars().next().map_or(1, char::len_utf8),
                name => name,
            };
            words.push(Word { text: rest[..length].to_owned(), line: index + 1 });
            rest = rest[length..].trim_start();
        }
    }
    words
}
