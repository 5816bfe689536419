#!/usr/bin/env python3
"""Makes the practice files and the list of what is planted in them, always the same.

    python3 assets/samples/make.py        (needs openpyxl)

Every person, number and place is invented; places lie within 6 km of a town of the province that
the row names. Apart from what PLANTED lists, nothing in the files is wrong: a practice file must
show what it teaches and nothing else. `tests/it/samples.rs` holds it to that.
"""

import datetime
import random
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
ROWS = 200
HEADER = [
    "Customer External ID", "manufacturer *", "Serial Number", "device_external_id",
    "account_external_id", "customer_name", "customer_id_number", "customer_gender",
    "customer_birth_year", "customer_household_size", "customer_phone", "customer_email",
    "customer_country", "customer_latitude", "customer_longitude", "customer_location_area_1",
    "max_power_w", "total_price", "payment_plan_currency", "is_locked", "is_test",
    "installation_date", "purchase_date", "customer_category", "Observations", "device_uid",
]
FIRST = ["Aïcha", "Ama", "Binta", "Bwalya", "Chanda", "Éric", "Fatou", "Grâce", "Jean", "Kofi",
         "Moussa", "Mulenga", "Thandiwe", "Zoé"]
LAST = ["Banda", "Diallo", "Houngbédji", "Koné", "Mensah", "Mwila", "Ngoma", "Okafor", "Phiri",
        "Tembo", "Traoré", "Zulu"]
TOWNS = {
    "Western": [(-15.2484, 23.1274), (-16.1170, 23.2670)],
    "Muchinga": [(-11.8343, 31.4520), (-10.5414, 32.0816)],
    "Luapula": [(-11.1997, 28.8943), (-9.7915, 29.0791)],
}

# Rule, column letter, first row, texts from that row on (repeated to `count`), note.
PLANTED = [
    ("decimal-comma", "Q", 5, ["3,5", "2,5", "5,75", "0,8"] * 6, ""),
    ("decimal-comma", "R", 192, ["1,250"], "two readings: asked"),
    ("not-in-list", "H", 32, ["Femme", "Homme", "H", "Male", "Female", "F.", "Mme", "Masculin",
                              "Féminin", "Femme", "Homme", "H", "m", "f"], ""),
    ("not-a-boolean", "T", 52, ["oui", "non", "vrai", "faux", "yes", "no", "1", "0"], ""),
    ("not-a-date", "V", 62, ["31/12/2021", "15/02/2022", "28/03/2023", "05/06/2023", "01/02/2022",
                             "30/11/2022", "13/01/2023", "22/08/2021", "09/09/2022", "17/07/2022",
                             "2022-05-04T00:00:00", "31/04/2023"], "the last day does not exist"),
    ("country-code", "M", 76, ["zm", "Zm", "Zambie", "Zambia", "ZMB", "Congo"], "Congo: asked"),
    ("currency-code", "S", 84, ["zmw", "Kwacha zambien", "ZMK", "FCFA"], ""),
    ("surrounding-space", "B", 90, [" HOP", "HOP ", "HOP\u00a0", " HOP ", "HOP ", "HOP ", " HOP",
                                    "HOP\u200b"], ""),
    ("required", "C", 100, ["", "", ""], ""),
    ("not-a-number", "Q", 104, ["+5", ".5", "5.", "abc", "1 250"], ""),
    ("not-an-integer", "I", 110, ["1990.0", "mille"], ""),
    ("implausible-value", "I", 112, [1885], ""),
    ("implausible-value", "J", 113, [0], ""),
    ("implausible-value", "W", 114, ["2099-01-01"], "with it dates-in-order"),
    ("implausible-value", "R", 115, [-20], ""),
    ("out-of-range", "N", 118, [95.2], ""),
    ("out-of-range", "O", 119, [-200], ""),
    ("decimal-comma", "N", 120, ["-12,34567"], ""),
    ("error-cell", "R", 122, ["#N/A"], ""),
    ("error-cell", "Q", 123, ["#REF!"], ""),
]


def place(letter):
    return ord(letter) - ord("A")


def made(rng):
    rows, numbers = [], set()
    for i in range(ROWS):
        area = rng.choice(sorted(TOWNS))
        lat, lon = rng.choice(TOWNS[area])
        while True:
            number = f"L{rng.randint(10, 99)}FX{rng.randint(1000, 9999)}"
            if number not in numbers:
                numbers.add(number)
                break
        put_in = datetime.date(2021, 7, 1) + datetime.timedelta(days=rng.randint(0, 1100))
        bought = put_in - datetime.timedelta(days=rng.randint(1, 60))
        rows.append([
            f"ZM-{1000 + i}", "HOP", str(47000125000 + 7 * i), f"D{i:04}", f"A{i // 2:04}",
            f"{rng.choice(FIRST)} {rng.choice(LAST)}", number, rng.choice("MF"),
            rng.randint(1950, 2003), rng.randint(1, 9),
            f"+26097{rng.randint(1000000, 9999999)}", f"client{i}@example.org", "ZM",
            round(lat + rng.uniform(-0.05, 0.05), 5), round(lon + rng.uniform(-0.05, 0.05), 5),
            area, rng.choice([500, 1000, 3500, 5000]), rng.randint(50, 400) + 0.5, "ZMW",
            "false", "FALSE", put_in.isoformat(), bought.isoformat(),
            rng.choice(["household", "commercial"]), "RAS", "1-x",
        ])
    for _, letter, first, texts, _ in PLANTED:
        for down, text in enumerate(texts):
            rows[first - 2 + down][place(letter)] = text
    # Dates that are written otherwise are bought before the earliest of them.
    for number in range(62, 74):
        rows[number - 2][place("W")] = "2021-07-10"
    # Two rows of one key: identical, and different.
    rows[132 - 2] = list(rows[131 - 2])
    rows[142 - 2][:3] = rows[141 - 2][:3]
    return rows


def workbook(rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Juin"
    sheet.append(HEADER)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for row in sheet.iter_rows():
        for cell in row:
            # As it is typed: texts that begin with a sign are texts, errors are words.
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    day = datetime.datetime(2024, 10, 1)
    book.properties.created = book.properties.modified = day
    book.save(HERE / "practice.xlsx")


def shown(cell, column):
    if isinstance(cell, float) and column in "NO":
        return str(cell) if cell in (95.2,) else f"{cell:.5f}"
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return str(cell)


def text_file(rows):
    lines = [";".join(HEADER)]
    for row in rows:
        lines.append(";".join(shown(cell, chr(ord("A") + i)) for i, cell in enumerate(row)))
    # A control character, a row that ends early, one with a cell too many.
    lines[125] = lines[125].replace(rows[124][place("P")], "West\x07ern", 1)
    lines[171] = ";".join(lines[171].split(";")[:-2])
    lines[172] += ";reste"
    text = "\r\n".join(lines) + "\r\n"
    (HERE / "exercice.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())


def planted(also):
    out = ["| rule | where | field | what |", "|---|---|---|---|"]
    for rule, letter, first, texts, note in PLANTED:
        last = first + len(texts) - 1
        where = f"{letter}{first}" if len(texts) == 1 else f"{letter}{first}:{letter}{last}"
        what = ", ".join(dict.fromkeys(f"`{t}`".replace("``", "(empty)") for t in texts))
        what = what.replace("\u00a0", "°").replace("\u200b", "°") + (f" ({note})" if note else "")
        out.append(f"| {rule} | {where} | {HEADER[place(letter)].strip(' *')} | {what} |")
    out += also + [
        "| duplicate-key, same-row-twice | C131, C132 | Serial Number | two identical rows |",
        "| duplicate-key | C141, C142 | Serial Number | two rows that differ; with it "
        "customer-with-two-names |",
        "| unknown-column | Y | Observations | |",
        "| generated-column | Z | device_uid | |",
    ]
    return out


def main():
    workbook(made(random.Random(2024)))
    text_file(made(random.Random(2025)))
    csv_only = [
        "| control-character | P126 | customer_location_area_1 | a bell |",
        "| ragged-row | A172, A173 | | two cells too few, one too many |",
    ]
    lines = ["# What is planted in the samples", "",
             "Every person, number and place is invented. Both files, and this list, are made by "
             "`make.py`.", "", "## practice.xlsx (sheet Juin)", ""]
    lines += planted([]) + ["", "## exercice.csv (semicolons, UTF-8 with BOM)", ""]
    lines += planted(csv_only)
    (HERE / "PLANTED.md").write_text("\n".join(lines) + "\n")


main()
