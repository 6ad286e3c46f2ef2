//! Regions of ISO 3166-1, which a language may have behind it.

/// The two-letter codes that are assigned (<https://www.iso.org/obp/ui/#search/code/>), in capitals, sorted.
const REGIONS: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM \
                       CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK \
                       HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK \
                       ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
                       SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU \
                       WF WS YE YT ZA ZM ZW";

/// Where most of those live who speak a language, for people who write its own two letters for the region.
const HOMES: [(&str, &str); 14] = [
    ("cs", "CZ"),
    ("cy", "GB"),
    ("da", "DK"),
    ("el", "GR"),
    ("en", "GB"),
    ("et", "EE"),
    ("fa", "IR"),
    ("he", "IL"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("sv", "SE"),
    ("uk", "UA"),
    ("vi", "VN"),
    ("zh", "CN"),
];

/// All codes.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    REGIONS.split_whitespace()
}

/// Whether a code is assigned, in capitals or small letters.
pub(crate) fn is_region(code: &str) -> bool {
    code.len() == 2 && all().any(|known| known.eq_ignore_ascii_case(code))
}

/// The region that was probably meant by one that is not assigned.
pub(crate) fn meant_by(code: &str, language: &str) -> Option<&'static str> {
    if code.eq_ignore_ascii_case("uk") {
        return Some("GB");
    }
    let home = HOMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(language)).map(|(_, home)| *home);
    home.filter(|_| code.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_regions_and_what_people_write_for_them() {
        assert_eq!(all().count(), 249);
        assert!(is_region("GB") && is_region("gb") && !is_region("UK") && !is_region("EN") && !is_region("G"));
        assert_eq!(
            [meant_by("UK", "en"), meant_by("EN", "en"), meant_by("ja", "ja"), meant_by("XX", "en")],
            [Some("GB"), Some("GB"), Some("JP"), None]
        );
    }
}
