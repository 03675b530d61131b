//! Who opened a patient's record, as a table or on paper, so that the patient can be given it.

use documents::AccessRow;
use values::{LocalDate, LocalTime, csv, time::Zone};
use wire::audit::{AccessReportView, AuditLineView, SaveAccessReport};

/// What programs for tables look for to read everything else as UTF-8.
const UTF8_MARK: char = '\u{feff}';

/// One access, in the words and by the clocks of the facility.
struct Told<'a> {
    at: (LocalDate, LocalTime),
    person: &'a str,
    role: &'a str,
    workstation: &'a str,
    done: String,
    reason: &'a str,
}

impl<'a> Told<'a> {
    fn of(line: &'a AuditLineView, words: &'a SaveAccessReport, zone: &Zone) -> Self {
        let role = line.role.and_then(|role| words.roles.get(&role));
        let command = words.commands.get(&line.command).unwrap_or(&line.command);
        let done = match line.refused {
            Some(code) => format!("{command} ({})", code.name()),
            None => command.clone(),
        };
        Self {
            at: zone.local(line.at),
            person: line.person_name.as_deref().unwrap_or_default(),
            role: role.map(String::as_str).unwrap_or_default(),
            workstation: line.workstation.as_deref().unwrap_or_default(),
            done,
            reason: line.reason.as_deref().unwrap_or_default(),
        }
    }
}

/// The table, latest first.
pub(crate) fn access_table(
    report: &AccessReportView,
    words: &SaveAccessReport,
    zone: &Zone,
) -> String {
    let patient = &report.patient;
    let mut table = String::from(UTF8_MARK);
    table.push_str(&csv::row(&[&patient.display_name, &patient.record_number]));
    let headings: Vec<&str> = words.headings.iter().map(String::as_str).collect();
    table.push_str(&csv::row(&headings));
    for line in &report.lines {
        let told = Told::of(line, words, zone);
        let (day, time) = told.at;
        table.push_str(&csv::row(&[
            &format!("{day} {time}"),
            told.person,
            told.role,
            told.workstation,
            &told.done,
            told.reason,
        ]));
    }
    table
}

/// The rows on paper, latest first; why stands with what was done.
pub(crate) fn access_rows(
    report: &AccessReportView,
    words: &SaveAccessReport,
    zone: &Zone,
) -> Vec<AccessRow> {
    let row = |line| {
        let told = Told::of(line, words, zone);
        let (day, time) = told.at;
        AccessRow {
            day,
            time,
            person: told.person.to_owned(),
            role: told.role.to_owned(),
            workstation: told.workstation.to_owned(),
            done: if told.reason.is_empty() {
                told.done
            } else {
                format!("{}: {}", told.done, told.reason)
            },
        }
    };
    report.lines.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_access_is_a_row_in_the_words_of_whoever_gets_it() {
        let id = "01939f2e-0000-7000-8000-000000000001";
        let report: AccessReportView = serde_json::from_value(json!({
            "patient": { "id": id, "display_name": "=MURPHY, Ann", "record_number": "A-000001",
                         "sex": "female", "not_yet_shared": false },
            "lines": [
                { "key": "a 2", "at": "2026-11-20T09:30:00.000Z", "person": id, "person_name": "Dr Byrne",
                  "role": "doctor", "workstation": "A", "by_server": false, "command": "patient_page",
                  "about_patient": true, "reason": "care_emergency" },
                { "key": "a 1", "at": "2026-11-20T09:29:00.000Z", "person": id, "by_server": false,
                  "command": "of_a_later_version", "about_patient": true, "refused": "not_permitted" },
            ],
            "more": false,
        }))
        .unwrap();
        let words: SaveAccessReport = serde_json::from_value(json!({
            "report": { "patient": id },
            "headings": ["When", "Who", "Role", "Workstation", "What", "Why"],
            "roles": { "doctor": "Doctor" }, "commands": { "patient_page": "Opened the record" },
        }))
        .unwrap();
        let zone: Zone = "Europe/Dublin".parse().unwrap();
        assert_eq!(
            access_table(&report, &words, &zone),
            "\u{feff}\"'=MURPHY, Ann\",A-000001\r\nWhen,Who,Role,Workstation,What,Why\r\n\
             2026-11-20 09:30,Dr Byrne,Doctor,A,Opened the record,care_emergency\r\n\
             2026-11-20 09:29,,,,of_a_later_version (not_permitted),\r\n"
        );
        let rows = access_rows(&report, &words, &zone);
        let done: Vec<&str> = rows.iter().map(|row| row.done.as_str()).collect();
        assert_eq!(
            done,
            [
                "Opened the record: care_emergency",
                "of_a_later_version (not_permitted)"
            ]
        );
        assert_eq!(rows[0].time.to_string(), "09:30");
        assert_eq!(rows[0].role, "Doctor");
    }
}
