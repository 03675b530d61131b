//! Everything that happened in the clinic before the demo begins, as a row of steps in the order of time.
//!
//! The plan is made before anything is written: it follows from the histories and the present alone. What
//! a person does is a command, asked for at the moment at which it would have been; records are put as
//! they are only where they stood before the first patient came or were taken over from elsewhere.

mod agenda;
mod billing;
mod course;
mod filling;
mod patients;
mod reasons;
mod restricted;
mod vitals;
mod ward;

use std::collections::BTreeSet;

use clinic::records::{Appointment, Kind, Record, Role};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use values::{Instant, LocalDate, LocalTime, MoneyError, ids::PatientId};

use self::patients::{CHILD_BELOW, Known};
use crate::{history::Histories, house::House};

pub(crate) use agenda::DAYS_AFTER;

const MINUTE_MS: i64 = 60_000;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) at: Instant,
    pub(crate) what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// Somebody asked for something.
    Command {
        by: Role,
        name: &'static str,
        request: Value,
    },
    /// A record was there already, or was taken over.
    Put { kind: Kind, id: Uuid, body: Value },
}

/// Why no plan could be made.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// A record or request could not be written.
    #[error("a step has no JSON form")]
    Shape(#[from] serde_json::Error),
    /// An amount left its range.
    #[error("an amount is out of range")]
    Amount(#[from] MoneyError),
    /// A visit's services could not be billed.
    #[error("a visit could not be billed")]
    Billing(#[from] clinic::billing::BillingRefused),
}

/// The steps so far, and what every part of the plan needs to know.
pub(crate) struct Plan<'a> {
    pub(crate) house: &'a House,
    pub(crate) now: Instant,
    pub(crate) today: LocalDate,
    steps: Vec<Step>,
    /// Who has a visit on which day: nobody is planned twice a day.
    busy: BTreeSet<(LocalDate, PatientId)>,
    /// What was planned on an earlier day; nothing at seeding.
    before: Option<Before>,
}

/// A clinic that was seeded some time ago.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    /// The moment of seeding.
    pub(crate) seeded_at: Instant,
    /// The day on which the weeks were last planned.
    pub(crate) planned_on: LocalDate,
    /// What stands in the agenda from that day on.
    pub(crate) appointments: Vec<Appointment>,
}

/// All steps, in the order of time.
pub(crate) fn plan(
    house: &House,
    histories: &Histories,
    now: Instant,
) -> Result<Vec<Step>, PlanError> {
    let mut plan = Plan::at(house, now, None);
    plan.put_house()?;
    let people = patients::plan(&mut plan, histories)?;
    ward::plan(&mut plan, &people)?;
    restricted::plan(&mut plan, &people)?;
    plan.weeks(people)
}

/// The steps that bring a clinic of an earlier day to the present: what was planned happens, and the
/// days that have come nearer fill up.
pub(crate) fn catch_up(
    house: &House,
    histories: &Histories,
    now: Instant,
    before: Before,
) -> Result<Vec<Step>, PlanError> {
    // The same people under the same ids; what became of them at seeding is not repeated.
    let mut at_seeding = Plan::at(house, before.seeded_at, None);
    let people = patients::plan(&mut at_seeding, histories)?;
    Plan::at(house, now, Some(before)).weeks(people)
}

impl<'a> Plan<'a> {
    fn at(house: &'a House, now: Instant, before: Option<Before>) -> Self {
        let standing = before.iter().flat_map(|before| &before.appointments);
        Self {
            house,
            now,
            today: house.facility.zone.date(now),
            steps: Vec::new(),
            busy: standing.map(|visit| (visit.date, visit.patient)).collect(),
            before,
        }
    }

    /// The weeks around the present, with what is charted and billed in them.
    fn weeks(mut self, mut people: Vec<Known>) -> Result<Vec<Step>, PlanError> {
        let restricted = restricted::is_restricted(&people);
        people.retain(|known| Some(known.id) != restricted);
        let in_beds = ward::in_beds(&people);
        let visits = agenda::plan(&mut self, &people, &in_beds)?;
        vitals::plan(&mut self, &visits)?;
        billing::plan(&mut self, &visits)?;
        self.steps.sort_by_key(|step| step.at);
        Ok(self.steps)
    }

    fn put_house(&mut self) -> Result<(), PlanError> {
        let house = self.house;
        // Before everything else, whenever the first patient came.
        let start = Instant::from_millis(0);
        self.put(start, &house.facility)?;
        for room in &house.rooms {
            self.put(start, room)?;
        }
        for practitioner in house.practitioners.all() {
            self.put(start, practitioner)?;
        }
        for service in &house.services {
            self.put(start, service)?;
        }
        for person in &house.people {
            self.put(start, person)?;
        }
        Ok(())
    }

    /// Somebody of that role asks for something, unless it lies in the future.
    fn command<T: Serialize>(
        &mut self,
        at: Instant,
        by: Role,
        name: &'static str,
        request: &T,
    ) -> Result<(), PlanError> {
        if at > self.now {
            return Ok(());
        }
        let request = serde_json::to_value(request)?;
        self.steps.push(Step {
            at,
            what: What::Command { by, name, request },
        });
        Ok(())
    }

    /// A record that was there already.
    fn put<T: Record>(&mut self, at: Instant, record: &T) -> Result<(), PlanError> {
        self.steps.push(Step {
            at,
            what: What::Put {
                kind: T::KIND,
                id: record.uuid(),
                body: serde_json::to_value(record)?,
            },
        });
        Ok(())
    }

    /// The instant of so many minutes after midnight on the clinic's wall clock.
    fn moment(&self, date: LocalDate, minutes: u16) -> Instant {
        let zone = &self.house.facility.zone;
        // Clocks skip an hour of the night at most; what falls into it happens an hour later.
        zone.instant(date, clock(minutes))
            .or_else(|| zone.instant(date, clock(minutes + 60)))
            .unwrap_or(self.now)
    }

    /// So many minutes after midnight today, or now when that has not come yet.
    fn today_at(&self, minutes: u16) -> Instant {
        self.moment(self.today, minutes).min(self.now)
    }
}

/// So many minutes later.
fn later(at: Instant, minutes: u16) -> Instant {
    at.plus_millis(i64::from(minutes) * MINUTE_MS)
}

/// The time of day so many minutes after midnight.
fn clock(minutes: u16) -> LocalTime {
    LocalTime::from_minutes(minutes % (24 * 60))
        .unwrap_or_else(|_| unreachable!("it is below a day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(now: &str) -> Vec<Step> {
        let house = House::found().unwrap();
        let histories = Histories::load().unwrap();
        plan(&house, &histories, now.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_same_moment_gives_the_same_clinic() {
        assert_eq!(
            planned("2026-11-20T10:40:00Z"),
            planned("2026-11-20T10:40:00Z")
        );
    }

    #[test]
    fn whatever_the_moment_nothing_happens_after_it() {
        for now in [
            "2026-11-20T00:00:00Z",
            "2026-12-31T23:59:59Z",
            "2027-03-28T01:30:00Z",
            "2027-10-31T00:59:00Z",
            "2028-02-29T12:00:00Z",
        ] {
            let steps = planned(now);
            let now = now.parse().unwrap();
            assert!(steps.is_sorted_by_key(|step| step.at));
            assert!(steps.iter().all(|step| step.at <= now), "{now}");
        }
    }
}
