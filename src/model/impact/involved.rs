//! Who spoke, decided or judged.

use crate::model::keywords::keywords;

keywords! {
    /// A group of people around care.
    pub enum Involved else "not a group that podwright knows" {
        /// Those whom the show is about.
        PeopleWhoDrawOnCare = "people_who_draw_on_care",
        /// Family and friends who care.
        Carers = "carers",
        /// Those who are paid to.
        Staff = "staff",
        /// Those who make the show.
        Makers = "makers",
    }
}
