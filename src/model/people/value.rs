//! Payments from listeners while they listen (Podcast Namespace, `docs/tags/value.md`).

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::other_feed::OtherFeed;
use crate::model::wording::text::Text;

keys! {
    /// `podcast:value`: how one can pay, and who gets what.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Value {
        defaulted {
            method: PaymentMethod, "how the payment travels over the Lightning network: `keysend` to a node, `lnaddress` to a Lightning address", "lnaddress";
        }
        optional {
            suggested: Option<Amount>, "what is suggested for a minute, in bitcoin", "\"0.00000005000\"";
        }
        required {
            recipients: Vec<Recipient>, "who gets what share", "[{name: Ada Example, address: ada@example.org, split: 100}]";
        }
        optional {
            splits: Vec<TimeSplit>, "stretches for which others get the payment, such as whoever made a piece of music", "[{start: 1:10, length: 30, to: [{address: ben@example.org, split: 1}]}]";
        }
    }
}

keywords! {
    /// How a payment travels over the Lightning network.
    #[derive(Default)]
    pub enum PaymentMethod {
        /// To a node of the network.
        #[default]
        Keysend = "keysend",
        /// To a Lightning address.
        LightningAddress = "lnaddress",
    }
}

keys! {
    /// `podcast:valueRecipient`: who gets a share.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Recipient {
        optional {
            name: Option<Text>, "who gets the share", "Ada Example";
        }
        required {
            address: PaymentAddress, "a Lightning address, or the public key of a node", "ada@example.org";
            split: NonZeroU32, "how many shares, of all that are named", "95";
        }
        optional {
            custom_key: Option<Text>, "a key that the receiving node wants", "\"696969\"";
            custom_value: Option<Text>, "the value of that key", "abc123";
        }
        defaulted {
            fee: bool, "`true` takes this off before the shares are made", "true";
        }
    }
}

keys! {
    /// `podcast:valueTimeSplit`: a stretch for which others get the payment.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct TimeSplit {
        required {
            start: Timestamp, "when the stretch starts, as a time or in seconds", "1:10";
            length: Timestamp, "how long it is, as a time or in seconds", "30";
            to: SplitTo, "who gets the payment: a list as under `recipients`, or another feed", "{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, item: a-song, percentage: 95}";
        }
    }
}

/// Who gets the payment for a stretch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SplitTo {
    /// These; at least one.
    Recipients(Vec<Recipient>),
    /// Those of another feed or of one of its episodes.
    Remote {
        /// The other feed.
        feed: OtherFeed,
        /// Where in the other episode the stretch starts.
        start: Option<Timestamp>,
        /// What of the payment goes there.
        percentage: Option<Percentage>,
    },
}

/// A whole number from 0 to 100 (Podcast Namespace, `docs/tags/value-time-split.md`).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Percentage(u8);

impl Percentage {
    /// The most there is.
    pub const MAX: u32 = 100;

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u32> for Percentage {
    type Error = u32;

    fn try_from(number: u32) -> Result<Self, u32> {
        u8::try_from(number).ok().filter(|small| u32::from(*small) <= Self::MAX).map(Self).ok_or(number)
    }
}

/// A sum of money, as a plain decimal number, kept as it was written: `0.00000005000` bitcoin.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Amount(String);

/// Where a payment is sent.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum PaymentAddress {
    /// A node of the Lightning network: its public key, 66 hexadecimal digits.
    Node(String),
    /// A Lightning address, which looks like an e-mail address.
    LightningAddress(String),
}

/// Why a value of a payment was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ValueError {
    /// Not a decimal number.
    #[error("not a sum such as `0.00000005000`")]
    Amount,
    /// Neither a node nor a Lightning address.
    #[error("neither a node of 66 digits and letters a to f, nor a Lightning address such as `ada@example.org`")]
    Address,
}

impl FromStr for Amount {
    type Err = ValueError;

    fn from_str(input: &str) -> Result<Self, ValueError> {
        let (whole, part) = input.split_once('.').unwrap_or((input, "0"));
        let digits = |text: &str| (1..=18).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits(whole) && digits(part) { Ok(Self(input.to_owned())) } else { Err(ValueError::Amount) }
    }
}

impl FromStr for PaymentAddress {
    type Err = ValueError;

    fn from_str(input: &str) -> Result<Self, ValueError> {
        if input.len() == 66 && input.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) && input.starts_with(['0']) {
            return Ok(Self::Node(input.to_owned()));
        }
        let (name, host) = input.split_once('@').ok_or(ValueError::Address)?;
        let name_fits =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.+".contains(&b));
        let host_fits = host.parse::<crate::model::people::chat::HostName>().is_ok();
        if name_fits && host_fits { Ok(Self::LightningAddress(input.to_owned())) } else { Err(ValueError::Address) }
    }
}

impl PaymentAddress {
    /// The word for the kind of address in the feed.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Node(_) => "node",
            Self::LightningAddress(_) => "lnaddress",
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PaymentAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node(address) | Self::LightningAddress(address) => f.write_str(address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_node_from_a_lightning_address() {
        let node = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52";
        assert_eq!(node.parse(), Ok(PaymentAddress::Node(node.to_owned())));
        assert_eq!("ada+1@pay.example.org".parse::<PaymentAddress>().unwrap().kind(), "lnaddress");
        for bad in ["", "ada", "ada@", "@example.org", "ada@host", "Ada@example.org", &node.to_uppercase(), &node[1..]] {
            assert_eq!(bad.parse::<PaymentAddress>(), Err(ValueError::Address), "{bad}");
        }
    }

    #[test]
    fn a_sum_is_a_plain_number() {
        assert_eq!("0.00000005000".parse::<Amount>().unwrap().to_string(), "0.00000005000");
        assert_eq!("5".parse::<Amount>().unwrap().to_string(), "5");
        for bad in ["", ".5", "5.", "-1", "1e3", "1,5", "0.1.2"] {
            assert_eq!(bad.parse::<Amount>(), Err(ValueError::Amount), "{bad}");
        }
    }

    #[test]
    fn a_percentage_ends_at_a_hundred() {
        let number = |number| Percentage::try_from(number).map(Percentage::get);
        assert_eq!([0, 1, 100, 101, 257].map(number), [Ok(0), Ok(1), Ok(100), Err(101), Err(257)]);
    }
}
