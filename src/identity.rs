//! Who is there: citizens by ID-porten ([`provider`], [`session`]), archives by token
//! ([`archive_token`]). What the registers know of people and organisations: [`registers`].

pub mod archive_token;
pub mod back_channel;
pub mod jwt;
pub mod provider;
pub mod registers;
pub mod session;
