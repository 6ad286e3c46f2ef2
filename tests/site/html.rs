//! As much of HTML as these tests look at: start tags with their attributes. It reads what we write, not what anyone could.

use std::collections::BTreeMap;

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Every start tag of a page, without those that stand in a script or style.
pub(crate) fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with(['/', '!', '?']) {
            continue;
        }
        let tag = read(&mut rest);
        if let "script" | "style" = tag.name.as_str() {
            let end = rest.find(&format!("</{}", tag.name)).expect("a script has an end");
            rest = &rest[end..];
        }
        tags.push(tag);
    }
    tags
}

fn read(rest: &mut &str) -> Tag {
    let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric()).expect("a tag has an end");
    let name = rest[..name_end].to_owned();
    assert!(!name.is_empty(), "a bare `<` in a page: {}", &rest[..rest.len().min(60)]);
    *rest = &rest[name_end..];
    let mut attributes = BTreeMap::new();
    loop {
        *rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            *rest = after;
            return Tag { name, attributes };
        }
        let end = rest.find([' ', '=', '>']).expect("an attribute has an end");
        let key = rest[..end].to_owned();
        *rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let end = after.find('"').expect("a value has an end");
            value = after[..end]
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            *rest = &after[end + 1..];
        }
        assert!(attributes.insert(key.clone(), value).is_none(), "`{key}` stands twice in a tag");
    }
}
