//! What a single tag of a show's own template does on the page: it loads something, is stopped by the policy, or leaves somebody without words.

use crate::markdown::destination::host;
use crate::model::fault::FaultKind;
use crate::model::wording::language::Language;
use crate::site::policy::hash;
use crate::site::trial::page_tag::{PageTag, TagOrigin};
use crate::site::trial::style_addresses::style_addresses;
use crate::site::trial::{Faults, LANGUAGE};

/// What a link of the head loads (HTML, 4.6.7 "Link types"); others lead somewhere.
const LOADING: [&str; 11] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
    "prerender",
];
/// What is a script; everything else in such an element is data.
const SCRIPTS: [&str; 7] =
    ["", "module", "text/javascript", "application/javascript", "text/ecmascript", "importmap", "speculationrules"];
/// Elements that show another page.
const FRAMES: [&str; 5] = ["iframe", "frame", "object", "embed", "portal"];
/// The first element of a policy that allows nothing else.
const STRICT: &str = "default-src &#39;none&#39;";

/// What is known of a page.
pub(in crate::site::trial) struct TagRules<'p> {
    /// The policy of the page, where it is strict.
    policy: Option<&'p str>,
    /// The host of the show.
    own_host: &'p str,
    /// The show's own templates, in small letters.
    written: &'p [String],
}

impl<'p> TagRules<'p> {
    pub(in crate::site::trial) fn new(tags: &'p [PageTag], own_host: &'p str, written: &'p [String]) -> Self {
        let is_policy =
            |tag: &&PageTag| tag.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
        let policy = tags.iter().find(is_policy).and_then(|tag| tag.attribute("content"));
        Self {
            policy: policy.filter(|policy| policy.contains(STRICT) || policy.contains("default-src 'none'")),
            own_host,
            written,
        }
    }

    /// Looks at a tag, if a template of the show has it.
    pub(in crate::site::trial) fn check(&self, tag: &PageTag, faults: &mut Faults<'_>) {
        let Some(origin) = tag.origin.filter(|_| tag.is_start(&tag.name)) else { return };
        self.loads(tag, origin, faults);
        if self.policy.is_some() {
            self.blocked(tag, origin, faults);
        }
        let needs_alt = match tag.name.as_str() {
            "img" => true,
            "input" => tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
            "area" => tag.attribute("href").is_some(),
            _ => false,
        };
        if needs_alt && tag.attribute("alt").is_none() {
            let help = "say in `alt` what one sees, or write `alt=\"\"` for a picture that only decorates";
            faults.add(
                FaultKind::TemplateAlt,
                origin,
                format!("`<{}>` has no `alt`, so a screen reader reads out its address", tag.name),
                help,
            );
        }
        if tag.name == "html" {
            let language = tag.attribute("lang").unwrap_or_default().trim();
            if language.is_empty() {
                faults.add(
                    FaultKind::TemplateLanguage,
                    origin,
                    "`<html>` does not name the language of the page".to_owned(),
                    LANGUAGE,
                );
            } else if language.parse::<Language>().is_err() {
                faults.add(FaultKind::TemplateLanguage, origin, format!("`{language}` is not the code of a language"), LANGUAGE);
            }
        }
    }

    fn loads(&self, tag: &PageTag, origin: TagOrigin, faults: &mut Faults<'_>) {
        let mut addresses: Vec<&str> = Vec::new();
        for (name, value) in &tag.attributes {
            let is_loaded = match (tag.name.as_str(), name.as_str()) {
                ("link", "href") => {
                    let rel = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
                    rel.split_whitespace().any(|word| LOADING.contains(&word))
                }
                ("image" | "use" | "feimage", "href" | "xlink:href")
                | ("object", "data")
                | (_, "src" | "poster" | "background") => true,
                _ => false,
            };
            if is_loaded {
                addresses.push(value);
            } else if matches!(name.as_str(), "srcset" | "imagesrcset") {
                addresses.extend(value.split(',').filter_map(|one| one.split_whitespace().next()));
            } else if name == "style" {
                addresses.extend(style_addresses(value).into_iter().map(|(_, address)| address));
            }
        }
        if tag.name == "style" {
            addresses.extend(style_addresses(&tag.text).into_iter().map(|(_, address)| address));
        }
        for one in addresses {
            let is_own = host_of(one).is_some_and(|host| host.eq_ignore_ascii_case(self.own_host) || !self.is_written(&host));
            if !is_own {
                address(one, origin, self.policy.is_some(), faults);
            }
        }
    }

    /// Whether a template of the show names a host: else a value of podwright's has put it there, such as a recording that is kept elsewhere.
    fn is_written(&self, host: &str) -> bool {
        self.written.iter().any(|text| text.contains(host))
    }

    fn blocked(&self, tag: &PageTag, origin: TagOrigin, faults: &mut Faults<'_>) {
        let is_allowed = |text: &str| self.policy.is_some_and(|policy| policy.contains(&hash(text)));
        let (what, help) = match tag.name.as_str() {
            "script" if is_script(tag) && tag.attribute("src").is_some() => (
                "a script in a file does not run".to_owned(),
                "leave it out: pages run podwright's own script, `page.script`, and no other",
            ),
            "script" if is_script(tag) && !tag.text.trim().is_empty() && !is_allowed(&tag.text) => (
                "the script does not run".to_owned(),
                "leave it out: pages run podwright's own script, `page.script`, and no other",
            ),
            "style" if !tag.text.trim().is_empty() && !is_allowed(&tag.text) => {
                ("the style has no effect".to_owned(), "write it into `templates/style.css`")
            }
            name if FRAMES.contains(&name) => (format!("`<{name}>` shows nothing"), "link to the page instead"),
            "form" => ("the form cannot be sent".to_owned(), "link to a page that has the form"),
            "base" if tag.attribute("href").is_some() => {
                ("`<base>` has no effect".to_owned(), "write whole addresses, or those that `page` holds")
            }
            _ => match tag.attributes.iter().find_map(|(name, value)| blocked_attribute(name, value)) {
                Some(blocked) => blocked,
                None => return,
            },
        };
        faults.add(FaultKind::TemplateBlocked, origin, format!("{what}: the policy of the page forbids it"), help);
    }
}

fn is_script(tag: &PageTag) -> bool {
    SCRIPTS.contains(&tag.attribute("type").unwrap_or_default().trim().to_ascii_lowercase().as_str())
}

fn blocked_attribute(name: &str, value: &str) -> Option<(String, &'static str)> {
    let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_ascii_lowercase();
    if name.len() > 2 && name.starts_with("on") && !value.is_empty() {
        return Some((format!("the script in `{name}` does not run"), "leave it out: no page needs a script to work"));
    }
    if matches!(name, "href" | "src" | "action" | "formaction" | "xlink:href") && value.starts_with("javascript:") {
        return Some((format!("the script in `{name}` does not run"), "link to a page or a place on the page"));
    }
    (name == "style" && !value.is_empty()).then(|| {
        (
            "the style in `style` has no effect".to_owned(),
            "give the element a class, and write its style into `templates/style.css`",
        )
    })
}

/// Looks at an address that a page loads.
pub(in crate::site::trial) fn address(address: &str, origin: TagOrigin, is_strict: bool, faults: &mut Faults<'_>) {
    if let Some(host) = host_of(address) {
        let message = if is_strict {
            format!("the page would load from `{host}`, which its policy forbids")
        } else {
            format!("the page loads from `{host}`, which learns of each visit")
        };
        faults.add(
            FaultKind::TemplateLoads,
            origin,
            message,
            "leave it out, or use what the site has: its style, its pictures and fonts of the device",
        );
        return;
    }
    let lower = address.trim().to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    let is_font = [".woff2", ".woff", ".ttf", ".otf"].iter().any(|end| path.ends_with(end));
    if is_strict && (lower.starts_with("data:") || lower.starts_with("blob:") || is_font) {
        let what = if is_font { "the font is not loaded" } else { "what `data:` holds is not shown" };
        faults.add(
            FaultKind::TemplateBlocked,
            origin,
            format!("{what}: the policy of the page forbids it"),
            "use the pictures of the show, and fonts of the device under `theme` in podcast.yaml",
        );
    }
}

/// The host of a whole address, also of one without its scheme (`//example.org/a.js`).
fn host_of(address: &str) -> Option<String> {
    let address = address.trim();
    if address.starts_with("//") { host(&format!("https:{address}")) } else { host(address) }
}
