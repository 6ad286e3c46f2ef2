//! A feed as a tree, with everything that stands in it: for whoever must not lose anything of it.

use crate::feed::published::PublishedError;
use crate::feed::published::names::FeedTag;
use crate::feed::published::names::Vocabulary::{self, Rss};
use crate::feed::published::sink::{DEPTH_MAX, FeedSink, is_rss};

/// The most elements that are read: a hundred for each of ten thousand items. A hostile feed of nothing but elements would fill the memory.
const ELEMENTS_MAX: usize = 1_000_000;

/// An element with what is in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedNode {
    /// Its vocabulary, whatever its prefix.
    pub vocabulary: Vocabulary,
    /// Its name in small letters, without a prefix.
    pub name: String,
    /// Its name as the feed writes it.
    pub written: String,
    /// Its attributes, without prefixes.
    pub attributes: Vec<(String, String)>,
    /// Its words, with those of markup in it that nobody has escaped.
    pub text: String,
    /// The elements in it.
    pub children: Vec<FeedNode>,
    /// The line in which it begins, from 1.
    pub line: u32,
}

impl FeedNode {
    fn new(tag: FeedTag, line: u32) -> Self {
        let FeedTag { vocabulary, name, written, attributes } = tag;
        Self { vocabulary, name, written, attributes, text: String::new(), children: Vec::new(), line }
    }

    /// Whether it has this name.
    pub fn is(&self, vocabulary: Vocabulary, name: &str) -> bool {
        self.vocabulary == vocabulary && self.name == name
    }

    /// The elements of a name in it, in their order.
    pub fn all(&self, vocabulary: Vocabulary, name: &str) -> impl Iterator<Item = &Self> {
        let (name, of) = (name.to_owned(), vocabulary);
        self.children.iter().filter(move |child| child.is(of, &name))
    }

    /// The words of the first element of a name that has any, without blanks around them.
    pub fn value(&self, vocabulary: Vocabulary, name: &str) -> Option<&str> {
        self.all(vocabulary, name).map(|child| child.text.trim()).find(|text| !text.is_empty())
    }

    /// An attribute, without blanks around it; `None` where there is nothing in it.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }
}

/// A tree that is being read.
#[derive(Default)]
pub(in crate::feed) struct TreeBuilder {
    open: Vec<FeedNode>,
    /// How many more are open inside the last one.
    deeper: usize,
    count: usize,
    root: Option<FeedNode>,
}

impl FeedSink for TreeBuilder {
    type Read = FeedNode;

    fn open(&mut self, element: FeedTag, line: u32) -> Result<(), PublishedError> {
        if self.open.is_empty() && self.root.is_none() {
            is_rss(&element)?;
        }
        self.count += 1;
        if self.count > ELEMENTS_MAX {
            return Err(PublishedError::TooManyElements { limit: ELEMENTS_MAX });
        }
        if self.open.len() >= DEPTH_MAX {
            self.deeper += 1;
        } else {
            self.open.push(FeedNode::new(element, line));
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        // Markup that is not escaped is read as elements, and its words belong to the value around them too.
        let value = match self.open.get(2) {
            Some(item) if item.is(Rss, "item") => 3,
            _ => 2,
        };
        let last = self.open.len().saturating_sub(1);
        for (depth, node) in self.open.iter_mut().enumerate() {
            if depth == last || depth == value {
                node.text.push_str(text);
            }
        }
    }

    fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(mut node) = self.open.pop() else { return };
        node.children.shrink_to_fit();
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None if self.root.is_none() => self.root = Some(node),
            None => {}
        }
    }

    fn open_element(&self) -> Option<&str> {
        self.open.last().map(|node| node.name.as_str())
    }

    /// The channel. Items that stand beside it, as in feeds of the first years, come into it.
    fn finish(self) -> Result<FeedNode, PublishedError> {
        let mut root = self.root.ok_or(PublishedError::NoElement)?;
        let at = root.children.iter().position(|child| child.is(Rss, "channel"));
        let Some(at) = at else { return Err(PublishedError::NoChannel) };
        let mut channel = root.children.swap_remove(at);
        channel.children.extend(root.children.into_iter().filter(|child| child.is(Rss, "item")));
        Ok(channel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::published::read_tree;

    #[test]
    fn everything_is_kept_with_its_place() {
        let xml = "<rss xmlns:x='https://x.example/'><channel><title>A &amp; B</title>\n<x:Mood when='now'>good <b>bold</b></x:Mood>\
                   <item><Title>One</Title><enclosure url=' u '/></item></channel></rss>";
        let channel = read_tree(xml.as_bytes()).unwrap();
        assert_eq!(channel.value(Rss, "title"), Some("A & B"));
        let mood = &channel.children[1];
        assert_eq!((mood.written.as_str(), mood.name.as_str(), mood.line), ("x:Mood", "mood", 2));
        assert_eq!((mood.text.as_str(), mood.attribute("when")), ("good bold", Some("now")));
        let item = channel.all(Rss, "item").next().unwrap();
        assert_eq!(item.value(Rss, "title"), Some("One"));
        assert_eq!(item.all(Rss, "enclosure").next().unwrap().attribute("URL"), Some("u"));
    }

    #[test]
    fn what_is_no_feed_is_refused_and_what_is_endless_too() {
        assert_eq!(read_tree(b"<rss></rss>"), Err(PublishedError::NoChannel));
        assert_eq!(read_tree(b"<feed xmlns='http://www.w3.org/2005/Atom'/>"), Err(PublishedError::Atom));
        assert!(matches!(read_tree(b"<html><p>"), Err(PublishedError::OtherRoot { .. })));
        let bomb = format!("<rss><channel>{}</channel></rss>", "<a/>".repeat(ELEMENTS_MAX));
        assert_eq!(read_tree(bomb.as_bytes()), Err(PublishedError::TooManyElements { limit: ELEMENTS_MAX }));
        let deep = |depth: usize| format!("<rss><channel>{}x{}</channel></rss>", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(read_tree(deep(60_000).as_bytes()).unwrap().children[0].text.contains('x'));
        assert!(matches!(read_tree(deep(100_000).as_bytes()), Err(PublishedError::NotWellFormed { .. })));
        let entities = "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b '&a;&a;'>]><rss><channel><title>&a;&b;</title></channel></rss>";
        assert_eq!(read_tree(entities.as_bytes()).unwrap().value(Rss, "title"), Some("&a;&b;"));
    }
}
