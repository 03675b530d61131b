//! The six beds with monitors, and who lies in them.

use clinic::records::Role;
use values::ids::{MonitorAssignmentId, PatientId};
use vitals::simulator::SCENARIOS;
use wire::monitoring::AssignMonitor;

use super::{MINUTE_MS, Plan, PlanError, patients::Known};
use crate::ids::id;

/// Whom each simulated monitor watches, by the patient's source: people whose history goes with what
/// their monitor shows, and names that are hard to draw.
const IN_BEDS: [&str; 6] = [
    // A calm rhythm: an old lady who is only watched.
    "45514fef", // A fast heart, fever and a low pressure.
    "dbc100c0", // Every alarm in turn.
    "2a86d65b", // A noisy ECG.
    "2807decf", // Ectopic beats, and the longest name.
    "68eec23c", // Gaps and silence.
    "5db1e775",
];
/// The first was admitted so many minutes ago, the others at intervals before.
const ADMITTED: i64 = 9 * 60;
const BETWEEN: i64 = 95;

/// Assigns the monitors.
pub(super) fn plan(plan: &mut Plan<'_>, people: &[Known]) -> Result<(), PlanError> {
    for ((patient, scenario), bed) in in_beds(people).into_iter().zip(&SCENARIOS).zip(1_i64..) {
        let minutes = ADMITTED + (bed * 4 % 7) * BETWEEN;
        let at = plan.now.plus_millis(-minutes * MINUTE_MS);
        let request = AssignMonitor {
            id: MonitorAssignmentId::from_uuid(id(at, scenario.monitor)),
            monitor: scenario.monitor.to_owned(),
            bed: format!("Bed {bed}"),
            patient,
        };
        plan.command(at, Role::Nurse, "assign_monitor", &request)?;
    }
    Ok(())
}

/// Who lies in a bed, by bed.
pub(super) fn in_beds(people: &[Known]) -> Vec<PatientId> {
    let patient = |source: &&str| people.iter().find(|known| known.past.source == **source);
    IN_BEDS
        .iter()
        .filter_map(patient)
        .map(|known| known.id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Histories;

    #[test]
    fn everybody_in_a_bed_is_a_patient_of_the_clinic() {
        let patients = Histories::load().unwrap().patients;
        for source in IN_BEDS {
            assert!(
                patients.iter().any(|past| past.source == source),
                "{source}"
            );
        }
    }
}
