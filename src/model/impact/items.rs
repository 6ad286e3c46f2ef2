//! Questions and answers.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::model::identity::slug::Slug;
use crate::model::impact::contact::ContactWay;
use crate::model::impact::involved::Involved;
use crate::model::key::keys;
use crate::model::wording::text::Text;

keys! {
    /// Something that listeners were asked.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct AskedItem {
        required {
            id: Slug, "a short name, which answers refer to", "what-next";
            date: NaiveDate, "the day on which you asked", "2022-07-05";
            question: Text, "the question, as you asked it", "What should we talk about next?";
            ways: Vec<ContactWay>, "how people could answer", "[phone, post, group, email]";
        }
        optional {
            episode: Option<Slug>, "the folder of the episode in which you asked", "driving-the-train";
        }
        defaulted {
            easy_read: bool, "whether you asked in Easy Read too", "true";
        }
    }
}

keys! {
    /// Something that people said.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct HeardItem {
        required {
            id: Slug, "a short name, which `did` and `difference` refer to", "too-fast";
            date: NaiveDate, "the day on which you heard it", "2022-08-01";
            from: Involved, "`people_who_draw_on_care`, `carers`, `staff` or `makers`", "people_who_draw_on_care";
            said: Text, "what they said, in your words", "The word list goes too fast.";
        }
        optional {
            of: Option<Slug>, "the `id` of the question that they answered", "what-next";
            count: Option<NonZeroU32>, "how many people said it", "12";
            place: Option<Text>, "where they are from, if everybody may know it", "Leeds";
            episode: Option<Slug>, "the folder of the episode that it is about", "words-we-use";
            easy: Option<Text>, "the same in Easy Read", "You said: It is too fast.";
            quote: Option<Quote>, "the words of one of them", "{text: I had to stop it., credit: A listener, consent: 2022-08-02}";
        }
    }
}

keys! {
    /// The words of one person.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Quote {
        required {
            text: Text, "the words, as the person said them", "I had to stop it.";
            credit: Text, "the name that the person chose for this page", "A listener";
        }
        optional {
            consent: Option<NaiveDate>, "the day on which the person agreed to be quoted", "2022-08-02";
        }
    }
}
