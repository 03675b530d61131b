//! Finding, registering, reading and charting patients.

mod alike;
mod chart_vitals;
mod edit_patient;
mod end_coverage;
mod locked;
mod patient_page;
mod possible_duplicates;
mod record_allergy;
mod record_coverage;
mod refused;
mod register_patient;
mod retract_allergy;
mod search_patients;
mod state_no_known_allergies;
mod summary;
mod unsettled_fields;

pub use chart_vitals::chart_vitals;
pub use edit_patient::edit_patient;
pub use end_coverage::end_coverage;
pub use patient_page::patient_page;
pub use possible_duplicates::possible_duplicates;
pub use record_allergy::record_allergy;
pub use record_coverage::record_coverage;
pub use register_patient::register_patient;
pub use retract_allergy::retract_allergy;
pub use search_patients::search_patients;
pub use state_no_known_allergies::state_no_known_allergies;
pub use summary::patient_summary;
pub use unsettled_fields::unsettled_fields;
