//! How many may check receipts at once. Each holds a receipt in memory and the processor for as long as documents come,
//! and nobody has to say who he is.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::web::api::network;

/// All together: 64 MB of receipts at the most.
const MOST: usize = 32;
/// From one address, which may be a whole office's.
const MOST_OF_ONE: usize = 4;

/// The checks that are under way, by where they come from.
#[derive(Default)]
pub(in crate::web) struct Turns(Mutex<HashMap<IpAddr, usize>>);

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoTurn {
    /// The same address has as many as it may.
    TakenByYou,
    /// All are taken.
    TakenByOthers,
}

/// One of them, given back when it is dropped.
pub(super) struct Turn<'a> {
    turns: &'a Turns,
    network: IpAddr,
}

impl Turns {
    /// A turn for an address.
    pub(super) fn take(&self, address: Option<&str>) -> Result<Turn<'_>, NoTurn> {
        let network = network(address);
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.values().sum::<usize>() >= MOST {
            return Err(NoTurn::TakenByOthers);
        }
        let of_one = taken.entry(network).or_default();
        if *of_one >= MOST_OF_ONE {
            return Err(NoTurn::TakenByYou);
        }
        *of_one += 1;
        Ok(Turn {
            turns: self,
            network,
        })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut taken = self.turns.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = taken.get(&self.network).map_or(0, |count| count - 1);
        if left == 0 {
            taken.remove(&self.network);
        } else {
            taken.insert(self.network, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_only_so_many_turns_for_one_and_for_all() {
        let turns = Turns::default();
        let mut held: Vec<_> = (0..MOST_OF_ONE)
            .map(|_| turns.take(Some("192.0.2.1")).unwrap())
            .collect();
        let refused = turns.take(Some("192.0.2.1")).err();
        assert_eq!(refused, Some(NoTurn::TakenByYou));
        held.extend(
            (2..)
                .take(MOST - MOST_OF_ONE)
                .map(|last| turns.take(Some(&format!("192.0.2.{last}"))).unwrap()),
        );
        let refused = turns.take(Some("198.51.100.1")).err();
        assert_eq!(refused, Some(NoTurn::TakenByOthers));
        held.clear();
        assert!(turns.0.lock().unwrap().is_empty());
        assert!(turns.take(Some("192.0.2.1")).is_ok());
    }
}
