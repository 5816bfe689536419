//! Columns by whatever name: what is taken, what waits, what is left out.

use tamis::check::Today;
use tamis::document::{Document, open_document};
use tamis::io::{OpenOptions, Quiet};
use tamis::schema::{How, Schema};

use crate::support::{file, skip};

const TODAY: Today = Today {
    year: 2026,
    month: 11,
    day: 24,
};

fn open(csv: &str) -> Document {
    let (_folder, path) = file("in.csv", csv);
    let schema = Schema::meters().unwrap();
    open_document(&path, &OpenOptions::default(), schema, TODAY, &Quiet)
        .unwrap_or_else(|e| panic!("{e}"))
}

/// Per column: header, how, field.
fn table_of(document: &Document) -> Vec<(String, How, Option<String>)> {
    document
        .table()
        .columns()
        .map(|(col, c)| {
            let used = document.mapping().use_of(col);
            let field = used
                .field
                .map(|f| document.schema().field(f).unwrap().name.clone());
            (c.header().to_owned(), used.how, field)
        })
        .collect()
}

/// `header → field` with a sign: `=` taken, `?` proposed, `2` two columns claim it, none left out.
fn lines(document: &Document) -> Vec<String> {
    table_of(document)
        .into_iter()
        .filter_map(|(header, how, field)| {
            let sign = match how {
                How::Exact | How::Synonym => '=',
                How::Proposed => '?',
                How::Duplicate => '2',
                _ => return None,
            };
            Some(format!("{sign} {} > {}", header.trim(), field?))
        })
        .collect()
}

/// What the survey's header must come to: `=` taken, `?` proposed, `2` claimed twice (the user
/// chooses), all others left out. Every `=` was judged by hand: taking it stores what the
/// question asks. Meters' and customers' forms are one file here, so that phones are there twice.
const SURVEY: [&str; 34] = [
    "? First Name > customer_name",
    "? Middle Name > customer_name",
    "? Surname > customer_name",
    "= Gender > customer_gender",
    "? Date of birth > customer_birth_year",
    "= Occupation of customer > customer_profession",
    "? Date of registration > installation_date",
    "2 Phone number > customer_phone",
    "2 Alternate phone number > customer_phone_2",
    "= Village name > customer_location_area_4",
    "= LGA > customer_location_area_2",
    "? State > customer_location_area_1",
    "= Building type > customer_category",
    "2 Building purpose > primary_use",
    "= Specify other building purpose > customer_sub_category",
    "2 Customer ID type > customer_id_type",
    "2 Specify ID type > customer_id_type",
    "= ID card Number > customer_id_number",
    "= Connection package > payment_plan",
    "2 Purpose of connection > primary_use",
    "2 Specify purpose of connection > primary_use",
    "2 What appliance would you like to purchase? > primary_use",
    "? Customer account number > customer_external_id",
    "= Specify meter manufacturer > manufacturer",
    "= Scan meter Barcode > serial_number",
    "2 Customer Substation > grid_name",
    "2 Customer Feeder > grid_name",
    "2 Customer DT > grid_name",
    "? GPS location of household > customer_latitude",
    "= _GPS location of household_latitude > customer_latitude",
    "= _GPS location of household_longitude > customer_longitude",
    "? Date of bith > customer_birth_year",
    "2 Phone Number > customer_phone",
    "2 Alternate Phone Number > customer_phone_2",
];

/// The header of the bulk registration of the same software.
const BULK: [&str; 13] = [
    "2 Cluster Name > grid_name",
    "2 Mini Grid Name > grid_name",
    "= Village Name > customer_location_area_4",
    "? First Name > customer_name",
    "? Surname > customer_name",
    "= Phone number > customer_phone",
    "= Alternate phone number > customer_phone_2",
    "= Meter Manufacturer Name > manufacturer",
    "= Meter Serial Number > serial_number",
    "= Tariff Name > payment_plan",
    "= Connection Type > customer_category",
    "= _GPS location of household_latitude > customer_latitude",
    "= _GPS location of household_longitude > customer_longitude",
];

#[test]
fn the_real_mini_grid_survey_has_no_wrong_match() {
    let Some(corpora) = std::env::var_os("TAMIS_CORPORA") else {
        return skip("survey header", "TAMIS_CORPORA is not set");
    };
    let path = std::path::Path::new(&corpora)
        .join("files/csv/micropowermanager__kobo-customer-meter-header.csv");
    let document = open(&std::fs::read_to_string(path).unwrap());
    assert_eq!(lines(&document), SURVEY);
    assert_eq!(document.table().column_count(), 99);
    let of = |sign: char| SURVEY.iter().filter(|l| l.starts_with(sign)).count();
    assert_eq!((of('='), of('?'), of('2')), (12, 9, 13));
}

#[test]
fn the_real_bulk_registration_has_no_wrong_match() {
    let document = open(
        "Cluster Name,Mini Grid Name,Village Name,First Name,Surname,Phone number,\
        Alternate phone number,Meter Manufacturer Name,Meter Serial Number,Tariff Name,\
        Tariff Price,Connection Type,_GPS location of household_latitude,\
        _GPS location of household_longitude\n",
    );
    assert_eq!(lines(&document), BULK, "Tariff Price is left out");
}

#[test]
fn values_propose_and_never_take() {
    let document = open(
        "Kontakt,Land,Waehrung,Lage,Nummer\na@b.org,ZM,ZMW,\"-12.345, 28.123\",47000124512\n\
        c@d.org,ZM,ZMW,\"-12.346, 28.124\",47000124513\n",
    );
    assert_eq!(
        lines(&document),
        [
            "? Kontakt > customer_email",
            "? Land > customer_country",
            "? Waehrung > payment_plan_currency",
            "? Lage > customer_latitude",
        ]
    );
    let number = document
        .matching()
        .of(document.table().columns().last().unwrap().0);
    let serial = document.schema().by_name("serial_number").unwrap();
    assert!(number.candidates.iter().any(|c| c.field == serial));
    assert_eq!(document.mapping().used(), 0);
}

#[test]
fn values_rank_what_a_name_leaves_open() {
    let first = |csv: &str| {
        let document = open(csv);
        let candidate = document
            .matching()
            .of(document.table().columns().next().unwrap().0);
        let field = candidate.candidates.first().map(|c| c.field).unwrap();
        document.schema().field(field).unwrap().name.clone()
    };
    assert_eq!(first("state\nyes\nno\n"), "is_locked");
    assert_eq!(first("state\nKano\nAbia\n"), "customer_location_area_1");
}

#[test]
fn two_columns_for_one_field_wait_for_the_user() {
    let document = open("serial_number,Numéro de compteur,manufacturer\nA,B,C\n");
    assert_eq!(
        lines(&document),
        [
            "2 serial_number > serial_number",
            "2 Numéro de compteur > serial_number",
            "= manufacturer > manufacturer"
        ]
    );
    let twice = document
        .checks()
        .problems(document.table())
        .filter(|p| p.rule.id() == "duplicate-header")
        .count();
    assert_eq!(twice, 2);
}

#[test]
fn names_of_countries_are_proposed_as_codes_would_be() {
    let rows: String = (0..6)
        .map(|i| format!("{i},HOP,A{i},D{i},{}\n", ["Zambia", "Bénin"][i % 2]))
        .collect();
    for header in ["Country", "Country name"] {
        let found = table_of(&open(&format!(
            "customer_external_id,manufacturer,serial_number,device_external_id,{header}\n{rows}"
        )));
        let field = Some("customer_country".to_owned());
        assert_eq!(found[4], (header.to_owned(), How::Proposed, field));
    }
}

#[test]
fn s_n_is_a_serial_number_unless_it_counts_the_rows() {
    for (values, how) in [
        (["47000124512", "47000124513", "47000124514"], How::Proposed),
        (["1", "2", "3"], How::Unknown),
    ] {
        let rows: String = (values.iter().zip(0..))
            .map(|(serial, i)| format!("C{i},HOP,{serial},D{i}\n"))
            .collect();
        let found = table_of(&open(&format!(
            "Customer ID,Manufacturer,S/N,Device ID\n{rows}"
        )));
        let field = (how == How::Proposed).then(|| "serial_number".to_owned());
        assert_eq!((found[2].1, &found[2].2), (how, &field));
    }
}

#[test]
fn a_second_telephone_is_the_second_one() {
    for (first, second) in [
        ("Tel", "Tel 2"),
        ("Tél 1", "Tél 2"),
        ("Phone", "Alt Phone"),
        ("Mobile", "Mobile 2"),
    ] {
        let found = table_of(&open(&format!(
            "customer_external_id,manufacturer,serial_number,device_external_id,{first},{second}\n1,HOP,A,D,0977123456,0966123456\n"
        )));
        let fields: Vec<Option<&str>> = found.iter().map(|f| f.2.as_deref()).collect();
        let phones = [Some("customer_phone"), Some("customer_phone_2")];
        assert_eq!(fields[4..], phones, "{first}, {second}");
    }
}
