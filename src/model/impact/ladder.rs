//! The ladder of co-production by Think Local Act Personal (2016), with its own words for the steps.

use chrono::NaiveDate;

use crate::model::impact::involved::Involved;
use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::wording::text::Text;

keywords! {
    /// A step, the lowest first.
    pub enum LadderStep else "not a step of TLAP's ladder" {
        /// Coercion.
        Coercion = "coercion",
        /// Educating.
        Educating = "educating",
        /// Informing.
        Informing = "informing",
        /// Consultation.
        Consultation = "consultation",
        /// Engagement.
        Engagement = "engagement",
        /// Co-design.
        CoDesign = "co-design",
        /// Co-production.
        CoProduction = "co-production",
    }
}

keys! {
    /// How far power was shared.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct ShareLadder {
        required {
            step: LadderStep, "`coercion`, `educating`, `informing`, `consultation`, `engagement`, `co-design` or `co-production`",
                "co-design";
            judged_by: Involved, "who judged it", "people_who_draw_on_care";
            date: NaiveDate, "the day", "2023-01-10";
            why: Text, "why this step", "We chose the topics together.";
        }
    }
}
