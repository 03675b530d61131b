//! What happens in the weeks around the present.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use clinic::{
    agenda::working_stretches,
    billing::{InvoiceStanding, balance, standing},
    records::{Appointment, AppointmentStatus, InvoiceKind, PaymentMethod, Role},
};
use values::{Instant, LocalDate};
use vitals::simulator::SCENARIOS;

use crate::clinic_at::{CLINIC, Seeded, lived, seeded};

fn today(clinic: &Seeded) -> LocalDate {
    clinic.facility.zone.date(clinic.now)
}

fn on(clinic: &Seeded, date: LocalDate) -> impl Iterator<Item = &Appointment> {
    clinic
        .appointments
        .iter()
        .filter(move |visit| visit.date == date)
}

#[test]
fn every_practitioners_day_is_about_seventy_percent_full() {
    assert_eq!(CLINIC.practitioners.len(), 3);
    today_is_filled(&CLINIC, 62..=80);
}

fn today_is_filled(clinic: &Seeded, expected: RangeInclusive<u32>) {
    let today = today(clinic);
    for practitioner in &clinic.practitioners {
        let stretches = working_stretches(&practitioner.hours, today);
        let working: u16 = stretches
            .iter()
            .map(|stretch| stretch.to.minutes() - stretch.from.minutes())
            .sum();
        let visits = on(clinic, today)
            .filter(|visit| visit.practitioner == practitioner.id && visit.status.occupies());
        let booked: u16 = visits.map(|visit| visit.minutes).sum();
        let percent = u32::from(booked) * 100 / u32::from(working);
        assert!(
            expected.contains(&percent),
            "{}: {percent}",
            practitioner.specialty
        );
    }
}

#[test]
fn every_status_occurs_today_with_somebody_waiting() {
    let statuses: BTreeSet<String> = on(&CLINIC, today(&CLINIC))
        .map(|visit| format!("{:?}", visit.status))
        .collect();
    let every = AppointmentStatus::ALL.map(|status| format!("{status:?}"));
    assert_eq!(statuses, every.into_iter().collect());
}

#[test]
fn visits_stand_where_the_clock_says() {
    for clinic in [&*CLINIC, &seeded("2027-03-28T00:20:00Z")] {
        visits_agree_with_the_clock(clinic);
        no_two_visits_overlap(clinic);
        every_standing_occurs(clinic);
    }
}

fn visits_agree_with_the_clock(clinic: &Seeded) {
    for visit in &clinic.appointments {
        let moments = [
            Some(visit.booked_at),
            visit.arrived_at,
            visit.in_room_at,
            visit.done_at,
        ];
        let known: Vec<Instant> = moments.into_iter().flatten().collect();
        assert!(known.is_sorted() && known.iter().all(|at| *at <= clinic.now));
        let over = visit.date < today(clinic);
        let ended = !matches!(
            visit.status,
            AppointmentStatus::Booked | AppointmentStatus::Arrived | AppointmentStatus::InRoom
        );
        assert!(!over || ended, "{:?} on {}", visit.status, visit.date);
        let cancelled = visit.status == AppointmentStatus::Cancelled;
        assert_eq!(cancelled, visit.cancel_reason.is_some());
    }
}

fn no_two_visits_overlap(clinic: &Seeded) {
    let occupying = || {
        clinic
            .appointments
            .iter()
            .filter(|visit| visit.status.occupies())
    };
    let holders: [&dyn Fn(&Appointment) -> String; 3] = [
        &|visit| visit.practitioner.to_string(),
        &|visit| visit.room.map_or_else(String::new, |room| room.to_string()),
        &|visit| visit.patient.to_string(),
    ];
    for holder in holders {
        let mut by_holder: BTreeMap<String, Vec<&Appointment>> = BTreeMap::new();
        for visit in occupying() {
            by_holder.entry(holder(visit)).or_default().push(visit);
        }
        for visits in by_holder.values_mut() {
            visits.sort_by_key(|visit| visit.starts_at);
            for pair in visits.windows(2) {
                assert!(
                    pair[0].ends_at <= pair[1].starts_at,
                    "{} {}",
                    pair[0].id,
                    pair[1].id
                );
            }
        }
    }
}

fn every_standing_occurs(clinic: &Seeded) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for invoice in &clinic.invoices {
        let balance = balance(invoice, &clinic.payments).unwrap();
        *seen
            .entry(format!("{:?}", standing(invoice, &balance, today(clinic))))
            .or_default() += 1;
    }
    for standing in [
        InvoiceStanding::Draft,
        InvoiceStanding::Unpaid,
        InvoiceStanding::PartPaid,
        InvoiceStanding::Paid,
        InvoiceStanding::Overdue,
        InvoiceStanding::Credited,
        InvoiceStanding::Discarded,
        InvoiceStanding::RefundDue,
        InvoiceStanding::Settled,
    ] {
        assert!(
            seen.contains_key(&format!("{standing:?}")),
            "{standing:?} {seen:?}"
        );
    }
    let methods: BTreeSet<&str> = clinic
        .payments
        .iter()
        .filter(|payment| payment.taken_on == today(clinic))
        .map(|payment| match payment.method {
            PaymentMethod::Cash => "cash",
            PaymentMethod::Card => "card",
            PaymentMethod::Transfer => "transfer",
            PaymentMethod::Insurance => "insurance",
        })
        .collect();
    assert_eq!(methods.len(), PaymentMethod::ALL.len(), "{methods:?}");
}

#[test]
fn invoice_numbers_follow_one_another_in_the_order_of_issue() {
    for kind in [InvoiceKind::Invoice, InvoiceKind::CreditNote] {
        let mut issued: Vec<_> = CLINIC
            .invoices
            .iter()
            .filter(|invoice| invoice.kind == kind && invoice.number.is_some())
            .collect();
        issued.sort_by_key(|invoice| invoice.issued_at);
        let mark = if kind == InvoiceKind::CreditNote {
            "C"
        } else {
            ""
        };
        for (invoice, number) in issued.iter().zip(1..) {
            assert_eq!(invoice.number, Some(format!("S-{mark}{number:06}")));
        }
    }
}

#[test]
fn bills_show_three_tax_rates_and_a_discount() {
    let rates: BTreeSet<u32> = CLINIC
        .services
        .iter()
        .map(|service| service.tax_rate.basis_points())
        .collect();
    assert_eq!(rates, BTreeSet::from([0, 1_350, 2_300]));
    assert!(CLINIC.services.len() >= 12);
    let mut lines = CLINIC.invoices.iter().flat_map(|invoice| &invoice.lines);
    assert!(lines.any(|line| line.discount.is_some()));
}

#[test]
fn one_person_a_role_and_two_of_them_have_an_agenda() {
    let roles: Vec<Role> = CLINIC.people.iter().map(|person| person.role).collect();
    assert_eq!(roles.len(), Role::ALL.len());
    assert!(Role::ALL.iter().all(|role| roles.contains(role)));
    let own = CLINIC
        .people
        .iter()
        .filter(|person| person.practitioner.is_some());
    assert_eq!(own.count(), 2);
}

#[test]
fn six_beds_are_watched_by_the_simulated_monitors() {
    let watched: BTreeMap<&str, &str> = CLINIC
        .assignments
        .iter()
        .filter(|assignment| assignment.released_at.is_none())
        .map(|assignment| (assignment.monitor.as_str(), assignment.bed.as_str()))
        .collect();
    let expected = SCENARIOS
        .iter()
        .map(|scenario| scenario.monitor)
        .zip(["Bed 1", "Bed 2", "Bed 3", "Bed 4", "Bed 5", "Bed 6"]);
    assert_eq!(watched, expected.collect());
    for assignment in &CLINIC.assignments {
        let today = on(&CLINIC, today(&CLINIC)).find(|visit| visit.patient == assignment.patient);
        assert!(today.is_none(), "who lies in a bed has no visit");
    }
}

#[test]
fn a_clinic_that_is_started_again_days_later_has_gone_on() {
    let clinic = lived(&[
        "2026-11-20T10:40:00Z",
        "2026-11-21T08:00:00Z",
        "2026-11-24T11:20:00Z",
    ]);
    visits_agree_with_the_clock(&clinic);
    no_two_visits_overlap(&clinic);
    every_standing_occurs(&clinic);
    today_is_filled(&clinic, 55..=88);
    let last = clinic.appointments.iter().map(|visit| visit.date).max();
    assert_eq!(last, Some(today(&clinic).plus_days(14)));
}
