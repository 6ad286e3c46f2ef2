//! `podcast:value`.

use crate::feed::published::names::Vocabulary::Podcast;
use crate::feed::published::tree::FeedNode;
use crate::import::convert::extras::other_feed;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;
use crate::model::people::value::{PaymentMethod, Percentage, Recipient, SplitTo, TimeSplit, Value};

/// The ways to pay that an element names.
pub(in crate::import) fn values(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<Value> {
    node.all(Podcast, "value").filter_map(|value| one(reader, value)).collect()
}

fn one(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<Value> {
    let is_known = node.attribute("type").is_none_or(|kind| kind.eq_ignore_ascii_case("lightning"));
    let recipients = recipients(reader, node);
    if !is_known || recipients.is_empty() {
        reader.note_at(
            LedgerKind::NotCarried,
            format!("`{}` of type `{}`", node.written, node.attribute("type").unwrap_or("")),
            node,
        );
        return None;
    }
    let method = node.attribute("method").map_or(Some(PaymentMethod::Keysend), |_| reader.attribute(node, "method"))?;
    let splits = node.all(Podcast, "valuetimesplit").filter_map(|split| self::split(reader, split)).collect();
    Some(Value { method, suggested: reader.attribute(node, "suggested"), recipients, splits })
}

fn recipients(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<Recipient> {
    node.all(Podcast, "valuerecipient").filter_map(|recipient| self::recipient(reader, recipient)).collect()
}

fn recipient(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<Recipient> {
    Some(Recipient {
        name: reader.text_attribute(node, "name"),
        address: reader.attribute(node, "address")?,
        split: reader.attribute(node, "split")?,
        custom_key: reader.text_attribute(node, "customKey"),
        custom_value: reader.text_attribute(node, "customValue"),
        fee: node.attribute("fee").is_some_and(|fee| fee.eq_ignore_ascii_case("true")),
    })
}

fn split(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<TimeSplit> {
    let start = reader.time_attribute(node, "startTime")?;
    let length = reader.time_attribute(node, "duration")?;
    let remote = node.all(Podcast, "remoteitem").next();
    let to = if let Some(item) = remote {
        let percentage: Option<u32> = reader.attribute(node, "remotePercentage");
        SplitTo::Remote {
            feed: other_feed(reader, item)?,
            start: reader.time_attribute(node, "remoteStartTime"),
            percentage: percentage.and_then(|number| Percentage::try_from(number).ok()),
        }
    } else {
        let recipients = recipients(reader, node);
        if recipients.is_empty() {
            reader.note_at(LedgerKind::NotCarried, format!("`{}` without recipients", node.written), node);
            return None;
        }
        SplitTo::Recipients(recipients)
    };
    Some(TimeSplit { start, length, to })
}
