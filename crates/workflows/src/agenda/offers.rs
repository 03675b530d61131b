//! Free slots, looked for in the records day by day.

use std::collections::{BTreeMap, btree_map::Entry};

use clinic::{
    agenda::{Finder, Order, Search, Slot, day_bounds},
    records::{Appointment, Practitioner, SlotLease},
};
use values::{LocalDate, Zone, ids::PatientId};

use super::leases::leases_on;
use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// How many free slots a refusal offers.
const OFFERS: usize = 5;

/// Every appointment of the facility on a day, those of closed records among them: their time is taken too.
pub(super) async fn kept_on(
    context: &mut Context<'_>,
    zone: &Zone,
    date: LocalDate,
) -> Outcome<Vec<Kept<Appointment>>> {
    let (from, to) = day_bounds(zone, date);
    let query = Query::AppointmentsBetween {
        from,
        to,
        practitioner: None,
    };
    context.find_behind(query).await
}

/// What holds time on a day.
#[derive(Default)]
pub(crate) struct Held {
    /// Every appointment of the facility.
    pub(crate) appointments: Vec<Appointment>,
    /// Every lease that was not ended.
    pub(crate) leases: Vec<SlotLease>,
}

/// Days of the agenda that were read already: several searches read each day once.
#[derive(Default)]
pub(crate) struct Days(BTreeMap<LocalDate, Held>);

impl Days {
    /// What holds time on a day.
    pub(crate) async fn on(
        &mut self,
        context: &mut Context<'_>,
        zone: &Zone,
        date: LocalDate,
    ) -> Outcome<&Held> {
        Ok(match self.0.entry(date) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(unread) => {
                let kept = kept_on(context, zone, date).await?;
                let leases = leases_on(context, zone, date).await?;
                unread.insert(Held {
                    appointments: kept.into_iter().map(|kept| kept.record).collect(),
                    leases: leases.into_iter().map(|kept| kept.record).collect(),
                })
            }
        })
    }

    /// Runs a search to its end.
    pub(super) async fn search(
        &mut self,
        context: &mut Context<'_>,
        search: Search<'_>,
    ) -> Outcome<Vec<Slot>> {
        let zone = search.zone;
        let mut finder = Finder::new(search);
        while let Some(date) = finder.next_day() {
            let held = self.on(context, zone, date).await?;
            finder.look_at(&held.appointments, &held.leases);
        }
        Ok(finder.slots())
    }

    /// Slots near a place that was asked for and not given.
    pub(crate) async fn offers(
        &mut self,
        context: &mut Context<'_>,
        wanted: &Wanted<'_>,
    ) -> Outcome<Vec<Slot>> {
        let zone = context.facility().await?.zone;
        let slot = wanted.slot;
        let search = Search {
            zone: &zone,
            now: context.now(),
            device: context.actor().device,
            practitioners: std::slice::from_ref(wanted.practitioner),
            room: slot.room,
            patient: Some(wanted.patient),
            moving: wanted.moving,
            minutes: slot.minutes,
            from: slot.date,
            order: Order::Nearest(slot.date, slot.start),
            limit: OFFERS + 1,
        };
        let mut offers = self.search(context, search).await?;
        // Refused by the database alone, the place still looks free from here.
        offers.retain(|offer| *offer != slot);
        offers.truncate(OFFERS);
        Ok(offers)
    }
}

/// A place that somebody asked for.
pub(crate) struct Wanted<'a> {
    /// With whom.
    pub(crate) practitioner: &'a Practitioner,
    /// Where, when, how long.
    pub(crate) slot: Slot,
    /// For whom.
    pub(crate) patient: PatientId,
    /// The appointment that was to be moved there.
    pub(crate) moving: Option<&'a Appointment>,
}
