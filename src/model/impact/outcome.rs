//! What was done, and what is different now.

use chrono::NaiveDate;

use crate::model::identity::slug::Slug;
use crate::model::impact::involved::Involved;
use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keywords! {
    /// What became of what people said.
    pub enum DidKind else "not a kind that podwright knows" {
        /// It was changed.
        Changed = "changed",
        /// Some of it was changed.
        ChangedPartly = "changed_partly",
        /// It is still to be done.
        NotYet = "not_yet",
        /// It cannot be done.
        Cannot = "cannot",
    }
}

keywords! {
    /// Whom a difference reaches.
    pub enum ChangeScope else "not a scope that podwright knows" {
        /// Those who draw on care, and those who care for them.
        People = "people",
        /// How staff work.
        Staff = "staff",
        /// How an organisation works.
        Organisation = "organisation",
        /// What a council or a government decides.
        Policy = "policy",
    }
}

keywords! {
    /// What kind of evidence there is.
    pub enum EvidenceKind else "not a kind of evidence that podwright knows" {
        /// What somebody told.
        Story = "story",
        /// Numbers.
        Count = "count",
        /// A document.
        Document = "document",
    }
}

keys! {
    /// Something that was done about what people said, or was not.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct DidItem {
        required {
            of: Slug, "the `id` of what people said", "too-fast";
            date: NaiveDate, "the day", "2022-09-01";
            kind: DidKind, "`changed`, `changed_partly`, `not_yet` (needs `next`) or `cannot` (needs `why`)", "changed";
        }
        optional {
            what: Option<Text>, "what you did", "Each word is said twice.";
            why: Option<Text>, "why you did not", "No money yet; we asked for it in May.";
            next: Option<NaiveDate>, "the day by which you will say more", "2023-01-10";
            episode: Option<Slug>, "the folder of the episode that changed", "words-we-use";
            who_decided: Vec<Involved>, "who decided it", "[people_who_draw_on_care, makers]";
            easy: Option<Text>, "the same in Easy Read", "We say each word two times now.";
        }
    }
}

keys! {
    /// Something that is different now.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct DifferenceItem {
        required {
            of: Slug, "the `id` of what people said", "too-fast";
            date: NaiveDate, "the day on which you knew it", "2023-01-10";
            what: Text, "what is different", "Two day centres use the episode to train staff.";
            scope: ChangeScope, "`people`, `staff`, `organisation` or `policy`", "organisation";
        }
        optional {
            evidence: Option<Evidence>, "how one can know", "{kind: story, url: https://example.org/report}";
            judged_with: Vec<Involved>, "who judged with you that it is a difference", "[people_who_draw_on_care]";
            easy: Option<Text>, "the same in Easy Read", "Two day centres use it now.";
        }
    }
}

keys! {
    /// How one can know that something is different.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Evidence {
        required {
            kind: EvidenceKind, "`story`, `count` or `document`", "story";
        }
        optional {
            url: Option<HttpUrl>, "where it can be read", "https://example.org/report";
            text: Option<Text>, "what it says, in a sentence", "The manager of one centre wrote to us.";
        }
    }
}
