//! A command from request to durable answer, and a full day read back.

use clinic::records::Role;
use serde_json::{Value, json};
use values::ids::PatientId;

use crate::{
    Broken,
    clinic_day::{Agenda, booking, payable, registration},
    desk::{Desk, visits},
    disk::Disk,
    place::{Place, clock},
    samples::{Beside, Samples, show},
};

const WARM_UP: usize = 20;
const SAMPLES: usize = 300;
const FULL_DAY: usize = 200;
/// In minutes, so that a full day of everybody's visits fits between morning and evening.
const SHORT_VISIT: usize = 5;
const VISIT: usize = 20;
/// A day that nothing else is booked on.
const FULL: usize = 100;

const AIMS: [(usize, Option<&str>); 2] = [(50, None), (99, Some("<= 10"))];

pub(crate) async fn measure() -> Result<(), Broken> {
    let place = Place::open().await?;
    let desk = place.desk("desk", Role::Reception, None).await?;
    let mut bench = Bench {
        disk: Disk::at(place.folder())?,
        bare: Samples::after(WARM_UP),
        desk,
    };
    let patients = bench.registrations().await?;
    let agenda = Agenda::of(&bench.desk).await?;
    bench.bookings(&agenda, &patients).await?;
    bench.payments(&patients).await?;
    bench.full_day(&agenda, &patients).await?;
    bench.desk.stop().await;
    place.close().await;
    Ok(())
}

struct Bench {
    desk: Desk,
    disk: Disk,
    bare: Samples,
}

impl Bench {
    async fn registrations(&mut self) -> Result<Vec<PatientId>, Broken> {
        let mut samples = Samples::after(WARM_UP);
        let mut patients = Vec::new();
        for number in 0..WARM_UP + SAMPLES {
            let (patient, request) = registration(number);
            patients.push(patient);
            self.one("register_patient", request, &mut samples).await?;
        }
        self.show("register_patient", &samples)?;
        Ok(patients)
    }

    async fn bookings(&mut self, agenda: &Agenda, patients: &[PatientId]) -> Result<(), Broken> {
        let mut samples = Samples::after(WARM_UP);
        for (number, patient) in patients.iter().enumerate() {
            let (_, request) = booking(*patient, &agenda.visit(number, VISIT)?);
            self.one("book_appointment", request, &mut samples).await?;
        }
        self.show("book_appointment", &samples)
    }

    async fn payments(&mut self, patients: &[PatientId]) -> Result<(), Broken> {
        let mut samples = Samples::after(WARM_UP);
        for patient in patients {
            let request = payable(&self.desk, *patient).await?;
            self.one("take_payment", request, &mut samples).await?;
        }
        self.show("take_payment", &samples)
    }

    /// One command as a person gives it: what was done before is shared by then. The bare disk is asked in
    /// turns with it, so that both meet the same load.
    async fn one(
        &mut self,
        command: &str,
        request: Value,
        samples: &mut Samples,
    ) -> Result<(), Broken> {
        self.desk
            .until_idle(values::Instant::from_millis(0))
            .await?;
        self.bare.add(self.disk.write()?);
        let before = clock().now();
        let (_, took) = self.desk.timed(command, request).await?;
        samples.add(took);
        self.desk.until_idle(before).await
    }

    fn show(&mut self, command: &str, samples: &Samples) -> Result<(), Broken> {
        let bare = std::mem::replace(&mut self.bare, Samples::after(WARM_UP));
        let beside = Beside {
            samples: &bare,
            name: "4 KiB appended and synced",
        };
        show(&format!("commit {command}"), samples, Some(&beside), &AIMS)
    }

    /// Everybody's day with 200 visits on it, against the empty day after it.
    async fn full_day(&self, agenda: &Agenda, patients: &[PatientId]) -> Result<(), Broken> {
        for (number, patient) in patients.iter().take(FULL_DAY).enumerate() {
            let mut visit = agenda.visit(number, SHORT_VISIT)?;
            visit.date = agenda.day(FULL)?;
            let (_, request) = booking(*patient, &visit);
            self.desk.call("book_appointment", request).await?;
        }
        self.desk
            .until_idle(values::Instant::from_millis(0))
            .await?;
        let (full, empty) = (agenda.day(FULL)?, agenda.day(FULL + 1)?);
        let mut samples = (Samples::after(WARM_UP), Samples::after(WARM_UP));
        for _ in 0..WARM_UP + SAMPLES {
            let (day, took) = self
                .desk
                .timed("agenda_day", json!({ "date": full }))
                .await?;
            samples.0.add(took);
            let visits = visits(&day).count();
            if visits != FULL_DAY {
                return Err(format!("{visits} visits on a day of {FULL_DAY}").into());
            }
            let (_, took) = self
                .desk
                .timed("agenda_day", json!({ "date": empty }))
                .await?;
            samples.1.add(took);
        }
        let beside = Beside {
            samples: &samples.1,
            name: "an empty day",
        };
        show(
            "agenda_day of 200 visits",
            &samples.0,
            Some(&beside),
            &[(50, None), (99, Some("<= 20"))],
        )
    }
}
