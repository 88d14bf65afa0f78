//! References to characters and entities (XML 1.0, 4.1).

use super::document::Document;
use crate::submission::Rejection;

impl Document {
    /// Reads on behind `&`: the character that is meant, if it is one that is known without a definition.
    pub(super) async fn reference(&mut self) -> Result<Option<char>, Rejection> {
        let meant = if self.text.eat(b'#').await? {
            Some(self.character().await?)
        } else {
            self.entity().await?
        };
        self.text.expect(b";").await?;
        Ok(meant)
    }

    async fn entity(&mut self) -> Result<Option<char>, Rejection> {
        self.scratch.clear();
        self.scratch.read(&mut self.text).await?;
        match self.scratch.last() {
            b"lt" => Ok(Some('<')),
            b"gt" => Ok(Some('>')),
            b"amp" => Ok(Some('&')),
            b"apos" => Ok(Some('\'')),
            b"quot" => Ok(Some('"')),
            // The definition that is not loaded may declare it (4.1, "Entity Declared").
            _ if self.external => Ok(None),
            _ => Err(self.text.malformed()),
        }
    }

    async fn character(&mut self) -> Result<char, Rejection> {
        let radix = if self.text.eat(b'x').await? { 16 } else { 10 };
        let mut code = None;
        while let Some(byte) = self.text.peek().await? {
            let Some(digit) = char::from(byte).to_digit(radix) else {
                break;
            };
            self.text.consume(1);
            code = Some(
                code.unwrap_or(0_u32)
                    .saturating_mul(radix)
                    .saturating_add(digit),
            );
        }
        code.and_then(char::from_u32)
            .filter(|char| is_permitted(*char))
            .ok_or_else(|| self.text.malformed())
    }
}

/// `Char` (XML 1.0, 2.2).
fn is_permitted(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}
