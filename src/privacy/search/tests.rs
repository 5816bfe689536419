//! What a search finds, and what it leaves alone.

use proptest::prelude::*;

use super::*;
use crate::privacy::distinctive::PersonalColumn;
use crate::table::{ColId, Table};

fn own() -> Distinctive {
    let mut table = Table::new(None, 1, (0..6u32).map(|i| (format!("c{i}"), i)).collect());
    let row = table.push_row(2);
    let traces = [
        (Trace::Name, "Zoé Ngoma"),
        (Trace::Id, "123456/78/1"),
        (Trace::Address, "12 Mission Road, Mansa"),
        (Trace::Email, "Zoe@example.org"),
        (Trace::Phone, "+260977123456"),
        (Trace::Place, "-12.2462701"),
    ];
    for (col, (_, text)) in (0u32..).zip(traces) {
        table.set(row, ColId(col), Text::new(text));
    }
    let never = |_| false;
    let personal: Vec<PersonalColumn<'_>> = (0u32..)
        .zip(traces)
        .map(|(col, (trace, _))| PersonalColumn {
            col: ColId(col),
            column: table.column(ColId(col)).unwrap(),
            trace,
            decimals: Decimals::Three,
            invalid: &never,
        })
        .collect();
    Distinctive::new(&personal, &[])
}

fn all(text: &str, strictness: Strictness) -> Vec<(Trace, Why, String)> {
    let own = own();
    Searcher::new(&own, Decimals::Three)
        .search(Text::new(text), strictness)
        .iter()
        .map(|f| (f.trace, f.why, text[f.start..f.end].to_owned()))
        .collect()
}

#[test]
fn values_of_the_file_are_found_in_every_spelling() {
    for (text, trace, part) in [
        ("ZOE NGOMA", Trace::Name, "ZOE NGOMA"),
        ("chez Ngoma, Zoe (mill)", Trace::Name, "Ngoma, Zoe"),
        ("NRC 123456/78/1!", Trace::Id, "123456/78/1"),
        ("123456-781", Trace::Id, "123456-781"),
        (
            "at 12, mission road Mansa",
            Trace::Address,
            "12, mission road Mansa",
        ),
        ("mail zoe@EXAMPLE.org.", Trace::Email, "zoe@EXAMPLE.org"),
        ("tel 0977 12 34 56", Trace::Phone, "0977 12 34 56"),
        ("(+260) 977-123-456", Trace::Phone, "260) 977-123-456"),
        ("12,246270100", Trace::Place, "12,246270100"),
    ] {
        assert_eq!(
            all(text, Strictness::Text),
            [(trace, Why::OwnValue, part.to_owned())],
            "{text}"
        );
    }
}

/// Each left a file in the clear once, in a column that is not personal.
#[test]
fn values_of_the_file_are_found_within_words_and_with_other_separators() {
    for (text, trace) in [
        ("C0977123456", Trace::Phone),
        ("tel0977123456", Trace::Phone),
        ("0977123456x", Trace::Phone),
        ("中0977123456", Trace::Phone),
        ("0977123456é", Trace::Phone),
        ("WhatsApp0977 123 456", Trace::Phone),
        ("0977‐123‐456", Trace::Phone),
        ("0977—123—456", Trace::Phone),
        ("0977,123,456", Trace::Phone),
        ("0977\n123\n456", Trace::Phone),
        ("[0977][123][456]", Trace::Phone),
        ("０９７７１２３４５６", Trace::Phone),
        ("٠٩٧٧١٢٣٤٥٦", Trace::Phone),
        ("5-0977 123 456", Trace::Phone),
        ("123456781", Trace::Id),
        ("NRC 123456781", Trace::Id),
        ("NRC 123456-781", Trace::Id),
        ("zoe＠example。org", Trace::Email),
        ("12.2462701S", Trace::Place),
        ("S12.2462701", Trace::Place),
        ("lat12.2462701", Trace::Place),
    ] {
        for strictness in [Strictness::Text, Strictness::Identifier] {
            let found = all(text, strictness);
            let own = |f: &(Trace, Why, String)| f.0 == trace && f.1 == Why::OwnValue;
            assert!(found.iter().any(own), "{text} {strictness:?}: {found:?}");
        }
    }
}

#[test]
fn phones_of_others_are_found_as_they_are_written() {
    for text in [
        "Tel 76 12 34 56",
        "tél. 76123456",
        "appeler 97-12-34-56",
        "call 977 123 456",
        "tel0966000111",
        "260 977 123 456",
        "223 76 12 34 56",
        "5-0966 000 111",
        "N°3-0966 000 111",
    ] {
        let found = all(text, Strictness::Text);
        assert!(
            found.iter().any(|f| f.0 == Trace::Phone),
            "{text}: {found:?}"
        );
    }
    for text in [
        "12° 20.74 S",
        "12°14.776",
        "12.345678S 28.123456E",
        "S12.345678 E28.123456",
    ] {
        let found = all(text, Strictness::Text);
        assert!(
            found.iter().any(|f| f.0 == Trace::Place),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn forms_of_personal_data() {
    for (text, trace) in [
        ("0966 000 111", Trace::Phone),
        ("+44 20 7946 0018", Trace::Phone),
        ("00 33 1 23 45 67 89", Trace::Phone),
        ("other@example.com", Trace::Email),
        ("no 471250001234", Trace::Digits),
        ("-15.416700, 28.283300", Trace::Place),
        ("lat 15.41671", Trace::Place),
        ("15°24'12\"S", Trace::Place),
    ] {
        let found = all(text, Strictness::Text);
        assert!(
            !found.is_empty() && found.iter().all(|f| f.0 == trace && f.1 == Why::Form),
            "{text}"
        );
    }
}

#[test]
fn no_false_alarm() {
    for text in [
        "milling",
        "SMU 12 Chinsanka",
        "Cashpower 2000",
        "1.2-rc3",
        "18-09-2021 10.30",
        "2021-09-18 12:00:00",
        "installed 01/02/2021, 5 lamps",
        "Zoe's shop",
        "Mission Road",
        "25°C",
        "150,000.50 ZMW",
        "12.345",
        "6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de",
        "PAYGO 24 months",
        "SN4700012512",
        "HOP0123456789",
        "260 000 000 000",
        "100, 200, 300, 400, 500",
        "1/02/2021 10.30",
        "rev12.3456",
        "20° 30",
        "call 24",
    ] {
        assert_eq!(all(text, Strictness::Text), [], "{text}");
    }
    for text in ["47000125007", "A1000000JA", "5000003"] {
        assert_eq!(all(text, Strictness::Identifier), [], "{text}");
    }
    for text in ["1500000", "2021-09-18", "12.24"] {
        assert_eq!(all(text, Strictness::Typed), [], "{text}");
    }
    assert_eq!(all("260977123456", Strictness::Typed).len(), 1);
    assert_eq!(all("0977123456", Strictness::Identifier).len(), 1);
    assert_eq!(all("+260955111222", Strictness::Identifier).len(), 1);
}

proptest! {
    /// Parts of the file's values, whole ones, and other texts.
    #[test]
    fn what_a_search_finds_is_suspected(
        texts in prop::collection::vec(prop::collection::vec(prop_oneof![
            Just("Zoé Ngoma"), Just("zoe"), Just("NGOMA"), Just("123456"), Just("123456/78/1"), Just("78"),
            Just("12 Mission Road, Mansa"), Just("12"), Just("mission road"), Just("Zoe@example.org"),
            Just("+260977123456"), Just("0977 123 456"), Just("-12.2462701"), Just("a"), Just("2021-03-04"),
        ], 1..4), 1..20),
        strictness in prop::sample::select(vec![Strictness::Text, Strictness::Identifier, Strictness::Typed]),
    ) {
        let own = own();
        let texts: Vec<String> = texts.iter().map(|parts| parts.join(" ")).collect();
        let mut searcher = Searcher::new(&own, Decimals::Three);
        let suspects = searcher.suspects(texts.iter().map(|text| (Text::new(text), strictness)));
        for (text, place) in texts.iter().zip(0..) {
            let found = !searcher.search(Text::new(text), strictness).is_empty();
            prop_assert!(!found || suspects.contains(&place), "{}", text);
        }
    }
}

#[test]
fn a_word_that_only_begins_a_value_is_not_suspected_alone() {
    let own = own();
    let mut searcher = Searcher::new(&own, Decimals::Three);
    let texts = ["123456", "123456 / 78", "987654"].map(|t| (Text::new(t), Strictness::Identifier));
    assert_eq!(searcher.suspects(texts.into_iter()), [1]);
}

#[test]
fn a_mask_leaves_nothing_to_find() {
    let own = own();
    let mut searcher = Searcher::new(&own, Decimals::Three);
    for text in [
        "call Zoé Ngoma on 0977 123 456 or zoe@example.org",
        "-12.2462701, 28.2833001 é",
    ] {
        let finds = searcher.search(Text::new(text), Strictness::Text).to_vec();
        assert!(finds.len() > 1);
        let masked = masked(Text::new(text), &finds);
        assert!(
            searcher
                .search(Text::new(&masked), Strictness::Text)
                .is_empty(),
            "{masked}"
        );
    }
}
