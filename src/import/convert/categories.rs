//! Categories, as Apple names them since 2019.

use crate::model::kind::category::Category;
use crate::model::kind::old_category::OLD_CATEGORIES;

/// A category by the names that a feed gives it, and whether they are Apple's own of today; `None` where nothing is meant.
pub(in crate::import) fn category(names: &[String]) -> Option<(Category, bool)> {
    let name = names.first()?.trim();
    let sub = names.get(1).map(|sub| sub.trim()).filter(|sub| !sub.is_empty());
    let whole = sub.map_or_else(|| name.to_owned(), |sub| format!("{name} > {sub}"));
    if let Ok(category) = whole.parse() {
        return Some((category, true));
    }
    let renamed = |written: &str| {
        OLD_CATEGORIES.iter().find(|(old, _)| old.eq_ignore_ascii_case(written)).and_then(|(_, new)| new.first().copied())
    };
    let spelt = |written: &str| Category::all().find(|known| known.to_string().eq_ignore_ascii_case(written));
    let found = |written: &str| spelt(written).or_else(|| renamed(written).and_then(|new| new.parse().ok()));
    // A feed of one level may name a subcategory alone.
    let alone = || Category::all().find(|known| known.sub().is_some_and(|sub| sub.eq_ignore_ascii_case(name)));
    found(&whole).or_else(|| found(name)).or_else(alone).map(|category| (category, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_names_are_the_new_ones() {
        let case = |names: &[&str], expected: Option<(&str, bool)>| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let found = category(&names).map(|(category, is_own)| (category.to_string(), is_own));
            assert_eq!(found, expected.map(|(name, is_own)| (name.to_owned(), is_own)), "{names:?}");
        };
        case(&["Education", "How To"], Some(("Education > How To", true)));
        case(&["education", "how to"], Some(("Education > How To", false)));
        case(&["Games & Hobbies", "Other Games"], Some(("Leisure > Games", false)));
        case(&["News & Politics"], Some(("News", false)));
        case(&["Technology", "Podcasting"], Some(("Technology", false)));
        case(&["Sports & Recreation", "Amateur"], Some(("Sports", false)));
        case(&["Documentary"], Some(("Society & Culture > Documentary", false)));
        case(&["Podcasts"], None);
        case(&[], None);
    }
}
