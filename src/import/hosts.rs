//! Where the old host lets subscribers be sent on, step by step.

use url::Url;

/// A host, how its feeds are known, and where it has the redirect.
struct Host {
    name: &'static str,
    /// Parts of the feed's address.
    addresses: &'static [&'static str],
    /// Parts of what the feed says of the program that made it.
    generators: &'static [&'static str],
    steps: &'static [&'static str],
}

/// The common ones. Their menus change: as of November 2026.
const HOSTS: &[Host] = &[
    Host {
        name: "Buzzsprout",
        addresses: &["buzzsprout.com"],
        generators: &["buzzsprout"],
        steps: &[
            "in your podcast's settings, look for the help page \"Transfer away from Buzzsprout\"",
            "set the redirect (301) to the new feed, and keep the account until apps have followed",
        ],
    },
    Host {
        name: "Spotify for Creators",
        addresses: &["anchor.fm", "spotify.com"],
        generators: &["anchor podcasts", "spotify"],
        steps: &[
            "end subscriptions first, if there are any",
            "on the web, open Settings, \"Redirect your podcast\", and enter the new feed; it can take up to 7 days",
            "wait a week or more before you delete the show there: after that only the support can redirect it",
        ],
    },
    Host {
        name: "Podbean",
        addresses: &["podbean.com"],
        generators: &["podbean"],
        steps: &["open Settings, Feed, Advanced Feed Settings, \"Redirect to a New Feed\", and enter the new feed"],
    },
    Host {
        name: "Libsyn",
        addresses: &["libsyn.com", "libsynpro.com"],
        generators: &["libsyn"],
        steps: &[
            "open Settings (Advanced), Redirects",
            "enter the new feed as \"Feed Redirect URL\", and leave \"New Feed URL tag\" to podwright (`new_feed_url`)",
        ],
    },
    Host {
        name: "Transistor",
        addresses: &["transistor.fm"],
        generators: &["transistor"],
        steps: &["open Settings, RSS Feed, \"Permanent Redirect (301)\", and enter the new feed; it stays after you have left"],
    },
    Host {
        name: "Simplecast",
        addresses: &["simplecast.com"],
        generators: &["simplecast"],
        steps: &["set the redirect in the show's settings before you close the account: closing it first deletes the feed"],
    },
    Host {
        name: "Captivate",
        addresses: &["captivate.fm"],
        generators: &["captivate"],
        steps: &["open \"Close/Cancel show\", choose \"I'm moving my podcast elsewhere\", and enter the new feed"],
    },
    Host {
        name: "Acast",
        addresses: &["acast.com"],
        generators: &["acast"],
        steps: &["write to the support of Acast, and ask for a permanent redirect (301) to the new feed"],
    },
    Host {
        name: "SoundCloud",
        addresses: &["soundcloud.com"],
        generators: &["soundcloud"],
        steps: &["open Settings, Content, and enter the new feed in the field \"Subscriber redirect\""],
    },
    Host {
        name: "Seriously Simple Podcasting",
        addresses: &[],
        generators: &["seriously simple podcasting", "seriouslysimplepodcasting"],
        steps: &["open the podcast settings, Feed, switch on \"Redirect this feed to new URL\", and enter the new feed"],
    },
    Host {
        name: "Castopod",
        addresses: &[],
        generators: &["castopod"],
        steps: &["edit the podcast: enter \"New feed URL\", and switch on \"Automatically redirect to new feed (301)\""],
    },
    Host {
        name: "Podlove Publisher",
        addresses: &[],
        generators: &["podlove"],
        steps: &[
            "open Podlove, Podcast Feeds, and there each feed (one for MP3, one for M4A)",
            "choose the Redirect Method \"Permanent (301)\", not 307, and enter the new feed as Redirect Url",
        ],
    },
    Host {
        name: "WordPress with PowerPress",
        addresses: &[],
        generators: &["powerpress", "wordpress.org"],
        steps: &[
            "in PowerPress's feed settings, enter the new feed in the redirect field; else let the web server redirect the old address with 301",
        ],
    },
];

/// Where the new feed will be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NewAddress<'a> {
    /// Where nobody serves it: the producer has not named an address yet.
    Placeholder,
    /// At this address.
    Real(&'a str),
}

/// What comes before a redirect to a placeholder.
const PLACEHOLDER: &str = "podcast.yaml still has a placeholder for the show's new address. Write the real one as `url:`, and only then redirect the old feed";

/// What to do at the old host.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Redirect {
    /// What the host is called, where it is known.
    pub host: Option<&'static str>,
    /// The steps, in their order.
    pub steps: Vec<String>,
}

/// The way from the old feed to the new one, whose address may still be a placeholder.
pub fn redirect(old: &str, generator: Option<&str>, new: &NewAddress<'_>) -> Redirect {
    let name = Url::parse(old).ok().and_then(|url| url.host_str().map(str::to_ascii_lowercase)).unwrap_or_default();
    let generator = generator.unwrap_or_default().to_lowercase();
    let by_address = |host: &&Host| host.addresses.iter().any(|known| name == *known || name.ends_with(&format!(".{known}")));
    let by_generator = |host: &&Host| host.generators.iter().any(|known| generator.contains(known));
    let host = HOSTS.iter().find(by_address).or_else(|| HOSTS.iter().find(by_generator));
    let host_name = host.map(|host| host.name);
    let only = |step: &str| Redirect { host: host_name, steps: vec![step.to_owned()] };
    let new = match new {
        NewAddress::Placeholder => return only(PLACEHOLDER),
        NewAddress::Real(new) if *new == old => return only("The feed keeps its address: no redirect is needed"),
        NewAddress::Real(new) => *new,
    };
    let own = match host {
        Some(host) => host.steps.iter().map(|step| (*step).to_owned()).collect(),
        None => vec!["let the old address answer with a permanent redirect (301) to the new feed".to_owned()],
    };
    let mut steps = vec![format!("serve feed/ so that {new} answers")];
    steps.extend(own);
    steps.push(format!("`curl -sI {old}` shows one 301 to {new}, with no other redirect in between"));
    steps.push(format!("write `new_feed_url: {new}` into podcast.yaml, and keep the redirect for at least a year"));
    Redirect { host: host_name, steps }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_known_by_its_address_or_by_its_program() {
        let host = |old: &str, generator| redirect(old, generator, &NewAddress::Real("https://new.example/feed.xml")).host;
        assert_eq!(host("https://feeds.buzzsprout.com/1.rss", None), Some("Buzzsprout"));
        assert_eq!(host("https://a.example/feed", Some("Podlove Podcast Publisher v4")), Some("Podlove Publisher"));
        assert_eq!(host("https://notbuzzsprout.com/1.rss", None), None);
        let steps = redirect("https://a.example/feed", None, &NewAddress::Real("https://new.example/feed.xml")).steps;
        assert!(steps[1].contains("301") && steps[2].contains("curl -sI https://a.example/feed"));
    }

    #[test]
    fn nothing_is_redirected_where_there_is_nowhere_to_go() {
        let steps = |new| redirect("https://a.example/feed.xml", None, &new).steps;
        assert_eq!(steps(NewAddress::Placeholder), [PLACEHOLDER]);
        assert_eq!(steps(NewAddress::Real("https://a.example/feed.xml")), ["The feed keeps its address: no redirect is needed"]);
    }
}
