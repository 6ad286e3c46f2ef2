//! Who is in an episode.

use crate::model::key::keys;
use crate::model::people::person::Person;
use crate::model::place::KeyPath;

/// At least one person: nobody was never in an episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Everybody(pub(crate) Vec<Person>);

/// Who is in an episode: beside the people of the show, or alone.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EpisodePeople {
    /// The people that the episode names.
    pub list: Vec<Person>,
    /// Whether the show's people are not in it.
    pub is_only: bool,
}

keys! {
    /// The people of an episode from which the show's people are absent.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct OnlyPeople {
        required {
            only: Everybody, "everybody who is in the episode, where the people of the show are not", "[{name: Ada Example, role: guest}]";
        }
    }
}

impl EpisodePeople {
    /// Everybody who is in the episode, in a show with these people.
    pub(crate) fn beside<'a>(&'a self, of_show: &'a [Person]) -> impl Iterator<Item = &'a Person> {
        let of_show = if self.is_only { &[] } else { of_show };
        of_show.iter().chain(&self.list)
    }

    /// Where a person of the list stands in the YAML.
    pub(crate) fn key(&self, index: usize) -> KeyPath {
        let people = KeyPath::key("people");
        if self.is_only { people.then_key("only").then_item(index) } else { people.then_item(index) }
    }
}

impl From<Vec<Person>> for EpisodePeople {
    fn from(list: Vec<Person>) -> Self {
        Self { list, is_only: false }
    }
}
