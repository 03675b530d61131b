//! Reading the imports of a TypeScript file without parsing the rest of it.

/// The text with the content of its comments removed; strings and templates stay as they are.
pub(super) fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut quote = None;
    while let Some(letter) = letters.next() {
        if let Some(end) = quote {
            code.push(letter);
            if letter == '\\' {
                code.extend(letters.next());
            } else if letter == end || (letter == '\n' && end != '`') {
                // A quote left open ends with its line: it was an apostrophe in a page's text.
                quote = None;
            }
            continue;
        }
        match (letter, letters.peek()) {
            ('/', Some('/')) => {
                for skipped in letters.by_ref() {
                    if skipped == '\n' {
                        code.push('\n');
                        break;
                    }
                }
            }
            ('/', Some('*')) => {
                let mut last = ' ';
                letters.next();
                for skipped in letters.by_ref() {
                    if last == '*' && skipped == '/' {
                        break;
                    }
                    last = skipped;
                }
            }
            ('"' | '\'' | '`', _) => {
                quote = Some(letter);
                code.push(letter);
            }
            _ => code.push(letter),
        }
    }
    code
}

/// What the file imports: every quoted text that follows `from`, `import` or `import(`.
pub(super) fn imports(code: &str) -> Vec<String> {
    ["from", "import", "import(", "mock("]
        .iter()
        .flat_map(|word| {
            code.match_indices(word).filter_map(|(at, found)| {
                let before = code.get(..at)?.chars().next_back();
                if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
                    return None;
                }
                quoted(code.get(at + found.len()..)?)
            })
        })
        .map(str::to_owned)
        .collect()
}

/// The text between quotes at the start of `code`, after spaces.
fn quoted(code: &str) -> Option<&str> {
    let code = code.trim_start();
    let quote = code
        .chars()
        .next()
        .filter(|letter| "\"'".contains(*letter))?;
    code.get(1..)?.split_once(quote).map(|(inside, _)| inside)
}

/// The path from the top of what `file` means by `import`; `None` for a package.
pub(super) fn resolve(file: &str, import: &str) -> Option<String> {
    if let Some(inside) = import.strip_prefix("@/") {
        return Some(format!("ui/src/{inside}"));
    }
    if !import.starts_with('.') {
        return None;
    }
    let (folder, _) = file.rsplit_once('/')?;
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in import.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_strings_stay() {
        for (text, code) in [
            ("a // b\nc", "a \nc"),
            ("a /* b\n * c */ d", "a  d"),
            ("\"http://a\"", "\"http://a\""),
            ("'it\\'s // here'", "'it\\'s // here'"),
            ("<p>don't</p> \n// gone", "<p>don't</p> \n"),
        ] {
            assert_eq!(without_comments(text), code);
        }
    }

    #[test]
    fn every_form_of_import_is_found() {
        let code = "import a from \"./a\";\nimport \"./b.css\";\nimport {\n  c,\n} from '../c';\n\
                    export * from \"./d\";\nconst e = import(\"./e\");\nArray.from(\"f\");";
        let mut found = imports(code);
        found.sort();
        assert_eq!(found, ["../c", "./a", "./b.css", "./d", "./e"]);
    }

    #[test]
    fn paths_are_followed_from_the_importing_file() {
        let file = "ui/src/features/agenda/DayPage.tsx";
        for (import, target) in [
            ("./api", Some("ui/src/features/agenda/api")),
            ("../../format/dates", Some("ui/src/format/dates")),
            ("@/ipc/call", Some("ui/src/ipc/call")),
            ("react", None),
            ("@tanstack/react-query", None),
        ] {
            assert_eq!(resolve(file, import).as_deref(), target, "{import}");
        }
    }
}
