//! Documents to look at and to measure with: names in several scripts, short and long bills.

#![expect(
    clippy::expect_used,
    reason = "sample data are right or the sample is wrong"
)]

use clinic::records::{PaymentMethod, SeriesPurpose};
use documents::{
    AccessReportDocument, AccessRow, BillLine, BillPayment, BillTotals, CreditNoteDocument,
    Edition, InvoiceDocument, Letterhead, NumberSeriesDocument, Paper, Payer, PrintLanguage,
    ReceiptBill, ReceiptDocument, ReceiptKind, SeriesRow, TaxRow, VoidedRow,
};
use values::{Currency, LocalDate, Money, TaxRate};

/// Services as they are printed, English and Arabic.
const SERVICES: [(&str, &str, i64, u32); 8] = [
    (
        "Consultation, 20 minutes",
        "استشارة طبية، 20 دقيقة",
        6_500,
        0,
    ),
    ("Full blood count", "تعداد الدم الكامل", 3_250, 0),
    (
        "Electrocardiogram, 12 leads, with written interpretation sent to the general practitioner named by the patient",
        "تخطيط كهربية القلب باثني عشر اتجاهًا مع تقرير مكتوب يُرسل إلى طبيب الأسرة الذي يسمّيه المريض",
        8_000,
        0,
    ),
    (
        "Seasonal influenza vaccine",
        "لقاح الإنفلونزا الموسمية",
        2_500,
        1_350,
    ),
    (
        "Wound dressing, sterile, per change",
        "تضميد جرح معقّم، لكل تغيير",
        1_845,
        1_350,
    ),
    (
        "Travel health certificate",
        "شهادة صحية للسفر",
        4_000,
        2_300,
    ),
    ("HbA1c, lipid profile", "فحص HbA1c ودهون الدم", 4_560, 0),
    ("Repeat prescription", "تجديد وصفة طبية", 1_500, 2_300),
];

pub(crate) fn day(month: i8, day: i8) -> LocalDate {
    LocalDate::new(2026, month, day).expect("a day of the calendar")
}

pub(crate) fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR).expect("an amount in range")
}

pub(crate) fn paper(language: PrintLanguage) -> Paper {
    Paper {
        language,
        edition: Edition::Original,
        demo: false,
    }
}

pub(crate) fn letterhead(language: PrintLanguage) -> Letterhead {
    let (name, address): (_, &[&str]) = match language {
        PrintLanguage::English => (
            "Harbour Street Clinic",
            &["12 Harbour Street", "Dublin 2", "D02 X285"],
        ),
        PrintLanguage::Arabic => (
            "عيادة شارع الميناء",
            &["12 شارع الميناء", "دبلن 2", "D02 X285"],
        ),
    };
    Letterhead {
        name: name.to_owned(),
        address: address.iter().map(|line| (*line).to_owned()).collect(),
        phone: "+353 1 555 0100".to_owned(),
        tax_number: "IE1234567T".to_owned(),
    }
}

pub(crate) fn payer(name: &str, address: &[&str]) -> Payer {
    Payer {
        name: name.to_owned().into(),
        record_number: "HS-004217".to_owned().into(),
        address: address
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>()
            .into(),
    }
}

/// `count` lines, every third with a discount.
pub(crate) fn lines(language: PrintLanguage, count: usize) -> Vec<BillLine> {
    let services = SERVICES.iter().cycle().take(count).enumerate();
    services
        .map(|(place, (english, arabic, price, basis_points))| {
            let description = if language == PrintLanguage::Arabic {
                arabic
            } else {
                english
            };
            let quantity = u32::try_from(place % 3 + 1).expect("a small number");
            let before = price * i64::from(quantity);
            let discount = if place % 3 == 2 { before / 10 } else { 0 };
            BillLine {
                description: (*description).to_owned().into(),
                quantity,
                unit_price: euro(*price),
                discount: euro(discount),
                tax_rate: TaxRate::try_from(*basis_points).expect("a rate"),
                net: euro(before - discount),
            }
        })
        .collect()
}

/// What lines come to when `paid` is paid.
pub(crate) fn totals(lines: &[BillLine], paid: i64) -> BillTotals {
    let mut taxes: Vec<TaxRow> = Vec::new();
    for line in lines {
        match taxes.iter_mut().find(|row| row.rate == line.tax_rate) {
            Some(row) => row.taxable = row.taxable.plus(line.net).expect("an amount in range"),
            None => taxes.push(TaxRow {
                rate: line.tax_rate,
                taxable: line.net,
                tax: euro(0),
            }),
        }
    }
    taxes.sort_by_key(|row| row.rate);
    for row in &mut taxes {
        row.tax = row.rate.tax_on(row.taxable).expect("an amount in range");
    }
    let sum = |amounts: Vec<Money>| Money::sum(amounts, Currency::EUR).expect("an amount in range");
    let net = sum(taxes.iter().map(|row| row.taxable).collect());
    let gross = sum(taxes
        .iter()
        .flat_map(|row| [row.taxable, row.tax])
        .collect());
    BillTotals {
        net,
        taxes,
        gross,
        paid: euro(paid),
        due: gross.minus(euro(paid)).expect("an amount in range"),
    }
}

pub(crate) fn invoice(language: PrintLanguage, name: &str, count: usize) -> InvoiceDocument {
    let lines = lines(language, count);
    let paid = if count > 1 { 10_000 } else { 0 };
    let payments = vec![BillPayment {
        taken: day(11, 20),
        method: PaymentMethod::Card,
        receipt_number: "R-A-2026-000031".to_owned(),
        amount: euro(paid),
    }];
    InvoiceDocument {
        paper: paper(language),
        letterhead: letterhead(language),
        payer: payer(name, match language {
            PrintLanguage::English => &["Apartment 4, The Old Distillery", "27 Bow Street", "Dublin 7"],
            PrintLanguage::Arabic => &["الشقة 4، مبنى المقطرة القديمة", "27 شارع باو", "دبلن 7"],
        }),
        number: Some("A-2026-000017".to_owned()),
        issued: day(11, 20),
        due: Some(day(12, 20)),
        totals: totals(&lines, paid),
        lines,
        payments: if paid > 0 { payments } else { Vec::new() },
        payment_terms: match language {
            PrintLanguage::English => "Please pay within 30 days by bank transfer,\nquoting the invoice number.\nIBAN IE29 AIBK 9311 5212 3456 78".to_owned(),
            PrintLanguage::Arabic => "يُرجى الدفع خلال 30 يومًا بتحويل مصرفي\nمع ذكر رقم الفاتورة.\nIBAN IE29 AIBK 9311 5212 3456 78".to_owned(),
        },
    }
}

pub(crate) fn credit_note(language: PrintLanguage, name: &str) -> CreditNoteDocument {
    let lines = lines(language, 3);
    CreditNoteDocument {
        paper: paper(language),
        letterhead: letterhead(language),
        payer: payer(name, &["27 Bow Street", "Dublin 7"]),
        number: Some("A-2026-000018".to_owned()),
        issued: day(11, 21),
        credited_number: "A-2026-000017".to_owned(),
        credited_issued: Some(day(11, 20)),
        reason: match language {
            PrintLanguage::English => "Billed twice for the same visit",
            PrintLanguage::Arabic => "فوترة مكررة للزيارة نفسها",
        }
        .to_owned()
        .into(),
        totals: totals(&lines, 10_000),
        lines,
        refunds: vec![BillPayment {
            taken: day(11, 21),
            method: PaymentMethod::Card,
            receipt_number: "R-A-2026-000032".to_owned(),
            amount: euro(10_000),
        }],
    }
}

pub(crate) fn receipt(language: PrintLanguage, name: &str) -> ReceiptDocument {
    ReceiptDocument {
        paper: paper(language),
        kind: ReceiptKind::Payment,
        letterhead: letterhead(language),
        payer: payer(name, &["27 Bow Street", "Dublin 7"]),
        number: "R-A-2026-000031".to_owned(),
        taken: day(11, 20),
        amount: euro(10_000),
        method: PaymentMethod::Card,
        recorded_by: "Niamh Byrne".to_owned(),
        bill: ReceiptBill {
            number: "A-2026-000017".to_owned(),
            issued: day(11, 20),
            gross: euro(52_310),
            paid: euro(10_000),
            due: euro(42_310),
        },
    }
}

/// What a patient is given who asks who opened their record: `count` accesses, and that there are more.
pub(crate) fn access_report(
    language: PrintLanguage,
    name: &str,
    count: usize,
) -> AccessReportDocument {
    let told = [
        (
            "Dr Aoife Byrne",
            "Doctor",
            "Opened the record in an emergency: Unconscious in the waiting room, nobody entitled to be reached",
        ),
        ("Niamh Kelly", "Reception", "Booked a visit"),
    ];
    let row = |(person, role, done): (&str, &str, &str)| AccessRow {
        day: day(11, 20),
        time: "09:30".parse().expect("a time of day"),
        person: person.to_owned(),
        role: role.to_owned(),
        workstation: "A".to_owned(),
        done: done.to_owned(),
    };
    AccessReportDocument {
        paper: paper(language),
        letterhead: letterhead(language),
        patient: payer(name, &[]),
        day: day(11, 28),
        from: None,
        until: None,
        rows: told.into_iter().cycle().take(count).map(row).collect(),
        more: true,
    }
}

/// Two workstations; one void number, three missing ones.
pub(crate) fn number_series(language: PrintLanguage) -> NumberSeriesDocument {
    let row = |purpose: SeriesPurpose, letters: &str, used: u32| {
        let head = format!("{letters}-{}", purpose.mark());
        SeriesRow {
            purpose,
            letters: letters.to_owned(),
            first: format!("{head}000001"),
            last: format!("{head}{used:06}"),
            used,
            voided: 0,
            missing: 0,
            gaps: Vec::new(),
        }
    };
    NumberSeriesDocument {
        paper: paper(language),
        letterhead: letterhead(language),
        day: day(11, 28),
        series: vec![
            row(SeriesPurpose::Invoice, "A", 1_204),
            row(SeriesPurpose::CreditNote, "A", 12),
            row(SeriesPurpose::Receipt, "A", 1_190),
            SeriesRow {
                last: "B-000412".to_owned(),
                voided: 2,
                missing: 4,
                gaps: vec![
                    ("B-000007".to_owned(), "B-000007".to_owned()),
                    ("B-000101".to_owned(), "B-000103".to_owned()),
                ],
                ..row(SeriesPurpose::Invoice, "B", 406)
            },
        ],
        voided: [
            ("B-000044", "Niamh Byrne", "not_a_draft"),
            ("B-000230", "王小明", "of_a_later_version"),
        ]
        .into_iter()
        .map(|(number, person, code)| VoidedRow {
            number: number.to_owned(),
            day: day(11, 20),
            person: person.to_owned(),
            code: code.to_owned(),
        })
        .collect(),
    }
}
