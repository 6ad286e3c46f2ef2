//! `impact.yaml`: what people were asked, what they said, what was done about it, and what is different now.

pub mod contact;
pub mod download_table;
pub mod involved;
pub mod items;
pub mod ladder;
pub mod outcome;

use crate::model::impact::contact::Contact;
use crate::model::impact::items::{AskedItem, HeardItem};
use crate::model::impact::ladder::ShareLadder;
use crate::model::impact::outcome::{DidItem, DifferenceItem};
use crate::model::key::keys;
use crate::model::wording::text::Text;

keys! {
    /// What came of a show.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Impact from RequiredImpact {
        required {
            about: Text, "who judged this page, how often they meet, and how to join them",
                "Six people who draw on care read this page every three months.";
        }
        optional {
            contact: Vec<Contact>, "how people can tell you what they think; ways without a computer come first on the page",
                "[{way: phone, text: Ring 01632 960001 on weekdays.}]";
            asked: Vec<AskedItem>, "what you asked your listeners",
                "[{id: what-next, date: 2022-07-05, question: What should we talk about next?, ways: [phone, group]}]";
            heard: Vec<HeardItem>, "what people said",
                "[{id: too-fast, date: 2022-08-01, from: people_who_draw_on_care, said: The word list goes too fast.}]";
            did: Vec<DidItem>, "what you did about it, or why you did not",
                "[{of: too-fast, date: 2022-09-01, kind: changed, what: Each word is said twice.}]";
            difference: Vec<DifferenceItem>, "what is different now",
                "[{of: too-fast, date: 2023-01-10, what: Two day centres use the episode., scope: organisation}]";
            ladder: Option<ShareLadder>, "how far power was shared, in the words of TLAP's ladder",
                "{step: co-design, judged_by: people_who_draw_on_care, date: 2023-01-10, why: We chose the topics together.}";
        }
    }
}

impl Impact {
    /// The newest day in it.
    pub fn last_change(&self) -> Option<chrono::NaiveDate> {
        let asked = self.asked.iter().map(|item| item.date);
        let heard = self.heard.iter().map(|item| item.date);
        let did = self.did.iter().map(|item| item.date);
        let difference = self.difference.iter().map(|item| item.date);
        asked.chain(heard).chain(did).chain(difference).max()
    }
}
