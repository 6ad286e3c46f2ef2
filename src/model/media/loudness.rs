//! Loudness, true peaks, and what lies between two of them (EBU R128). A loudness and a gain are both numbers, and of different types here, so
//! that neither can be taken for the other.

use std::fmt;
use std::ops::{Add, Neg, Sub};

use serde::{Deserialize, Serialize};

/// A loudness (LUFS). It prints with its unit.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Loudness(f64);

/// A true peak (dBTP). It prints with its unit.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct TruePeak(f64);

/// A gain (dB), or the difference of two loudnesses (LU): 1 LU is 1 dB. It prints without a unit.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Decibels(f64);

impl Loudness {
    /// So many LUFS.
    pub const fn from_lufs(lufs: f64) -> Self {
        Self(lufs)
    }

    /// The number (LUFS).
    pub const fn lufs(self) -> f64 {
        self.0
    }
}

impl TruePeak {
    /// So many dBTP.
    pub const fn from_dbtp(dbtp: f64) -> Self {
        Self(dbtp)
    }

    /// The peak of a wave whose highest point is so many times full scale.
    pub fn of_amplitude(amplitude: f64) -> Self {
        Self(20.0 * amplitude.log10())
    }

    /// The number (dBTP).
    pub const fn dbtp(self) -> f64 {
        self.0
    }

    /// How many times full scale it is.
    pub fn amplitude(self) -> f64 {
        10f64.powf(self.0 / 20.0)
    }
}

impl Decibels {
    /// No change.
    pub const NONE: Self = Self(0.0);

    /// So many dB, or LU.
    pub const fn new(decibels: f64) -> Self {
        Self(decibels)
    }

    /// The number (dB, LU).
    pub const fn get(self) -> f64 {
        self.0
    }

    /// How far it is from no change.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }
}

impl Sub for Loudness {
    type Output = Decibels;

    fn sub(self, other: Self) -> Decibels {
        Decibels(self.0 - other.0)
    }
}

impl Add<Decibels> for Loudness {
    type Output = Self;

    fn add(self, gain: Decibels) -> Self {
        Self(self.0 + gain.0)
    }
}

impl Sub for TruePeak {
    type Output = Decibels;

    fn sub(self, other: Self) -> Decibels {
        Decibels(self.0 - other.0)
    }
}

impl Add<Decibels> for TruePeak {
    type Output = Self;

    fn add(self, gain: Decibels) -> Self {
        Self(self.0 + gain.0)
    }
}

impl Add for Decibels {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Neg for Decibels {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Loudness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        f.write_str(" LUFS")
    }
}

impl fmt::Display for TruePeak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        f.write_str(" dBTP")
    }
}

impl fmt::Display for Decibels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_takes_one_loudness_to_the_other() {
        let (quiet, wanted) = (Loudness::from_lufs(-20.0), Loudness::from_lufs(-16.0));
        let gain = wanted - quiet;
        assert_eq!(gain, Decibels::new(4.0));
        assert_eq!((quiet + gain, wanted + -gain), (wanted, quiet));
        assert_eq!(TruePeak::from_dbtp(-3.0) + gain, TruePeak::from_dbtp(1.0));
    }

    #[test]
    fn a_peak_is_as_high_as_its_wave() {
        assert_eq!(TruePeak::of_amplitude(1.0), TruePeak::from_dbtp(0.0));
        assert!((TruePeak::from_dbtp(-6.0).amplitude() - 0.501).abs() < 0.001);
    }

    #[test]
    fn prints_with_its_unit() {
        assert_eq!(format!("{:.1}, {:.0}", Loudness::from_lufs(-16.04), Loudness::from_lufs(-16.0)), "-16.0 LUFS, -16 LUFS");
        assert_eq!(format!("{:+.1}, {:.1}", TruePeak::from_dbtp(1.0), Decibels::new(0.25)), "+1.0 dBTP, 0.2");
    }
}
