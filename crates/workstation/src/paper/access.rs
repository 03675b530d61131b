//! Who opened a patient's record, as a table that the patient can be given.

use values::{csv, time::Zone};
use wire::audit::{AccessReportView, SaveAccessReport};

/// What programs for tables look for to read everything else as UTF-8.
const UTF8_MARK: char = '\u{feff}';

/// The table, latest first, with the words and the clock of the facility.
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
        let (day, time) = zone.local(line.at);
        let role = line.role.and_then(|role| words.roles.get(&role));
        let command = words.commands.get(&line.command).unwrap_or(&line.command);
        let outcome = line
            .refused
            .map(|code| format!("{command} ({})", code.name()));
        table.push_str(&csv::row(&[
            &format!("{day} {time}"),
            line.person_name.as_deref().unwrap_or_default(),
            role.map(String::as_str).unwrap_or_default(),
            line.workstation.as_deref().unwrap_or_default(),
            outcome.as_ref().unwrap_or(command),
            line.reason.as_deref().unwrap_or_default(),
        ]));
    }
    table
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
                  "about_patient": true },
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
             2026-11-20 09:30,Dr Byrne,Doctor,A,Opened the record,\r\n\
             2026-11-20 09:29,,,,of_a_later_version (not_permitted),\r\n"
        );
    }
}
