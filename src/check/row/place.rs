//! coordinates: `0,0`, swapped, a wrong sign, outside the row's country.
//!
//! A place close to the border counts as inside: borders on maps and in receivers differ.

use std::sync::LazyLock;

use country_boundaries::{BOUNDARIES_ODBL_360X180, CountryBoundaries, LatLon};

use super::{RowCheck, RowFinding, by_rows, country_of};
use crate::check::{RepairId, Rule, Why};
use crate::parse::number;
use crate::table::{Code, ColId, Column, RowId, Table, TextBuf};

/// The built-in map; without it (a broken build, which a test excludes) no place is judged.
static MAP: LazyLock<Option<CountryBoundaries>> =
    LazyLock::new(|| CountryBoundaries::from_reader(BOUNDARIES_ODBL_360X180).ok());

/// Loads the map.
pub(super) fn prepare() {
    LazyLock::force(&MAP);
}

/// How far outside a border still counts as inside, in degrees: about 5 km.
const NEAR: f64 = 0.05;

pub(super) struct Places {
    latitude: ColId,
    longitude: ColId,
    country: Option<ColId>,
    cols: Vec<ColId>,
}

impl Places {
    pub(super) fn new(latitude: ColId, longitude: ColId, country: Option<ColId>) -> Self {
        Self {
            latitude,
            longitude,
            country,
            cols: [latitude, longitude].into_iter().chain(country).collect(),
        }
    }

    fn verdict(&self, table: &Table, row: RowId) -> Option<(Why, Option<Mend>)> {
        let [latitude, longitude] =
            [self.latitude, self.longitude].map(|col| number::float(table.text(row, col).reveal()));
        judge(latitude?, longitude?, country_of(table, row, self.country))
    }

    fn finding(&self, (why, mend): (Why, Option<Mend>)) -> RowFinding {
        let repair = mend.map(|mend| match mend {
            Mend::Swap => RepairId::SwapPlace,
            Mend::Turn { .. } => RepairId::TurnSign,
        });
        RowFinding {
            rule: Rule::Coordinates,
            col: self.latitude,
            why,
            repair,
        }
    }
}

/// What is wrong with a place, where both numbers could be one axis or the other.
fn judge(latitude: f64, longitude: f64, country: Option<&str>) -> Option<(Why, Option<Mend>)> {
    if latitude.abs() > 180.0 || longitude.abs() > 180.0 {
        return None;
    }
    if latitude == 0.0 && longitude == 0.0 {
        return Some((Why::ZeroZero, None));
    }
    let country = country?;
    if near(latitude, longitude, country)? {
        return None;
    }
    if within(longitude, latitude, country) {
        return Some((Why::Swapped, Some(Mend::Swap)));
    }
    for (turn_lat, turn_lon) in [(true, false), (false, true), (true, true)] {
        let lat = if turn_lat { -latitude } else { latitude };
        let lon = if turn_lon { -longitude } else { longitude };
        if within(lat, lon, country) {
            let mend = Mend::Turn { turn_lat, turn_lon };
            return Some((Why::WrongSign, Some(mend)));
        }
    }
    // A latitude beyond 90 is the cell's own error.
    (latitude.abs() <= 90.0).then_some((Why::Plain, None))
}

#[derive(Clone, Copy)]
enum Mend {
    Swap,
    Turn { turn_lat: bool, turn_lon: bool },
}

fn within(latitude: f64, longitude: f64, country: &str) -> bool {
    match (MAP.as_ref(), LatLon::new(latitude, longitude)) {
        (Some(map), Ok(place)) => map.is_in(place, country),
        _ => false,
    }
}

/// `None` when the map cannot say.
fn near(latitude: f64, longitude: f64, country: &str) -> Option<bool> {
    MAP.as_ref()?;
    if within(latitude, longitude, country) {
        return Some(true);
    }
    let around = [-NEAR, 0.0, NEAR];
    Some(around.iter().any(|dy| {
        around
            .iter()
            .any(|dx| within(latitude + dy, longitude + dx, country))
    }))
}

/// The number with the other sign, digits kept.
fn turned(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) => rest.to_owned(),
        None => format!("-{text}"),
    }
}

impl RowCheck for Places {
    fn columns(&self) -> &[ColId] {
        &self.cols
    }

    fn look(&self, table: &Table, row: RowId) -> Option<RowFinding> {
        self.verdict(table, row)
            .map(|verdict| self.finding(verdict))
    }

    fn all(&self, table: &Table) -> Vec<(RowId, RowFinding)> {
        let axes = [self.latitude, self.longitude].map(|col| table.column(col));
        let countries = self.country.and_then(|col| table.column(col));
        let known = crate::schema::countries();
        let codes: Vec<Option<&str>> = countries
            .map(|column| {
                (0..column.code_count())
                    .map(|code| column.text_of(code).reveal())
                    .map(|text| known.contains(text).then_some(text))
                    .collect()
            })
            .unwrap_or_default();
        let [latitudes, longitudes] = axes;
        let number =
            |column: Option<&Column>, code: Code| number::float(column?.text_of(code).reveal());
        by_rows(
            table,
            [latitudes, longitudes, countries],
            |_, [latitude, longitude, country]| {
                let country = codes.get(country as usize).copied().flatten();
                judge(
                    number(latitudes, latitude)?,
                    number(longitudes, longitude)?,
                    country,
                )
                .map(|verdict| self.finding(verdict))
            },
        )
    }

    fn mend(&self, table: &Table, row: RowId) -> Vec<(ColId, TextBuf)> {
        let latitude = table.text(row, self.latitude);
        let longitude = table.text(row, self.longitude);
        match self.verdict(table, row) {
            Some((_, Some(Mend::Swap))) => vec![
                (self.latitude, longitude.to_buf()),
                (self.longitude, latitude.to_buf()),
            ],
            Some((_, Some(Mend::Turn { turn_lat, turn_lon }))) => {
                let mut cells = Vec::new();
                if turn_lat {
                    cells.push((self.latitude, TextBuf::new(turned(latitude.reveal()))));
                }
                if turn_lon {
                    cells.push((self.longitude, TextBuf::new(turned(longitude.reveal()))));
                }
                cells
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_knows_where_countries_are() {
        assert!(MAP.is_some());
        assert_eq!(near(-15.4, 28.3, "ZM"), Some(true));
        assert_eq!(near(-15.4, 128.3, "ZM"), Some(false));
        assert!(within(14.7, -17.4, "SN") && !within(14.7, 17.4, "SN"));
    }
}
