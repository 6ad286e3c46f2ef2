//! Circles of imports between files: each file of a circle can only be understood with all the others.
//!
//! A parent and its own children may name each other, since they are one thing in several files.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::imports::{Import, imports};
use crate::tree::Source;

/// The files that a file names, each with the line where it is named first.
type Arrows<'a> = BTreeMap<&'a [String], usize>;

struct Graph<'a> {
    arrows: BTreeMap<&'a [String], Arrows<'a>>,
    paths: BTreeMap<&'a [String], &'a str>,
}

/// One sentence for each circle, such as `src/a/b.rs:1 names a::c, src/a/c.rs:7 names a::b`: every file of every circle is in one of them.
pub(crate) fn circles(sources: &[Source]) -> Vec<String> {
    let graph = Graph::new(sources);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for module in graph.arrows.keys() {
        if !seen.contains(module)
            && let Some(circle) = graph.shortest_circle(module)
        {
            found.push(graph.sentence(&circle));
            seen.extend(circle);
        }
    }
    found
}

impl<'a> Graph<'a> {
    fn new(sources: &'a [Source]) -> Self {
        let modules: BTreeSet<&[String]> = sources.iter().map(|source| source.module.as_slice()).collect();
        let named: BTreeMap<&[String], Vec<Import>> =
            sources.iter().map(|source| (source.module.as_slice(), imports_of(source, &modules))).collect();
        let arrows = named
            .iter()
            .map(|(module, imports)| {
                let mut arrows = Arrows::new();
                for import in imports {
                    for target in files_of(&import.path, &named) {
                        if target != *module && !is_parent_and_child(target, module) {
                            arrows.entry(target).or_insert(import.line);
                        }
                    }
                }
                (*module, arrows)
            })
            .collect();
        let paths = sources.iter().map(|source| (source.module.as_slice(), source.path.as_str())).collect();
        Self { arrows, paths }
    }

    /// The shortest way from a file back to itself.
    fn shortest_circle(&self, start: &'a [String]) -> Option<Vec<&'a [String]>> {
        let mut came_from: BTreeMap<&[String], &'a [String]> = BTreeMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(module) = queue.pop_front() {
            for target in self.arrows[module].keys() {
                if *target == start {
                    let mut circle = vec![module];
                    while circle.last() != Some(&start) {
                        circle.extend(circle.last().map(|module| came_from[*module]));
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if !came_from.contains_key(target) {
                    came_from.insert(target, module);
                    queue.push_back(target);
                }
            }
        }
        None
    }

    fn sentence(&self, circle: &[&'a [String]]) -> String {
        let next = circle.iter().cycle().skip(1);
        let arrows: Vec<String> = circle
            .iter()
            .zip(next)
            .map(|(module, next)| format!("{}:{} names {}", self.paths[module], self.arrows[module][next], next.join("::")))
            .collect();
        arrows.join(", ")
    }
}

fn imports_of(source: &Source, modules: &BTreeSet<&[String]>) -> Vec<Import> {
    let is_child = |module: &&&[String]| module.split_last().is_some_and(|(_, parent)| parent == source.module);
    let children = modules.iter().filter(is_child).filter_map(|module| module.last().cloned()).collect();
    imports(&source.code, &source.module, &children)
}

/// The file that a path leads into, and where that one only hands on a name, also those that it comes from.
fn files_of<'a>(path: &[String], named: &BTreeMap<&'a [String], Vec<Import>>) -> BTreeSet<&'a [String]> {
    let mut files = BTreeSet::new();
    let mut path = path.to_vec();
    loop {
        let Some((module, length)) =
            (1..=path.len()).rev().find_map(|length| named.get_key_value(&path[..length]).map(|(module, _)| (*module, length)))
        else {
            return files;
        };
        let is_new = files.insert(module);
        let handed_on = path.get(length).and_then(|name| named[module].iter().find(|import| import.name.as_ref() == Some(name)));
        match handed_on {
            Some(import) if is_new => path = [import.path.as_slice(), &path[length + 1..]].concat(),
            _ => return files,
        }
    }
}

fn is_parent_and_child(one: &[String], other: &[String]) -> bool {
    let is_parent = |parent: &[String], child: &[String]| child.split_last().is_some_and(|(_, above)| above == parent);
    is_parent(one, other) || is_parent(other, one)
}
