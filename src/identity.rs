//! Who is there: citizens by ID-porten ([`provider`], [`session`]), archives by token
//! ([`archive_access`]), what the registers know of people and organisations ([`registers`]), for
//! whom somebody may act ([`representation`]), and what
//! is remembered of it all ([`audit`]).

pub mod archive_access;
pub mod audit;
pub mod back_channel;
pub mod jwt;
pub mod provider;
mod published;
pub mod registers;
pub mod representation;
pub mod session;
