//! What an episode has in its folder, or names where it is kept elsewhere; and who is in it beside the show's people, or alone.

use crate::model::fault::FaultKind;
use crate::model::files::show_path::ShowPath;
use crate::model::media::artwork::{Artwork, EpisodeArtwork, RemoteArtwork};
use crate::model::media::transcript::{EpisodeTranscript, RemoteTranscript};
use crate::model::people::episode_people::{EpisodePeople, Everybody, OnlyPeople};
use crate::model::people::person::Person;
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::to_yaml::ToYaml;
use crate::source::yaml::written::Yaml;

/// Whether a group names an address.
pub(in crate::source) fn has_url(node: &Node) -> bool {
    matches!(&node.value, Value::Map(entries) if entries.iter().any(|(key, _)| key.value == Value::Text("url".to_owned())))
}

impl FromYaml for EpisodeArtwork {
    fn shape() -> Shape {
        Shape::Either(vec![Artwork::shape(), RemoteArtwork::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if has_url(node) {
            return RemoteArtwork::read(node, reader).map(Self::Elsewhere);
        }
        Artwork::read(node, reader).map(Self::File)
    }
}

impl ToYaml for EpisodeArtwork {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match self {
            Self::File(artwork) => artwork.to_yaml(folder),
            Self::Elsewhere(artwork) => artwork.to_yaml(folder),
        }
    }
}

impl FromYaml for EpisodeTranscript {
    fn shape() -> Shape {
        Shape::Either(vec![ShowPath::shape(), RemoteTranscript::shape(), <Vec<RemoteTranscript>>::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(_) => RemoteTranscript::read(node, reader).map(|one| Self::Elsewhere(vec![one])),
            Value::List(_) => Vec::read(node, reader).map(Self::Elsewhere),
            _ => ShowPath::read(node, reader).map(Self::File),
        }
    }
}

impl ToYaml for EpisodeTranscript {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        match self {
            Self::File(file) => file.to_yaml(folder),
            Self::Elsewhere(all) => match all.as_slice() {
                [one] => one.to_yaml(folder),
                _ => all.to_yaml(folder),
            },
        }
    }
}

impl FromYaml for Everybody {
    fn shape() -> Shape {
        Shape::List { item: Person::shape, least: 1 }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let list = Vec::read(node, reader)?;
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            let message = format!("{} is an empty list", reader.name());
            reader.fault(FaultKind::BadValue, node, message, "name everybody who is in the episode, or delete `people`");
            return None;
        }
        Some(Self(list))
    }
}

impl ToYaml for Everybody {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        self.0.to_yaml(folder)
    }
}

impl FromYaml for EpisodePeople {
    fn shape() -> Shape {
        Shape::Either(vec![<Vec<Person>>::shape(), OnlyPeople::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(_) => {
                OnlyPeople::read(node, reader).map(|OnlyPeople { only: Everybody(list) }| Self { list, is_only: true })
            }
            _ => Vec::read(node, reader).map(Self::from),
        }
    }
}

impl ToYaml for EpisodePeople {
    fn to_yaml(&self, folder: Option<&ShowPath>) -> Option<Yaml> {
        let list = || self.list.to_yaml(folder).unwrap_or(Yaml::List(Vec::new()));
        if self.is_only { Some(Yaml::Keys(vec![("only", list())])) } else { self.list.to_yaml(folder) }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::cases::{bad, good};

    #[test]
    fn what_is_kept_elsewhere_has_an_address() {
        let episode = good(
            "artwork: {url: 'https://e.org/a.jpg', alt: A}\nchapters: {url: 'https://e.org/a.json'}\n\
             transcript: {url: 'https://e.org/a.vtt', type: text/vtt, language: en}",
        );
        assert_eq!(episode.artwork.unwrap().elsewhere().unwrap().url.as_str(), "https://e.org/a.jpg");
        assert_eq!(episode.chapters.elsewhere.unwrap().url.as_str(), "https://e.org/a.json");
        assert_eq!(episode.transcript.unwrap().elsewhere()[0].media_type.as_str(), "text/vtt");
        let several =
            good("transcript: [{url: 'https://e.org/a.vtt', type: text/vtt}, {url: 'https://e.org/a', type: text/html}]");
        assert_eq!(several.transcript.unwrap().elsewhere().len(), 2);
        bad("artwork: {url: 'https://e.org/a.jpg', file: a.jpg}", "5:39 unknown key `file` | known keys are `url` and `alt`");
        bad(
            "transcript: {url: 'https://e.org/a'}",
            "5:13 `transcript` has no `type`: its media type | add it, such as `type: text/vtt`",
        );
    }

    #[test]
    fn people_are_added_to_those_of_the_show_or_alone() {
        let added = good("people: [{name: Ada}]").people;
        let alone = good("people: {only: [{name: Ada}]}").people;
        assert_eq!((added.list.len(), added.is_only, alone.list.len(), alone.is_only), (1, false, 1, true));
        bad(
            "people: {only: []}",
            "5:16 `people.only` is an empty list | name everybody who is in the episode, or delete `people`",
        );
        let read = crate::source::cases::read("people: {onli: []}");
        assert_eq!(read.faults.len(), 2, "the key that is needed, and the one that is unknown");
    }
}
