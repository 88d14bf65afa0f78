//! Who is there: citizens by ID-porten ([`provider`], [`session`]), archives by token
//! ([`archive_token`]), and what is remembered of it ([`audit`]).

pub mod archive_token;
pub mod audit;
pub mod back_channel;
pub mod jwt;
pub mod provider;
pub mod session;
