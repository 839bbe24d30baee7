#!/usr/bin/env python3
"""What payments' gold tables must hold, computed the plain way: reference.py INPUT_DIR OUTPUT_DIR [--as-of DATE]."""

import argparse
import calendar
import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timezone
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path


class SetAside(Exception):
    """A record that is not loaded; its text is the reason."""


def null(value):
    return value is None or value == ""


def amount_of(value):
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]{1,2})?", str(value)):
        raise SetAside("wrong_type")
    return Decimal(str(value))


def whole_number(value):
    if null(value):
        return None
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]+", str(value)):
        raise SetAside("wrong_type")
    return int(value)


def day_of(value):
    """2024-01-31, or 31/01/2024, or a time with an offset, of which the date in UTC counts. None if null."""
    if null(value):
        return None
    try:
        if re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", str(value)):
            return datetime.strptime(value, "%d/%m/%Y").date()
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value)):
            return date.fromisoformat(value)
        return datetime.fromisoformat(value).astimezone(timezone.utc).date()
    except (ValueError, TypeError):
        raise SetAside("wrong_type") from None


def read_transaction(record):
    if null(record.get("transaction_id")):
        raise SetAside("null_key")
    customer_id = whole_number(record.get("customer_id"))
    amount = amount_of(record.get("amount"))
    day = day_of(record.get("transaction_date"))
    if customer_id is None:
        raise SetAside("null_customer")
    if day is None:
        raise SetAside("null_date")
    if amount < 0:
        raise SetAside("negative_amount")
    return {
        "key": record["transaction_id"],
        "updated_at": record["updated_at"],
        "customer_id": customer_id,
        "transaction_date": day,
    }


def read_payment(record):
    if null(record.get("payment_id")):
        raise SetAside("null_key")
    amount = amount_of(record.get("amount"))
    due, paid = day_of(record.get("due_date")), day_of(record.get("paid_date"))
    if due is None:
        raise SetAside("null_date")
    if amount < 0:
        raise SetAside("negative_amount")
    return {
        "key": record["payment_id"],
        "updated_at": record["updated_at"],
        "transaction_id": record.get("transaction_id"),
        "amount": amount,
        "due_date": due,
        "paid_date": paid,
    }


def read_file(path, source, read, intake):
    """The last version of each record. Every line is counted once: as loaded, or with why it is not."""
    kept = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                try:
                    record = json.loads(line, parse_float=Decimal)
                except json.JSONDecodeError:
                    raise SetAside("broken_json") from None
                if not isinstance(record, dict):
                    raise SetAside("broken_json")
                row = read(record)
            except SetAside as reason:
                intake[source, str(reason)] += 1
                continue
            kept.setdefault(row["key"], {}).setdefault(row["updated_at"], []).append(row)
    last = {}
    for key, versions in kept.items():
        for updated_at, copies in versions.items():
            intake[source, "duplicate"] += len(copies) - 1
            if updated_at == max(versions):
                last[key] = copies[0]
                intake[source, "loaded"] += 1
            else:
                intake[source, "superseded"] += 1
    return last


def plus_months(day, months):
    """The same day of the month, or the month's last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def write(folder, name, columns, rows):
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns.split())
        out.writerows(rows)


def shown(flag):
    return "true" if flag else "false"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2024, 8, 31))
    args = parser.parse_args()
    as_of = args.as_of
    window_start = plus_months(as_of, -6)

    intake = Counter()
    transactions = read_file(args.input / "transactions.json", "transactions", read_transaction, intake)
    payments = read_file(args.input / "payments.json", "payments", read_payment, intake)

    customers = defaultdict(list)  # customer → the payments due in the window: (days late, criterion 1, criterion 2)
    violating = []
    for payment_id, payment in payments.items():
        transaction = transactions.get(payment["transaction_id"])
        if transaction is None:
            intake["payments", "loaded"] -= 1
            intake["payments", "orphan"] += 1
            continue
        due, paid = payment["due_date"], payment["paid_date"]
        if not window_start <= due < as_of:
            continue
        if paid is not None and paid > as_of:
            paid = None  # as of the date, nobody knows of it yet
        days_late = max(0, ((paid or as_of) - due).days)
        bought = transaction["transaction_date"]
        criterion_1 = days_late > 30 and due >= plus_months(bought, 3)
        criterion_2 = days_late > 15
        customer_id = transaction["customer_id"]
        customers[customer_id].append((days_late, criterion_1, criterion_2))
        if criterion_1 or criterion_2:
            flags = shown(criterion_1), shown(criterion_2)
            keys = customer_id, payment_id, payment["transaction_id"]
            violating.append((*keys, bought, due, paid or "", days_late, f"{payment['amount']:.2f}", *flags))

    status = []
    for customer_id, due in sorted(customers.items()):
        days, ones, twos = zip(*due)
        flags = any(ones), any(twos), any(ones) or any(twos)
        status.append((customer_id, len(due), sum(twos), max(days), *map(shown, flags)))
    columns = "customer_id payments_due violating_payments max_days_late criterion_1 criterion_2 inadimplente"
    write(args.output, "customer_status", columns, status)
    columns = "customer_id payment_id transaction_id transaction_date due_date paid_date days_late amount criterion_1 criterion_2"
    write(args.output, "violating_payments", columns, sorted(violating))

    ones, twos, defaulters = (sum(row[n] == "true" for row in status) for n in (4, 5, 6))
    percentage = ""
    if status:
        percentage = (Decimal(100 * defaulters) / len(status)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    rate = [(as_of, window_start, len(status), defaulters, ones, twos, percentage)]
    write(args.output, "default_rate", "as_of window_start customers defaulters criterion_1 criterion_2 percentage", rate)
    counts = sorted((source, outcome, n) for (source, outcome), n in intake.items() if n)
    write(args.output, "intake", "source outcome records", counts)


if __name__ == "__main__":
    main()
