//! `impact.yaml`.

use camino::Utf8Path;

use crate::display::list::List;
use crate::model::files::show_files::IMPACT_FILE;
use crate::model::identity::slug::{Slug, SlugError};
use crate::model::impact::Impact;
use crate::model::impact::contact::{Contact, ContactWay};
use crate::model::impact::involved::Involved;
use crate::model::impact::items::{AskedItem, HeardItem, Quote};
use crate::model::impact::ladder::{LadderStep, ShareLadder};
use crate::model::impact::outcome::{ChangeScope, DidItem, DidKind, DifferenceItem, Evidence, EvidenceKind};
use crate::model::keywords::KeywordError;
use crate::source::Read;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::reading::keys::declared_keys;
use crate::source::reading::leaf::Leaf;
use crate::source::reading::leaves::{keyword_leaves, leaves};
use crate::source::reading::reader::Reader;
use crate::source::reading::shape::Shape;

/// Reads the text of impact.yaml, a byte order mark allowed.
pub fn read_impact(text: &str) -> Read<Impact> {
    Reader::read(text, Utf8Path::new(IMPACT_FILE), None, ShowDefaults::unreadable())
}

declared_keys!(Impact, Contact, AskedItem, HeardItem, Quote, DidItem, DifferenceItem, Evidence, ShareLadder);

keyword_leaves! {
    ContactWay, "a way to answer";
    Involved, "a group of people";
    DidKind, "what became of it";
    ChangeScope, "whom it reaches";
    EvidenceKind, "a kind of evidence";
    LadderStep, "a step of the ladder";
}

/// A short name in impact.yaml, or the folder of an episode.
impl Leaf for Slug {
    const NEEDED: &'static str = "a short name";

    fn shape() -> Shape {
        Shape::pattern("^[a-z0-9]+(-[a-z0-9]+)*$".to_owned())
    }

    fn help(found: &str, _error: &SlugError) -> String {
        Self::of_name(found).map_or_else(|| "write a name such as `too-fast`".to_owned(), |slug| format!("write `{slug}`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        read_impact(text).faults.into_iter().map(|fault| format!("{} | {}", fault.message, fault.help)).collect()
    }

    #[test]
    fn reads_every_key() {
        let text = "about: We judged it.\ncontact: [{way: phone, text: Ring us.}]\n\
            asked: [{id: next, date: 2022-07-05, episode: one, question: What next?, ways: [phone, post, group, email], easy_read: true}]\n\
            heard:\n  - id: too-fast\n    of: next\n    date: 2022-08-01\n    from: people_who_draw_on_care\n    count: 12\n    said: Too fast.\n    \
            quote: {text: I had to stop it., credit: A listener, consent: 2022-08-02}\n\
            did:\n  - {of: too-fast, date: 2022-09-01, kind: changed, what: Twice., episode: one, who_decided: [makers]}\n\
            difference:\n  - {of: too-fast, date: 2023-01-10, what: Used., evidence: {url: 'https://example.org/', kind: story}, scope: staff, judged_with: [staff]}\n\
            ladder: {step: co-design, judged_by: staff, date: 2023-01-10, why: So.}\n";
        assert_eq!(faults(text), Vec::<String>::new());
        let impact = read_impact(text).value.unwrap();
        assert_eq!((impact.asked.len(), impact.heard.len(), impact.did.len(), impact.difference.len()), (1, 1, 1, 1));
        assert_eq!(impact.heard[0].count.unwrap().get(), 12);
        assert_eq!(impact.ladder.unwrap().step, LadderStep::CoDesign);
    }

    #[test]
    fn is_as_strict_as_the_other_files() {
        assert!(faults("abuot: x")[0].contains("the file has no `about`"));
        assert_eq!(faults("about: x\nhaerd: []"), ["unknown key `haerd` | did you mean `heard`?"]);
        let wrong = faults("about: x\nheard: [{id: Too Fast, date: 2022-08-01, from: staff, said: x}]");
        assert!(wrong[0].ends_with("write `too-fast`"), "{wrong:?}");
        let wrong = faults("about: x\ndid: [{of: a, date: 2022-13-01, kind: done}]");
        assert_eq!(wrong.len(), 2, "{wrong:?}");
    }
}
