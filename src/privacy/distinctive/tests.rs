//! What is distinctive enough to be searched for, and what is common.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::table::{Table, Text};

fn table(columns: &[&[&str]]) -> Table {
    let headers = (0u32..)
        .zip(columns)
        .map(|(i, _)| (format!("c{i}"), i))
        .collect();
    let mut table = Table::new(None, 1, headers);
    for row in 0..columns[0].len() {
        let id = table.push_row(u32::try_from(row).unwrap() + 2);
        for (col, column) in (0u32..).zip(columns) {
            table.set(id, ColId(col), Text::new(column[row]));
        }
    }
    table
}

fn gather(trace: Trace, texts: &[&str], clear: &[&str]) -> Distinctive {
    let table = table(&[texts, clear]);
    let never = |_: Code| false;
    let personal = [PersonalColumn {
        col: ColId(0),
        column: table.column(ColId(0)).unwrap(),
        trace,
        decimals: Decimals::Three,
        invalid: &never,
    }];
    Distinctive::new(&personal, &[table.column(ColId(1)).unwrap()])
}

#[test]
fn what_is_distinctive() {
    for (trace, yes, no) in [
        (Trace::Name, "Zoé Ngoma", "Zoé"),
        (Trace::Address, "12 Mission Road", "Mansa"),
        (Trace::Id, "L23FX1", "L23FX"),
        (Trace::Id, "123456", "ABCDEFG"),
        (Trace::Email, "a@example.org", "a at example"),
        (Trace::Phone, "0977123", "097712"),
        (Trace::Place, "-12.2467", "-12.246"),
        (Trace::Extra, "+260977123456", "x1"),
    ] {
        let found = gather(trace, &[yes], &[""]);
        assert_eq!(found.searched().of(trace), 1, "{yes}");
        let none = gather(trace, &[no], &[""]);
        assert_eq!(none.searched().sum(), 0, "{no}");
        assert_eq!(none.not_distinctive().sum(), 1, "{no}");
    }
    let digest = "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de";
    assert_eq!(
        gather(Trace::Id, &[digest], &[""]).not_distinctive().digest,
        1
    );
}

/// Whether a text holds what this value of a column gives.
fn finds(trace: Trace, value: &str, text: &str) -> bool {
    let own = gather(trace, &[value], &[""]);
    let mut searcher = crate::privacy::Searcher::new(&own, Decimals::Three);
    let found = searcher.search(Text::new(text), crate::privacy::Strictness::Identifier);
    found.iter().any(|f| f.why == crate::privacy::Why::OwnValue)
}

#[test]
fn each_of_two_numbers_in_a_cell_is_searched_for() {
    for cell in [
        "76123456 70112233",
        "76 12 34 56 - 70 11 22 33",
        "22376123456 70112233",
        "76123456/70112233",
        "７６１２３４５６ 70112233",
    ] {
        for text in ["76123456", "client 70 11 22 33"] {
            assert!(finds(Trace::Phone, cell, text), "{cell}: {text}");
        }
    }
    assert!(finds(Trace::Phone, "76123456.0", "76123456"));
}

#[test]
fn a_name_is_found_without_what_stands_around_it() {
    for (cell, text) in [
        ("Mme Awa Traoré", "Awa Traoré"),
        ("Mme Awa Traoré", "chez Traore Awa"),
        ("Awa Traoré 76123456", "Awa Traoré"),
        ("Awa Traoré (épouse Keita)", "AWA TRAORE"),
        ("TRAORE Awa Binta", "Awa Binta Traoré"),
        ("Awa Binta Traoré", "TRAORE Awa Binta"),
    ] {
        assert!(finds(Trace::Name, cell, text), "{cell}: {text}");
    }
    assert!(!finds(Trace::Name, "Mme Awa", "Awa"));
    assert!(!finds(Trace::Name, "Mme Awa Traoré", "Awa"));
}

#[test]
fn an_identity_number_is_found_with_other_separators() {
    for (cell, text) in [
        ("AB-12345", "AB12345"),
        ("AB-12345", "CNI AB12345"),
        ("CUST12345", "for CUST-12345"),
    ] {
        assert!(finds(Trace::Id, cell, text), "{cell}: {text}");
    }
}

#[test]
fn parts_are_counted_alike_in_plain_and_other_text() {
    for (text, count) in [
        ("", 0),
        (" - ", 0),
        ("Jean-Paul", 1),
        ("A. B\u{b}C\t.d ", 4),
        ("x . y", 2),
    ] {
        assert_eq!(parts(text), count, "{text:?}");
        assert_eq!(parts(&format!("{text} \u{b0}")), count, "{text:?}");
    }
}

#[test]
fn a_village_is_common_a_customer_is_not() {
    let names = [
        "Mansa Ward",
        "Zoé Ngoma",
        "A B Phiri",
        "C D Zulu",
        "E F Banda",
        "G H Moyo",
    ];
    let common = gather(Trace::Address, &names, &["MANSA WARD"; 6]);
    assert_eq!(common.searched().sum(), 5);
    assert_eq!(common.not_distinctive().common, 1);
    let own = gather(Trace::Name, &["Zoé Ngoma"; 6], &["Zoé Ngoma"; 6]);
    assert_eq!(
        own.not_distinctive().common,
        0,
        "the customer of these very rows"
    );
    let once = gather(Trace::Name, &names, &["", "", "", "Zoé Ngoma", "", ""]);
    assert_eq!(once.not_distinctive().common, 0);
}

proptest! {
    /// By the words of the definition, one text after the other.
    #[test]
    fn common_is_what_enough_other_customers_have(
        rows in prop::collection::vec(
            (prop::sample::select(SPELLINGS.to_vec()), prop::sample::select(SPELLINGS.to_vec())), 0..70
        )
    ) {
        let value = |text: &str| text.to_lowercase().replace("  ", " ");
        let (own, clear): (Vec<&str>, Vec<&str>) = rows.iter().copied().unzip();
        let known: HashSet<String> = own.iter().map(|text| value(text)).collect();
        let mut gone: HashSet<String> = HashSet::new();
        let mut common = 0;
        let mut looked: Vec<&str> = Vec::new();
        for text in &clear {
            if looked.contains(text) {
                continue;
            }
            looked.push(text);
            let others = rows.iter().filter(|(o, c)| c == text && value(o) != value(text)).count();
            let own = value(text);
            if others >= COMMON && known.contains(&own) && !gone.contains(&own) {
                common += 1;
                let mut words: Vec<&str> = own.split(' ').collect();
                words.reverse();
                gone.insert(words.join(" "));
                gone.insert(own);
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        let found = gather(Trace::Address, &own, &clear);
        prop_assert_eq!(found.not_distinctive().common, common);
        for text in SPELLINGS {
            let mut words = Vec::new();
            split(text, &mut words);
            let stays = known.contains(&value(text)) && !gone.contains(&value(text));
            prop_assert_eq!(found.known(sequence(&words)).is_some(), stays, "{}", text);
        }
    }
}

/// Two values in three spellings, one of them with its words the other way round, and others.
const SPELLINGS: [&str; 6] = [
    "Mansa Ward",
    "MANSA  WARD",
    "mansa ward",
    "Ward Mansa",
    "Kasama Road",
    "KASAMA ROAD",
];
