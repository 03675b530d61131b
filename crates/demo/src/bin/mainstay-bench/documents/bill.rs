//! An invoice to set: several tax rates, discounts, a text that breaks, a part payment.

use clinic::records::PaymentMethod;
use documents::{
    BillLine, BillPayment, BillTotals, Edition, InvoiceDocument, Letterhead, Paper, Payer,
    PrintLanguage, TaxRow,
};
use values::{Currency, LocalDate, Money, TaxRate};

use crate::Broken;

/// English, Arabic, net price in cents, tax in basis points.
const SERVICES: [(&str, &str, i64, u32); 6] = [
    (
        "Consultation, 20 minutes",
        "استشارة طبية، 20 دقيقة",
        6_500,
        0,
    ),
    ("Full blood count", "تعداد الدم الكامل", 3_250, 0),
    (
        "Electrocardiogram, 12 leads, with written interpretation sent to the patient's general practitioner",
        "تخطيط كهربية القلب باثني عشر اتجاهًا مع تقرير مكتوب يُرسل إلى طبيب الأسرة",
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
];

pub(crate) fn invoice(
    language: PrintLanguage,
    payer: &str,
    count: usize,
) -> Result<InvoiceDocument, Broken> {
    let lines: Vec<BillLine> = SERVICES
        .iter()
        .cycle()
        .zip(0..)
        .take(count)
        .map(|(service, place)| line(language, *service, place))
        .collect::<Result<_, _>>()?;
    let issued: LocalDate = "2026-11-20".parse()?;
    let paid = euro(5_000)?;
    Ok(InvoiceDocument {
        paper: Paper {
            language,
            edition: Edition::Original,
            demo: true,
        },
        letterhead: Letterhead {
            name: "Harbour Street Clinic".to_owned(),
            address: vec![
                "12 Harbour Street".to_owned(),
                "Dublin 7, D07 BZ12".to_owned(),
            ],
            phone: "020 915 0100".to_owned(),
            tax_number: "IE0000000XX".to_owned(),
        },
        payer: Payer {
            name: payer.to_owned().into(),
            record_number: "A-004217".to_owned().into(),
            address: vec!["27 Bow Street".to_owned(), "Dublin 7".to_owned()].into(),
        },
        number: Some("A-000017".to_owned()),
        issued,
        due: Some(issued.plus_days(14)),
        totals: totals(&lines, paid)?,
        lines,
        payments: vec![BillPayment {
            taken: issued,
            method: PaymentMethod::Card,
            receipt_number: "R-A-000031".to_owned(),
            amount: paid,
        }],
        payment_terms: "Please pay within 14 days, stating the invoice number.".to_owned(),
    })
}

/// Every third line has a tenth taken off.
fn line(
    language: PrintLanguage,
    (english, arabic, price, tax): (&str, &str, i64, u32),
    place: u32,
) -> Result<BillLine, Broken> {
    let description = if language == PrintLanguage::Arabic {
        arabic
    } else {
        english
    };
    let quantity = place % 3 + 1;
    let before = euro(price)?.times(i64::from(quantity))?;
    let discount = if quantity == 3 {
        before.ratio(1, 10)?
    } else {
        euro(0)?
    };
    Ok(BillLine {
        description: description.to_owned().into(),
        quantity,
        unit_price: euro(price)?,
        discount,
        tax_rate: TaxRate::try_from(tax)?,
        net: before.minus(discount)?,
    })
}

fn totals(lines: &[BillLine], paid: Money) -> Result<BillTotals, Broken> {
    let mut taxes: Vec<TaxRow> = Vec::new();
    for line in lines {
        match taxes.iter_mut().find(|row| row.rate == line.tax_rate) {
            Some(row) => row.taxable = row.taxable.plus(line.net)?,
            None => taxes.push(TaxRow {
                rate: line.tax_rate,
                taxable: line.net,
                tax: euro(0)?,
            }),
        }
    }
    for row in &mut taxes {
        row.tax = row.rate.tax_on(row.taxable)?;
    }
    let net = Money::sum(taxes.iter().map(|row| row.taxable), Currency::EUR)?;
    let tax = Money::sum(taxes.iter().map(|row| row.tax), Currency::EUR)?;
    let gross = net.plus(tax)?;
    Ok(BillTotals {
        net,
        taxes,
        gross,
        paid,
        due: gross.minus(paid)?,
    })
}

fn euro(minor: i64) -> Result<Money, Broken> {
    Ok(Money::new(minor, Currency::EUR)?)
}
