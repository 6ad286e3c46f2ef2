//! Values for keys that a show and an episode have alike.

/// A key, with good and bad values for it.
pub(crate) type Values = (&'static str, &'static [&'static str], &'static [&'static str]);

pub(crate) const LOCATIONS: Values = (
    "locations",
    &[
        "[]",
        "[{name: A}]",
        "[{name: A, geo: '51.5,-0.1', osm: R65606, country: GB, rel: creator}]",
        "[{name: A, osm: N1#2}, {name: B}]",
    ],
    &[
        "{name: A}",
        "[A]",
        "[{geo: '1,1'}]",
        "[{name: A, geo: '91,0'}]",
        "[{name: A, geo: north}]",
        "[{name: A, osm: X1}]",
        "[{name: A, country: gb}]",
        "[{name: A, country: GBR}]",
        "[{name: A, country: UK}]",
        "[{name: A, rel: near}]",
        "[{name: A, x: 1}]",
    ],
);

pub(crate) const TXT: Values =
    ("txt", &["[{text: a}]", "[{purpose: a, text: b}]"], &["[{purpose: a}]", "a", "[{text: 1}]", "[{text: ''}]"]);

pub(crate) const SOCIAL: Values = (
    "social",
    &[
        "disabled",
        "[]",
        "[{protocol: activitypub, url: https://example.org/1, account: '@a', account_url: https://example.org/a, priority: 1}]",
    ],
    &[
        "enabled",
        "[{protocol: activitypub}]",
        "[{url: https://example.org/1}]",
        "[{protocol: myspace, url: https://example.org/1}]",
        "[{protocol: nostr, url: a}]",
        "[{protocol: nostr, url: https://example.org, priority: 0}]",
        "[disabled]",
    ],
);

pub(crate) const CHAT: Values = (
    "chat",
    &["{server: irc.example.org, protocol: irc}", "{server: example.org, protocol: matrix, account: '@a', space: '#a'}"],
    &[
        "irc",
        "{server: irc.example.org}",
        "{protocol: irc}",
        "{server: irc.example.org, protocol: icq}",
        "{server: 'https://example.org/', protocol: irc}",
        "[]",
    ],
);

pub(crate) const VALUE: Values = (
    "value",
    &[
        "[]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}]}]",
        "[{method: lnaddress, suggested: '0.00000005000', recipients: [{name: A, address: a@example.org, split: 95, custom_key: '1', custom_value: x, fee: true}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 1:10, length: 30, to: [{address: b@example.org, split: 1}]}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 2.5, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 100}}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 2.5, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 0}}]}]",
    ],
    &[
        "{recipients: []}",
        "[{method: lnaddress}]",
        "[{method: lnaddress, recipients: []}]",
        "[{method: cash, recipients: [{address: a@example.org, split: 1}]}]",
        "[{method: lnaddress, suggested: 5, recipients: [{address: a@example.org, split: 1}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 0}]}]",
        "[{method: lnaddress, recipients: [{address: nobody, split: 1}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1, fee: 5}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: x}}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 101}}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: -1}}]}]",
        "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, to: []}]}]",
    ],
);

pub(crate) const IMAGES: Values = (
    "images",
    &["[]", "[{file: a.jpg}]", "[{file: a.jpg, alt: A, purposes: [banner, social]}]"],
    &["[a.jpg]", "[{alt: A}]", "[{file: a.jpg, purposes: banner}]", "[{file: a.jpg, purposes: ['']}]", "[{file: /a.jpg}]"],
);

pub(crate) const BLOCK: Values = ("block", &["true", "false"], &["Yes", "1"]);
