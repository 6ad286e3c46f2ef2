//! `podcast:value`: payments from listeners (Podcast Namespace, `docs/tags/value.md`).

use crate::feed::chapters::seconds;
use crate::feed::element::Element;
use crate::feed::remote_item::remote_item;
use crate::feed::wording::line;
use crate::model::people::value::{Recipient, SplitTo, TimeSplit, Value};

/// The element with its recipients and splits.
pub(super) fn value(value: &Value) -> Element {
    let element = Element::empty()
        .with("type", "lightning")
        .with("method", value.method.as_str())
        .with_some("suggested", value.suggested.as_ref().map(ToString::to_string));
    let element = value.recipients.iter().fold(element, with_recipient);
    value.splits.iter().fold(element, |all, one| all.holding("podcast:valueTimeSplit", split(one)))
}

fn with_recipient(element: Element, to: &Recipient) -> Element {
    element.holding("podcast:valueRecipient", recipient(to))
}

fn recipient(recipient: &Recipient) -> Element {
    Element::empty()
        .with_some("name", recipient.name.as_ref().map(line))
        .with("type", recipient.address.kind())
        .with("address", recipient.address.to_string())
        .with("split", recipient.split.to_string())
        .with_some("customKey", recipient.custom_key.as_ref().map(line))
        .with_some("customValue", recipient.custom_value.as_ref().map(line))
        .with_some("fee", recipient.fee.then_some("true"))
}

fn split(split: &TimeSplit) -> Element {
    let element =
        Element::empty().with("startTime", seconds(split.start).to_string()).with("duration", seconds(split.length).to_string());
    match &split.to {
        SplitTo::Recipients(recipients) => recipients.iter().fold(element, with_recipient),
        SplitTo::Remote { feed, start, percentage } => element
            .with_some("remoteStartTime", start.map(|start| seconds(start).to_string()))
            .with_some("remotePercentage", percentage.map(|percentage| percentage.get().to_string()))
            .holding("podcast:remoteItem", remote_item(feed)),
    }
}
