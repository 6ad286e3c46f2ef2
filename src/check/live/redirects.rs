//! The redirects on the way to a file (RFC 9110, section 15.4).

use crate::check::live::http::{is_https, is_same_name, without_password};
use crate::check::live::look::{Arrival, ArrivalEnd, Look};
use crate::check::rule::live::LiveRule::{LiveRedirectInsecure, LiveRedirects};
use crate::display::count::Count;
use crate::model::settings::level::Level;
use crate::model::web::web_request::WebRequest;

/// The most redirects that apps follow without fail (PRX, "Podcast redirects").
const HOPS_FINE: usize = 5;

/// What an address is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::check::live) enum AddressKind {
    Feed,
    Other,
}

/// Judges the redirects of an address.
pub(in crate::check::live) fn judge_redirects(look: &mut Look<'_>, kind: AddressKind, arrival: &Arrival<'_>) {
    if let ArrivalEnd::Astray(answer) = arrival.end {
        let location = answer.location().unwrap_or_default();
        let to = without_password(&arrival.request.url, location);
        let why = if to == location { "it is not a web address" } else { "it has a user name or password" };
        let message = format!("a redirect ({}) leads to `{to}`, which apps cannot open: {why}", answer.status);
        look.add((LiveRedirects, Level::Error), (&arrival.request, Some(answer)), message);
    }
    let Some(first) = arrival.hops.first() else { return };
    let asked = (&WebRequest { url: first.from.clone(), ..arrival.request.clone() }, None);
    let way = arrival.hops.iter().map(|hop| format!("{} to `{}`", hop.status, hop.to)).collect::<Vec<_>>().join(", ");
    if let Some(hop) = arrival.hops.iter().find(|hop| is_https(&hop.from) && !is_https(&hop.to)) {
        let message = format!("a redirect leads from https to `{}`", hop.to);
        look.add((LiveRedirectInsecure, Level::Error), asked, message);
    }
    match arrival.end {
        ArrivalEnd::Circle => {
            let message = format!("the redirects lead in a circle: {way}");
            return look.add((LiveRedirects, Level::Error), asked, message);
        }
        _ if arrival.hops.len() > HOPS_FINE => {
            let or_more = if matches!(arrival.end, ArrivalEnd::Endless) { "at least " } else { "" };
            let message = format!(
                "{or_more}{} stand between the address and its file, and apps give up after {HOPS_FINE}: {way}",
                Count(arrival.hops.len(), "redirect")
            );
            return look.add((LiveRedirects, Level::Error), asked, message);
        }
        _ => {}
    }
    let is_temporary = |status: u16| matches!(status, 302 | 303 | 307);
    if kind == AddressKind::Feed
        && let Some(hop) = arrival.hops.iter().find(|hop| is_temporary(hop.status))
    {
        let message =
            format!("the feed is redirected with {}, which is temporary: apps ask both addresses each time", hop.status);
        return look.add((LiveRedirects, Level::Warning), asked, message);
    }
    if let Some(hop) = arrival.hops.iter().find(|hop| !is_temporary(hop.status) && !is_same_name(&hop.from, &hop.to)) {
        let message =
            format!("a permanent redirect ({}) leads to another host, `{}`, and apps keep that address", hop.status, hop.to);
        look.add((LiveRedirects, Level::Note), asked, message);
    }
}
