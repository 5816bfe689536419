"""Fills a template as a provider would, with openpyxl: rows of texts, typed by the column's shape."""
import datetime, json, sys
import openpyxl

path, out, rows = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
book = openpyxl.load_workbook(path)
sheet = book.worksheets[0]
example = book.worksheets[2]
names = [cell.value.split("\n")[-1].rstrip(" *") for cell in sheet[1]]
for number, row in enumerate(rows, start=2):
    if row == "example":
        row = {name: cell.value for name, cell in zip(names, example[2])}
    for place, name in enumerate(names, start=1):
        value = row.get(name)
        if value is None:
            continue
        cell = sheet.cell(row=number, column=place)
        shape = sheet.column_dimensions[cell.column_letter].number_format
        if shape == "yyyy-mm-dd" and isinstance(value, str):
            value = datetime.date.fromisoformat(value)
        cell.value = value
        if shape:
            cell.number_format = shape
book.save(out)
