//! The portal on a real port, used by people: senders with browsers, archivists with the command line.
//!
//! On SQLite, or on PostgreSQL when `TEST_DATABASE_URL` names a server. Time is moved, never slept.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that can't go on says where and why"
)]

mod access;
mod api;
mod architecture;
mod archive;
mod arkivmelding;
mod asvs;
mod audit;
mod check;
mod checklist;
mod comment;
mod corpus;
mod crash;
mod entry;
mod files_page;
mod handover;
mod house;
mod id_tokens;
mod intake;
mod interrupted;
mod invitations;
mod invite;
mod journal;
mod keys;
mod languages;
mod letters;
mod login;
mod logout;
mod logs;
mod malware;
mod matrix;
mod memory;
mod outbox;
mod progress;
mod proof;
mod public;
mod pull;
mod registers;
mod reply;
mod representation;
mod retention;
mod scan;
mod send;
mod serve;
mod sessions;
mod storm;
mod support;
mod typed;
mod wording;
