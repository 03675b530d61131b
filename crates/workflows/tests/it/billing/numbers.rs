//! Number series: what became of each document number.

use clinic::records::{Kind, Role, SeriesPurpose, VoidedNumber};
use serde_json::json;
use store::Mode;
use testkit::id;
use wire::{
    Code,
    billing::{NumberSeriesView, SeriesView},
};
use workflows::Records;

use super::{Billing, payment};

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
impl Billing {
    async fn number_series(&self, role: Role) -> Vec<SeriesView> {
        let asked = self.clinic.run(role, "number_series", json!({})).await;
        let view: NumberSeriesView = serde_json::from_value(asked.unwrap()).unwrap();
        view.series
    }

    /// As the server writes it down.
    async fn void(&self, number: &str) {
        let mut tx = self.clinic.store.write(Mode::Optimistic).await.unwrap();
        let id_of = VoidedNumber::id_of(number);
        let body = json!({
            "id": id_of, "number": number, "purpose": "invoice", "change": id("change", 1),
            "person": self.clinic.seed.person(Role::Billing), "device": id("device", 2),
            "recorded_at": "2026-11-20T09:00:00.000Z", "voided_at": "2026-11-20T10:00:00.000Z",
            "code": "not_a_draft",
        });
        tx.put(Kind::VoidedNumber, id_of.uuid(), body)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_series_is_whole_when_each_number_is_used_or_void() {
    let billing = Billing::open("A").await;
    assert!(billing.number_series(Role::Billing).await.is_empty());
    let first = billing.issued(1, 1, 1_000).await;
    billing
        .ask("take_payment", payment(1, first, 400, "cash"))
        .await
        .unwrap();
    billing.void("A-000002").await;
    billing.void("B-000001").await;

    let series = billing.number_series(Role::Administrator).await;
    let whole: Vec<_> = series
        .iter()
        .map(|one| {
            (
                one.letters.as_str(),
                one.purpose,
                one.last.as_str(),
                one.used,
                one.voided.len(),
                one.missing_count,
            )
        })
        .collect();
    assert_eq!(
        whole,
        [
            ("A", SeriesPurpose::Invoice, "A-000002", 1, 1, 0),
            ("A", SeriesPurpose::Receipt, "A-R000001", 1, 0, 0),
            ("B", SeriesPurpose::Invoice, "B-000001", 0, 1, 0),
        ]
    );
    let void = &series[0].voided[0];
    assert_eq!(void.voided.code, "not_a_draft");
    assert!(!void.person.is_empty());
}

#[tokio::test]
async fn what_is_neither_used_nor_void_is_named() {
    let billing = Billing::open("A").await;
    billing.issued(1, 1, 1_000).await;
    billing.void("A-000003").await;
    billing.void("A-000007").await;
    let series = billing.number_series(Role::Billing).await;
    let gaps: Vec<_> = series[0]
        .missing
        .iter()
        .map(|gap| (gap.first.as_str(), gap.last.as_str()))
        .collect();
    assert_eq!(gaps, [("A-000002", "A-000002"), ("A-000004", "A-000006")]);
    assert_eq!(series[0].missing_count, 4);
}

#[tokio::test]
async fn a_series_that_does_not_begin_at_one_lacks_its_beginning() {
    let billing = Billing::open("A").await;
    billing.void("C-000003").await;
    let series = billing.number_series(Role::Billing).await;
    assert_eq!(series[0].first, "C-000003");
    assert_eq!(series[0].missing[0].first, "C-000001");
    assert_eq!(series[0].missing[0].last, "C-000002");
}

#[tokio::test]
async fn reception_sees_invoices_but_not_the_series() {
    let billing = Billing::open("A").await;
    let refused = billing
        .clinic
        .run(Role::Reception, "number_series", json!({}));
    assert_eq!(refused.await.unwrap_err().code, Code::NotPermitted);
}
