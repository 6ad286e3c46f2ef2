//! Payments from listeners while they listen.

use crate::model::key::Key;
use crate::model::keywords::KeywordError;
use crate::model::people::value::{
    Amount, PaymentAddress, PaymentMethod, Percentage, Recipient, SplitTo, TimeSplit, Value, ValueError,
};
use crate::model::web::other_feed::OtherFeed;
use crate::source::reading::keys::{self, Keys, Record, declared_keys, from_keys};
use crate::source::reading::leaf::Leaf;
use crate::source::reading::leaves::leaves;
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{self, Node};

declared_keys!(TimeSplit, Value);
from_keys!(Remote);
declared_keys!(Recipient: "name at least one, such as `[{address: ada@example.org, split: 100}]`");

impl FromYaml for SplitTo {
    fn shape() -> Shape {
        Shape::Either(vec![<Vec<Recipient>>::shape(), keys::shape::<Remote>()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            node::Value::List(_) => Vec::read(node, reader).map(Self::Recipients),
            _ => Remote::read(node, reader).map(|Remote { feed, start, percentage }| Self::Remote { feed, start, percentage }),
        }
    }
}

/// Another feed that gets the payment.
struct Remote {
    feed: OtherFeed,
    start: Option<crate::model::time::timestamp::Timestamp>,
    percentage: Option<Percentage>,
}

impl Record for Remote {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let feed = <OtherFeed as Record>::keys(keys);
        let start = keys.optional(Key { name: "start", doc: "where in the other episode the stretch starts", example: "2:54" });
        let percentage =
            keys.optional(Key { name: "percentage", doc: "what of the payment goes there, in percent", example: "95" });
        Some(Self { feed: feed?, start, percentage })
    }
}

impl FromYaml for Percentage {
    fn shape() -> Shape {
        Shape::Whole { least: 0, most: Self::MAX }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let number = u32::read(node, reader)?;
        Self::try_from(number)
            .map_err(|number| reader.bad_value(node, format!("`{number}` is over 100"), "write a whole number from 0 to 100"))
            .ok()
    }
}

leaves! {
    PaymentMethod, KeywordError, "a way to pay", Shape::words(PaymentMethod::ALL.iter().map(|word| word.as_str())),
        "write `keysend` or `lnaddress`".to_owned();
    Amount, ValueError, "a sum, in quotes,", Shape::pattern(r"^[0-9]{1,18}(\.[0-9]{1,18})?$".to_owned()),
        "write a plain number in quotes, such as `\"0.00000005000\"`".to_owned();
    PaymentAddress, ValueError, "an address to pay to",
        Shape::pattern(format!(r"^(0[0-9a-f]{{65}}|[-a-z0-9_.+]+@{})$", crate::source::reading::leaves::HOST_NAME)),
        "copy it from the wallet, such as `ada@example.org`".to_owned();
}
