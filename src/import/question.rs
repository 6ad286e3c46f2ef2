//! What a feed leaves open.

use std::fmt;

use crate::import::ledger::Spot;

/// A question that only the producer can answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Question {
    /// What the show is called.
    Title,
    /// Who makes it.
    Author,
    /// What it is about.
    Description,
    /// In which language it is spoken; what the feed says, if anything.
    Language(Option<String>),
    /// Which of Apple's categories it belongs to; those that the feed names, which Apple does not have.
    Category(Vec<String>),
    /// In which zone the dates are that name none; one of them.
    TimeZone(String),
    /// Whether the show is the producer's own: its feed forbids others to import it.
    Locked(Option<String>),
    /// Which address subscribers have.
    FeedAddress,
    /// Which of several items keeps the guid that all of them have.
    SameGuid {
        /// The guid.
        guid: String,
        /// The items.
        items: Vec<Spot>,
    },
}

impl Question {
    /// The flag that answers it, with an example of its value.
    pub fn flag(&self) -> String {
        match self {
            Self::Title => "--title \"My show\"".to_owned(),
            Self::Author => "--author \"Ada Example\"".to_owned(),
            Self::Description => "--description \"What it is about\"".to_owned(),
            Self::Language(_) => "--language en-GB".to_owned(),
            Self::Category(_) => "--category \"Society & Culture\"".to_owned(),
            Self::TimeZone(_) => "--time-zone Europe/London".to_owned(),
            Self::Locked(_) => "--i-own-this-show".to_owned(),
            Self::FeedAddress => "--feed-address https://old.example.org/feed.xml".to_owned(),
            Self::SameGuid { guid, .. } => format!("--drop \"{guid}\", or --guid \"{guid}=NEW\""),
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("What is the show called? The feed has no title"),
            Self::Author => f.write_str("Who makes the show? The feed does not say"),
            Self::Description => f.write_str("What is the show about? The feed does not say"),
            Self::Language(None) => f.write_str("What language is the show in? The feed does not say"),
            Self::Language(Some(found)) => {
                write!(f, "What language is the show in? The feed says `{found}`, which is no language code")
            }
            Self::Category(found) if found.is_empty() => f.write_str("Which of Apple's categories fits best? The feed has none"),
            Self::Category(found) => {
                write!(
                    f,
                    "Which of Apple's categories fits best? The feed has `{}`, which Apple does not know",
                    found.join("`, `")
                )
            }
            Self::TimeZone(example) => write!(f, "What time zone are dates without one in, such as `{example}`?"),
            Self::Locked(owner) => {
                let owner = owner.as_ref().map(|owner| format!(", and names {owner} as its owner")).unwrap_or_default();
                write!(f, "Is this show your own? Its feed says `podcast:locked`{owner}")
            }
            Self::FeedAddress => {
                f.write_str("What address do subscribers use? The feed does not say, and the show's guid is made from it")
            }
            Self::SameGuid { guid, items } => {
                let items: Vec<String> = items.iter().map(|item| format!("\"{}\" in line {}", item.title, item.line)).collect();
                write!(f, "Which item keeps the guid `{guid}`? {} have it", items.join(" and "))
            }
        }
    }
}
