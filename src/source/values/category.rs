//! Apple's categories, with those that Apple gave up.

use crate::display::list::List;
use crate::model::kind::category::{CATEGORIES, Category, CategoryError};
use crate::model::kind::old_category::OLD_CATEGORIES;
use crate::source::reading::leaf::Leaf;
use crate::source::reading::shape::{BLANK, Shape, TextShape};
use crate::source::reading::spelling::{did_you_mean, escaped};

impl Leaf for Category {
    const NEEDED: &'static str = "a category of Apple's list";

    const EMPTY_LIST: Option<&'static str> = Some("write at least one category, such as `[Education > How To]`");

    fn shape() -> Shape {
        let groups = CATEGORIES.iter().map(|(name, subs)| match subs {
            [] => escaped(name),
            subs => {
                format!(
                    "{}({BLANK}*>{BLANK}*({}))?",
                    escaped(name),
                    subs.iter().map(|sub| escaped(sub)).collect::<Vec<_>>().join("|")
                )
            }
        });
        let pattern = format!("^{BLANK}*({}){BLANK}*$", groups.collect::<Vec<_>>().join("|"));
        Shape::Text(TextShape { words: Self::all().map(|category| category.to_string()).collect(), patterns: vec![pattern] })
    }

    fn help(found: &str, error: &CategoryError) -> String {
        let wanted = found.split('>').map(str::trim).collect::<Vec<_>>().join(" > ");
        if let Some(successor) = successor(&wanted) {
            let written: Vec<String> = successor.iter().map(|name| format!("`{name}`")).collect();
            return format!("Apple gave it up in 2019; write {}", written.join(" or "));
        }
        let all: Vec<String> = Self::all().map(|category| category.to_string()).collect();
        let exact = all.iter().find(|known| known.eq_ignore_ascii_case(&wanted));
        // `How To` alone is a subcategory without its category
        let sub = Self::all().find(|known| known.sub().is_some_and(|sub| sub.eq_ignore_ascii_case(&wanted)));
        if let Some(near) = exact.cloned().or_else(|| sub.map(|sub| sub.to_string())) {
            return format!("did you mean `{near}`?");
        }
        match error {
            CategoryError::UnknownSub { name, sub } => {
                let subs = CATEGORIES.iter().find(|(known, _)| known == name).map_or(&[][..], |(_, subs)| subs);
                let subs_in_full: Vec<String> = subs.iter().map(|sub| format!("{name} > {sub}")).collect();
                match did_you_mean(&format!("{name} > {sub}"), subs_in_full.iter().map(String::as_str)) {
                    Some(question) => question,
                    None if subs.is_empty() => format!("`{name}` has no subcategories: write it alone"),
                    None => format!("below `{name}` there are {}", List::and(subs)),
                }
            }
            CategoryError::Unknown { .. } => did_you_mean(&wanted, all.iter().map(String::as_str)).unwrap_or_else(|| {
                let names = CATEGORIES.map(|(name, _)| name);
                format!("write one of {}, or one below it, such as `Education > How To`", List::or(&names))
            }),
        }
    }
}

/// What to write in place of a category of before 2019, whole or its subcategory alone; `None` where it is none, or where two had it.
fn successor(wanted: &str) -> Option<&'static [&'static str]> {
    let whole = OLD_CATEGORIES.iter().find(|(old, _)| old.eq_ignore_ascii_case(wanted));
    let is_of_today = || {
        Category::all().any(|known| {
            known.to_string().eq_ignore_ascii_case(wanted) || known.sub().is_some_and(|sub| sub.eq_ignore_ascii_case(wanted))
        })
    };
    let mut subs =
        OLD_CATEGORIES.iter().filter(|(old, _)| old.split(" > ").nth(1).is_some_and(|sub| sub.eq_ignore_ascii_case(wanted)));
    let sub = || subs.next().filter(|_| !is_of_today() && subs.next().is_none());
    whole.or_else(sub).map(|(_, successor)| *successor)
}
