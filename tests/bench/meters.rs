//! The file that the benches work on: one named by `TAMIS_BENCH_CSV`, or an invented one in the
//! format's own names with a decimal comma in each row of `max_power_w`; as many columns more
//! as are asked for.

use std::fmt::Write as _;
use std::path::PathBuf;

/// Rows of an invented file.
const ROWS: usize = 100_000;

/// Columns that it has at least.
const COLUMNS: usize = 21;

const HEAD: &str = "customer_external_id,manufacturer,serial_number,device_external_id,\
account_external_id,primary_use,installation_date,total_price,payment_plan_currency,max_power_w,\
is_test,grid_name,customer_name,customer_id_number,customer_gender,customer_birth_year,\
customer_country,customer_latitude,customer_longitude,customer_phone,customer_location_area_1\n";

/// The file, made where it is missing.
pub fn file() -> PathBuf {
    if let Some(path) = std::env::var_os("TAMIS_BENCH_CSV") {
        return PathBuf::from(path);
    }
    let number = |name: &str, usual: usize| {
        let given = std::env::var(name).ok().and_then(|n| n.parse().ok());
        given.unwrap_or(usual)
    };
    let rows = number("TAMIS_BENCH_ROWS", ROWS);
    let columns = number("TAMIS_BENCH_COLUMNS", COLUMNS).max(COLUMNS);
    let path = std::env::temp_dir().join(format!("tamis-bench-{rows}-{columns}.csv"));
    if !path.exists() {
        let text = invented(rows, columns - COLUMNS);
        std::fs::write(&path, text).expect("a file in the folder for temporary files");
    }
    path
}

/// `more` columns are none of the format's.
fn invented(rows: usize, more: usize) -> String {
    let mut text = String::from(HEAD.trim_end());
    for extra in 0..more {
        write!(text, ",own note {}", extra + 1).expect("a string takes text");
    }
    text.push('\n');
    for n in 0..rows {
        let (day, month) = (n % 28 + 1, n % 12 + 1);
        write!(
            text,
            "ZM-{n},HOP,4700{n:07},D{n},A{},household,2022-{month:02}-{day:02},{}.50,ZMW,\"{},5\",\
             false,Grid {},Person {n} Name{},L{n:06}FX,{},{},ZM,-{}.{:05},2{}.{:05},+26097{:07},\
             Area {}",
            n / 2,
            n % 700,
            n % 97,
            n % 40,
            n % 900,
            if n % 2 == 0 { "M" } else { "F" },
            1950 + n % 50,
            10 + n % 5,
            n % 100_000,
            5 + n % 4,
            (n * 7) % 100_000,
            n,
            n % 30,
        )
        .expect("a string takes text");
        for extra in 0..more {
            write!(text, ",{}", (n * (extra + 3)) % (10 << (extra % 12)))
                .expect("a string takes text");
        }
        text.push('\n');
    }
    text
}
