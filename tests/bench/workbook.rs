//! The file of the benches as a workbook, numbers as numbers: one named by `TAMIS_BENCH_XLSX`, or
//! made from the csv.

use std::path::PathBuf;

/// The workbook, made where it is missing.
pub fn file() -> PathBuf {
    if let Some(path) = std::env::var_os("TAMIS_BENCH_XLSX") {
        return PathBuf::from(path);
    }
    let csv = super::meters::file();
    let name = csv.file_stem().unwrap_or_default().to_string_lossy();
    let path = std::env::temp_dir().join(format!("{name}.xlsx"));
    if path.exists() {
        return path;
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(csv)
        .expect("the file");
    for (row, record) in (0u32..).zip(records.records()) {
        for (col, text) in (0u16..).zip(&record.expect("a record")) {
            let number = text
                .parse::<f64>()
                .ok()
                .filter(|_| !text.starts_with(['0', '+']));
            let written = match number {
                Some(number) => sheet.write_number(row, col, number),
                None => sheet.write_string(row, col, text),
            };
            written.expect("a cell");
        }
    }
    book.save(&path).expect("the workbook is written");
    path
}
