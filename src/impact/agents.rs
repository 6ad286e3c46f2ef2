//! What a user agent is, by the lists of the Open Podcast Analytics Working Group, which are compiled in unmodified.

use regex::bytes::{RegexSet, RegexSetBuilder};
use serde::Deserialize;

/// Where the lists are from, and when; part of the rules that a count names.
pub const LISTS: &str = "opawg-8008a31";

/// The name of an app that no list knows.
pub const UNKNOWN_APP: &str = "unknown";

const BOTS: &str = include_str!("agents/bots.runtime.json");
const APPS: &str = include_str!("agents/apps.runtime.json");
const LIBRARIES: &str = include_str!("agents/libraries.runtime.json");
const BROWSERS: &str = include_str!("agents/browsers.runtime.json");
#[cfg(test)]
const DEVICES: &str = include_str!("agents/devices.runtime.json");
const REFERRERS: &str = include_str!("agents/referrers.runtime.json");

/// More memory for one set's automaton than the largest needs (bytes); the default is too little for the apps.
const AUTOMATON_MAX: usize = 64 << 20;

#[derive(Deserialize)]
struct ListFile {
    entries: Vec<AgentEntry>,
}

/// A line of a list. Other fields are not needed.
#[derive(Deserialize)]
struct AgentEntry {
    name: String,
    pattern: String,
}

/// One list: the first pattern that matches wins.
struct AgentList {
    names: Vec<String>,
    patterns: Vec<String>,
    set: RegexSet,
}

impl AgentList {
    fn new(json: &str) -> Self {
        let file: ListFile = serde_json::from_str(json).expect("the lists are compiled in, and a test reads each");
        let (names, patterns): (Vec<_>, Vec<_>) = file.entries.into_iter().map(|entry| (entry.name, entry.pattern)).unzip();
        let mut builder = RegexSetBuilder::new(&patterns);
        let set = builder.unicode(false).size_limit(AUTOMATON_MAX).build().expect("a test compiles each pattern");
        Self { names, patterns, set }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        self.set.matches(text).iter().next()
    }
}

/// What asked for a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::impact) enum AgentKind {
    /// The Apple Watch, which fetches what the telephone beside it has fetched already.
    Watch,
    /// podwright's own look at the site.
    Own,
    /// A bot, a monitor, a test.
    Bot,
    /// An app, by the index of its name.
    App(u16),
    /// A browser; the referrer may say which player on which page.
    Browser(u16),
}

/// The lists, ready to be asked.
pub struct Agents {
    bots: AgentList,
    apps: AgentList,
    libraries: AgentList,
    browsers: AgentList,
    referrers: AgentList,
}

impl Agents {
    /// Compiles the lists.
    pub fn new() -> Self {
        Self {
            bots: AgentList::new(BOTS),
            apps: AgentList::new(APPS),
            libraries: AgentList::new(LIBRARIES),
            browsers: AgentList::new(BROWSERS),
            referrers: AgentList::new(REFERRERS),
        }
    }

    /// The patterns of bots, as the list has them.
    pub fn bot_patterns(&self) -> &[String] {
        &self.bots.patterns
    }

    /// What a user agent is.
    pub(in crate::impact) fn kind(&self, agent: &[u8]) -> AgentKind {
        if is_watch(agent) {
            return AgentKind::Watch;
        }
        if agent.starts_with(b"podwright/") {
            return AgentKind::Own;
        }
        if self.bots.find(agent).is_some() {
            return AgentKind::Bot;
        }
        let apps = self.apps.find(agent);
        let libraries = || self.libraries.find(agent).map(|index| index + self.apps.names.len());
        if let Some(index) = apps.or_else(libraries) {
            return AgentKind::App(name_index(index));
        }
        let before = self.apps.names.len() + self.libraries.names.len();
        match self.browsers.find(agent) {
            Some(index) => AgentKind::Browser(name_index(before + index)),
            None => AgentKind::App(u16::MAX),
        }
    }

    /// The index of the name for a page that a browser came from.
    pub(in crate::impact) fn referrer(&self, referrer: &[u8]) -> Option<u16> {
        let before = self.apps.names.len() + self.libraries.names.len() + self.browsers.names.len();
        self.referrers.find(referrer).map(|index| name_index(before + index))
    }

    /// The name behind an index.
    pub(in crate::impact) fn name(&self, index: u16) -> &str {
        let lists = [&self.apps, &self.libraries, &self.browsers, &self.referrers];
        lists.iter().flat_map(|list| &list.names).nth(usize::from(index)).map_or(UNKNOWN_APP, String::as_str)
    }

    /// The list with a name; for the lists' own examples.
    #[cfg(test)]
    fn list(&self, name: &str) -> Option<&AgentList> {
        match name {
            "bots" => Some(&self.bots),
            "apps" => Some(&self.apps),
            "libraries" => Some(&self.libraries),
            "browsers" => Some(&self.browsers),
            "referrers" => Some(&self.referrers),
            _ => None,
        }
    }
}

impl Default for Agents {
    fn default() -> Self {
        Self::new()
    }
}

/// Section 5.5.2: `atc/… watchOS/…` and `(null)/(null) watchOS/…`.
fn is_watch(agent: &[u8]) -> bool {
    let contains = |part: &[u8]| agent.windows(part.len()).any(|window| window == part);
    (agent.starts_with(b"atc/") || contains(b"(null)")) && contains(b"watchOS")
}

/// The lists have some hundred names each.
fn name_index(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLES: [(&str, &str); 6] = [
        ("bots", include_str!("../../tests/impact/agents/bots.examples.json")),
        ("apps", include_str!("../../tests/impact/agents/apps.examples.json")),
        ("libraries", include_str!("../../tests/impact/agents/libraries.examples.json")),
        ("browsers", include_str!("../../tests/impact/agents/browsers.examples.json")),
        ("devices", include_str!("../../tests/impact/agents/devices.examples.json")),
        ("referrers", include_str!("../../tests/impact/agents/referrers.examples.json")),
    ];

    #[derive(Deserialize)]
    struct Examples {
        entries: Vec<Example>,
    }

    #[derive(Deserialize)]
    struct Example {
        name: String,
        examples: Vec<String>,
    }

    #[test]
    fn every_example_of_every_list_is_found_under_its_name() {
        let agents = Agents::new();
        let devices = AgentList::new(DEVICES);
        let mut count = 0;
        for (name, json) in EXAMPLES {
            let examples: Examples = serde_json::from_str(json).unwrap();
            let list = agents.list(name).unwrap_or(&devices);
            for Example { name: entry, examples } in examples.entries {
                for example in examples {
                    count += 1;
                    let found: Vec<&String> =
                        list.set.matches(example.as_bytes()).iter().map(|index| &list.names[index]).collect();
                    assert!(found.contains(&&entry), "{name}: {entry}: {example}: {found:?}");
                    // `Apple iPhone` comes before `Apple Watch`, and fits one of its examples; podwright asks nothing of devices
                    assert!(name == "devices" || found[0] == &entry, "{name}: {entry}: {example}: {found:?}");
                }
            }
        }
        assert_eq!(count, 1_681);
    }

    #[test]
    fn a_bot_is_never_an_app_and_a_browser_is_known_by_its_page() {
        let agents = Agents::new();
        assert_eq!(agents.kind(b"AhrefsBot/7.0"), AgentKind::Bot);
        assert_eq!(agents.kind(b"podwright/0.1.0"), AgentKind::Own);
        assert_eq!(agents.kind(b"atc/1.0 watchOS/6.1.3 model/Watch3,3"), AgentKind::Watch);
        assert_eq!(agents.kind(b"(null)/(null) watchOS/5.2.1 model/Watch3,3"), AgentKind::Watch);
        let AgentKind::App(overcast) = agents.kind(b"Overcast/3.0 (+http://overcast.fm/; iOS podcast app)") else { panic!() };
        assert_eq!(agents.name(overcast), "Overcast");
        let AgentKind::App(unknown) = agents.kind(b"nobody knows me") else { panic!() };
        assert_eq!(agents.name(unknown), UNKNOWN_APP);
        let firefox = b"Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0";
        let AgentKind::Browser(firefox) = agents.kind(firefox) else { panic!() };
        assert_eq!(agents.name(firefox), "Firefox");
        assert_eq!(agents.referrer(b"https://podcasts.apple.com/").map(|index| agents.name(index)), Some("Apple Podcasts"));
    }
}
