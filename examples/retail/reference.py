#!/usr/bin/env python3
"""What retail's gold tables must hold, computed the plain way: reference.py INPUT_DIR OUTPUT_DIR [--as-of DATE].

--as-of DATE reads only the files of the days up to and including DATE.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

COLUMNS = "invoice_no stock_code description quantity invoice_date unit_price customer_id country".split()


class SetAside(Exception):
    """A record that is not loaded; its text is the reason."""


def number(text, pattern, kind):
    if text is None:
        return None
    if not re.fullmatch(pattern, text):
        raise SetAside("wrong_type")
    return kind(text)


def moment(text):
    """A time in UTC: ISO, with an offset or in UTC; month first with slashes; day first with dots."""
    try:
        if "/" in text:
            return datetime.strptime(text, "%m/%d/%Y %H:%M").replace(tzinfo=timezone.utc)
        if re.match(r"[0-9]{2}\.", text):
            return datetime.strptime(text, "%d.%m.%Y %H:%M").replace(tzinfo=timezone.utc)
        time = datetime.fromisoformat(text)
    except ValueError:
        raise SetAside("wrong_type") from None
    return time.replace(tzinfo=timezone.utc) if time.tzinfo is None else time.astimezone(timezone.utc)


def read_line(bronze, file_day):
    """The typed line, its columns in the order of COLUMNS; or why it is set aside: the first reason that applies."""
    if bronze["invoice_no"] is None or bronze["stock_code"] is None:
        raise SetAside("null_key")
    quantity = number(bronze["quantity"], r"[+-]?[0-9]+", int)
    unit_price = number(bronze["unit_price"], r"[+-]?[0-9]+(\.[0-9]{1,2})?", Decimal)
    customer_id = number(bronze["customer_id"], r"[+-]?[0-9]+", int)
    invoice_at = bronze["invoice_date"] and moment(bronze["invoice_date"])
    if quantity is None or unit_price is None or invoice_at is None:
        raise SetAside("null_value")
    if invoice_at.date() > file_day:
        raise SetAside("future")
    if unit_price < 0:
        raise SetAside("negative_price")
    if quantity >= 0 if bronze["invoice_no"].startswith("C") else quantity <= 0:
        raise SetAside("wrong_sign")
    stock_code = bronze["stock_code"].upper()
    return (
        bronze["invoice_no"], stock_code, bronze["description"], quantity,
        invoice_at, unit_price, customer_id, bronze["country"],
    )  # fmt: skip


def cents(value):
    """Rounded to two decimals, half up; None stays None."""
    if value is None:
        return None
    exact = Fraction(value)
    return Decimal((abs(exact) * 100 + Fraction(1, 2)).__floor__()) / 100 * (-1 if exact < 0 else 1)


def shown(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def write(folder, name, rows, columns):
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns.split())
        out.writerows([shown(row[column]) for column in columns.split()] for row in rows)


def write_json(folder, name, value):
    text = json.dumps(value, indent=1, default=lambda v: float(v) if isinstance(v, Decimal) else str(v))
    (folder / name).write_text(text + "\n", encoding="utf-8")


def sums(lines):
    """The figures of some lines."""
    sales = [line for line in lines if not line["is_return"]]
    gross = sum((line["amount"] for line in sales), Decimal("0.00"))
    returns = sum((line["amount"] for line in lines if line["is_return"]), Decimal("0.00"))
    return {
        "invoices": len({line["invoice_no"] for line in sales}),
        "units": sum(line["quantity"] for line in sales),
        "gross_sales": gross,
        "returns": returns,
        "net_sales": gross + returns,
    }


def group(lines, key):
    groups = defaultdict(list)
    for line in lines:
        groups[line[key]].append(line)
    return groups


def quality(bronze, intake):
    """Figures per column over the lines that are not ragged, and the overall score."""
    rows, shares = [], []
    for column in COLUMNS:
        values = [line[column] for line in bronze]
        present = [value for value in values if value is not None]
        nulls = Fraction(100 * (len(values) - len(present)), len(values)) if values else None
        shares.append(nulls)
        negative = None
        if column in ("quantity", "unit_price"):
            negative = sum(1 for value in present if re.fullmatch(r"-[0-9]+(\.[0-9]+)?", value) and Decimal(value) < 0)
        unique = Fraction(100 * len(set(present)), len(present)) if present else None
        rows.append({
            "column_name": column,
            "null_percentage": cents(nulls),
            "negative_values": negative,
            "unique_percentage": cents(unique),
        })  # fmt: skip
    records, valid = sum(intake.values()), intake["loaded"] + intake["duplicate"]
    score = None
    if valid:
        complete = 100 - sum(shares) / len(shares)
        score = cents((complete + Fraction(100 * valid, records) + Fraction(100 * intake["loaded"], valid)) / 3)
    return rows, score


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat)
    args = parser.parse_args()

    intake, bronze, silver = Counter(), [], {}
    for path in sorted((args.input / "sales").glob("*.csv")):
        file_day = date.fromisoformat(path.stem)
        if args.as_of and file_day > args.as_of:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            next(lines, None)
            for fields in lines:
                if len(fields) != len(COLUMNS):
                    intake["ragged"] += 1
                    continue
                row = {c: None if f.strip() in ("", "NULL") else f.strip() for c, f in zip(COLUMNS, fields)}
                bronze.append(row)
                try:
                    line = read_line(row, file_day)
                except SetAside as reason:
                    intake[str(reason)] += 1
                    continue
                intake["duplicate" if line in silver else "loaded"] += 1
                silver[line] = dict(zip(COLUMNS, line))

    facts = list(silver.values())
    for line in facts:
        line["invoice_at"] = line["invoice_date"]
        line["invoice_date"] = line["invoice_at"].date()
        line["amount"] = line["quantity"] * line["unit_price"]
        line["is_return"] = line["quantity"] < 0
    facts.sort(key=lambda l: (l["invoice_no"], l["stock_code"], l["invoice_at"], l["quantity"], l["description"] or ""))

    products = []
    for stock_code, lines in sorted(group(facts, "stock_code").items()):
        named = [(line["invoice_at"], line["description"]) for line in lines if line["description"] is not None]
        products.append({"stock_code": stock_code, "description": max(named)[1] if named else None, **sums(lines)})
    customers = []
    for customer_id, lines in sorted(group([l for l in facts if l["customer_id"] is not None], "customer_id").items()):
        days = [line["invoice_date"] for line in lines]
        country = max((line["invoice_at"], line["country"] or "") for line in lines)[1] or None
        customers.append({
            "customer_id": customer_id, "country": country, "first_seen": min(days), "last_seen": max(days),
        })  # fmt: skip
    by_day = group(facts, "invoice_date")
    dates = []
    if by_day:
        day = min(by_day)
        while day <= max(by_day):
            dates.append({
                "date": day, "year": day.year, "quarter": (day.month + 2) // 3, "month": day.month, "day": day.day,
                "weekday": day.isoweekday(), **sums(by_day.get(day, [])),
            })  # fmt: skip
            day += timedelta(days=1)
    total = sums(facts)
    average = Fraction(total["gross_sales"]) / total["invoices"] if total["invoices"] else None
    kpis = {
        **total,
        "return_invoices": len({line["invoice_no"] for line in facts if line["is_return"]}),
        "customers": len(customers),
        "products": len(products),
        "average_invoice": cents(average),
    }
    metrics, score = quality(bronze, intake)

    out = args.output
    out.mkdir(parents=True, exist_ok=True)
    figures = "invoices units gross_sales returns net_sales"
    columns = "invoice_no stock_code customer_id country invoice_at invoice_date description quantity unit_price amount is_return"
    write(out, "fact_sales", facts, columns)
    write(out, "dim_product", products, "stock_code description")
    write(out, "dim_customer", customers, "customer_id country first_seen last_seen")
    write(out, "dim_date", dates, "date year quarter month day weekday")
    write(out, "kpis", [kpis], f"{figures} return_invoices customers products average_invoice")
    write(out, "daily_sales", dates, f"date {figures}")
    write(out, "quality_metrics", metrics, "column_name null_percentage negative_values unique_percentage")
    rows = [{"source": "sales", "outcome": outcome, "records": n} for outcome, n in sorted(intake.items()) if n]
    write(out, "intake", rows, "source outcome records")

    top = sorted(products, key=lambda p: (-p["net_sales"], p["stock_code"]))[:10]
    countries = [{"country": country, **sums(lines)} for country, lines in group(facts, "country").items()]
    countries.sort(key=lambda c: (-c["net_sales"], c["country"] or ""))
    write_json(out, "report.json", {
        "kpis": kpis,
        "top_products": [{c: p[c] for c in ("stock_code", "description", "units", "net_sales")} for p in top],
        "countries": [{c: row[c] for c in ("country", "invoices", "net_sales")} for row in countries],
        "daily_sales": [{c: row[c] for c in ("date", *figures.split())} for row in dates],
    })  # fmt: skip
    write_json(out, "quality_report.json", {
        "completeness": {m["column_name"]: {"null_percentage": m["null_percentage"]} for m in metrics},
        "validity": {
            m["column_name"]: {"negative_values": m["negative_values"]}
            for m in metrics if m["negative_values"] is not None
        },
        "uniqueness": {m["column_name"]: {"unique_percentage": m["unique_percentage"]} for m in metrics},
        "overall_score": score,
    })  # fmt: skip


if __name__ == "__main__":
    main()
