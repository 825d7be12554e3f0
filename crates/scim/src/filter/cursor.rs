//! The place in the text that is being read, shared by filters and paths. Every step moves forward,
//! so reading is linear.

/// What is wrong, and at which byte. The caller makes its own error of it.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) problem: String,
}

impl Fault {
    pub(crate) fn new(at: usize, problem: impl Into<String>) -> Self {
        Self { at, problem: problem.into() }
    }
}

/// The number of the character at that byte, from 1.
pub(crate) fn character(text: &str, byte: usize) -> usize {
    1 + text.char_indices().take_while(|(index, _)| *index < byte).count()
}

#[derive(Debug)]
pub(crate) struct Cursor<'i> {
    text: &'i str,
    at: usize,
}

impl<'i> Cursor<'i> {
    pub(crate) fn new(text: &'i str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte it stands at.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What was read since that byte.
    pub(crate) fn since(&self, start: usize) -> &'i str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(crate) fn rest(&self) -> &'i str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over the character if it is the next one.
    pub(crate) fn eat(&mut self, expected: char) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    pub(crate) fn skip_whitespace(&mut self) {
        let rest = self.rest();
        let space = rest.len() - rest.trim_start().len();
        count(space);
        self.at += space;
    }

    /// The word that comes next, without stepping over it; empty at a bracket, a quote, white space
    /// or the end.
    pub(crate) fn peek_word(&self) -> &'i str {
        let rest = self.rest();
        let end = rest.find(ends_word).unwrap_or(rest.len());
        count(end);
        rest.get(..end).unwrap_or_default()
    }

    pub(crate) fn word(&mut self) -> &'i str {
        let word = self.peek_word();
        self.at += word.len();
        word
    }

    /// Steps over the word if it is the next one, in any case.
    pub(crate) fn eat_word(&mut self, expected: &str) -> bool {
        let found = self.peek_word().eq_ignore_ascii_case(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// A JSON string, from its opening quote on (RFC 8259 §7).
    pub(crate) fn string(&mut self) -> Result<String, Fault> {
        let (start, rest) = (self.at, self.rest());
        let mut escaped = false;
        for (offset, character) in rest.char_indices().skip(1) {
            match character {
                '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u' if escaped => escaped = false,
                other if escaped => {
                    let problem = format!(
                        "`\\{other}` is not an escape of JSON; write a backslash as `\\\\`"
                    );
                    return Err(Fault::new(start + offset - 1, problem));
                }
                '\\' => escaped = true,
                '"' => {
                    let end = offset + 1;
                    count(end);
                    self.at += end;
                    return serde_json::from_str(rest.get(..end).unwrap_or_default()).map_err(
                        |error| {
                            let at = start + error.column().saturating_sub(1);
                            Fault::new(at, "the `\\u` escape before here is not a character")
                        },
                    );
                }
                control if control < ' ' => {
                    let problem = "a control character must be escaped in a string, such as `\\n`";
                    return Err(Fault::new(start + offset, problem));
                }
                _ => {}
            }
        }
        Err(Fault::new(start, "the string that starts here has no closing quote"))
    }
}

/// Counts the bytes that were looked at, for the test that reading is linear.
#[cfg(test)]
fn count(bytes: usize) {
    LOOKED_AT.with(|all| all.set(all.get() + bytes + 1));
}

#[cfg(not(test))]
fn count(_: usize) {}

#[cfg(test)]
thread_local! {
    /// How many bytes this thread has looked at, each step counting one at the least.
    pub(crate) static LOOKED_AT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')' | '[' | ']' | '"')
}
