//! Payments from listeners while they listen.

use crate::model::fault::FaultKind;
use crate::model::keywords::KeywordError;
use crate::model::other_feed::OtherFeed;
use crate::model::value::{Amount, PaymentAddress, PaymentMethod, Percentage, Recipient, SplitTo, TimeSplit, Value, ValueError};
use crate::source::chapter::Start;
use crate::source::keys::{self, Keys, Record, from_keys};
use crate::source::leaf::Leaf;
use crate::source::leaves::leaves;
use crate::source::node::{self, Node};
use crate::source::reader::{FromYaml, Reader};
use crate::source::shape::{Key, Shape};

from_keys!(Recipient, Remote, TimeSplit, Value);

impl Record for Value {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let method = keys.or(
            Key {
                name: "method",
                doc: "how the payment travels over the Lightning network: `keysend` to a node, `lnaddress` to a Lightning address",
                example: "lnaddress",
            },
            PaymentMethod::default(),
        );
        let suggested = keys.optional(Key {
            name: "suggested",
            doc: "what is suggested for a minute, in bitcoin",
            example: "\"0.00000005000\"",
        });
        let recipients: Option<Recipients> = keys.required(Key {
            name: "recipients",
            doc: "who gets what share",
            example: "[{name: Ada Example, address: ada@example.org, split: 100}]",
        });
        let splits = keys.list(Key {
            name: "splits",
            doc: "stretches for which others get the payment, such as whoever made a piece of music",
            example: "[{start: 1:10, length: 30, to: [{address: ben@example.org, split: 1}]}]",
        });
        Some(Self { method, suggested, recipients: recipients?.0, splits })
    }
}

impl Record for Recipient {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let name = keys.optional(Key { name: "name", doc: "who gets the share", example: "Ada Example" });
        let address = keys.required(Key {
            name: "address",
            doc: "a Lightning address, or the public key of a node",
            example: "ada@example.org",
        });
        let split = keys.required(Key { name: "split", doc: "how many shares, of all that are named", example: "95" });
        let custom_key =
            keys.optional(Key { name: "custom_key", doc: "a key that the receiving node wants", example: "\"696969\"" });
        let custom_value = keys.optional(Key { name: "custom_value", doc: "the value of that key", example: "abc123" });
        let fee = keys.or(Key { name: "fee", doc: "`true` takes this off before the shares are made", example: "true" }, false);
        Some(Self { name, address: address?, split: split?, custom_key, custom_value, fee })
    }
}

impl Record for TimeSplit {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let start: Option<Start> =
            keys.required(Key { name: "start", doc: "when the stretch starts, as a time or in seconds", example: "1:10" });
        let length: Option<Start> =
            keys.required(Key { name: "length", doc: "how long it is, as a time or in seconds", example: "30" });
        let to = keys.required(Key {
            name: "to",
            doc: "who gets the payment: a list as under `recipients`, or another feed",
            example: "{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, item: a-song, percentage: 95}",
        });
        Some(Self { start: start?.0, length: length?.0, to: to? })
    }
}

impl FromYaml for SplitTo {
    fn shape() -> Shape {
        Shape::Either(vec![Recipients::shape(), keys::shape::<Remote>()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            node::Value::List(_) => Recipients::read(node, reader).map(|list| Self::Recipients(list.0)),
            _ => Remote::read(node, reader).map(|Remote { feed, start, percentage }| Self::Remote { feed, start, percentage }),
        }
    }
}

/// Another feed that gets the payment.
struct Remote {
    feed: OtherFeed,
    start: Option<crate::model::timestamp::Timestamp>,
    percentage: Option<Percentage>,
}

impl Record for Remote {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let feed = OtherFeed::keys(keys);
        let start: Option<Start> =
            keys.optional(Key { name: "start", doc: "where in the other episode the stretch starts", example: "2:54" });
        let percentage =
            keys.optional(Key { name: "percentage", doc: "what of the payment goes there, in percent", example: "95" });
        Some(Self { feed: feed?, start: start.map(|start| start.0), percentage })
    }
}

/// At least one.
struct Recipients(Vec<Recipient>);

impl FromYaml for Recipients {
    fn shape() -> Shape {
        Shape::List { item: <Recipient as FromYaml>::shape, least: 1 }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let list = Vec::read(node, reader)?;
        if let node::Value::List(items) = &node.value
            && items.is_empty()
        {
            let message = format!("{} is an empty list", reader.name());
            reader.fault(
                FaultKind::BadValue,
                node,
                message,
                "name at least one, such as `[{address: ada@example.org, split: 100}]`",
            );
        }
        (!list.is_empty()).then_some(Self(list))
    }
}

impl FromYaml for Percentage {
    fn shape() -> Shape {
        Shape::Whole { least: 1, most: Self::MAX }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let number = std::num::NonZeroU32::read(node, reader)?;
        Self::try_from(number)
            .map_err(|number| reader.bad_value(node, format!("`{number}` is over 100"), "write a whole number from 1 to 100"))
            .ok()
    }
}

leaves! {
    PaymentMethod, KeywordError, "a way to pay", Shape::words(PaymentMethod::ALL.iter().map(|word| word.as_str())),
        "write `keysend` or `lnaddress`".to_owned();
    Amount, ValueError, "a sum, in quotes,", Shape::pattern(r"^[0-9]{1,18}(\.[0-9]{1,18})?$".to_owned()),
        "write a plain number in quotes, such as `\"0.00000005000\"`".to_owned();
    PaymentAddress, ValueError, "an address to pay to",
        Shape::pattern(format!(r"^(0[0-9a-f]{{65}}|[-a-z0-9_.+]+@{})$", crate::source::leaves::HOST_NAME)),
        "copy it from the wallet, such as `ada@example.org`".to_owned();
}
