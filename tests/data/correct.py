"""Corrects a workbook as a provider would: edits by customer, rows sorted, deleted and added."""
import json, sys
import openpyxl

path, out, orders = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
book = openpyxl.load_workbook(path)
sheet = book[orders["sheet"]]
head = orders["head"]
names = {cell.value: place for place, cell in enumerate(sheet[head])}
rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
rows = [row for row in rows if any(value is not None for value in row)]
by = names["customer_external_id"]
for customer, changes in orders["edits"].items():
    (row,) = [row for row in rows if row[by] == customer]
    for name, value in changes.items():
        row[names[name]] = value
rows = [row for row in rows if row[by] not in orders["deleted"]]
for changes in orders["added"]:
    row = [None] * len(rows[0])
    for name, value in changes.items():
        row[names[name]] = value
    rows.append(row)
if orders["sorted"]:
    rows.sort(key=lambda row: str(row[names[orders["sorted"]]]), reverse=True)
for row in sheet.iter_rows(min_row=head + 1):
    for cell in row:
        cell.value = None
for number, row in enumerate(rows, start=head + 1):
    for place, value in enumerate(row, start=1):
        if value is not None:
            sheet.cell(row=number, column=place).value = value
book.save(out)
