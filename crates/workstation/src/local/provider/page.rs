//! The page that the browser ends at. It is shown outside of the window, where its catalogues do not reach, so its few
//! words stand here. No script, nothing of anybody's, and nothing is fetched for it.

/// What is told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    /// The provider let somebody through. Whether they are signed in is said in the window.
    Done,
    /// It did not.
    Declined,
    /// The request belongs to no sign-in here.
    Foreign,
}

/// An answer to a request, whole.
pub(super) fn page(page: Page, language: &str) -> String {
    let (language, direction, words) = match language {
        "ar" => ("ar", "rtl", arabic(page)),
        _ => ("en", "ltr", english(page)),
    };
    let status = match page {
        Page::Done | Page::Declined => "200 OK",
        Page::Foreign => "400 Bad Request",
    };
    let body = format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Mainstay</title><h1>Mainstay</h1>\
         <p>{words}</p></html>"
    );
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

const fn english(page: Page) -> &'static str {
    match page {
        Page::Done => "You can close this window and go back to Mainstay.",
        Page::Declined => {
            "You were not signed in. You can close this window and go back to Mainstay."
        }
        Page::Foreign => "This page belongs to no sign-in that waits here.",
    }
}

const fn arabic(page: Page) -> &'static str {
    match page {
        Page::Done => "يمكنك إغلاق هذه النافذة والعودة إلى Mainstay.",
        Page::Declined => "لم يُسجَّل دخولك. يمكنك إغلاق هذه النافذة والعودة إلى Mainstay.",
        Page::Foreign => "هذه الصفحة لا تخصّ أي تسجيل دخول قيد الانتظار هنا.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_nothing_and_fetches_nothing() {
        for shown in [Page::Done, Page::Declined, Page::Foreign] {
            for language in ["en", "ar", "de", "\"><script>"] {
                let page = page(shown, language);
                let (head, body) = page.split_once("\r\n\r\n").unwrap();
                assert!(head.contains("default-src 'none'"));
                assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())));
                for word in ["<script", "src=", "href=", "http"] {
                    assert!(!body.contains(word), "{word}: {body}");
                }
            }
        }
    }
}
