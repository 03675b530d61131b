#!/usr/bin/env python3
"""Packs public recordings (CSV, one integer row a sample) into the small files of this folder.

Usage: pack.py SOURCE_FOLDER. The result is the same on every run. The format is in README.md.
"""
import csv
import gzip
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent

# file, column, channel on the wire, rate in mHz, counts per unit, count at zero, unit
RECORDS = {
    "mitdb_100": [("mitdb_100.csv", "MLII", "ecg_ii", 360_000, 200.0, 1024, "mV")],
    "mimicdb_037": [
        ("mimicdb_037_ecg.csv", "MCL1", "ecg_mcl1", 250_000, 2963.77, 0, "mV"),
        ("mimicdb_037_abp_resp.csv", "ABP", "abp", 125_000, 12.84, -1605, "mmHg"),
        ("mimicdb_037_abp_resp.csv", "RESP", "resp", 125_000, 2000.0, 0, "mV"),
    ],
    "s_scenario": [("s_scenario.csv", "ECG", "ecg_ii", 250_000, 1000.0, 0, "mV")],
    "mitdb_105": [("mitdb_105.csv", "MLII", "ecg_ii", 360_000, 200.0, 1024, "mV")],
    "mimic_mixed": [
        ("mimic_mixed_ecg.csv", "II", "ecg_ii", 249_890, 200.0, 8192, "mV"),
        ("mimic_mixed_abp_pleth.csv", "PLETH", "pleth", 124_945, 4096.0, 0, "NU"),
        ("mimic_mixed_abp_pleth.csv", "ABP", "abp", 124_945, 16.0, 800, "mmHg"),
        ("mimic_mixed_resp.csv", "RESP", "resp", 62_472, 4093.0, 2, "Ohm"),
    ],
    "mimic2_s25047": [("mimic2_s25047_gaps.csv", "II", "ecg_ii", 125_000, 86.0, 0, "mV")],
}


def column(folder, file, name):
    with open(folder / file, newline="") as text:
        rows = csv.reader(text)
        at = next(rows).index(name)
        return [None if row[at] == "NaN" else int(float(row[at])) for row in rows]


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return out


def packed(samples):
    out, last = bytearray(), 0
    for sample in samples:
        if sample is None:
            out.append(0)
            continue
        step, last = sample - last, sample
        out += varint((step << 1 if step >= 0 else (-step << 1) - 1) + 1)
    return gzip.compress(bytes(out), 9, mtime=0)


def seconds(folder, record, channels):
    """One row a second: t_s, hr, rr, spo2, NIBP, rhythm, flags. Empty means no reading."""
    hr_file = {"mimic2_s25047": None}.get(record, f"{record}.hr.csv")
    if hr_file is None:
        return minutes_as_seconds(folder)
    numerics = {}
    derived = folder / f"{record}.numerics_1hz.csv"
    if derived.exists():
        numerics = {int(row["t_s"]): row for row in csv.DictReader(open(derived, newline=""))}
    ecg_file, ecg_name, _, rate, *_ = channels[0]
    ecg = column(folder, ecg_file, ecg_name)
    rows, since_contact = [], 0
    for row in csv.DictReader(open(folder / hr_file, newline="")):
        t = int(row["t_s"])
        last_second = ecg[(t - 1) * rate // 1000 : t * rate // 1000]
        off = not last_second or last_second.count(None) * 2 > len(last_second)
        since_contact = 0 if off else since_contact + 1
        since_beat = min(float(row["since_last_beat_s"] or 0), since_contact)
        asystole = since_beat >= 4
        hr = "" if off or asystole else row["hr_mean10"]
        rhythm = "" if off else "asystole" if asystole else "normal"
        rr = numerics.get(t, {}).get("rr", "")
        rows.append([t - 1, hr, rr, "", "", "", "", rhythm, "lead_off" if off else ""])
    return rows


def minutes_as_seconds(folder):
    """Minute numerics held over their minute; zero means no reading. The wave starts 160 s in."""
    minutes = list(csv.DictReader(open(folder / "mimic2_s25047_numerics_1min.csv", newline="")))
    rows, known = [], lambda text: "" if float(text or 0) == 0 else text
    for t in range(900):
        row = minutes[(160 + t) // 60]
        rows.append(
            [t, known(row["HR"]), known(row["RESP"]), known(row["SpO2"])]
            + [known(row[name] if row["NBPSys"] else "") for name in ("NBPSys", "NBPDias", "NBPMean")]
            + ["", ""]
        )
    return rows


def history(folder):
    rows, known = [], lambda text: "" if float(text or 0) == 0 else text
    for row in csv.DictReader(open(folder / "mimic2_s00001_numerics_1min.csv", newline="")):
        names = ("HR", "RESP", "SpO2", "NBPSys", "NBPDias", "NBPMean")
        rows.append([row["t_min"]] + [known(row[name]) for name in names])
    return rows


def write_table(name, header, rows):
    text = "\n".join([",".join(header)] + [",".join(map(str, row)) for row in rows]) + "\n"
    (HERE / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main():
    folder = pathlib.Path(sys.argv[1])
    index = []
    for record, channels in RECORDS.items():
        listed = []
        for file, name, channel, rate, gain, baseline, unit in channels:
            samples = column(folder, file, name)
            target = f"{record}.{channel}.gz"
            (HERE / target).write_bytes(packed(samples))
            listed.append({"file": target, "channel": channel, "lead": name, "samples": len(samples),
                           "rate_mhz": rate, "gain": gain, "baseline": baseline, "unit": unit})
        table = f"{record}.seconds.csv.gz"
        header = ["t_s", "hr", "rr", "spo2", "sys", "dia", "map", "rhythm", "flags"]
        rows = seconds(folder, record, channels)
        write_table(table, header, rows)
        index.append({"record": record, "seconds": len(rows), "numerics": table, "channels": listed})
    write_table("history.minutes.csv.gz", ["t_min", "hr", "rr", "spo2", "sys", "dia", "map"], history(folder))
    (HERE / "index.json").write_text(json.dumps(index, indent=1) + "\n")


main()
