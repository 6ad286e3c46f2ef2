//! People who made a show, with the roles that the Podcast Namespace knows (`taxonomy-en.json`).

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::model::key::keys;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// A person of a show or of an episode.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Person {
        required {
            name: Text, "the name, as the person wants it", "Ada Example";
        }
        defaulted {
            role: Role, "what the person did, in a word of the Podcast Namespace's list", "guest";
        }
        optional {
            href: Option<HttpUrl>, "a page about the person", "https://example.org/ada";
            img: Option<HttpUrl>, "a picture of the person", "https://example.org/ada.jpg";
            approved: Option<NaiveDate>, "the day on which the person heard the episode and agreed to it", "2022-06-30";
        }
    }
}

/// A role with its group.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Role {
    name: &'static str,
    group: &'static str,
}

/// A role that the list does not have.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not a role of the list")]
pub struct RoleError {
    /// What was found.
    pub found: String,
}

/// Groups and their roles. `Editor` stands in two groups of the namespace: here the one of films is called `Video Editor`.
pub const ROLES: [(&str, &[&str]); 11] = [
    (
        "Creative Direction",
        &[
            "Director",
            "Assistant Director",
            "Executive Producer",
            "Senior Producer",
            "Producer",
            "Associate Producer",
            "Development Producer",
            "Creative Director",
        ],
    ),
    ("Cast", &["Host", "Co-Host", "Guest Host", "Guest", "Voice Actor", "Narrator", "Announcer", "Reporter"]),
    (
        "Writing",
        &[
            "Author",
            "Editorial Director",
            "Co-Writer",
            "Writer",
            "Songwriter",
            "Guest Writer",
            "Story Editor",
            "Managing Editor",
            "Script Editor",
            "Script Coordinator",
            "Researcher",
            "Editor",
            "Fact Checker",
            "Translator",
            "Transcriber",
            "Logger",
        ],
    ),
    (
        "Audio Production",
        &[
            "Studio Coordinator",
            "Technical Director",
            "Technical Manager",
            "Audio Engineer",
            "Remote Recording Engineer",
            "Post Production Engineer",
        ],
    ),
    (
        "Audio Post-Production",
        &["Audio Editor", "Sound Designer", "Foley Artist", "Composer", "Theme Music", "Music Production", "Music Contributor"],
    ),
    (
        "Administration",
        &[
            "Production Coordinator",
            "Booking Coordinator",
            "Production Assistant",
            "Content Manager",
            "Marketing Manager",
            "Sales Representative",
            "Sales Manager",
        ],
    ),
    ("Visuals", &["Graphic Designer", "Cover Art Designer"]),
    ("Community", &["Social Media Manager"]),
    ("Misc.", &["Consultant", "Intern"]),
    ("Video Production", &["Camera Operator", "Lighting Designer", "Camera Grip", "Assistant Camera"]),
    ("Video Post-Production", &["Video Editor", "Assistant Editor"]),
];

impl Role {
    /// The role, such as `Co-Host`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The role as the namespace spells it.
    pub fn feed_name(&self) -> &'static str {
        match self.name {
            "Video Editor" => "Editor",
            name => name,
        }
    }

    /// The group, such as `Cast`.
    pub fn group(&self) -> &'static str {
        self.group
    }

    /// Every role of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.iter().flat_map(|(group, names)| names.iter().map(move |name| Self { name, group }))
    }
}

impl Default for Role {
    /// `Host`, the namespace's default.
    fn default() -> Self {
        Self { name: "Host", group: "Cast" }
    }
}

impl FromStr for Role {
    type Err = RoleError;

    /// Case does not count, nor does a hyphen against a blank: `co-host` and `Co Host` are one role.
    fn from_str(input: &str) -> Result<Self, RoleError> {
        let plain = |text: &str| text.trim().replace('-', " ").to_ascii_lowercase();
        let wanted = plain(input);
        Self::all().find(|role| plain(role.name) == wanted).ok_or_else(|| RoleError { found: input.to_owned() })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_group_of_a_role() {
        assert_eq!("producer".parse::<Role>().unwrap().group(), "Creative Direction");
        assert_eq!("editor".parse::<Role>().unwrap().group(), "Writing");
        let editor = "video editor".parse::<Role>().unwrap();
        assert_eq!((editor.feed_name(), editor.group()), ("Editor", "Video Post-Production"));
        assert_eq!("co host".parse::<Role>().unwrap().name(), "Co-Host");
        assert_eq!("boss".parse::<Role>(), Err(RoleError { found: "boss".to_owned() }));
    }
}
