//! What came of the show: what people said, what was done, what is different now, and last and smallest how often it was heard.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::markdown::destination::host;
use crate::model::identity::slug::Slug;
use crate::model::impact::Impact;
use crate::model::impact::contact::ContactWay;
use crate::model::impact::involved::Involved;
use crate::model::impact::items::HeardItem;
use crate::model::impact::outcome::{DidItem, DidKind};
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;
use crate::site::context::Site;
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::look::bars::bars;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::templates::template_environment::value;
use crate::site::view;

/// The newest months are drawn; the table has them all. // months
const DRAWN: usize = 24;

/// Which of the two pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum PageForm {
    Whole,
    EasyRead,
}

impl PageForm {
    /// The text for the page: on the Easy Read page its own, where there is one.
    fn text(self, text: &Text, easy: Option<&Text>) -> String {
        easy.filter(|_| self == Self::EasyRead).unwrap_or(text).to_string()
    }
}

impl Site<'_> {
    /// Both pages; none for a show without impact.yaml.
    pub(crate) fn impact_pages(&self) -> Result<Vec<OutputFile>, SiteError> {
        let Some(impact) = &self.sealed.impact else { return Ok(Vec::new()) };
        Ok(vec![self.impact_page(impact, PageForm::Whole)?, self.impact_page(impact, PageForm::EasyRead)?])
    }

    fn impact_page(&self, impact: &Impact, form: PageForm) -> Result<OutputFile, SiteError> {
        let words = self.locale.words;
        let (output, template, class, title) = match form {
            PageForm::Whole => (Output::Impact, "impact.html", "impact", words.impact.to_owned()),
            PageForm::EasyRead => (
                Output::ImpactEasyRead,
                "impact-easy-read.html",
                "easy",
                format!("{}{} {}", words.easy_read, words.colon, words.impact),
            ),
        };
        let path = PagePath::at(output.clone());
        let address = output.url(&self.sealed.show);
        let own = self.impact_view(impact, form, &path);
        let page = Page {
            path,
            preview: Some(self.plain_preview(&title, words.impact_lead, &address)),
            title: Some(title),
            address: Some(address),
            script: None,
            style: StyleFrom::File,
            class,
        };
        Ok(OutputFile::text(output, self.page(page, template, ("impact", value(own)))?))
    }

    fn impact_view(&self, impact: &Impact, form: PageForm, path: &PagePath) -> view::Impact {
        let (not_done, done): (Vec<&DidItem>, Vec<&DidItem>) =
            impact.did.iter().partition(|did| matches!(did.kind, DidKind::NotYet | DidKind::Cannot));
        let answer = |did: &&DidItem| self.answer(impact, did, form, path);
        let mut contacts: Vec<_> = impact.contact.iter().collect();
        contacts.sort_by_key(|contact| contact.way);
        view::Impact {
            about: impact.about.to_string(),
            easy_read: path.to(&Output::ImpactEasyRead),
            whole: path.to(&Output::Impact),
            questions: impact
                .asked
                .iter()
                .map(|asked| view::ImpactQuestion {
                    date: self.locale.date(asked.date),
                    date_code: asked.date.to_string(),
                    question: asked.question.to_string(),
                    episode: asked.episode.as_ref().and_then(|slug| self.episode_link(slug, path)),
                })
                .collect(),
            heard: impact.heard.iter().map(|heard| self.heard(heard, form, path)).collect(),
            done: done.iter().map(answer).collect(),
            not_done: not_done.iter().map(answer).collect(),
            differences: impact
                .difference
                .iter()
                .map(|difference| {
                    let evidence = difference.evidence.as_ref();
                    view::ImpactDifference {
                        heard: heard_text(impact, &difference.of, form),
                        what: form.text(&difference.what, difference.easy.as_ref()),
                        date: self.locale.date(difference.date),
                        date_code: difference.date.to_string(),
                        evidence: evidence.and_then(|evidence| evidence.text.as_ref()).map(ToString::to_string),
                        link: evidence
                            .and_then(|evidence| evidence.url.as_ref())
                            .map(|url| outward(self.locale.words.how_we_know, url)),
                        judged_with: self.groups(&difference.judged_with),
                    }
                })
                .collect(),
            contacts: contacts
                .iter()
                .map(|contact| view::ImpactContact {
                    way: self.way(contact.way),
                    text: contact.text.to_string(),
                    link: contact.url.as_ref().map(|url| outward(url.as_str(), url)),
                })
                .collect(),
            ladder: impact.ladder.as_ref().map(|ladder| view::ImpactLadder {
                step: ladder.step.as_str(),
                judged_by: self.group(ladder.judged_by).to_owned(),
                date: self.locale.date(ladder.date),
                date_code: ladder.date.to_string(),
                why: ladder.why.to_string(),
            }),
            downloads: self.impact_downloads(path),
        }
    }

    fn heard(&self, heard: &HeardItem, form: PageForm, path: &PagePath) -> view::ImpactHeard {
        view::ImpactHeard {
            id: heard.id.to_string(),
            said: form.text(&heard.said, heard.easy.as_ref()),
            who: self.group(heard.from).to_owned(),
            count: heard.count.map(|count| self.locale.count(u64::from(count.get()), &self.locale.words.people_count)),
            place: heard.place.as_ref().map(ToString::to_string),
            date: self.locale.date(heard.date),
            date_code: heard.date.to_string(),
            quote: heard.quote.as_ref().filter(|quote| quote.consent.is_some()).map(|quote| quote.text.to_string()),
            credit: heard.quote.as_ref().map(|quote| quote.credit.to_string()).unwrap_or_default(),
            episode: heard.episode.as_ref().and_then(|slug| self.episode_link(slug, path)),
        }
    }

    fn answer(&self, impact: &Impact, did: &DidItem, form: PageForm, path: &PagePath) -> view::ImpactAnswer {
        let main = match did.kind {
            DidKind::Changed | DidKind::ChangedPartly => did.what.as_ref().or(did.why.as_ref()),
            DidKind::NotYet | DidKind::Cannot => did.why.as_ref().or(did.what.as_ref()),
        };
        let easy = did.easy.as_ref().filter(|_| form == PageForm::EasyRead);
        view::ImpactAnswer {
            heard: heard_text(impact, &did.of, form),
            text: easy.or(main).map(ToString::to_string).unwrap_or_default(),
            is_partly: did.kind == DidKind::ChangedPartly,
            date: self.locale.date(did.date),
            date_code: did.date.to_string(),
            next: did.next.map(|next| self.locale.date(next)),
            decided_by: self.groups(&did.who_decided),
            episode: did.episode.as_ref().and_then(|slug| self.episode_link(slug, path)),
        }
    }

    /// What people told us about an episode, and what came of it.
    pub(crate) fn because_of_you(&self, episode: &Slug, path: &PagePath) -> Option<view::BecauseOfYou> {
        let impact = self.sealed.impact.as_ref()?;
        let about: BTreeSet<&Slug> =
            impact.heard.iter().filter(|heard| heard.episode.as_ref() == Some(episode)).map(|heard| &heard.id).collect();
        let changes: Vec<String> = impact
            .did
            .iter()
            .filter(|did| matches!(did.kind, DidKind::Changed | DidKind::ChangedPartly))
            .filter(|did| did.episode.as_ref() == Some(episode) || about.contains(&did.of))
            .filter_map(|did| did.what.as_ref().map(ToString::to_string))
            .collect();
        let questions: Vec<String> = impact
            .asked
            .iter()
            .filter(|asked| asked.episode.as_ref() == Some(episode))
            .map(|asked| asked.question.to_string())
            .collect();
        let link = path.to(&Output::Impact);
        (!changes.is_empty() || !questions.is_empty() || !about.is_empty()).then_some(view::BecauseOfYou {
            changes,
            questions,
            link,
        })
    }

    fn episode_link(&self, slug: &Slug, path: &PagePath) -> Option<view::Link> {
        let sealed = self.sealed.episodes.iter().find(|sealed| sealed.episode.slug == *slug)?;
        Some(view::Link { text: sealed.episode.title.to_string(), link: path.to(&Output::Episode(slug.clone())), host: None })
    }

    fn impact_downloads(&self, path: &PagePath) -> Option<view::ImpactDownloads> {
        let table = self.sealed.downloads.as_ref()?;
        let locale = &self.locale;
        let month = |code: &str| -> String {
            let first = format!("{code}-01").parse::<NaiveDate>();
            first.map_or_else(|_| code.to_owned(), |day| locale.month(day))
        };
        let months: Vec<(String, u64)> = table.months.iter().map(|(code, count)| (month(code), *count)).collect();
        let day = |text: &str| text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), |day| locale.date(day));
        let row = |(name, count): (String, u64)| view::ImpactCount { name, link: None, count: locale.number(count) };
        Some(view::ImpactDownloads {
            first: day(&table.first),
            last: day(&table.last),
            chart: bars(&months[months.len().saturating_sub(DRAWN)..]),
            months: months.into_iter().map(row).collect(),
            episodes: table
                .episodes
                .iter()
                .map(|(slug, count)| {
                    let link = slug.parse().ok().and_then(|slug| self.episode_link(&slug, path));
                    let count = locale.number(*count);
                    match link {
                        Some(link) => view::ImpactCount { name: link.text, link: Some(link.link), count },
                        None => view::ImpactCount { name: slug.clone(), link: None, count },
                    }
                })
                .collect(),
        })
    }

    fn groups(&self, groups: &[Involved]) -> Option<String> {
        (!groups.is_empty()).then(|| groups.iter().map(|group| self.group(*group)).collect::<Vec<_>>().join(" · "))
    }

    fn group(&self, group: Involved) -> &'static str {
        let words = self.locale.words;
        match group {
            Involved::PeopleWhoDrawOnCare => words.draw_on_care,
            Involved::Carers => words.carers,
            Involved::Staff => words.staff,
            Involved::Makers => words.makers,
        }
    }

    fn way(&self, way: ContactWay) -> &'static str {
        let words = self.locale.words;
        match way {
            ContactWay::Phone => words.by_phone,
            ContactWay::Post => words.by_post,
            ContactWay::Group => words.in_a_group,
            ContactWay::Text => words.by_text,
            ContactWay::Email => words.by_email,
            ContactWay::Web => words.on_the_web,
        }
    }
}

fn heard_text(impact: &Impact, of: &Slug, form: PageForm) -> Option<view::ImpactReference> {
    let heard = impact.heard.iter().find(|heard| heard.id == *of)?;
    Some(view::ImpactReference { id: heard.id.to_string(), said: form.text(&heard.said, heard.easy.as_ref()) })
}

fn outward(text: &str, url: &HttpUrl) -> view::Link {
    view::Link { text: text.to_owned(), link: url.to_string(), host: host(url.as_str()) }
}
