//! `podcast:value`: payments from listeners (Podcast Namespace, `docs/tags/value.md`).

use crate::feed::chapters::seconds;
use crate::feed::element::Element;
use crate::feed::remote_item::remote_item;
use crate::feed::wording::line;
use crate::model::value::{Recipient, SplitTo, TimeSplit, Value};

/// The element with its recipients and splits.
pub(super) fn value(value: &Value) -> Element {
    let element = Element::new("podcast:value")
        .with("type", "lightning")
        .with("method", value.method.as_str())
        .with_some("suggested", value.suggested.as_ref().map(ToString::to_string));
    let element = value.recipients.iter().map(recipient).fold(element, Element::holding);
    value.splits.iter().map(split).fold(element, Element::holding)
}

fn recipient(recipient: &Recipient) -> Element {
    Element::new("podcast:valueRecipient")
        .with_some("name", recipient.name.as_ref().map(line))
        .with("type", recipient.address.kind())
        .with("address", recipient.address.to_string())
        .with("split", recipient.split.to_string())
        .with_some("customKey", recipient.custom_key.as_ref().map(line))
        .with_some("customValue", recipient.custom_value.as_ref().map(line))
        .with_some("fee", recipient.fee.then_some("true"))
}

fn split(split: &TimeSplit) -> Element {
    let element = Element::new("podcast:valueTimeSplit")
        .with("startTime", seconds(split.start).to_string())
        .with("duration", seconds(split.length).to_string());
    match &split.to {
        SplitTo::Recipients(recipients) => recipients.iter().map(recipient).fold(element, Element::holding),
        SplitTo::Remote { feed, start, percentage } => element
            .with_some("remoteStartTime", start.map(|start| seconds(start).to_string()))
            .with_some("remotePercentage", percentage.map(|percentage| percentage.get().to_string()))
            .holding(remote_item(feed)),
    }
}
