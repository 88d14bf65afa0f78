//! The order of a draft's documents: the first one is what the submission is about, and the rest come with it.

use anyhow::Context;

use super::list_in;
use crate::db::Tx;
use crate::submission::draft::{self, NotADraft};
use crate::submission::{Desk, Person, SubmissionId};

/// Where a document is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// One place towards the beginning.
    Up,
    /// One place towards the end.
    Down,
    /// In front of the document with this number.
    Before(i64),
    /// To the end.
    Last,
}

/// Gives a document of a draft another place. What is there already, or gone meanwhile, is fine.
pub async fn arrange(
    desk: &Desk,
    person: &Person,
    id: SubmissionId,
    number: i64,
    destination: Destination,
) -> anyhow::Result<Result<(), NotADraft>> {
    let mut tx = desk.db.begin().await?;
    // Under the row's lock, so that each move starts from what the one before has left.
    if draft::touch(desk, &mut tx, person, id).await?.is_err() {
        return Ok(Err(NotADraft));
    }
    let documents = list_in(desk, &mut tx, id).await?;
    let present: Vec<_> = documents.iter().map(|document| document.number).collect();
    write(&mut tx, id, &rearranged(&present, number, destination)).await?;
    tx.commit().await.context("arranging documents")?;
    Ok(Ok(()))
}

/// The same numbers in another order.
fn rearranged(present: &[i64], number: i64, destination: Destination) -> Vec<i64> {
    let mut order = present.to_vec();
    let Some(from) = order.iter().position(|other| *other == number) else {
        return order;
    };
    order.remove(from);
    let to = match destination {
        Destination::Up => from.saturating_sub(1),
        Destination::Down => from + 1,
        Destination::Before(other) => order
            .iter()
            .position(|present| *present == other)
            // In front of itself or of what is gone: it stays where it is.
            .unwrap_or(from),
        Destination::Last => order.len(),
    };
    order.insert(to.min(order.len()), number);
    order
}

/// Writes the order down. The places are the numbers that are there, so that the next new document, whose number
/// is higher than all before it, comes last.
async fn write(tx: &mut Tx, id: SubmissionId, order: &[i64]) -> anyhow::Result<()> {
    let mut places = order.to_vec();
    places.sort_unstable();
    for (number, place) in order.iter().zip(places) {
        sqlx::query("UPDATE documents SET position = $1 WHERE submission_id = $2 AND number = $3")
            .bind(place)
            .bind(id.to_string())
            .bind(number)
            .execute(&mut **tx)
            .await
            .context("arranging documents")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_goes_where_it_is_to_go() {
        for (number, destination, expected) in [
            (7, Destination::Up, [2, 7, 5]),
            (2, Destination::Up, [2, 5, 7]),
            (2, Destination::Down, [5, 2, 7]),
            (7, Destination::Down, [2, 5, 7]),
            (7, Destination::Before(2), [7, 2, 5]),
            (2, Destination::Before(7), [5, 2, 7]),
            (2, Destination::Last, [5, 7, 2]),
            (5, Destination::Before(5), [2, 5, 7]),
            (5, Destination::Before(6), [2, 5, 7]),
            (6, Destination::Last, [2, 5, 7]),
        ] {
            let order = rearranged(&[2, 5, 7], number, destination);
            assert_eq!(order, expected, "{number} {destination:?}");
        }
    }
}
