//! Days, weeks and free slots.

use clinic::records::Kind;
use serde_json::{Value, json};
use testkit::id;
use values::ids::InvoiceId;
use wire::{
    Code,
    agenda::{AgendaWeekView, FreeSlotsView, Stretch},
};

use super::{Desk, MONDAY, booking, starts, visit_id, with};

fn shown(stretches: &[Stretch]) -> Vec<String> {
    stretches
        .iter()
        .map(|stretch| format!("{}-{}", stretch.from, stretch.to))
        .collect()
}

#[tokio::test]
async fn a_day_has_a_column_for_every_practitioner_with_hours_breaks_and_visits_by_start() {
    let desk = Desk::open().await;
    desk.book(1, "11:00", 20).await;
    desk.book(2, "10:00", 20).await;
    desk.book(3, "15:00", 20).await;
    desk.cancel(3, "flu").await.unwrap();
    let with_two = json!({ "practitioner": id("practitioner", 2) });
    let request = with(booking(4, 4, "09:00", 20), with_two);
    desk.ask::<Value>("book_appointment", request)
        .await
        .unwrap();

    let day = desk.day(MONDAY).await;
    assert_eq!(day.clock_change_minutes, 0);
    let columns: Vec<_> = day
        .columns
        .iter()
        .map(|column| column.practitioner)
        .collect();
    let mut directory: Vec<_> = desk
        .clinic
        .seed
        .practitioners
        .iter()
        .map(|one| one.id)
        .collect();
    directory.sort_unstable();
    assert_eq!(columns, directory);

    let of = |n| {
        day.columns
            .iter()
            .find(|column| column.practitioner.uuid() == id("practitioner", n))
            .unwrap()
    };
    assert_eq!(shown(&of(1).working), ["09:00-12:30", "13:00-17:00"]);
    assert_eq!(shown(&of(1).breaks), ["12:30-13:00"]);
    let visits = |n| -> Vec<_> {
        of(n)
            .appointments
            .iter()
            .map(|view| view.appointment.id)
            .collect()
    };
    assert_eq!(visits(1), [visit_id(2), visit_id(1), visit_id(3)]);
    assert_eq!(visits(2), [visit_id(4)]);
}

#[tokio::test]
async fn who_takes_no_new_appointments_has_a_column_as_long_as_some_are_left() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    let mut retired = desk.clinic.seed.practitioners[0].clone();
    retired.active = false;
    let body = serde_json::to_value(retired).unwrap();
    desk.put(Kind::Practitioner, ("practitioner", 1), body)
        .await;
    assert_eq!(desk.day(MONDAY).await.columns.len(), 2);
    assert_eq!(desk.day("2026-11-24").await.columns.len(), 1);
}

#[tokio::test]
async fn a_day_says_by_how_much_the_clocks_move_on_it() {
    let desk = Desk::open().await;
    for (date, minutes) in [("2027-03-28", 60), ("2027-10-31", -60), (MONDAY, 0)] {
        assert_eq!(desk.day(date).await.clock_change_minutes, minutes, "{date}");
    }
}

#[tokio::test]
async fn a_visit_shows_the_invoice_that_stands_for_it() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    let shown = async || {
        desk.day(MONDAY)
            .await
            .columns
            .into_iter()
            .flat_map(|column| column.appointments)
            .find_map(|view| view.invoice)
    };
    assert_eq!(shown().await, None);
    let invoice = |status: &str, number: Value| {
        json!({
            "id": id("invoice", 1), "kind": "invoice", "patient": id("patient", 1),
            "appointment": id("appointment", 1), "status": status, "number": number, "currency": "EUR",
            "lines": [], "drafted_at": "2026-11-23T10:00:00.000Z", "drafted_by": id("person", 1),
        })
    };
    for (status, number, stands) in [
        ("draft", Value::Null, true),
        ("issued", "A-2026-000001".into(), true),
        ("credited", "A-2026-000001".into(), false),
    ] {
        desk.put(Kind::Invoice, ("invoice", 1), invoice(status, number))
            .await;
        let found = shown().await.map(InvoiceId::uuid);
        assert_eq!(found, stands.then(|| id("invoice", 1)), "{status}");
    }
}

#[tokio::test]
async fn a_week_is_seven_days_from_monday_of_one_practitioner() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    for (n, date) in [(2, "2026-11-29"), (3, "2026-11-30")] {
        let fields = json!({ "date": date, "outside_hours": true });
        let request = with(booking(n, n, "16:00", 20), fields);
        desk.ask::<Value>("book_appointment", request)
            .await
            .unwrap();
    }
    let elsewhere = json!({ "practitioner": id("practitioner", 2) });
    let request = with(booking(4, 4, "10:00", 20), elsewhere);
    desk.ask::<Value>("book_appointment", request)
        .await
        .unwrap();

    for date in [MONDAY, "2026-11-25", "2026-11-29"] {
        let request = json!({ "date": date, "practitioner": id("practitioner", 1) });
        let week: AgendaWeekView = desk.ask("agenda_week", request).await.unwrap();
        assert_eq!(week.columns.len(), 7);
        assert_eq!(week.columns[0].date.to_string(), MONDAY);
        assert_eq!(week.columns[6].working, []);
        let visits: Vec<_> = week
            .columns
            .iter()
            .map(|column| column.appointments.len())
            .collect();
        assert_eq!(visits, [1, 0, 0, 0, 0, 0, 1], "{date}");
    }
}

#[tokio::test]
async fn free_slots_come_soonest_first_and_never_before_now() {
    let mut desk = Desk::open().await;
    desk.book(1, "09:00", 60).await;
    let ask = |fields: Value| with(json!({ "from": MONDAY, "minutes": 20, "limit": 3 }), fields);
    let one = json!({ "practitioner": id("practitioner", 1) });
    let found: FreeSlotsView = desk.ask("free_slots", ask(one.clone())).await.unwrap();
    let on_monday = |times: [&str; 3]| times.map(|time| format!("{MONDAY} {time}"));
    assert_eq!(starts(&found.slots), on_monday(["10:00", "10:20", "10:40"]));

    let any: FreeSlotsView = desk.ask("free_slots", ask(json!({}))).await.unwrap();
    assert_eq!(starts(&any.slots), on_monday(["09:00", "09:20", "09:40"]));
    let for_patient = ask(json!({ "patient": id("patient", 1) }));
    let kept_free: FreeSlotsView = desk.ask("free_slots", for_patient).await.unwrap();
    assert_eq!(
        starts(&kept_free.slots),
        on_monday(["10:00", "10:00", "10:20"])
    );

    desk.clinic.at("2026-11-23T16:30:00Z");
    let late: FreeSlotsView = desk.ask("free_slots", ask(one)).await.unwrap();
    assert_eq!(
        starts(&late.slots),
        [
            "2026-11-23 16:40".to_owned(),
            "2026-11-24 09:00".to_owned(),
            "2026-11-24 09:20".to_owned()
        ]
    );
}

#[tokio::test]
async fn free_slots_of_an_impossible_length_or_number_are_refused() {
    let desk = Desk::open().await;
    for (minutes, limit) in [(4, 3), (481, 3), (20, 0), (20, 51)] {
        let request = json!({ "from": MONDAY, "minutes": minutes, "limit": limit });
        let refused = desk.refusal("free_slots", request).await;
        assert_eq!(refused.code, Code::InvalidFields);
    }
}
