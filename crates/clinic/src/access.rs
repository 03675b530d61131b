//! What each role may do: one readable table. Asked in one place only, at the command.
//!
//! Source: the resource × action matrix of the design (administrators are technical and see no
//! clinical content; reception sees no allergies: NHS CUI PAB-0008 lets the banner obey roles). A clinic may put
//! roles of its own together from the same permissions.

mod rights;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use rights::{Rights, standing_at};

use crate::records::{Kind, Role};

macro_rules! permissions {
    ($($(#[$doc:meta])* $permission:ident: $($role:ident)*;)*) => {
        /// A right to run some commands.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Permission { $($(#[$doc])* $permission,)* }

        impl Permission {
            /// Every permission.
            pub const ALL: &[Self] = &[$(Self::$permission,)*];

            /// The roles that hold it.
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$permission => &[$(Role::$role,)*],)* }
            }
        }
    };
}

permissions! {
    /// Use the workstation at all: directory of people and places, own preferences, sync state.
    UseWorkstation: Reception Doctor Nurse Laboratory Pharmacy Billing Administrator;
    /// Find patients; see demographics.
    FindPatients: Reception Doctor Nurse Laboratory Pharmacy Billing Administrator;
    /// Open a patient's page.
    OpenPatients: Reception Doctor Nurse Laboratory Pharmacy Billing;
    /// Open a new record.
    RegisterPatients: Reception;
    /// Change demographics and contacts.
    EditPatients: Reception Doctor Nurse Billing;
    /// Record and end insurance.
    EditCoverage: Reception Billing;
    /// See allergies, problems and findings.
    SeeClinicalRecord: Doctor Nurse Laboratory Pharmacy;
    /// Record allergies, or that there are none known.
    RecordAllergies: Doctor Nurse Pharmacy;
    /// Chart vital signs.
    ChartVitals: Doctor Nurse;
    /// See the agenda.
    SeeAgenda: Reception Doctor Nurse Laboratory Pharmacy Billing Administrator;
    /// Book, move and cancel.
    BookAppointments: Reception Doctor Nurse;
    /// Reserve a practitioner's times for a workstation, and give them back.
    LeaseSlots: Reception Administrator;
    /// Say that a patient arrived, is in the room, is done, did not come.
    AdvanceAppointments: Reception Doctor Nurse;
    /// See invoices.
    SeeInvoices: Reception Doctor Billing;
    /// See which document numbers were given, and what became of each.
    SeeNumberSeries: Billing Administrator;
    /// Draft and issue invoices.
    IssueInvoices: Reception Billing;
    /// Take payments.
    TakePayments: Reception Billing;
    /// Take an invoice back by a credit note.
    CreditInvoices: Billing;
    /// Watch live monitors.
    WatchMonitors: Doctor Nurse;
    /// Say which monitor watches which patient.
    AssignMonitors: Doctor Nurse;
    /// Acknowledge alarms.
    AcknowledgeAlarms: Doctor Nurse;
    /// Settle what needs attention: of what one may do oneself, so it is everybody's.
    SettleAttention: Reception Doctor Nurse Laboratory Pharmacy Billing Administrator;
    /// Let people in, change what they are, and take them out; never oneself.
    ManagePeople: Administrator;
    /// See the facility's workstations and who is signed in there; let workstations in and take them out.
    ManageWorkstations: Administrator;
    /// Look after this computer: have its records encrypted anew, install newer versions of the program.
    CareForWorkstation: Administrator;
    /// See where a workstation's copy was found to differ: ids and versions, nothing of patients.
    SeeIncidents: Administrator;
    /// See who did what, and who opened whose record.
    SeeAudit: Administrator;
    /// Restrict a record to named people, or change who they are; what holds besides: `crate::restriction`.
    RestrictRecords: Doctor Nurse Administrator;
    /// Let everybody open a record again whose role does.
    LiftRestrictions: Doctor Nurse;
    /// Open a restricted record in an emergency.
    BreakGlass: Doctor Nurse Pharmacy;
    /// See which records are restricted and who opened one in an emergency, and judge whether they should have.
    ReviewEmergencyAccess: Administrator;
}

impl Permission {
    /// Its name, as it travels and is kept.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            Ok(_) | Err(_) => String::new(),
        }
    }

    /// The permission of that name.
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }

    /// What it is of no use without. A custom role that gives one gives these too.
    pub const fn needs(self) -> &'static [Self] {
        match self {
            Self::UseWorkstation => &[],
            Self::OpenPatients
            | Self::SeeAgenda
            | Self::SeeInvoices
            | Self::SettleAttention
            | Self::RestrictRecords
            | Self::ReviewEmergencyAccess => &[Self::UseWorkstation, Self::FindPatients],
            Self::RegisterPatients
            | Self::EditPatients
            | Self::EditCoverage
            | Self::SeeClinicalRecord => {
                &[Self::UseWorkstation, Self::FindPatients, Self::OpenPatients]
            }
            Self::RecordAllergies | Self::ChartVitals | Self::WatchMonitors | Self::BreakGlass => {
                &[
                    Self::UseWorkstation,
                    Self::FindPatients,
                    Self::OpenPatients,
                    Self::SeeClinicalRecord,
                ]
            }
            Self::AssignMonitors | Self::AcknowledgeAlarms => &[
                Self::UseWorkstation,
                Self::FindPatients,
                Self::OpenPatients,
                Self::SeeClinicalRecord,
                Self::WatchMonitors,
            ],
            Self::BookAppointments | Self::LeaseSlots | Self::AdvanceAppointments => {
                &[Self::UseWorkstation, Self::FindPatients, Self::SeeAgenda]
            }
            Self::IssueInvoices | Self::TakePayments | Self::CreditInvoices => {
                &[Self::UseWorkstation, Self::FindPatients, Self::SeeInvoices]
            }
            Self::LiftRestrictions => &[
                Self::UseWorkstation,
                Self::FindPatients,
                Self::OpenPatients,
                Self::RestrictRecords,
            ],
            Self::FindPatients
            | Self::SeeNumberSeries
            | Self::ManagePeople
            | Self::ManageWorkstations
            | Self::CareForWorkstation
            | Self::SeeIncidents
            | Self::SeeAudit => &[Self::UseWorkstation],
        }
    }
}

/// What one must hold to read a field of a patient's records.
pub fn to_see(kind: Kind, field: &str) -> Permission {
    match (kind, field) {
        (Kind::Patient, "no_known_allergies")
        | (Kind::Allergy | Kind::Condition | Kind::Observation, _) => Permission::SeeClinicalRecord,
        // What a list shows of a patient.
        (Kind::Patient, "name" | "other_name" | "birth_date" | "sex" | "died_on") => {
            Permission::FindPatients
        }
        _ => Permission::OpenPatients,
    }
}

/// What one must hold to choose between two values of a field: the right to write it.
pub fn to_write(kind: Kind, field: &str) -> Permission {
    match (kind, field) {
        (Kind::Patient, "no_known_allergies") | (Kind::Allergy, _) => Permission::RecordAllergies,
        (Kind::Patient, _) => Permission::EditPatients,
        (Kind::Coverage, _) => Permission::EditCoverage,
        (Kind::Observation, _) => Permission::ChartVitals,
        _ => Permission::SeeClinicalRecord,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_clinical_content_for_reception_billing_and_administrators() {
        for role in [Role::Reception, Role::Billing, Role::Administrator] {
            assert!(!Rights::of(role).may(Permission::SeeClinicalRecord));
            assert!(!Rights::of(role).may(Permission::WatchMonitors));
        }
    }

    #[test]
    fn whoever_may_write_a_field_may_read_it() {
        for kind in [
            Kind::Patient,
            Kind::Allergy,
            Kind::Observation,
            Kind::Coverage,
        ] {
            for (field, _) in kind.fields() {
                let (write, see) = (to_write(kind, field), to_see(kind, field));
                for role in write.roles() {
                    assert!(Rights::of(*role).may(see), "{kind:?} {field} {role:?}");
                }
                let implied = see == write || write.needs().contains(&see);
                assert!(implied, "{kind:?} {field}: in a custom role too");
            }
        }
    }

    #[test]
    fn no_role_holds_what_is_of_no_use_to_it() {
        for permission in Permission::ALL {
            assert_eq!(Permission::named(&permission.name()), Some(*permission));
            for need in permission.needs() {
                for role in permission.roles() {
                    let held = Rights::of(*role).may(*need);
                    assert!(held, "{role:?} {permission:?} without {need:?}");
                }
                for further in need.needs() {
                    let listed = permission.needs().contains(further);
                    assert!(listed, "{permission:?} {further:?}");
                }
            }
        }
    }

    #[test]
    fn every_permission_is_held_by_somebody() {
        for permission in Permission::ALL {
            assert!(!permission.roles().is_empty(), "{permission:?}");
        }
    }
}
