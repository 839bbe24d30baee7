#!/usr/bin/env python3
"""What gmv's gold tables must hold, computed the plain way: reference.py INPUT_DIR OUTPUT_DIR [--as-of DATE].

--as-of DATE reads only the files of the days up to and including DATE, as if the later ones had not come yet.
"""

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

TOPICS = {
    "purchase": ["purchase_id", "buyer_id", "prod_item_id", "order_date", "release_date", "producer_id"],
    "product_item": ["prod_item_id", "product_id", "item_quantity", "purchase_value"],
    "purchase_extra_info": ["purchase_id", "subsidiary"],
}
WHOLE = ["purchase_id", "buyer_id", "prod_item_id", "producer_id", "product_id", "item_quantity"]


def whole_number(text):
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError(text)
    return int(text)


def amount(text):
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]{1,2})?", text):
        raise ValueError(text)
    return Decimal(text)


def day(text):
    if re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", text):
        return datetime.strptime(text, "%d/%m/%Y").date()
    return date.fromisoformat(text)


def moment(text):
    """A time without an offset is in UTC."""
    time = datetime.fromisoformat(text)
    return time.replace(tzinfo=timezone.utc) if time.tzinfo is None else time.astimezone(timezone.utc)


def typed(column, text):
    if column in WHOLE:
        return whole_number(text)
    if column == "purchase_value":
        return amount(text)
    if column == "transaction_datetime":
        return moment(text)
    if column in ("transaction_date", "order_date", "release_date"):
        return day(text)
    return text


def read_event(topic, fields, file_day):
    """The event of a line and 'loaded', or None and the reason why it is set aside: the first that applies."""
    columns = ["transaction_datetime", "transaction_date", *TOPICS[topic], "op"]
    if len(fields) != len(columns):
        return None, "ragged"
    texts = {c: None if f.strip() in ("", "NULL") else f.strip() for c, f in zip(columns, fields)}
    key = TOPICS[topic][0]
    if texts[key] is None:
        return None, "null_key"
    try:
        event = {c: None if t is None else typed(c, t) for c, t in texts.items()}
    except ValueError:
        return None, "wrong_type"
    if event["transaction_datetime"] is None or event["transaction_date"] is None or event["op"] not in ("c", "u", "d"):
        return None, "wrong_type"
    if event["transaction_date"] > file_day:
        return None, "future"
    if topic == "product_item" and event["op"] != "d":
        if event["purchase_value"] is None:
            return None, "null_value"
        if event["purchase_value"] < 0:
            return None, "negative_value"
    return event, "loaded"


def read_latest(folder, topic, as_of, intake):
    """The latest version of each key, those whose latest event is a delete left out."""
    latest = {}
    key = TOPICS[topic][0]
    for path in sorted((folder / topic).glob("*.csv")):
        file_day = date.fromisoformat(path.stem)
        if as_of and file_day > as_of:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            next(lines, None)
            for fields in lines:
                event, outcome = read_event(topic, fields, file_day)
                intake[topic, outcome] += 1
                if event is None:
                    continue
                before = latest.get(event[key])
                if before is None or event["transaction_datetime"] > before["transaction_datetime"]:
                    latest[event[key]] = event
    return {k: event for k, event in latest.items() if event["op"] != "d"}


def subsidiary_of(info):
    if info is None or info["subsidiary"] is None:
        return "unknown"
    return unicodedata.normalize("NFC", info["subsidiary"]).strip().lower()


def write(folder, name, columns, rows):
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat)
    args = parser.parse_args()

    intake = Counter()
    purchases, items, infos = (read_latest(args.input, topic, args.as_of, intake) for topic in TOPICS)

    gmv = defaultdict(Decimal)
    unmatched = []
    for purchase in purchases.values():
        if purchase["release_date"] is None:
            continue
        item = items.get(purchase["prod_item_id"])
        info = infos.get(purchase["purchase_id"])
        if item is None:
            unmatched.append((purchase["purchase_id"], "product_item"))
        else:
            gmv[purchase["transaction_date"], subsidiary_of(info)] += item["purchase_value"]
        if info is None:
            unmatched.append((purchase["purchase_id"], "purchase_extra_info"))

    daily = sorted((day, subsidiary, f"{value:.2f}") for (day, subsidiary), value in gmv.items())
    write(args.output, "daily_gmv", ["transaction_date", "subsidiary", "gmv"], daily)
    write(args.output, "unmatched_purchases", ["purchase_id", "missing"], sorted(unmatched))
    counts = sorted((topic, outcome, n) for (topic, outcome), n in intake.items())
    write(args.output, "intake", ["source", "outcome", "records"], counts)


if __name__ == "__main__":
    main()
