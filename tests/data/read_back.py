"""Prints a platform file as json rows of texts, read without any code of Tamis."""
import csv, datetime, json, sys
from decimal import Decimal

def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return "number:" + str(Decimal(repr(value)).normalize())
    if isinstance(value, (int, Decimal)):
        return "number:" + str(Decimal(value).normalize())
    return value

def rows(path):
    if path.endswith(".xlsx"):
        import openpyxl
        from openpyxl.utils.escape import unescape
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["meters"], book.sheetnames
        for row in book["meters"].iter_rows():
            for cell in row:
                assert cell.data_type != "f" and cell.hyperlink is None, cell.coordinate
            # openpyxl leaves the _xHHHH_ of the format to its user.
            yield [unescape(text(cell.value)) for cell in row]
    elif path.endswith(".csv"):
        with open(path, newline="", encoding="utf-8-sig") as file:
            yield from csv.reader(file)
    else:
        with open(path, encoding="utf-8") as file:
            number = dict(parse_float=Decimal, parse_int=Decimal)
            if path.endswith(".jsonl"):
                records = [json.loads(line, **number) for line in file]
            else:
                records = json.load(file, **number)
                if isinstance(records, dict):
                    assert list(records) == ["data"], list(records)
                    records = records["data"]
            yield list(records[0])
            for record in records:
                yield [text(value) for value in record.values()]

json.dump(list(rows(sys.argv[1])), sys.stdout)
