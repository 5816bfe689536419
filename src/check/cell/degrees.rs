//! A place in degrees, minutes and seconds.

use super::Asked;
use crate::parse::angle::{self, Axis};

/// Degrees, minutes and seconds in a field of degrees, when the letter names its axis.
pub(super) fn degrees(asked: &Asked<'_>, text: &str) -> Option<String> {
    if asked.field.unit.as_deref() != Some("degrees") {
        return None;
    }
    let axis = match asked.field.limits {
        Some((_, high)) if high <= 90.0 => Axis::Latitude,
        _ => Axis::Longitude,
    };
    let angle = angle::angle(text)?;
    angle
        .axis
        .is_none_or(|named| named == axis)
        .then_some(angle.degrees)
}
