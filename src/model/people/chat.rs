//! Where listeners talk with each other while they listen.

use std::fmt;
use std::str::FromStr;

use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::wording::text::Text;

keys! {
    /// `podcast:chat` (Podcast Namespace, `docs/tags/chat.md`).
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Chat {
        required {
            server: HostName, "the server to connect to", "irc.example.org";
            protocol: ChatProtocol, "what it speaks", "irc";
        }
        optional {
            account: Option<Text>, "the show's account there", "\"@show\"";
            space: Option<Text>, "the room", "\"#show\"";
        }
    }
}

keywords! {
    /// What chat servers speak (`docs/chatprotocols.txt`).
    pub enum ChatProtocol {
        /// IRC.
        Irc = "irc",
        /// XMPP.
        Xmpp = "xmpp",
        /// Nostr.
        Nostr = "nostr",
        /// Matrix.
        Matrix = "matrix",
    }
}

/// The full name of a machine, such as `irc.example.org` (RFC 1123, section 2.1): two parts or more of letters, digits and hyphens.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct HostName(String);

/// A text that is no name of a machine.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the full name of a server, such as `irc.example.org`")]
pub struct HostNameError;

impl FromStr for HostName {
    type Err = HostNameError;

    fn from_str(input: &str) -> Result<Self, HostNameError> {
        let part = |part: &str| {
            (1..=63).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let fits = input.contains('.') && input.split('.').all(part);
        if fits { Ok(Self(input.to_owned())) } else { Err(HostNameError) }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_a_full_name() {
        for good in ["irc.example.org", "a.b", "xn--bcher-kva.example", "1.example"] {
            assert_eq!(good.parse::<HostName>().unwrap().to_string(), good);
        }
        for bad in ["", "localhost", "irc.", ".org", "https://irc.example.org", "a_b.org", "-a.org", "a-.org", "a b.org"] {
            assert_eq!(bad.parse::<HostName>(), Err(HostNameError), "{bad}");
        }
    }
}
