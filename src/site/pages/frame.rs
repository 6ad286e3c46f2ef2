//! What all pages share: the head, and the links of the top and the foot.

use std::collections::BTreeMap;

use minijinja::Value;

use crate::layout::output::Output;
use crate::model::web::http_url::HttpUrl;
use crate::site::assets::PageScript;
use crate::site::context::Site;
use crate::site::error::SiteError;
use crate::site::html::Html;
use crate::site::links::page_path::PagePath;
use crate::site::policy::policy;
use crate::site::templates::template_environment::value;
use crate::site::view;

/// A page before it has its frame.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where it stands.
    pub(crate) path: PagePath,
    /// What the browser's tab says, without the show's name.
    pub(crate) title: Option<String>,
    /// Where it is published; `None` for a page that has no address of its own.
    pub(crate) address: Option<HttpUrl>,
    /// Link previews and data for search engines; `None` for a page that is not to be found.
    pub(crate) preview: Option<view::Preview>,
    /// A script from `assets`.
    pub(crate) script: Option<&'static PageScript>,
    /// Where its style comes from.
    pub(crate) style: StyleFrom,
    /// The class of the body, which the style knows.
    pub(crate) class: &'static str,
}

impl Site<'_> {
    /// A whole page: a template with its frame, and its own values under a name.
    pub(crate) fn page(&self, page: Page, template: &str, (name, own): (&'static str, Value)) -> Result<String, SiteError> {
        let page = value(self.frame(page));
        Ok(self.environment.print(template, value(BTreeMap::from([("page", page), (name, own)])))?)
    }

    fn frame(&self, page: Page) -> view::Page {
        let Page { path: page_path, title, address, preview, script, style, class } = page;
        let (show, locale) = (&self.sealed.show, &self.locale);
        let title = title.map_or_else(|| show.title.to_string(), |title| format!("{title} – {}", show.title));
        let inline_style = matches!(style, StyleFrom::Page).then_some(self.style.as_str());
        let icon = |icon: &crate::site::look::gallery::Rendition| view::Icon {
            rel: if icon.width == TOUCH_ICON { "apple-touch-icon" } else { "icon" },
            size: icon.width,
            link: page_path.to(&icon.output),
        };
        view::Page {
            title,
            language: locale.page_language().to_owned(),
            direction: locale.direction(),
            is_unchecked: locale.is_unchecked(),
            class,
            policy: policy(script.map(|script| script.hash.as_str()), inline_style, self.media.as_deref()),
            style_link: self.style_link(&page_path),
            style: inline_style.map(Html::trusted),
            script: script.map(|script| Html::trusted(script.text.as_str())),
            address: address.map(|address| address.to_string()),
            preview,
            icons: self.gallery.icons.iter().map(icon).collect(),
            index: page_path.to(&Output::INDEX),
            subscribe: page_path.to(&Output::Subscribe),
            feed: page_path.to(&Output::feed(&self.sealed.show)),
            impact: self.sealed.impact.as_ref().map(|_| page_path.to(&Output::Impact)),
            is_impact: *page_path.page() == Output::Impact,
            is_index: *page_path.page() == Output::INDEX,
            is_subscribe: *page_path.page() == Output::Subscribe,
        }
    }
}

/// Where a page has its style from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StyleFrom {
    /// The file that all pages share.
    File,
    /// The page itself: a page that is shown at any address finds no file.
    Page,
}

/// The icon that Apple's devices take for the home screen (pixels).
const TOUCH_ICON: u32 = 180;
