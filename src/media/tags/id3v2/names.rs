//! The names of ID3v2.2, and those that ID3v2.3 has for the same frames.

/// Names of ID3v2.2 and of ID3v2.3, sorted (ID3v2.2.0 and ID3v2.3.0, section 4; the last letters of iTunes from what it writes).
const NAMES: [(&[u8; 3], &[u8; 4]); 71] = [
    (b"BUF", b"RBUF"),
    (b"CNT", b"PCNT"),
    (b"COM", b"COMM"),
    (b"CRA", b"AENC"),
    (b"EQU", b"EQUA"),
    (b"ETC", b"ETCO"),
    (b"GEO", b"GEOB"),
    (b"GP1", b"GRP1"),
    (b"IPL", b"IPLS"),
    (b"MCI", b"MCDI"),
    (b"MLL", b"MLLT"),
    (b"MVI", b"MVIN"),
    (b"MVN", b"MVNM"),
    (b"PCS", b"PCST"),
    (b"POP", b"POPM"),
    (b"REV", b"RVRB"),
    (b"RVA", b"RVAD"),
    (b"SLT", b"SYLT"),
    (b"STC", b"SYTC"),
    (b"TAL", b"TALB"),
    (b"TBP", b"TBPM"),
    (b"TCM", b"TCOM"),
    (b"TCO", b"TCON"),
    (b"TCP", b"TCMP"),
    (b"TCR", b"TCOP"),
    (b"TCT", b"TCAT"),
    (b"TDA", b"TDAT"),
    (b"TDR", b"TDRL"),
    (b"TDS", b"TDES"),
    (b"TDY", b"TDLY"),
    (b"TEN", b"TENC"),
    (b"TFT", b"TFLT"),
    (b"TID", b"TGID"),
    (b"TIM", b"TIME"),
    (b"TKE", b"TKEY"),
    (b"TKW", b"TKWD"),
    (b"TLA", b"TLAN"),
    (b"TLE", b"TLEN"),
    (b"TMT", b"TMED"),
    (b"TOA", b"TOPE"),
    (b"TOF", b"TOFN"),
    (b"TOL", b"TOLY"),
    (b"TOR", b"TORY"),
    (b"TOT", b"TOAL"),
    (b"TP1", b"TPE1"),
    (b"TP2", b"TPE2"),
    (b"TP3", b"TPE3"),
    (b"TP4", b"TPE4"),
    (b"TPA", b"TPOS"),
    (b"TPB", b"TPUB"),
    (b"TRC", b"TSRC"),
    (b"TRD", b"TRDA"),
    (b"TRK", b"TRCK"),
    (b"TS2", b"TSO2"),
    (b"TSA", b"TSOA"),
    (b"TSC", b"TSOC"),
    (b"TSI", b"TSIZ"),
    (b"TSP", b"TSOP"),
    (b"TSS", b"TSSE"),
    (b"TST", b"TSOT"),
    (b"TT1", b"TIT1"),
    (b"TT2", b"TIT2"),
    (b"TT3", b"TIT3"),
    (b"TXT", b"TEXT"),
    (b"TXX", b"TXXX"),
    (b"TYE", b"TYER"),
    (b"UFI", b"UFID"),
    (b"ULT", b"USLT"),
    (b"WAF", b"WOAF"),
    (b"WFD", b"WFED"),
    (b"WXX", b"WXXX"),
];

/// Links that fit no rule of thumb, beside those above.
const LINKS: [(&[u8; 3], &[u8; 4]); 5] =
    [(b"WAR", b"WOAR"), (b"WAS", b"WOAS"), (b"WCM", b"WCOM"), (b"WCP", b"WCOP"), (b"WPB", b"WPUB")];

/// The name that ID3v2.3 has for a frame of ID3v2.2; `None` where it has none, and for the picture `PIC`, which is built otherwise.
pub(crate) fn long_name(short: [u8; 3]) -> Option<[u8; 4]> {
    NAMES.iter().chain(&LINKS).find(|(old, _)| **old == short).map(|(_, new)| **new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_single() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!((long_name(*b"WAR"), long_name(*b"TT2"), long_name(*b"PIC")), (Some(*b"WOAR"), Some(*b"TIT2"), None));
    }
}
