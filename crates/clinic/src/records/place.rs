//! The clinic itself: facility, rooms, the people who work there and when.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Currency, HumanName, Instant, LocalTime, Minutes, Sensitive, Weekday, Zone,
    ids::{CustomRoleId, FacilityId, PersonId, PractitionerId, RoomId},
};

use super::{Extra, Membership, Standing, field_class::fields};

/// One clinic or site (FHIR Organization/Location).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Facility {
    /// Its id.
    pub id: FacilityId,
    /// The name on letterheads.
    pub name: String,
    /// Address lines, as printed.
    pub address_lines: Vec<String>,
    /// Telephone, as printed.
    pub phone: String,
    /// Tax registration number, as printed on invoices.
    pub tax_number: String,
    /// The zone that planned times are in.
    pub zone: Zone,
    /// The currency that prices are in.
    pub currency: Currency,
    /// Days until an invoice is due.
    pub payment_days: u16,
    /// The text under an invoice: bank details and terms.
    pub payment_note: String,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Facility {
    Guarded: id tax_number zone currency payment_days;
    Latest: name address_lines phone payment_note;
});

/// The seven roles. What each may do stands in [`crate::access`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the roles")]
pub enum Role {
    Reception,
    Doctor,
    Nurse,
    Laboratory,
    Pharmacy,
    Billing,
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Reception,
        Self::Doctor,
        Self::Nurse,
        Self::Laboratory,
        Self::Pharmacy,
        Self::Billing,
        Self::Administrator,
    ];
}

/// What proves a person besides the password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The secret that an authenticator app shares with the clinic, in base 32.
    pub secret: Sensitive<String>,
    /// Since when.
    pub since: Instant,
    /// SHA-256 of each code on paper that was not used yet, as hexadecimal digits.
    pub recovery: Vec<String>,
}

/// An account at another provider (OpenID Connect). It is known by these two alone: an e-mail address may be given to
/// somebody else one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedAccount {
    /// The provider, as it names itself.
    pub issuer: String,
    /// What it calls the person, always.
    pub subject: String,
}

/// A member of staff who signs in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// Name, as shown.
    pub name: HumanName,
    /// Role: wherever the person works, unless `memberships` say otherwise.
    pub role: Role,
    /// The custom role in whose place `role` stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub custom_role: Option<CustomRoleId>,
    /// Where the person works, and as what; empty for every facility, as `role`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Membership>>")]
    pub memberships: Vec<Membership>,
    /// The practitioner whose agenda is this person's own, for doctors and nurses who have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub practitioner: Option<PractitionerId>,
    /// Argon2id verifier of the password, in PHC string form; empty for somebody who signs in no more.
    pub verifier: String,
    /// Until when the verifier is that of a code that admits once: whoever signs in with it chooses a password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    pub activation_until: Option<Instant>,
    /// The second factor, for who has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    pub second_factor: Option<SecondFactor>,
    /// Accounts at other providers by which the person signs in here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(skip)]
    pub identities: Vec<LinkedAccount>,
    /// Whether the person may sign in.
    pub active: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Person {
    Guarded: id role custom_role memberships practitioner verifier activation_until second_factor identities
        active;
    Review: name;
});

impl Person {
    /// As what the person works where nothing else is said.
    pub const fn standing(&self) -> Standing {
        Standing {
            role: self.role,
            custom_role: self.custom_role,
        }
    }

    /// Everything that the person works as somewhere.
    pub fn standings(&self) -> Vec<Standing> {
        if self.memberships.is_empty() {
            return vec![self.standing()];
        }
        let memberships = self.memberships.iter();
        memberships.map(|membership| membership.standing).collect()
    }

    /// Whether the person has a custom role, wherever it is.
    pub fn holds(&self, custom_role: CustomRoleId) -> bool {
        self.every_standing()
            .iter()
            .any(|standing| standing.custom_role == Some(custom_role))
    }

    /// Everything that the record says they work as, in force or not.
    pub fn every_standing(&self) -> Vec<Standing> {
        let memberships = self.memberships.iter();
        memberships
            .map(|membership| membership.standing)
            .chain([self.standing()])
            .collect()
    }
}

/// A pause inside working hours, from inclusive, to exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct Break {
    pub from: LocalTime,
    pub to: LocalTime,
}

/// A stretch of work on a day of the week, from inclusive, to exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkingHours {
    /// The day.
    pub weekday: Weekday,
    /// First minute of work.
    pub from: LocalTime,
    /// First minute after work.
    pub to: LocalTime,
    /// Pauses, inside the stretch.
    pub breaks: Vec<Break>,
}

/// Someone whose time can be booked (FHIR Practitioner).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Practitioner {
    /// Its id.
    pub id: PractitionerId,
    /// Name.
    pub name: HumanName,
    /// What they do, such as `General practice`.
    pub specialty: String,
    /// The room they usually work in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub usual_room: Option<RoomId>,
    /// Working hours by day of the week.
    pub hours: Vec<WorkingHours>,
    /// Usual length of a visit, minutes.
    pub usual_minutes: Minutes,
    /// Whether new appointments may be given.
    pub active: bool,
    /// Where the practitioner works; absent for all facilities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub facility: Option<FacilityId>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Practitioner {
    Guarded: id hours active facility;
    Review: name;
    Latest: specialty usual_room usual_minutes;
});

impl Practitioner {
    /// Whether the practitioner sees patients at a facility.
    pub fn works_at(&self, facility: FacilityId) -> bool {
        self.facility.is_none_or(|own| own == facility)
    }
}

/// A room that appointments occupy (FHIR Location).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Its name on the door.
    pub name: String,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Room {
    Guarded: id;
    Latest: name;
});
