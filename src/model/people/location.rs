//! Places that a show or an episode is about.

use std::fmt;
use std::str::FromStr;

use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::wording::region::is_region;
use crate::model::wording::text::Text;

keys! {
    /// `podcast:location` (Podcast Namespace, `docs/tags/location.md`).
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Location {
        required {
            name: Text, "what people call the place", "London";
        }
        optional {
            geo: Option<GeoPoint>, "degrees north and east", "\"51.5,-0.1\"";
            osm: Option<OsmObject>, "the node, way or relation of OpenStreetMap", "R65606";
            country: Option<Country>, "the country, in two capital letters", "GB";
        }
        defaulted {
            rel: PlaceRelation, "`subject`: spoken of there; `creator`: made there", "creator";
        }
    }
}

keywords! {
    /// What a place has to do with a show.
    #[derive(Default)]
    pub enum PlaceRelation {
        /// It is spoken of.
        #[default]
        Subject = "subject",
        /// The show is made there.
        Creator = "creator",
    }
}

/// Degrees north and east, as they were written: `51.5,-0.1` (RFC 5870 without its scheme).
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct GeoPoint(String);

/// A node, way or relation of OpenStreetMap with its number, such as `R65606`.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct OsmObject(String);

/// A code that ISO 3166-1 assigns, in capital letters, such as `GB`.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Country(String);

/// Why a place was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LocationError {
    /// Not two numbers in range.
    #[error("not degrees north and east, such as `51.5,-0.1`")]
    Geo,
    /// Not a letter and a number.
    #[error("not a node, way or relation of OpenStreetMap, such as `R65606`")]
    Osm,
    /// Not an assigned code in capital letters.
    #[error("not the code of a country in ISO 3166, such as `GB`")]
    Country,
}

impl FromStr for GeoPoint {
    type Err = LocationError;

    fn from_str(input: &str) -> Result<Self, LocationError> {
        let (north, east) = input.split_once(',').ok_or(LocationError::Geo)?;
        if degrees(north, 90.0) && degrees(east, 180.0) { Ok(Self(input.to_owned())) } else { Err(LocationError::Geo) }
    }
}

/// Whether a text is a plain decimal number of at most so many degrees either way.
fn degrees(text: &str, limit: f64) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.starts_with(|c: char| c.is_ascii_digit());
    plain && !digits.ends_with('.') && text.parse::<f64>().is_ok_and(|number| number.abs() <= limit)
}

impl FromStr for OsmObject {
    type Err = LocationError;

    fn from_str(input: &str) -> Result<Self, LocationError> {
        let number = input.strip_prefix(['N', 'W', 'R']).ok_or(LocationError::Osm)?;
        let is_number = |text: &str| (1..=19).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let (number, version) = number.split_once('#').unwrap_or((number, "1"));
        if is_number(number) && is_number(version) { Ok(Self(input.to_owned())) } else { Err(LocationError::Osm) }
    }
}

impl FromStr for Country {
    type Err = LocationError;

    fn from_str(input: &str) -> Result<Self, LocationError> {
        let fits = is_region(input) && input.bytes().all(|b| b.is_ascii_uppercase());
        if fits { Ok(Self(input.to_owned())) } else { Err(LocationError::Country) }
    }
}

impl fmt::Display for GeoPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OsmObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_on_earth() {
        for good in ["51.5,-0.1", "-90,180", "0,0"] {
            assert_eq!(good.parse::<GeoPoint>().unwrap().to_string(), good);
        }
        for bad in ["", "51.5", "91,0", "0,181", "51.5, 0", "+1,2", "1e1,2", "inf,0", "nan,0", "1.,2", "geo:1,2", "1,2,3"] {
            assert_eq!(bad.parse::<GeoPoint>(), Err(LocationError::Geo), "{bad}");
        }
    }

    #[test]
    fn an_object_has_a_kind_and_a_number() {
        for good in ["N1", "W148838", "R65606#12"] {
            assert!(good.parse::<OsmObject>().is_ok(), "{good}");
        }
        for bad in ["", "65606", "r1", "R", "R1#", "R1x", "R1#2#3"] {
            assert_eq!(bad.parse::<OsmObject>(), Err(LocationError::Osm), "{bad}");
        }
    }

    #[test]
    fn a_country_has_two_capitals() {
        assert!("GB".parse::<Country>().is_ok());
        for bad in ["", "gb", "GBR", "UK", "ZZ", "É"] {
            assert_eq!(bad.parse::<Country>(), Err(LocationError::Country), "{bad}");
        }
    }
}
