# Reading files: kinds, sheets, header rows.
kind-xlsx = Excel workbook
kind-xlsb = binary Excel workbook
kind-xls = old Excel workbook
kind-ods = LibreOffice workbook
kind-csv = text table
kind-json = json
kind-json-lines = json lines
delimiter-tab = tab
delimiter-semicolon = semicolon
delimiter-comma = comma
delimiter-bar = vertical bar
read-as = Read as: { $parts }
read-sheet = sheet { $sheet }
read-header = header in row { $row }
note-rows-above = { $n ->
    [one] One row above the header is not part of the table.
   *[other] { $count } rows above the header are not part of the table.
}
note-joined-header = The header stands in two rows, which were joined.
note-hidden-rows = { $n ->
    [one] One hidden row is read like the others.
   *[other] { $count } hidden rows are read like the others.
}
note-hidden-columns = { $n ->
    [one] One hidden column is read like the others: { $columns }.
   *[other] { $count } hidden columns are read like the others: { $columns }.
}
note-merged = { $n ->
    [one] One block of merged cells gives its text to its first row only. It can be filled down.
   *[other] { $count } blocks of merged cells give their text to their first row only. They can be filled down.
}
note-total = Row { $row } looks like a total or an average. It can be taken out.
note-total-out = Row { $row } was taken out. It looks like a total.
note-repeated-header = { $n ->
    [one] Row { $rows } repeats the header. It can be taken out.
   *[other] { $count } rows repeat the header: { $rows }. They can be taken out.
}
note-unsolved = { $n ->
    [one] One formula has no stored value and was read as empty: { $cells }.
   *[other] { $count } formulas have no stored value and were read as empty: { $cells }.
} Open the file in Excel, save it, and open it again.
note-shown-otherwise = { $column }: Excel shows { $n ->
    [one] one number
   *[other] { $count } numbers
} with zeros or signs that the value does not have. What Excel shows can be taken.
note-hidden-sheets = { $n ->
    [one] The workbook has a hidden sheet: { $names }.
   *[other] The workbook has { $count } hidden sheets: { $names }.
}
note-alike-sheets = { $n ->
    [one] Another sheet has the same headers: { $names }. Both can be read as one table.
   *[other] { $count } other sheets have the same headers: { $names }. All can be read as one table.
}
open-no-such-encoding = “{ $name }” is not the name of an encoding. Try utf-8 or windows-1252.
open-bad-json = “{ $file }” is not valid json in line { $line }. Ask for the file again.
open-sheets-differ = Sheet “{ $name }” of “{ $file }” has other headers and cannot be read into the same table.
open-too-large-time = “{ $file }” took too long to read. Split it and open the parts one by one.
open-too-large-columns = “{ $file }” has more columns than Excel allows. Check its delimiter, or split it.
open-not-a-table-slides = “{ $file }” is a presentation. Ask for the Excel or csv file.
open-not-a-table-fods = “{ $file }” is a flat LibreOffice document. Open it in LibreOffice and save it as .ods or .xlsx.
open-not-a-table-sylk = “{ $file }” is a SYLK file, whatever its name says. Open it in Excel and save it as .xlsx.
open-not-a-table-xml = “{ $file }” is an XML file. Ask for the Excel or csv file.
open-not-a-table-xml-excel = “{ $file }” is an Excel 2003 XML table. Open it in Excel and save it as .xlsx.
open-not-a-table-old-excel = “{ $file }” is from a very old Excel. Open it in Excel or LibreOffice and save it as .xlsx.
open-not-a-table-json = “{ $file }” is json, but not a list of records. A list of objects is expected.
rule-damaged-number = Number destroyed by a spreadsheet
rule-damaged-number-message = “{ $value }” has lost digits in a spreadsheet and cannot be brought back. Export the list again with this column as text.
rule-mojibake = Letters read in a wrong encoding
rule-mojibake-message = “{ $value }” was read in a wrong encoding once and saved so, as in “ZoÃ©” for “Zoé”.
repair-unmangle = Bring accented letters back
read-as-sheets = sheets { $sheets }
