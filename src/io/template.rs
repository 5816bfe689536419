//! An empty workbook that asks for data: one sheet to fill in, with lists, checks and messages
//! at each column, a page that explains the columns, and an example. What is asked is decided
//! elsewhere; here it becomes cells. No author and no time of making.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Worksheet, XlsxError,
};

use super::Limits;
use super::Quiet;
use super::atomic::WriteError;
use super::copy::{Held, xlsx_cells};
use super::xlsx::{SHEET_ROWS, anonymous, reason};

/// How the cells of a column are shown and kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Text, whatever is typed: `00123` stays `00123`.
    Text,
    Number,
    Whole,
    Day,
}

/// What a cell of a column takes.
#[derive(Clone, PartialEq, Debug)]
pub enum Takes {
    Anything,
    /// One of these.
    OneOf(Vec<String>),
    /// A number within; with `strict`, nothing else can be typed.
    Number {
        low: f64,
        high: f64,
        strict: bool,
    },
    Whole {
        low: i32,
        high: i32,
        strict: bool,
    },
    /// A day from this year on.
    DayFrom {
        year: u16,
    },
    /// A text that is not longer, unless confirmed.
    Short {
        most: u32,
    },
}

/// One column to fill in.
#[derive(Clone, PartialEq, Debug)]
pub struct TemplateColumn {
    pub header: String,
    pub required: bool,
    pub shape: Shape,
    pub takes: Takes,
    /// Shown when a cell is chosen: title and text.
    pub prompt: (String, String),
    /// Shown when what is typed is not taken: title and text.
    pub refusal: (String, String),
    pub example: String,
}

/// The whole workbook.
pub struct Template {
    /// Names of the sheets: to fill in, explanation, example, lists.
    pub sheets: [String; 4],
    pub columns: Vec<TemplateColumn>,
    /// Lines above the explanation.
    pub intro: Vec<String>,
    /// Heads of the explanation, and a line for each column.
    pub heads: Vec<String>,
    pub explained: Vec<Vec<String>>,
}

/// Letters of a title and of a text that a message may have.
const TITLE: usize = 32;
const TEXT: usize = 255;

/// Writes the workbook.
///
/// # Errors
/// When the disk does not take it.
pub fn write_template(
    out: &mut File,
    scratch: &Path,
    template: &Template,
) -> Result<(), WriteError> {
    let mut book = anonymous(scratch)?;
    let lists = lists_of(template);
    let [fill, explain, example, listing] = &template.sheets;
    let sheet = book.add_worksheet();
    sheet.set_name(fill).map_err(reason)?;
    headers(sheet, template).map_err(reason)?;
    rules(sheet, template, &lists).map_err(reason)?;
    let sheet = book.add_worksheet();
    sheet.set_name(explain).map_err(reason)?;
    explanation(sheet, template).map_err(reason)?;
    let sheet = book.add_worksheet();
    sheet.set_name(example).map_err(reason)?;
    headers(sheet, template).map_err(reason)?;
    examples(sheet, template).map_err(reason)?;
    if !lists.is_empty() {
        let sheet = book.add_worksheet();
        sheet.set_name(listing).map_err(reason)?.set_hidden(true);
        for (list, col) in lists.iter().zip(0u16..) {
            for (value, row) in list.iter().zip(0u32..) {
                sheet.write_string(row, col, value).map_err(reason)?;
            }
        }
    }
    book.save_to_writer(BufWriter::with_capacity(1 << 16, out))
        .map_err(reason)
}

/// Lists too long to stand in a rule; equal ones once.
fn lists_of(template: &Template) -> Vec<&Vec<String>> {
    let mut lists: Vec<&Vec<String>> = Vec::new();
    for column in &template.columns {
        if let Takes::OneOf(values) = &column.takes
            && !fits_in_rule(values)
            && !lists.contains(&values)
        {
            lists.push(values);
        }
    }
    lists
}

fn fits_in_rule(values: &[String]) -> bool {
    values.iter().map(|v| v.len() + 1).sum::<usize>() <= TEXT && values.len() <= 20
}

fn format(shape: Shape) -> Format {
    Format::new().set_num_format(match shape {
        Shape::Text => "@",
        Shape::Number => "General",
        Shape::Whole => "0",
        Shape::Day => "yyyy-mm-dd",
    })
}

fn headers(sheet: &mut Worksheet, template: &Template) -> Result<(), XlsxError> {
    let head = |required: bool| {
        let (ground, letters) = if required {
            (Color::RGB(0x1F_4E_79), Color::White)
        } else {
            (Color::RGB(0xDD_EB_F7), Color::Black)
        };
        Format::new()
            .set_num_format("@")
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(ground)
            .set_font_color(letters)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x7F_7F_7F))
    };
    for (column, col) in template.columns.iter().zip(0u16..) {
        sheet.set_column_format(col, &format(column.shape))?;
        let widest = column.header.lines().map(|l| l.chars().count()).max();
        sheet.set_column_width(col, widest.unwrap_or(0).clamp(12, 26) as f64 + 2.0)?;
        sheet.write_string_with_format(0, col, &column.header, &head(column.required))?;
    }
    sheet.set_row_height(0, 34)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn rules(
    sheet: &mut Worksheet,
    template: &Template,
    lists: &[&Vec<String>],
) -> Result<(), XlsxError> {
    let last = u32::try_from(SHEET_ROWS - 1).unwrap_or(u32::MAX);
    let listing = template.sheets[3].replace('\'', "''");
    for (column, col) in template.columns.iter().zip(0u16..) {
        let rule = DataValidation::new();
        let stop = DataValidationErrorStyle::Stop;
        let warn = DataValidationErrorStyle::Warning;
        let (rule, style) = match &column.takes {
            Takes::Anything => (rule.allow_any_value(), warn),
            Takes::OneOf(values) if fits_in_rule(values) => {
                (rule.allow_list_strings(values)?, stop)
            }
            Takes::OneOf(values) => {
                let place = lists.iter().position(|list| *list == values).unwrap_or(0);
                let letters = crate::table::column_letters(u32::try_from(place).unwrap_or(0));
                let range = format!("'{listing}'!${letters}$1:${letters}${}", values.len());
                (rule.allow_list_formula(Formula::new(range)), stop)
            }
            Takes::Number { low, high, strict } => (
                rule.allow_decimal_number(DataValidationRule::Between(*low, *high)),
                if *strict { stop } else { warn },
            ),
            Takes::Whole { low, high, strict } => (
                rule.allow_whole_number(DataValidationRule::Between(*low, *high)),
                if *strict { stop } else { warn },
            ),
            Takes::DayFrom { year } => {
                let first = ExcelDateTime::from_ymd(*year, 1, 1)?;
                let rule = rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(first));
                (rule, stop)
            }
            Takes::Short { most } => (
                rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(*most)),
                warn,
            ),
        };
        let rule = rule
            .ignore_blank(true)
            .set_error_style(style)
            .set_input_title(cut(&column.prompt.0, TITLE))?
            .set_input_message(cut(&column.prompt.1, TEXT))?
            .set_error_title(cut(&column.refusal.0, TITLE))?
            .set_error_message(cut(&column.refusal.1, TEXT))?;
        sheet.add_data_validation(1, col, last, col, &rule)?;
    }
    Ok(())
}

/// At most so many UTF-16 units, as Excel counts.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut units = 1;
    let mut short: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= most
        })
        .collect();
    short.push('…');
    short
}

fn explanation(sheet: &mut Worksheet, template: &Template) -> Result<(), XlsxError> {
    const WIDTHS: [f64; 6] = [34.0, 13.0, 34.0, 58.0, 22.0, 34.0];
    for (width, col) in WIDTHS.into_iter().zip(0u16..) {
        sheet.set_column_width(col, width)?;
    }
    let title = Format::new().set_bold().set_font_size(14);
    let wrap = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let head = wrap
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_EB_F7))
        .set_border_bottom(FormatBorder::Thin);
    let mut row = 0u32;
    for line in &template.intro {
        if row == 0 {
            sheet.write_string_with_format(row, 0, line, &title)?;
        } else {
            sheet.merge_range(row, 0, row, 4, line, &wrap)?;
            sheet.set_row_height(row, 15.0 * (line.chars().count() / 140 + 1) as f64)?;
        }
        row += 1;
    }
    row += 1;
    for (text, col) in template.heads.iter().zip(0u16..) {
        sheet.write_string_with_format(row, col, text, &head)?;
    }
    for texts in &template.explained {
        row += 1;
        let mut most = 0.9f64;
        for ((text, width), col) in texts.iter().zip(WIDTHS).zip(0u16..) {
            most = most.max(text.chars().count() as f64 / width);
            sheet.write_string_with_format(row, col, text, &wrap)?;
        }
        sheet.set_row_height(row, 15.0 * (most * 1.1).ceil())?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn examples(sheet: &mut Worksheet, template: &Template) -> Result<(), XlsxError> {
    for (column, col) in template.columns.iter().zip(0u16..) {
        let shown = format(column.shape);
        let number = crate::parse::number::float(&column.example);
        let day = crate::parse::date::iso(&column.example);
        match (column.shape, number, day) {
            (Shape::Number | Shape::Whole, Some(value), _) => {
                sheet.write_number_with_format(1, col, value, &shown)?;
            }
            (Shape::Day, _, Some((year, month, day))) => {
                let (year, month, day) = (
                    u16::try_from(year).unwrap_or(2000),
                    u8::try_from(month).unwrap_or(1),
                    u8::try_from(day).unwrap_or(1),
                );
                let date = ExcelDateTime::from_ymd(year, month, day)?;
                sheet.write_datetime_with_format(1, col, date, &shown)?;
            }
            _ => {
                sheet.write_string_with_format(1, col, &column.example, &shown)?;
            }
        }
    }
    Ok(())
}

/// Reads the sheet to fill in back: its headers and nothing else.
///
/// # Errors
/// `VerifyFailed` when it is anything else.
pub fn verify_template(path: &Path, template: &Template) -> Result<(), WriteError> {
    let mut next = template.columns.iter().zip(0u32..);
    let failed = || WriteError::VerifyFailed;
    let [fill, ..] = &template.sheets;
    xlsx_cells(
        path,
        fill,
        &Limits::default(),
        &Quiet,
        &mut |row, col, held| {
            let (column, place) = next.next().ok_or_else(failed)?;
            let header = Held::Text(crate::table::Text::new(&column.header));
            if (row, col) == (0, place) && held == header {
                Ok(())
            } else {
                Err(failed())
            }
        },
    )
    .map_err(|_| failed())?;
    match next.next() {
        None => Ok(()),
        Some(_) => Err(failed()),
    }
}
