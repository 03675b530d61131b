use proptest::prelude::*;
use values::{Currency, Money, ids::InvoiceLineId};

use super::{a_draft, amount_off, drafted, issued, line, percent};
use crate::{
    billing::{
        BillingRefused, DESCRIPTION_MAX, UNIT_PRICE_MAX, check_lines, draft_from_services,
        edit_lines, line_id, totals,
    },
    records::{Extra, InvoiceLine, Service},
};
use values::ids::ServiceId;

fn paths(lines: &[InvoiceLine]) -> Vec<(String, &'static str)> {
    match check_lines(lines, Currency::EUR) {
        Ok(()) => Vec::new(),
        Err(BillingRefused::Lines(problems)) => problems
            .iter()
            .map(|problem| (problem.path(), problem.problem))
            .collect(),
        Err(other) => panic!("{other:?}"),
    }
}

fn changed(change: impl FnOnce(&mut InvoiceLine)) -> InvoiceLine {
    let mut line = line(1, 1_000, 2_300, None);
    change(&mut line);
    line
}

#[test]
fn names_the_wrong_field_of_a_line() {
    let dollars = Money::new(1, "USD".parse().unwrap()).unwrap();
    for (wrong, field, problem) in [
        (
            changed(|line| line.description = " \t".into()),
            "description",
            "required",
        ),
        (
            changed(|line| line.description = "x".repeat(DESCRIPTION_MAX + 1)),
            "description",
            "too_long",
        ),
        (changed(|line| line.quantity = 0), "quantity", "invalid"),
        (
            changed(|line| line.quantity = 10_000),
            "quantity",
            "invalid",
        ),
        (line(1, -1, 0, None), "unit_price", "invalid"),
        (
            line(1, UNIT_PRICE_MAX + 1, 0, None),
            "unit_price",
            "invalid",
        ),
        (
            changed(|line| line.unit_price = dollars),
            "unit_price",
            "invalid",
        ),
        (
            line(1, 1_000, 0, Some(percent(10_001))),
            "discount",
            "invalid",
        ),
        (
            line(1, 1_000, 0, Some(amount_off(1_001))),
            "discount",
            "invalid",
        ),
        (
            line(1, 1_000, 0, Some(amount_off(-1))),
            "discount",
            "invalid",
        ),
    ] {
        let good = line(1, 1_000, 2_300, None);
        assert_eq!(
            paths(&[good, wrong]),
            [(format!("lines.1.{field}"), problem)]
        );
    }
}

#[test]
fn names_every_wrong_field_at_once() {
    let wrong = changed(|line| {
        line.description.clear();
        line.quantity = 0;
    });
    assert_eq!(
        paths(&[wrong.clone(), wrong])
            .into_iter()
            .map(|(path, _)| path)
            .collect::<Vec<_>>(),
        [
            "lines",
            "lines.0.description",
            "lines.0.quantity",
            "lines.1.description",
            "lines.1.quantity"
        ]
    );
}

#[test]
fn a_list_has_one_to_two_hundred_lines_of_different_ids() {
    let many: Vec<_> = (0..201).map(|_| line(1, 1, 0, None)).collect();
    assert_eq!(paths(&[]), [("lines".to_owned(), "required")]);
    assert_eq!(paths(&many), [("lines".to_owned(), "too_long")]);
    assert_eq!(paths(many.get(..200).unwrap()), []);
    let twice = line(1, 1, 0, None);
    assert_eq!(
        paths(&[twice.clone(), twice]),
        [("lines".to_owned(), "invalid")]
    );
}

#[test]
fn descriptions_are_kept_without_the_blanks_around_them() {
    let line = changed(|line| line.description = "  Blood test ".into());
    assert_eq!(drafted(vec![line]).lines[0].description, "Blood test");
}

#[test]
fn refuses_to_edit_what_is_issued() {
    let invoice = issued(vec![line(1, 1, 0, None)]);
    assert_eq!(
        edit_lines(&invoice, vec![line(1, 2, 0, None)]).unwrap_err(),
        BillingRefused::NotADraft
    );
}

fn service(name: &str, price: i64) -> Service {
    Service {
        id: ServiceId::at(super::now()),
        code: "X".into(),
        name: name.into(),
        price: super::euro(price),
        tax_rate: super::rate(2_300),
        minutes: 20,
        active: true,
        extra: Extra::new(),
    }
}

#[test]
fn a_draft_has_one_line_for_each_service_and_counts_those_done_twice() {
    let (visit, test) = (service("Consultation", 6_500), service("Blood test", 2_000));
    let draft = draft_from_services(a_draft(), &[visit.clone(), test, visit]).unwrap();
    let lines: Vec<_> = draft
        .lines
        .iter()
        .map(|line| (line.description.as_str(), line.quantity))
        .collect();
    assert_eq!(lines, [("Consultation", 2), ("Blood test", 1)]);
    assert_eq!(
        totals(&draft.lines, draft.currency).unwrap().net,
        super::euro(15_000)
    );
}

#[test]
fn the_same_draft_comes_of_every_run() {
    let (draft, services) = (a_draft(), [service("A", 1), service("B", 2)]);
    let once = draft_from_services(draft, &services).unwrap();
    let again = draft_from_services(draft, &services).unwrap();
    assert_eq!(once.lines, again.lines);
    assert_ne!(once.lines[0].id, once.lines[1].id);
}

#[test]
fn a_visit_without_services_makes_an_empty_draft() {
    assert!(
        draft_from_services(a_draft(), &[])
            .unwrap()
            .lines
            .is_empty()
    );
}

#[test]
fn refuses_a_service_that_is_priced_in_another_currency() {
    let mut service = service("Consultation", 1);
    service.price = Money::new(1, "USD".parse().unwrap()).unwrap();
    assert!(matches!(
        draft_from_services(a_draft(), &[service]),
        Err(BillingRefused::Lines(_))
    ));
}

proptest! {
    #[test]
    fn what_passes_the_check_can_be_totalled(
        quantity in any::<u32>(), price in -10_i64..2_000_000_000, discount in prop::option::of(any::<i32>()), text in ".{0,3}"
    ) {
        let mut line = line(quantity, price, 10_000, discount.map(|minor| amount_off(i64::from(minor))));
        line.description = text;
        let lines = vec![line; 1];
        if check_lines(&lines, Currency::EUR).is_ok() {
            prop_assert!(totals(&lines, Currency::EUR).is_ok());
        }
    }

    #[test]
    fn lines_of_one_invoice_have_ids_of_their_own(one in 0_usize..200, other in 0_usize..200) {
        let invoice = a_draft().id;
        let ids: (InvoiceLineId, InvoiceLineId) = (line_id(invoice, one), line_id(invoice, other));
        prop_assert_eq!(ids.0 == ids.1, one == other);
    }
}
