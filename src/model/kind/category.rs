//! Apple's 110 categories: 19 with 91 below them.

use std::fmt;
use std::str::FromStr;

/// A category of Apple's list, with a subcategory where one is given. Written `Education > How To`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Category {
    name: &'static str,
    sub: Option<&'static str>,
}

/// Why a category was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CategoryError {
    /// Not a category.
    #[error("`{name}` is not one of Apple's categories")]
    Unknown {
        /// What was found.
        name: String,
    },
    /// Not a subcategory of this category.
    #[error("`{sub}` is not a subcategory of `{name}`")]
    UnknownSub {
        /// The category.
        name: &'static str,
        /// The subcategory found.
        sub: String,
    },
}

/// Categories and their subcategories, in Apple's spelling and case (podcasters.apple.com, "Apple Podcasts categories").
pub const CATEGORIES: [(&str, &[&str]); 19] = [
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("Health & Fitness", &["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"]),
    ("History", &[]),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    ("Leisure", &["Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"]),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    ("News", &["Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"]),
    ("Religion & Spirituality", &["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"]),
    (
        "Science",
        &[
            "Astronomy",
            "Chemistry",
            "Earth Sciences",
            "Life Sciences",
            "Mathematics",
            "Natural Sciences",
            "Nature",
            "Physics",
            "Social Sciences",
        ],
    ),
    ("Society & Culture", &["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"]),
    (
        "Sports",
        &[
            "Baseball",
            "Basketball",
            "Cricket",
            "Fantasy Sports",
            "Football",
            "Golf",
            "Hockey",
            "Rugby",
            "Running",
            "Soccer",
            "Swimming",
            "Tennis",
            "Volleyball",
            "Wilderness",
            "Wrestling",
        ],
    ),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
    ("Technology", &[]),
    ("True Crime", &[]),
];

impl Category {
    /// The category, such as `Education`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The subcategory, such as `How To`.
    pub fn sub(&self) -> Option<&'static str> {
        self.sub
    }

    /// All 110, as one writes them in `podcast.yaml`.
    pub fn all() -> impl Iterator<Item = Self> {
        CATEGORIES.iter().flat_map(|(name, subs)| {
            std::iter::once(Self { name, sub: None }).chain(subs.iter().map(move |sub| Self { name, sub: Some(sub) }))
        })
    }
}

impl Category {
    /// The categories that somebody may mean who types this. One if it is the name of a category or subcategory but for case, signs and "and"; else all
    /// that have words beginning with each of the words typed.
    pub fn meant(typed: &str) -> Vec<Self> {
        let wanted = words(typed);
        if wanted.is_empty() {
            return Self::all().collect();
        }
        let is_named =
            |category: &Self| words(&category.to_string()) == wanted || words(category.sub.unwrap_or(category.name)) == wanted;
        if let Some(named) = Self::all().find(is_named) {
            return vec![named];
        }
        let begins = |category: &Self| {
            let known = words(&category.to_string());
            wanted.iter().all(|start| known.iter().any(|word| word.starts_with(start)))
        };
        Self::all().filter(begins).collect()
    }
}

/// The words of a category's name, without the "and" that some write as `&`.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    parts.filter(|word| !word.is_empty() && word != "and").collect()
}

impl FromStr for Category {
    type Err = CategoryError;

    fn from_str(input: &str) -> Result<Self, CategoryError> {
        let (name, sub) = input.split_once('>').map_or((input, None), |(name, sub)| (name, Some(sub.trim())));
        let name = name.trim();
        let (name, subs) = CATEGORIES
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| CategoryError::Unknown { name: name.to_owned() })?;
        let sub = sub
            .map(|sub| {
                subs.iter().find(|known| **known == sub).ok_or_else(|| CategoryError::UnknownSub { name, sub: sub.to_owned() })
            })
            .transpose()?;
        Ok(Self { name, sub: sub.copied() })
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sub {
            Some(sub) => write!(f, "{} > {sub}", self.name),
            None => f.write_str(self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_110_and_each_reads_back() {
        assert_eq!(Category::all().count(), 110);
        for category in Category::all() {
            assert_eq!(category.to_string().parse(), Ok(category));
        }
    }

    #[test]
    fn a_category_is_known_by_a_part_of_its_name() {
        for (typed, meant) in [
            ("Non-Profit", &["Business > Non-Profit"][..]),
            ("non profit", &["Business > Non-Profit"]),
            ("education", &["Education"]),
            ("HOW TO", &["Education > How To"]),
            ("society and culture", &["Society & Culture"]),
            ("tv & film>after shows", &["TV & Film > After Shows"]),
            ("religion", &["Religion & Spirituality > Religion"]),
            ("soc doc", &["Society & Culture > Documentary"]),
            ("manga", &["Leisure > Animation & Manga"]),
            ("film hist", &["TV & Film > Film History"]),
            ("interv", &["Comedy > Comedy Interviews", "Music > Music Interviews", "TV & Film > Film Interviews"]),
            ("cooking", &[]),
        ] {
            let found: Vec<String> = Category::meant(typed).iter().map(ToString::to_string).collect();
            assert_eq!(found, meant, "{typed}");
        }
        assert_eq!(Category::meant(" ").len(), 110);
        for category in Category::all() {
            assert_eq!(Category::meant(&category.to_string().to_uppercase()), [category]);
        }
    }

    #[test]
    fn refuses_what_is_not_on_the_list() {
        assert_eq!("education".parse::<Category>(), Err(CategoryError::Unknown { name: "education".to_owned() }));
        assert_eq!(
            "Education > Cooking".parse::<Category>(),
            Err(CategoryError::UnknownSub { name: "Education", sub: "Cooking".to_owned() })
        );
    }
}
