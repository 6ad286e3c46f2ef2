//! Categories that Apple gave up in 2019 (podcasters.apple.com, "Apple Podcasts categories", August 2019).

/// Each with those of today that are nearest in meaning, the nearest first.
pub(crate) const OLD_CATEGORIES: [(&str, &[&str]); 42] = [
    ("Arts > Literature", &["Arts > Books"]),
    ("Business > Business News", &["News > Business News"]),
    ("Business > Management & Marketing", &["Business > Management", "Business > Marketing"]),
    ("Business > Shopping", &["Business"]),
    ("Education > Education Technology", &["Education", "Technology"]),
    ("Education > Educational Technology", &["Education", "Technology"]),
    ("Education > Higher Education", &["Education > Courses"]),
    ("Education > K-12", &["Education", "Kids & Family > Education for Kids"]),
    ("Education > Language Courses", &["Education > Language Learning"]),
    ("Education > Training", &["Education > Courses", "Education > How To"]),
    ("Games & Hobbies", &["Leisure"]),
    ("Games & Hobbies > Automotive", &["Leisure > Automotive"]),
    ("Games & Hobbies > Aviation", &["Leisure > Aviation"]),
    ("Games & Hobbies > Hobbies", &["Leisure > Hobbies"]),
    ("Games & Hobbies > Other Games", &["Leisure > Games"]),
    ("Games & Hobbies > Video Games", &["Leisure > Video Games"]),
    ("Government & Organizations", &["Government"]),
    ("Government & Organizations > Local", &["Government"]),
    ("Government & Organizations > National", &["Government"]),
    ("Government & Organizations > Non-Profit", &["Business > Non-Profit"]),
    ("Government & Organizations > Regional", &["Government"]),
    ("Health", &["Health & Fitness"]),
    ("Health > Alternative Health", &["Health & Fitness > Alternative Health"]),
    ("Health > Fitness & Nutrition", &["Health & Fitness > Fitness", "Health & Fitness > Nutrition"]),
    ("Health > Self-Help", &["Education > Self-Improvement"]),
    ("Health > Sexuality", &["Health & Fitness > Sexuality"]),
    ("News & Politics", &["News", "News > Politics"]),
    ("Religion & Spirituality > Other", &["Religion & Spirituality"]),
    ("Science & Medicine", &["Science", "Health & Fitness > Medicine"]),
    ("Science & Medicine > Medicine", &["Health & Fitness > Medicine"]),
    ("Science & Medicine > Natural Sciences", &["Science > Natural Sciences"]),
    ("Science & Medicine > Social Sciences", &["Science > Social Sciences"]),
    ("Society & Culture > History", &["History"]),
    ("Sports & Recreation", &["Sports"]),
    ("Sports & Recreation > Amateur", &["Sports"]),
    ("Sports & Recreation > College & High School", &["Sports"]),
    ("Sports & Recreation > Outdoor", &["Sports > Wilderness"]),
    ("Sports & Recreation > Professional", &["Sports"]),
    ("Technology > Gadgets", &["Technology"]),
    ("Technology > Podcasting", &["Technology"]),
    ("Technology > Software How-To", &["Technology", "Education > How To"]),
    ("Technology > Tech News", &["News > Tech News"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::category::Category;

    #[test]
    fn each_leads_to_a_category_of_today_and_is_none_itself() {
        for (old, successors) in OLD_CATEGORIES {
            assert!(old.parse::<Category>().is_err(), "{old}");
            assert!(!successors.is_empty() && successors.iter().all(|name| name.parse::<Category>().is_ok()), "{old}");
        }
    }
}
