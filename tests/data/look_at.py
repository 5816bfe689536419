"""Prints what a workbook shows, read without any code of Tamis: sheets, cells, notes, lists."""
import json, sys
import openpyxl

values = "values" in sys.argv
book = openpyxl.load_workbook(sys.argv[1], data_only=values)

def text(value):
    # Formulas and whole numbers are written in more than one way.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

sheets = []
for sheet in book.worksheets:
    cells, notes, links, marked = {}, {}, [], []
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", cell.coordinate
            if cell.value is not None:
                cells[cell.coordinate] = text(cell.value)
            if cell.comment:
                notes[cell.coordinate] = cell.comment.text
            if cell.hyperlink:
                links.append(cell.hyperlink.location)
            if cell.fill.fgColor.rgb not in ("00000000", None) and cell.fill.fill_type:
                marked.append(cell.coordinate)
    rules = [
        {
            "cells": str(rule.sqref), "type": rule.type, "formula": rule.formula1,
            "title": rule.promptTitle, "prompt": rule.prompt, "error": rule.error,
            "shown": not rule.showDropDown,
        }
        for rule in sheet.data_validations.dataValidation
    ]
    sheets.append({
        "name": sheet.title, "state": sheet.sheet_state, "cells": cells, "notes": notes,
        "links": links, "marked": marked, "rules": rules,
    })
json.dump({"creator": book.properties.creator, "sheets": sheets}, sys.stdout)
